/// Reads the `pattern` of an XSD, as far as its meaning is beyond doubt: ASCII letters and digits, a few signs, escaped signs,
/// classes of them, groups, alternatives and quantifiers. `nil` for anything else.
///
/// Counts are only taken of single characters, and not within something that repeats: libxml2 has counters there, which it
/// does not always set back.
struct TextPattern {
    static let width = 128

    static func read(_ pattern: String) -> Automaton? {
        var reader = TextPattern(Array(pattern.utf8))
        guard let choice = reader.readChoice(), reader.rest.isEmpty else { return nil }
        return Automaton(choice.expression, width: width)
    }

    private var rest: ArraySlice<UInt8>

    private struct Part {
        var expression: RegularExpression
        var hasCount = false
        var isSingle = false
    }

    private init(_ pattern: [UInt8]) { rest = pattern[...] }

    private mutating func readChoice() -> Part? {
        var branches: [RegularExpression] = []
        var hasCount = false
        repeat {
            guard let branch = readBranch() else { return nil }
            branches.append(branch.expression)
            hasCount = hasCount || branch.hasCount
        } while take("|")
        return Part(expression: .choice(branches), hasCount: hasCount)
    }

    /// `nil` for an empty one too.
    private mutating func readBranch() -> Part? {
        var parts: [RegularExpression] = []
        var hasCount = false
        while let next = rest.first, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
            guard let atom = readAtom(), let part = readQuantifier(of: atom) else { return nil }
            parts.append(part.expression)
            hasCount = hasCount || part.hasCount
        }
        return parts.isEmpty ? nil : Part(expression: .sequence(parts), hasCount: hasCount)
    }

    private mutating func readAtom() -> Part? {
        if take("(") {
            guard let group = readChoice(), take(")") else { return nil }
            return group
        }
        if take("[") {
            guard let symbols = readClass() else { return nil }
            return Part(expression: .one(of: symbols), isSingle: true)
        }
        guard let sign = readSign(orAnyOf: "/-_") else { return nil }
        return Part(expression: .one(of: [sign]), isSingle: true)
    }

    /// After its `[`.
    private mutating func readClass() -> [Int]? {
        var symbols: Set<Int> = []
        while !take("]") {
            guard let first = readSign(orAnyOf: "_") else { return nil }
            guard take("-") else {
                symbols.insert(first)
                continue
            }
            // Between two letters or two digits.
            guard let last = readSign(orAnyOf: ""), first <= last, Self.isRange(first, last) else {
                return nil
            }
            symbols.formUnion(first...last)
        }
        return symbols.isEmpty ? nil : symbols.sorted()
    }

    private static func isRange(_ first: Int, _ last: Int) -> Bool {
        let (first, last) = (UInt8(first), UInt8(last))
        return first.isLetter && last.isLetter || first.isDigit && last.isDigit
    }

    /// A letter, a digit, one of some signs, or an escaped sign.
    private mutating func readSign(orAnyOf signs: String) -> Int? {
        if take("\\") {
            guard let sign = rest.popFirst(), ".-\\|?*+()[]{}".utf8.contains(sign) else { return nil }
            return Int(sign)
        }
        guard let sign = rest.first, sign.isLetter || sign.isDigit || signs.utf8.contains(sign) else {
            return nil
        }
        rest.removeFirst()
        return Int(sign)
    }

    private mutating func readQuantifier(of atom: Part) -> Part? {
        if take("?") { return Part(expression: .optional(atom.expression), hasCount: atom.hasCount) }
        if take("*") {
            return atom.hasCount ? nil : Part(expression: .optional(.repeated(atom.expression)))
        }
        if take("+") { return atom.hasCount ? nil : Part(expression: .repeated(atom.expression)) }
        guard take("{") else { return Part(expression: atom.expression, hasCount: atom.hasCount) }
        guard atom.isSingle, let least = readNumber() else { return nil }
        let most = take(",") ? readNumber() : least
        guard let most, take("}"), least <= most, most > 0 else { return nil }
        return Part(expression: atom.expression.times(least, most), hasCount: true)
    }

    /// Small enough to be written out.
    private mutating func readNumber() -> Int? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(digits.count)
        return Int(String(decoding: digits, as: UTF8.self)).flatMap { $0 <= 32 ? $0 : nil }
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: sign) else { return false }
        rest.removeFirst()
        return true
    }
}
