import Model

/// Every issued card up to a quarter, with what became of it: the rules that look back read it here.
struct CardHistory {
    private(set) var records: [String: CardRecord] = [:]
    /// Used once, ever, also when the committee refused the card.
    private(set) var usedMatters: Set<CardMatter> = []
    /// Deadlines before any extension, by card.
    private var firstDeadlines: [String: Day] = [:]
    private var liftedByDecision: Set<String> = []
    /// Newest row of each rectification item, by its code.
    private(set) var rectifications: [String: Rectification] = [:]
    /// 销牌 and 撤牌 of the newest folder that took effect: only these have a notice.
    private(set) var closings: [Decision] = []
    /// Yellow cards that the newest folder opened again by withdrawing the red one.
    private(set) var reopened: Set<String> = []

    /// Takes in what the quarter's folder says of earlier cards: paper cards, rectification, 销牌 and 撤牌.
    mutating func readEvents(of data: QuarterData, calendar: WorkCalendar) -> [Diagnostic] {
        for row in data.rectifications { rectifications[row.code] = row }
        readPaperCards(data)
        var findings = updateRectification(data, calendar)
        closings = []
        reopened = []
        let decisions = data.decisions.filter { $0.matter == .lifting || $0.matter == .withdrawal }
        for decision in decisions.sorted(by: { ($0.date, $0.place) < ($1.date, $1.place) }) {
            if let finding = close(by: decision) {
                findings.append(finding)
            } else {
                closings.append(decision)
            }
        }
        return findings
    }

    private mutating func readPaperCards(_ data: QuarterData) {
        for row in data.paperCards {
            var record = CardRecord(
                id: row.id, object: row.holder, colour: row.colour, factsPeriod: row.factsPeriod,
                issued: row.issued,
                rectifyBy: row.deadline, rules: [])
            record.isPaper = true
            record.closure = row.lifted.map { .lifted($0) } ?? records[row.id]?.closure
            record.escalationRaised = records[row.id]?.escalationRaised ?? false
            records[row.id] = record
            firstDeadlines[row.id] = row.deadline
        }
    }

    /// Newest rows only: an item that was reopened is no longer accepted.
    private mutating func updateRectification(_ data: QuarterData, _ calendar: WorkCalendar) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let items = Dictionary(grouping: rectifications.values, by: \.source)
        for (id, rows) in items.sorted(by: { $0.key < $1.key }) {
            guard var record = records[id], let due = firstDeadlines[id] else { continue }
            let rows = rows.sorted { $0.code < $1.code }
            record.rectification = rows.last?.state
            record.acceptedOn = rows.filter { $0.state.isAccepted }.compactMap(\.acceptedOn).min()
            record.rectifyBy = due
            let latest = latestExtension(of: record, from: due, data.scheme, calendar)
            for item in rows where item.extensionApprovedBy != nil {
                guard let extended = item.extendedTo else { continue }
                if extended <= latest {
                    record.rectifyBy = max(record.rectifyBy, extended)
                } else if data.rectifications.contains(where: { $0.code == item.code }) {
                    findings.append(.extensionTooLong(item, latest))
                }
            }
            records[id] = record
        }
        return findings
    }

    /// At most `extensionShare` per cent of the period more, rounded down to whole working days.
    private func latestExtension(
        of record: CardRecord, from due: Day, _ scheme: Scheme, _ calendar: WorkCalendar
    ) -> Day {
        // The card's own period: one issued on paper may have had another than the scheme's.
        let days = calendar.workingDays(after: record.issued, through: due)
        return calendar.day(
            workingDays: days + days * scheme.cards.extensionShare / 100, after: record.issued)
    }

    /// A decision that cannot be used changes nothing.
    private mutating func close(by decision: Decision) -> Diagnostic? {
        guard let id = decision.cardID, let record = records[id] else { return .cardUnknown(decision) }
        guard record.object == decision.holder else { return .cardOfSomebodyElse(decision, record) }
        if let ended = ending(of: record, before: decision) { return .cardClosedAlready(decision, ended) }
        if decision.matter == .withdrawal {
            records[id]?.closure = .withdrawn(decision.date)
            reopenCards(escalatedBy: id)
            return nil
        }
        guard let accepted = record.acceptedOn, accepted <= decision.date else {
            return .liftingWithoutAcceptance(decision)
        }
        if record.closure == nil { records[id]?.closure = .lifted(decision.date) }
        liftedByDecision.insert(id)
        return nil
    }

    /// What leaves nothing to decide: a card is lifted or withdrawn once, and one that became red is no yellow any
    /// more. Facts can turn out wrong at any time, so 撤牌 may follow 销牌 and 升级.
    private func ending(of record: CardRecord, before decision: Decision) -> CardRecord.Closure? {
        switch (record.closure, decision.matter) {
        case (.withdrawn, _): return record.closure
        // 历史牌 has its own 销牌日期, which may be that of this very decision.
        case (.lifted(let day), .lifting):
            return record.isPaper && day == decision.date && !liftedByDecision.contains(record.id)
                ? nil : record.closure
        case (.escalated(let day, _), .lifting): return day <= decision.date ? record.closure : nil
        default: return nil
        }
    }

    /// A withdrawn red card is as if it had never been, so the yellow it escalated is open again.
    private mutating func reopenCards(escalatedBy red: String) {
        for (id, record) in records {
            guard case .escalated(_, let by) = record.closure, by == red else { continue }
            records[id]?.closure = nil
            reopened.insert(id)
        }
    }

    // MARK: Looking back

    /// Records on the facts of quarters before `period`, by id.
    func records(before period: Period) -> [CardRecord] {
        records.values.filter { $0.factsPeriod < period }.sorted { $0.id < $1.id }
    }

    /// Cards that still cap a grade at the quarter's end, by object.
    func uncleared(at period: Period) -> [Holder: [CardRecord]] {
        Dictionary(
            grouping: records(before: period).filter { !$0.isCleared(by: period.lastDay) }, by: \.object)
    }

    /// R4: open yellows past their deadline that have not fired before.
    func notCleared(at period: Period) -> [CardRecord] {
        records(before: period).filter { record in
            guard record.colour == .yellow, !record.escalationRaised, !record.isClosed(by: period.lastDay),
                record.rectifyBy < period.lastDay
            else { return false }
            return record.acceptedOn.map { $0 > record.rectifyBy } ?? true
        }
    }

    // MARK: Sign-off

    /// Takes in a quarter's notices, as issued or, before that, as computed.
    ///
    /// R4 fires in the first quarter that meets it, signed or not: quarters are signed in order. The rest counts
    /// from the sign-off on; refused notices only use up their matters.
    mutating func record(_ cards: [IssuedQuarter.Card], of period: Period, isSigned: Bool) {
        for card in cards {
            for id in card.escalates { escalate(id, by: card, isSigned: isSigned) }
        }
        guard isSigned else { return }
        for card in cards {
            firstDeadlines[card.id] = card.rectifyBy
            usedMatters.formUnion(card.usedMatters)
            guard !card.isRefused, let issued = card.issued, let due = card.rectifyBy else { continue }
            records[card.id] = CardRecord(
                id: card.id, object: card.object, colour: card.colour, factsPeriod: period, issued: issued,
                rectifyBy: due, rules: card.rules)
        }
    }

    /// R4 closes the yellow; a refused one leaves it open and does not fire again.
    private mutating func escalate(_ id: String, by card: IssuedQuarter.Card, isSigned: Bool) {
        records[id]?.escalationRaised = true
        guard isSigned, !card.isRefused, card.colour == .red, let issued = card.issued else { return }
        records[id]?.closure = .escalated(issued, by: card.id)
    }
}

extension CardRecord {
    func isWithdrawn(by day: Day) -> Bool {
        if case .withdrawn(let date) = closure { return date <= day }
        return false
    }

    func isClosed(by day: Day) -> Bool {
        switch closure {
        case .lifted(let date), .escalated(let date, _), .withdrawn(let date): return date <= day
        case nil: return false
        }
    }

    /// Accepted, lifted, escalated or withdrawn by then: no cap any more.
    func isCleared(by day: Day) -> Bool {
        isClosed(by: day) || (acceptedOn.map { $0 <= day } ?? false)
    }
}
