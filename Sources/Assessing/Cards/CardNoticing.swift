import Model

/// Merges all facts of one quarter about one object into one notice, and applies decisions and sign-off.
struct CardNoticing {
    let index: QuarterIndex
    let calendar: WorkCalendar
    let history: CardHistory
    let names: NameBook
    let withheld: Set<Code>
    /// Of cards already issued: a correction keeps their dates.
    var issueDates: [String: Day] = [:]
    /// Of cards that a revision issues late (补发).
    var lateDate: Day?

    private var data: QuarterData { index.data }
    private var period: Period { data.period }

    /// Notices in order of object codes.
    func notices(from facts: [Holder: [CardFact]]) -> [CardNotice] {
        var facts = facts
        let earlier = Dictionary(grouping: history.records(before: period), by: \.object)
        addNotCleared(to: &facts)
        addRepeats(to: &facts, earlier)
        let decisions = cardDecisions()
        let objects = Set(facts.keys).union(decisions.filter { $0.value.decided != "不赋牌" }.keys)
        return objects.sorted().map { object in
            notice(object, facts[object] ?? [], decisions[object], earlier[object] ?? [])
        }
    }

    /// An object gone from the tables can still meet R4.
    private func addNotCleared(to facts: inout [Holder: [CardFact]]) {
        for record in history.notCleared(at: period) where !withheld.contains(record.object.code) {
            facts[record.object, default: []].append(CardFact(rule: .r4, detail: .notCleared(record)))
        }
    }

    /// R6 needs fresh yellow facts, and names the newest yellow notice of the quarters that the scheme looks back on; it
    /// may stand beside fresh red facts.
    private func addRepeats(to facts: inout [Holder: [CardFact]], _ earlier: [Holder: [CardRecord]]) {
        let quarters = data.scheme.cards.repeatQuarters
        for (object, found) in facts where found.contains(where: { $0.rule.colour == .yellow }) {
            let newest = (earlier[object] ?? []).filter {
                $0.colour == .yellow && $0.factsPeriod.index >= period.index - quarters
                    && !$0.isWithdrawn(by: period.lastDay)
            }.max { $0.factsPeriod < $1.factsPeriod }
            guard let record = newest else { continue }
            facts[object]?.append(CardFact(rule: .r6, detail: .repeated(record)))
        }
    }

    func cardDecisions() -> [Holder: Decision] {
        Dictionary(
            data.decisions.filter { $0.matter == .card && !withheld.contains($0.holder.code) }
                .map { ($0.holder, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    private func notice(
        _ object: Holder, _ facts: [CardFact], _ decision: Decision?, _ earlier: [CardRecord]
    ) -> CardNotice {
        let sorted = facts.enumerated().sorted { ($0.element.rule, $0.offset) < ($1.element.rule, $1.offset) }
            .map(\.element)
        var notice = CardNotice(
            period: period, object: object, name: names.name(of: object), office: office(of: object),
            responsible: responsible(for: object), facts: sorted, proposed: sorted.map(\.rule.colour).max(),
            earlier: earlier.filter { !$0.isWithdrawn(by: period.lastDay) })
        notice.decision = decision
        decide(&notice)
        return notice
    }

    private func decide(_ notice: inout CardNotice) {
        // A decision about another proposal decides nothing, and until it is mended there is no paper.
        if let decision = notice.decision, decision.suggested != (notice.proposed?.chinese ?? "无") {
            notice.isWithheld = true
            return
        }
        switch notice.decision?.decided {
        case "红牌": notice.decided = .red
        case "黄牌": notice.decided = .yellow
        case "不赋牌": notice.outcome = .refused
        default: notice.decided = data.signoff == nil ? nil : notice.proposed
        }
        guard let signoff = data.signoff, notice.outcome != .refused, notice.decided != nil else { return }
        notice.outcome = .issued
        let date = issueDates[notice.id] ?? lateDate ?? signoff.date
        notice.issued = date
        let terms = data.scheme.cards.terms(of: notice.colour)
        notice.rectifyBy = calendar.day(workingDays: terms.rectifyWorkingDays, after: date)
        notice.talkBy = calendar.day(workingDays: terms.talkWorkingDays, after: date)
        notice.statementBy = calendar.day(
            workingDays: data.scheme.objection.statementWorkingDays, after: date)
    }

    private func office(of object: Holder) -> Code? {
        switch object.kind {
        case .office: return index.office(object.code)?.code
        case .person: return index.person(object.code)?.office
        case .project: return project(object.code)?.office
        }
    }

    private func responsible(for object: Holder) -> Code? {
        switch object.kind {
        case .office: return index.office(object.code)?.head
        case .person: return object.code
        case .project: return project(object.code)?.owner
        }
    }

    private func project(_ code: Code) -> Project? { index.projectsByCode[code] }
}
