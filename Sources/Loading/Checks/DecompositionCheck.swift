import Model

extension QuarterTables {
    /// 分解不足: an office's people together have less to do than the office, in things counted one by one.
    func warnOfThinDecomposition(_ book: inout FindingBook) {
        // With a person's or a target's row unreadable a sum is short for a reason that is already reported.
        guard !book.hasFaults(in: .people), !book.hasFaults(in: .targets) else { return }
        let indicators = indicatorsByCode
        let offices = Dictionary(people.values.map { ($0.code, $0.office) }, uniquingKeysWith: { a, _ in a })
        // Int128: several twelve-digit targets would overflow an Int of millionths.
        var shared: [Key: Int128] = [:]
        for row in targets.values where row.target.holder.kind == .person {
            guard let office = offices[row.target.holder.code], let value = row.target.value else { continue }
            shared[Key(indicator: row.target.indicator, office: office), default: 0] += Int128(
                value.millionths)
        }
        for (index, row) in targets.soundRows where row.target.holder.kind == .office {
            guard let value = row.target.value, let indicator = indicators[row.target.indicator],
                scheme.expectations.countedUnits.contains(indicator.unit),
                let sum = shared[Key(indicator: row.target.indicator, office: row.target.holder.code)],
                sum < Int128(value.millionths)
            else { continue }
            targets.report(
                index, .thinDecomposition, .warning, at: TargetsTable.value.title,
                "分解不足：股室目标 \(value)\(indicator.unit)，所属人员合计 \(Quantity(sum: sum))\(indicator.unit)。",
                remedy: "请核对分解。",
                into: &book)
        }
    }

    private struct Key: Hashable {
        var indicator: Code
        var office: Code
    }
}

extension DiagnosticCode {
    static let thinDecomposition = DiagnosticCode("W190")
}
