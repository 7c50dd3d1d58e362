import Model

extension QuarterTables {
    /// One event under two numbers counts, or deducts, twice: within this quarter or since the one before.
    func warnOfSameEvents(_ earlier: EarlierQuarter?, _ book: inout FindingBook) {
        report(
            appeals.events, in: appeals, at: AppealsTable.code.title, earlier?.appealEvents,
            "企业、类别、提出日期", &book)
        report(
            spotChecks.events, in: spotChecks, at: SpotChecksTable.code.title,
            earlier?.spotCheckEvents,
            "日期、对象、事项", &book)
    }

    private func report<Sameness>(
        _ events: [(index: Int, code: Code, sameness: Sameness)], in table: Table<some Sendable>,
        at title: String,
        _ earlier: [Sameness: EarlierQuarter.Event]?, _ what: String, _ book: inout FindingBook
    ) {
        var known = earlier ?? [:]
        known.reserveCapacity(known.count + events.count)
        for event in events {
            let own = EarlierQuarter.Event(code: event.code, place: table.place(of: event.index))
            guard let other = known.updateValue(own, forKey: event.sameness), other.code != event.code else {
                continue
            }
            table.report(
                event.index, .sameEventTwice, .warning, at: title,
                "\(title) \(Diagnostic.bare(event.code.text)) 与 \(other.place.inSentence) 的 \(Diagnostic.bare(other.code.text)) \(what)相同。",
                remedy: "请确认是不是同一件登记了两次。", into: &book)
        }
    }
}

/// A ledger whose rows are events with a number each.
protocol LedgerEvent: Sendable {
    associatedtype Sameness: Hashable & Sendable
    var code: Code { get }
    /// What tells one event of the ledger from another, besides its number.
    var sameness: Sameness { get }
}

extension Table where Entity: LedgerEvent {
    var events: [(index: Int, code: Code, sameness: Entity.Sameness)] {
        soundRows.map { ($0.index, $0.value.code, $0.value.sameness) }
    }
}

extension Appeal: LedgerEvent {
    struct Sameness: Hashable, Sendable {
        let enterprise: Code
        let category: String
        let raised: Day
    }

    var sameness: Sameness { Sameness(enterprise: enterprise, category: category, raised: raised) }
}

extension SpotCheck: LedgerEvent {
    struct Sameness: Hashable, Sendable {
        let date: Day
        let holder: Holder
        let matter: String
    }

    var sameness: Sameness { Sameness(date: date, holder: holder, matter: matter) }
}

extension DiagnosticCode {
    static let sameEventTwice = DiagnosticCode("W189")
}
