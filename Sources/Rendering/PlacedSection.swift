/// A section as the book of places looks at it.
struct PlacedSection {
    let name: [UInt8]
    let spot: Spot
    let isInverted: Bool
    /// A list, or the question whether it has items.
    let isList: Bool
    let isFlag: Bool
    let hasOtherwise: Bool
    /// A flag, an object, or one of two ways: wording has a sentence for it.
    let isCase: Bool
    /// Its first tag or some literal bytes, to tell sections of one block apart.
    let beginning: ArraySlice<UInt8>

    var sign: UInt8 { UInt8(ascii: isInverted ? "^" : "#") }
    var repeats: Bool { isList && !isInverted && !name.ends(with: Self.filled) }

    /// Says something of its own, as `，已逾期` does: the text around it is whole without it.
    var isClause: Bool {
        if hasOtherwise || isInverted { return false }
        guard let first = beginning.first else { return true }
        return first == UInt8(ascii: "<") || Self.breaks.contains { beginning.starts(with: $0) }
    }

    /// What wording says here: its name, after the sign of the way it goes.
    var cases: [[UInt8]] {
        guard isCase else { return [] }
        let signs = hasOtherwise ? [UInt8(ascii: "#"), UInt8(ascii: "^")] : [sign]
        return signs.map { [$0] + name }
    }

    private static let filled = Array(".非空".utf8)
    private static let breaks = ["，", "；", "（", "、", "。"].map { Array($0.utf8) }
}

extension [UInt8] {
    fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
