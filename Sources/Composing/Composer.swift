import Model

/// Turns the assessment of one quarter into papers: facts under names, no sentences and no layout.
///
/// What HR may want to word differently stands in templates/, keyed by the flags composed here.
package struct Composer: Sendable {
    private let quarter: Quarter
    /// Of the paper being issued; `nil` makes a draft.
    package var mark: IssueMark?
    /// Numbers of issued card notices, by card id.
    package var cardLabels: [String: String] = [:]

    /// The quarters after this one that could be read, for papers that say what became of it.
    package var later: [Assessment] = []

    package init(_ assessment: Assessment, calendar: WorkCalendar) {
        quarter = Quarter(assessment, calendar)
    }

    package var assessment: Assessment { _read { yield quarter.assessment } }
    package var calendar: WorkCalendar { _read { yield quarter.calendar } }
    var directory: Directory { _read { yield quarter.directory } }
    var cases: CaseMatcher { _read { yield quarter.cases } }
    var index: PaperIndex { _read { yield quarter.index } }
    var items: ItemDirectory { _read { yield quarter.items } }

    /// What every paper looks its facts up in. A class whose parts are lent out and not handed over: a composer goes to each
    /// paper, and a hundred references would be counted for each.
    private final class Quarter: Sendable {
        let assessment: Assessment
        let calendar: WorkCalendar
        let directory: Directory
        let cases: CaseMatcher
        let index: PaperIndex
        let items: ItemDirectory

        init(_ assessment: Assessment, _ calendar: WorkCalendar) {
            self.assessment = assessment
            self.calendar = calendar
            directory = Directory(assessment)
            cases = CaseMatcher(
                cases: assessment.data.cases, indicators: assessment.data.indicators, directory: directory)
            index = PaperIndex(assessment)
            items = ItemDirectory(assessment)
        }
    }

    /// The notice of a card; `nil` when the committee refused it or the quarter is still running.
    package func card(for notice: CardNotice) -> Checked<Document?> {
        guard notice.outcome != .refused, !assessment.isRunning else { return Checked(nil) }
        var composition = CardComposition(composer: self, notice: notice)
        let paper = composition.paper()
        return composition.boundary.document(
            .card, period: assessment.period, subject: notice.id, path: "cards/\(notice.id)",
            facts: CardPaper.naming.record(of: paper))
    }

    /// A blank stands in a draft's place of the number.
    func number(_ kind: DocumentKind) -> String {
        if let label = mark?.label { return label }
        let series = assessment.scheme.documentSettings(for: kind.rawValue)?.series ?? ""
        let year = (assessment.data.signoff?.date ?? assessment.period.lastDay.adding(days: 1)).year
        return "\(series)〔\(year)〕__号"
    }

    /// A deadline on paper, or `nil` when the calendar does not reach that far and the date could be wrong.
    func deadline(_ workingDays: Int, after day: Day) -> Day? {
        let deadline = calendar.day(workingDays: workingDays, after: day)
        guard let last = calendar.lastYear, deadline.year <= last else { return nil }
        return deadline
    }
}
