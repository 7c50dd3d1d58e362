import Model

/// What a ledger says about one line (docs/rules.md §2, derived actuals).
enum LedgerFigure {
    /// A figure, from `rows` rows of which `matching` fulfil the condition.
    case figure(Quantity, rows: Int, matching: Int, SatisfactionFigures?)
    case none(LineAssessment.NotDueReason)

    static func count(_ rows: Int) -> LedgerFigure {
        .figure(Quantity(whole: rows), rows: rows, matching: rows, nil)
    }

    /// round2(100 × matching / rows); over no rows not due.
    static func rate(_ matching: Int, of rows: Int) -> LedgerFigure {
        guard rows > 0 else { return .none(.noRows) }
        let rate = Points.rounding(100 * Int128(matching), over: Int128(rows))
        return .figure(Quantity(rate), rows: rows, matching: matching, nil)
    }
}

/// The ledgers a line of one quarter may count: the quarter's own, and for 累计 lines the year's up to it.
///
/// A class because its per-holder counts are built once and shared by all lines of the quarter.
/// `@unchecked`: they are built in the initializer and only read after it, by several threads.
final class LedgerBook: @unchecked Sendable {
    let current: QuarterIndex
    /// Quarters of the same year up to the current one, oldest first, the current one last.
    let year: [QuarterIndex]
    let calendar: WorkCalendar
    /// 数据截至 while the quarter runs, else its last day: until then an unanswered appeal is not late.
    let cutoff: Day

    private(set) lazy var visits = VisitLedger(self)
    private(set) lazy var appeals = AppealLedger(self)
    private(set) lazy var surveys = SurveyLedger(self)

    init(current: QuarterIndex, year: [QuarterIndex], calendar: WorkCalendar, cutoff: Day) {
        self.current = current
        self.year = year
        self.calendar = calendar
        self.cutoff = cutoff
        _ = (visits, appeals, surveys)
    }

    /// The first quarter of a year: whatever is counted over the year is what is counted over the quarter.
    var yearIsQuarter: Bool { year.count == 1 && window(.cumulative) == window(.quarterly) }

    func quarters(_ span: IndicatorSpan) -> [QuarterIndex] { span == .cumulative ? year : [current] }

    /// Days a ledger row may be dated to count for the span.
    func window(_ span: IndicatorSpan) -> ClosedRange<Day> {
        let period = current.data.period
        let first = span == .cumulative ? Period(index: period.year * 4).firstDay : period.firstDay
        return first...period.lastDay
    }

    /// `nil` when the quarter has no such ledger, so that a hand-filled figure counts.
    func figure(_ source: LedgerSource, for holder: Holder, span: IndicatorSpan) -> LedgerFigure? {
        let data = current.data
        switch source {
        case .visits: return data.visits == nil ? nil : .count(visits.count(for: holder, span))
        case .appealsClosed, .appealsClosedRate, .appealsOnTimeRate:
            return data.appeals == nil ? nil : appeals.figure(source, for: holder, span)
        case .projectsOnSchedule, .projectsOnScheduleRate:
            return data.projects == nil ? nil : projectFigure(source, for: holder)
        case .satisfactionIndex, .satisfactionRate:
            return data.survey == nil ? nil : surveys.figure(source, for: holder, span)
        case .findings: return data.spotChecks == nil ? nil : .count(findingCount(for: holder, span))
        }
    }

    /// Projects are a snapshot: the quarter's own table, whatever the span.
    private func projectFigure(_ source: LedgerSource, for holder: Holder) -> LedgerFigure {
        let own = current.projects(of: holder).filter { !current.exemptMatters.contains($0.code) }
        let onSchedule = own.filter { $0.actual >= $0.planned }.count
        if source == .projectsOnScheduleRate { return .rate(onSchedule, of: own.count) }
        return .figure(Quantity(whole: onSchedule), rows: own.count, matching: onSchedule, nil)
    }

    /// The holder's own findings, by number, the newest row winning; those of an office's people are theirs.
    private func findingCount(for holder: Holder, _ span: IndicatorSpan) -> Int {
        let window = self.window(span)
        var newest: [Code: (finding: SpotCheck, isExempt: Bool)] = [:]
        for quarter in quarters(span) {
            for finding in quarter.everySpotCheck[holder] ?? [] {
                newest[finding.code] = (finding, quarter.exemptMatters.contains(finding.code))
            }
        }
        return newest.values.filter { !$0.isExempt && window.contains($0.finding.date) }.count
    }
}
