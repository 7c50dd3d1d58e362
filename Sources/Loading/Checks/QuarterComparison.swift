import Model

extension QuarterTables {
    /// Warns of what is possible but unlikely beside the quarter before; nothing is withheld for it.
    func compare(with earlier: QuarterTables, _ book: inout FindingBook) {
        guard earlier.period.index + 1 == period.index else { return }
        reportVanishedPeople(earlier, &book)
        if earlier.period.year == period.year {
            reportFallenTargets(earlier, &book)
            reportFallenActuals(earlier, &book)
        }
        reportRepeatedLedgerRows(earlier, &book)
    }

    private func reportVanishedPeople(_ earlier: QuarterTables, _ book: inout FindingBook) {
        guard people.isRead, earlier.people.isRead else { return }
        let here = Set(people.entries.compactMap(\.mark.key.first))
        for (index, person) in earlier.people.soundRows
        where person.left == nil && !here.contains(person.code.text) {
            let row = earlier.people.place(of: earlier.people.entries[index])
            book.add(
                Diagnostic(
                    .vanishedPerson, .warning, at: people.origin.place(line: 0),
                    "工号 \(person.code) 在 \(row) 没有离岗日期，本季度却没有这一行。", remedy: "请确认是否离岗，或补上这一行。"))
        }
    }

    /// Cumulative figures of one year can only grow, unless somebody corrected the earlier one.
    private func reportFallenTargets(_ earlier: QuarterTables, _ book: inout FindingBook) {
        let before = Dictionary(
            earlier.targets.values.map { (LineKey($0.target), $0.target) }, uniquingKeysWith: { a, _ in a })
        for (index, row) in targets.soundRows where isGrowing(row.target.indicator) {
            guard let value = row.target.value, let old = before[LineKey(row.target)]?.value, value < old
            else { continue }
            targets.report(
                index, .fallenTarget, .warning, at: TargetsTable.value.title,
                "累计目标值 \(value) 小于 \(earlier.period) 的 \(old)。", remedy: "请核对；年中调减目标须有依据。", into: &book)
        }
    }

    private func reportFallenActuals(_ earlier: QuarterTables, _ book: inout FindingBook) {
        let before = earlier.newestActuals
        for (index, result) in results.soundRows where isGrowing(result.indicator) {
            guard case .value(let value) = result.actual, let old = before[LineKey(result)], value < old
            else { continue }
            results.report(
                index, .fallenActual, .warning, at: ResultsTable.actual.title,
                "累计实际值 \(value) 小于 \(earlier.period) 的 \(old)。", remedy: "请核对是否填成了当季数。", into: &book)
        }
    }

    /// Rates and satisfaction may fall within a year; counts and amounts tagged 序时 may not.
    private func isGrowing(_ code: Code) -> Bool {
        indicators.values.contains { $0.code == code && $0.span == .cumulative && $0.tags.contains("序时") }
    }

    private var newestActuals: [LineKey: Quantity] {
        var newest: [LineKey: (day: Day, value: Quantity)] = [:]
        for result in results.values {
            guard case .value(let value) = result.actual else { continue }
            if let known = newest[LineKey(result)], known.day > result.asOf { continue }
            newest[LineKey(result)] = (result.asOf, value)
        }
        return newest.mapValues(\.value)
    }

    private func reportRepeatedLedgerRows(_ earlier: QuarterTables, _ book: inout FindingBook) {
        report(repeated: spotChecks, in: earlier.spotChecks, &book)
        report(repeated: survey, in: earlier.survey, &book)
    }

    /// One finding or sheet counts once; the id tells, whatever else was changed.
    private func report<Entity>(
        repeated table: Table<Entity>, in earlier: Table<Entity>, _ book: inout FindingBook
    ) {
        guard let title = table.shape.key.first else { return }
        let before = Set(earlier.entries.compactMap(\.mark.key.first)).subtracting([""])
        for (index, entry) in table.entries.enumerated() {
            guard let key = entry.mark.key.first, before.contains(key) else { continue }
            table.report(
                index, .repeatedLedgerRow, .warning, at: title,
                "\(title) \(Diagnostic.bare(key)) 在 \(earlier.origin.place(line: 0)) 已有，会算两次。",
                remedy: "请确认是否重复登记。", into: &book)
        }
    }
}

/// A target or a result by its indicator and holder.
private struct LineKey: Hashable {
    var indicator: Code
    var holder: Holder

    init(_ target: Target) { (indicator, holder) = (target.indicator, target.holder) }
    init(_ result: Result) { (indicator, holder) = (result.indicator, result.holder) }
}

extension DiagnosticCode {
    static let vanishedPerson = DiagnosticCode("W183")
    static let fallenTarget = DiagnosticCode("W184")
    static let fallenActual = DiagnosticCode("W185")
    static let repeatedLedgerRow = DiagnosticCode("W186")
}
