import Model

extension QuarterTables {
    /// Things counted one by one that were shared out to the last among an office's people must add up again.
    ///
    /// Only where the targets add up and everybody has reported: then an office's count that differs from its
    /// people's is either a slip or something counted twice.
    func warnOfSumsThatDiffer(_ book: inout FindingBook) {
        guard !book.hasFaults(in: .people), !book.hasFaults(in: .targets), !book.hasFaults(in: .results)
        else {
            return
        }
        let counted = Set(
            indicators.values.filter {
                // A problem of an office need not be one of its people's.
                [.completion, .steps].contains($0.method)
                    && scheme.expectations.countedUnits.contains($0.unit)
            }.map(\.code))
        let shares = shares(of: counted)
        guard !shares.isEmpty else { return }
        let actuals = newestResults(of: counted)
        for (line, people) in shares.sorted(by: {
            ($0.key.indicator, $0.key.holder) < ($1.key.indicator, $1.key.holder)
        }) {
            guard let own = actuals[line] else { continue }
            let reported = people.compactMap { actuals[$0]?.value }
            guard reported.count == people.count else { continue }
            let sum = reported.reduce(Int128(0)) { $0 + Int128($1.millionths) }
            guard sum != Int128(own.value.millionths) else { continue }
            results.report(
                own.index, .sumDiffers, .warning, at: ResultsTable.actual.title,
                "股室完成 \(own.value)，所属人员合计 \(Quantity(sum: sum))，而目标的分解是合得上的。",
                remedy: "请核对是漏报还是重复计算。", into: &book)
        }
    }

    /// The people's lines of every office's line whose target they share to the last.
    private func shares(of indicators: Set<Code>) -> [LineKey: [LineKey]] {
        let offices = Dictionary(people.values.map { ($0.code, $0.office) }, uniquingKeysWith: { a, _ in a })
        var whole: [LineKey: Quantity] = [:]
        var parts: [LineKey: [LineKey]] = [:]
        var sums: [LineKey: Int128] = [:]
        for row in targets.values where indicators.contains(row.target.indicator) {
            let holder = row.target.holder
            guard let value = row.target.value else { continue }
            if holder.kind == .office {
                whole[LineKey(row.target)] = value
            } else if let office = offices[holder.code] {
                let line = LineKey(row.target.indicator, Holder(.office, office))
                parts[line, default: []].append(LineKey(row.target))
                sums[line, default: 0] += Int128(value.millionths)
            }
        }
        return parts.filter { line, _ in whole[line].map { Int128($0.millionths) == sums[line] } ?? false }
    }

    private func newestResults(of indicators: Set<Code>) -> [LineKey: (value: Quantity, day: Day, index: Int)]
    {
        var newest: [LineKey: (value: Quantity, day: Day, index: Int)] = [:]
        for (index, result) in results.soundRows where indicators.contains(result.indicator) {
            guard case .value(let value) = result.actual else { continue }
            if let known = newest[LineKey(result)], known.day > result.asOf { continue }
            newest[LineKey(result)] = (value, result.asOf, index)
        }
        return newest
    }
}

extension Quantity {
    /// Several typed numbers together.
    init(sum: Int128) {
        let millionths = Int(clamping: sum)
        self.init(millionths: millionths, decimals: millionths % Quantity.scale == 0 ? 0 : 4)
    }
}

extension DiagnosticCode {
    static let sumDiffers = DiagnosticCode("W188")
}
