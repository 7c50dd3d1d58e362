import Model

/// Which lines there are: those of the table 指标分解, unreadable rows included so that a faulty target is not
/// reported once more, and those of self-declared indicators.
struct Assignments {
    /// Of each indicator, in their order: sets of a large park's lines would be as large as the table.
    private var holders: [Code: [Holder]] = [:]

    init(_ targets: Table<TargetRow>, declared: [Proposal]) {
        for row in targets.values { holders[row.target.indicator, default: []].append(row.target.holder) }
        for index in targets.unreadableRows {
            guard let line = LineKey(texts: targets.marks.key(of: index)) else { continue }
            holders[line.indicator, default: []].append(line.holder)
        }
        for proposal in declared {
            holders[proposal.code, default: []].append(Holder(.person, proposal.person))
        }
        for indicator in holders.keys { holders[indicator]?.sort() }
    }

    func has(_ indicator: Code, _ holder: Holder) -> Bool {
        guard let all = holders[indicator] else { return false }
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < holder { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low] == holder
    }
}

extension LineKey {
    /// Indicator, 对象 and 对象代码 as they are typed.
    fileprivate init?(texts: [String]) {
        guard texts.count == 3, let indicator = Code(texts[0]), let kind = HolderKind(rawValue: texts[1]),
            let code = Code(texts[2])
        else { return nil }
        self.init(indicator, Holder(kind, code))
    }
}
