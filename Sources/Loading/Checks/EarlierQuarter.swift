import Model

/// What the next quarter is compared with: of the whole quarter only this is kept.
struct EarlierQuarter: Sendable {
    /// A row that is open and must come back.
    struct OpenRow: Sendable {
        var key: String
        var place: SourcePlace
        /// Whose papers it costs when it does not.
        var affected: Code
    }

    struct Ledger: Sendable {
        var place: SourcePlace
        var keys: Set<String>
    }

    /// A row of a ledger that may turn up again under another number.
    struct Event: Sendable {
        var code: Code
        var place: SourcePlace
    }

    let period: Period
    /// `nil` when there is no readable table.
    let openAppeals: [OpenRow]?
    let openRectifications: [OpenRow]?
    /// Without a date of leaving.
    let peopleInPost: [(code: Code, place: SourcePlace)]
    /// Of the indicators that only grow within a year.
    let targets: [LineKey: Quantity]
    let actuals: [LineKey: Quantity]
    let spotChecks: Ledger?
    let survey: Ledger?
    /// By what tells one event from another.
    let appealEvents: [Appeal.Sameness: Event]
    let spotCheckEvents: [SpotCheck.Sameness: Event]

    init(_ tables: QuarterTables) {
        period = tables.period
        openAppeals = tables.appeals.openRows { $0.closed == nil ? $0.handler : nil }
        openRectifications = tables.rectifications.openRows { $0.state.isOpen ? $0.holder.code : nil }
        peopleInPost = tables.people.soundRows.filter { $0.value.left == nil }.map {
            ($0.value.code, tables.people.place(of: $0.index))
        }
        let growing = tables.growingIndicators
        targets = Dictionary(
            tables.targets.values.filter { growing.contains($0.target.indicator) }.compactMap { row in
                row.target.value.map { (LineKey(row.target), $0) }
            }, uniquingKeysWith: { first, _ in first })
        actuals = Self.newestActuals(tables.results.values.filter { growing.contains($0.indicator) })
        spotChecks = Ledger(tables.spotChecks)
        survey = Ledger(tables.survey)
        appealEvents = tables.appeals.eventsBySameness
        spotCheckEvents = tables.spotChecks.eventsBySameness
    }

    private static func newestActuals(_ results: [Result]) -> [LineKey: Quantity] {
        var newest: [LineKey: (day: Day, value: Quantity)] = [:]
        for result in results {
            guard case .value(let value) = result.actual else { continue }
            if let known = newest[LineKey(result)], known.day > result.asOf { continue }
            newest[LineKey(result)] = (result.asOf, value)
        }
        return newest.mapValues(\.value)
    }
}

/// The indicator table of the first quarter under a scheme.
struct FirstIndicators: Sendable {
    var period: Period
    var table: Table<Indicator>
}

/// A target or a result by its indicator and holder.
struct LineKey: Hashable, Comparable, Sendable {
    var indicator: Code
    var holder: Holder

    init(_ indicator: Code, _ holder: Holder) { (self.indicator, self.holder) = (indicator, holder) }
    init(_ target: Target) { (indicator, holder) = (target.indicator, target.holder) }
    init(_ result: Result) { (indicator, holder) = (result.indicator, result.holder) }

    static func < (a: LineKey, b: LineKey) -> Bool {
        a.indicator == b.indicator ? a.holder < b.holder : a.indicator < b.indicator
    }
}

extension QuarterTables {
    /// Rates and satisfaction may fall within a year; counts and amounts tagged 序时 may not.
    var growingIndicators: Set<Code> {
        Set(indicators.values.filter { $0.span == .cumulative && $0.tags.contains("序时") }.map(\.code))
    }
}

extension Table {
    fileprivate func openRows(_ owner: (Entity) -> Code?) -> [EarlierQuarter.OpenRow]? {
        guard isRead else { return nil }
        return soundRows.compactMap { index, value in
            guard let key = marks.key(of: index).first, let owner = owner(value) else { return nil }
            return EarlierQuarter.OpenRow(
                key: key, place: origin.place(line: marks.line(of: index)), affected: owner)
        }
    }
}

extension Table where Entity: LedgerEvent {
    fileprivate var eventsBySameness: [Entity.Sameness: EarlierQuarter.Event] {
        var known: [Entity.Sameness: EarlierQuarter.Event] = [:]
        for event in events {
            known[event.sameness] = EarlierQuarter.Event(code: event.code, place: place(of: event.index))
        }
        return known
    }
}

extension EarlierQuarter.Ledger {
    fileprivate init?(_ table: Table<some Sendable>) {
        guard table.isPresent else { return nil }
        place = table.origin.place(line: 0)
        keys = table.marks.firstKeys
    }
}
