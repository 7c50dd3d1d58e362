import Model

extension QuarterTables {
    /// One event under two numbers counts, or deducts, twice: within this quarter or since the one before.
    func warnOfSameEvents(_ earlier: EarlierQuarter?, _ book: inout FindingBook) {
        report(
            appeals.events(\.sameness), in: appeals, at: AppealsTable.code.title, earlier?.appealEvents,
            "企业、类别、提出日期", &book)
        report(
            spotChecks.events(\.sameness), in: spotChecks, at: SpotChecksTable.code.title,
            earlier?.spotCheckEvents,
            "日期、对象、事项", &book)
    }

    private func report(
        _ events: [(index: Int, key: String, sameness: String)], in table: Table<some Sendable>,
        at title: String,
        _ earlier: [String: EarlierQuarter.Event]?, _ what: String, _ book: inout FindingBook
    ) {
        var known = earlier ?? [:]
        for event in events {
            let own = EarlierQuarter.Event(key: event.key, place: table.place(of: event.index))
            guard let other = known.updateValue(own, forKey: event.sameness), other.key != event.key else {
                continue
            }
            table.report(
                event.index, .sameEventTwice, .warning, at: title,
                "\(title) \(Diagnostic.bare(event.key)) 与 \(other.place.inSentence) 的 \(Diagnostic.bare(other.key)) \(what)相同。",
                remedy: "请确认是不是同一件登记了两次。", into: &book)
        }
    }
}

extension Table {
    /// What tells one event of a ledger from another, besides its number.
    func events(_ sameness: (Entity) -> String) -> [(index: Int, key: String, sameness: String)] {
        soundRows.map { ($0.index, marks.key(of: $0.index).first ?? "", sameness($0.value)) }
    }
}

extension Appeal {
    var sameness: String { "\(enterprise)\n\(category)\n\(raised)" }
}

extension SpotCheck {
    var sameness: String { "\(date)\n\(holder.kind.rawValue)\n\(holder.code)\n\(matter)" }
}

extension DiagnosticCode {
    static let sameEventTwice = DiagnosticCode("W189")
}
