import Model

/// A fact of the quarter for which an item has to be open.
struct FoundProblem {
    var object: Holder
    var matter: RectificationItem.Matter
    var figures: RectificationItem.Figures
    var covers: [RectificationItem.Fact] = []
    /// Yellow cards that this red one closes (R4).
    var escalates: [String] = []
    var due: Day?

    var fact: RectificationItem.Fact { .init(object, matter) }

    /// `<quarter>-<object>-<line or matter>`; a card has its id already.
    func id(in period: Period) -> String {
        switch matter {
        case .card(let id), .other(let id): return id
        case .line(let code), .appeal(let code), .finding(let code): return "\(period)-\(object.code)-\(code)"
        // 进度: the object's code twice would say nothing, and without it the card's id would be the same.
        case .project: return "\(period)-\(object.code)-JD"
        }
    }
}

/// The problems of one ended quarter (docs/rules.md §6.4): cards, gaps, lagging projects, overdue appeals, findings.
struct ItemFinder {
    let index: QuarterIndex
    let calendar: WorkCalendar
    let assessment: Assessment
    let withheld: Set<Code>

    private var rules: Scheme.Rectifying { index.data.scheme.rectification }
    private var period: Period { index.data.period }
    /// Unless a card or HR say otherwise: by the end of the next quarter, whose report shows what became of it.
    private var due: Day { period.advanced(by: 1).lastDay }

    /// Cards first: while a card's item is open, its facts open none of their own.
    func problems() -> [FoundProblem] {
        assessment.cards.filter { $0.outcome != .refused && !$0.isWithheld }.map(Self.problem)
            + gaps() + lags() + overdueAppeals() + findings()
    }

    static func problem(_ notice: CardNotice) -> FoundProblem {
        let rules = notice.rules.map(\.rawValue).joined(separator: "、")
        return FoundProblem(
            object: notice.object, matter: .card(notice.id),
            figures: .init(
                title: notice.colour.chinese + (rules.isEmpty ? "" : "（\(rules)）"), day: notice.issued),
            covers: notice.facts.flatMap { covered($0, of: notice.object) },
            escalates: notice.colour == .red ? notice.facts.compactMap(\.escalatedCard) : [],
            due: notice.rectifyBy)
    }

    private static func covered(_ fact: CardFact, of object: Holder) -> [RectificationItem.Fact] {
        switch fact.detail {
        case .lines(let lines): return lines.map { .init(object, .line($0.indicator.code)) }
        case .veto(let line): return [.init(object, .line(line.indicator.code))]
        case .lag: return [.init(object, .project)]
        case .appeal(let appeal, _): return [.init(object, .appeal(appeal.code))]
        case .finding(let finding): return [.init(object, .finding(finding.code))]
        case .grade, .lastOffice, .notCleared, .repeated: return []
        }
    }

    /// Persons without a grade have a report of their lines only, and no gap.
    private func gaps() -> [FoundProblem] {
        let offices = assessment.offices.filter { !withheld.contains($0.office.code) }
            .flatMap { office in gaps(of: Holder(.office, office.office.code), office.lines) }
        let people = assessment.people.filter { $0.noGrade == nil && !withheld.contains($0.person.code) }
            .flatMap { person in gaps(of: Holder(.person, person.person.code), person.lines) }
        return offices + people
    }

    /// The lines that a report names as gaps, as far as they lost enough; projects and findings have their own items.
    private func gaps(of holder: Holder, _ lines: [LineAssessment]) -> [FoundProblem] {
        lines.gaps.filter { line in
            !line.isFedByProjects && !line.isFedByFindings && (line.share ?? .hundred) < rules.gapBelow
        }.map { line in
            FoundProblem(
                object: holder, matter: .line(line.indicator.code),
                figures: .init(
                    title: line.indicator.name, target: line.target.value, actual: line.actual,
                    unit: line.indicator.unit, completion: line.completion, lost: line.lost), due: due)
        }
    }

    private func lags() -> [FoundProblem] {
        index.projects.filter { project in
            project.lag >= rules.lagFrom && !index.exemptMatters.contains(project.code)
                && !withheld.contains(project.code)
        }.map { project in
            FoundProblem(
                object: Holder(.project, project.code), matter: .project,
                figures: .init(
                    title: project.name, target: Quantity(project.planned), actual: Quantity(project.actual),
                    unit: "%", lost: project.lag), due: due)
        }
    }

    private func overdueAppeals() -> [FoundProblem] {
        OverdueAppeals(
            index: index, calendar: calendar, handlers: Set(assessment.people.map(\.person.code))
        ).found().filter { !withheld.contains($0.appeal.handler) }.map { appeal, limitDay in
            FoundProblem(
                object: Holder(.person, appeal.handler), matter: .appeal(appeal.code),
                figures: .init(title: appeal.category, day: limitDay), due: due)
        }
    }

    private func findings() -> [FoundProblem] {
        let assessed = Set(assessment.people.map(\.person.code))
        return index.spotChecks.sorted { $0.key < $1.key }.flatMap { holder, checks in
            checks.sorted { $0.code < $1.code }.filter { finding in
                !index.exemptMatters.contains(finding.code) && !withheld.contains(holder.code)
                    && (holder.kind != .person || assessed.contains(holder.code))
            }.map { finding in
                FoundProblem(
                    object: holder, matter: .finding(finding.code),
                    figures: .init(title: finding.matter, day: finding.date), due: due)
            }
        }
    }
}

extension CardFact {
    fileprivate var escalatedCard: String? {
        if case .notCleared(let record) = detail { record.id } else { nil }
    }
}

extension LineAssessment {
    var isFedByFindings: Bool {
        guard case .ledger(let source, _, _) = origin else { return false }
        return source == .findings
    }
}
