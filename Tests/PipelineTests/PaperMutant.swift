import Scratch

/// An XML paper cut into tags and texts, so that something wrong can be made of it that is mostly still well-formed.
struct PaperMutant {
    private enum Part {
        case start(name: String, attributes: [(name: String, value: String)], isSelfClosing: Bool)
        case end(String)
        case text(String)
        /// The declaration and whatever else.
        case other(String)
    }

    private var parts: [Part]
    /// Values that other papers or the same one have in other places.
    private let values: [String]

    /// - Parameter paper: as our templates write them, without comments and CDATA.
    init(_ paper: String, values: [String]) {
        parts = Self.cut(paper)
        self.values = values
    }

    /// All texts and values that stand in it.
    var ownValues: [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .start(_, let attributes, _): attributes.map(\.value)
            case .text(let text): [text]
            default: []
            }
        }
    }

    /// One thing wrong with it, or two.
    func mutated(_ random: inout SeededGenerator) -> [UInt8] {
        var mutant = self
        for _ in 0...random.below(4) / 3 { mutant.change(&random) }
        var bytes = Array(mutant.written.utf8)
        if random.below(6) == 0 { random.spoil(&bytes) }
        return bytes
    }

    private mutating func change(_ random: inout SeededGenerator) {
        let place = random.below(parts.count)
        switch random.below(12) {
        case 0: parts.remove(at: place)
        case 1: parts.insert(parts[random.below(parts.count)], at: place)
        case 2: parts.swapAt(place, random.below(parts.count))
        case 3: removeElement(at: place)
        case 4: copyElement(at: place, to: place)
        case 5: copyElement(at: place, to: random.below(parts.count))
        case 6: parts.insert(.text(value(&random)), at: place)
        case 7, 8: changeAttribute(at: place, &random)
        case 9: rename(at: place, &random)
        default: changeText(from: place, &random)
        }
        if parts.isEmpty { parts = [.text("")] }
    }

    // MARK: Elements

    /// From the start tag at or after a place to its end.
    private func element(at place: Int) -> Range<Int>? {
        var depth = 0
        var first: Int?
        for index in place..<parts.count {
            switch parts[index] {
            case .start(_, _, let isSelfClosing):
                if first == nil { first = index }
                if !isSelfClosing { depth += 1 }
            case .end: if first != nil { depth -= 1 }
            default: break
            }
            if let first, depth == 0 { return first..<index + 1 }
        }
        return nil
    }

    private mutating func removeElement(at place: Int) {
        if let element = element(at: place) { parts.removeSubrange(element) }
    }

    private mutating func copyElement(at place: Int, to target: Int) {
        if let element = element(at: place) { parts.insert(contentsOf: Array(parts[element]), at: target) }
    }

    /// The start tag alone, or the end with it.
    private mutating func rename(at place: Int, _ random: inout SeededGenerator) {
        guard let element = element(at: place),
            case .start(let old, let attributes, let closing) = parts[element.lowerBound]
        else { return }
        let others = parts.compactMap { part -> String? in
            if case .start(let name, _, _) = part { name } else { nil }
        }
        let name = random.below(4) == 0 ? old + "x" : others[random.below(others.count)]
        parts[element.lowerBound] = .start(name: name, attributes: attributes, isSelfClosing: closing)
        if !closing, random.below(8) > 0 { parts[element.upperBound - 1] = .end(name) }
    }

    // MARK: Values

    private mutating func changeAttribute(at place: Int, _ random: inout SeededGenerator) {
        let next = parts.indices.first { index in
            guard index >= place, case .start(_, let attributes, _) = parts[index] else { return false }
            return !attributes.isEmpty
        }
        guard let next, case .start(let name, var attributes, let closing) = parts[next] else { return }
        let which = random.below(attributes.count)
        switch random.below(8) {
        case 0: attributes.remove(at: which)
        case 1: attributes.append((attributes[which].name, value(&random)))
        case 2: attributes[which].name += "x"
        case 3: attributes.reverse()
        case 4: attributes.append(("xmlns", ""))
        default: attributes[which].value = value(&random).replacing("\"", with: "&quot;")
        }
        parts[next] = .start(name: name, attributes: attributes, isSelfClosing: closing)
    }

    private mutating func changeText(from place: Int, _ random: inout SeededGenerator) {
        let next = parts.indices.first { index in
            guard index >= place, case .text(let text) = parts[index] else { return false }
            return text.contains { !$0.isWhitespace }
        }
        if let next { parts[next] = .text(value(&random)) }
    }

    private func value(_ random: inout SeededGenerator) -> String {
        random.below(3) > 0 || values.isEmpty
            ? Self.nearMisses[random.below(Self.nearMisses.count)] : values[random.below(values.count)]
    }

    /// Nearly right, or right in one place and wrong in another.
    static let nearMisses =
        [
            "", " ", "\n", "5", " 5", "5 ", "0", "00", "001", "-0", "-1", "+1", "1.", ".5", "1.0", "1.00",
            "-1.00", "-0.00",
            "00.50", "1.000", "1.2345678", "1e3", "99999999999999999999", "123456789012345678.12", "１２", "٣",
            "1,000",
            "NaN", "2026-02-28", "2026-02-29", "2026-02-30", "2024-02-29", "2100-02-29", "2000-02-29",
            "2026-2-3",
            "2026-13-01", "2026-00-01", "2026-01-00", "0026-02-03", "0000-01-01", "10000-01-01",
            "-2026-01-01",
            "2026-02-28Z", "2026-02-28+08:00", "2026-04-31", "2026－02－28", "true", "false", "TRUE", "1",
            "true ",
            "2026Q1", "2026Q5", "2026q1", "20266Q1", "26Q1", "Y1", "Y7", "R7", "R8", "A", "I", "J", "V",
            "C/V", "C/", "yellow",
            "red", "red ", "Red", "yellowred", "half-up-2", "planned-actual", "key", "line", "card", "park",
            "office",
            "a  b", "a b", "a\nb", " a", "a ", "a\tb", "\u{A0}", "\u{A0}a", "\u{3000}a", "党\u{3000}建", "党  建",
            "好", "a:b",
            "-a", "_a", ".a", "1a", "a.b", "a_b-c", "P007", "P-7", "P 7", "P007\n", "𠮷", "\u{10FFFF}",
            "\u{FFFD}", "\u{85}",
            "\u{7F}", "\u{2028}", "&lt;", "&amp;", "&quot;", "&apos;1", "&gt;", "&#49;", "&#x31;", "&#32;5",
            "&#10;", "&nbsp;", "&",
            "]]>", "<!-- -->", "<![CDATA[5]]>", "5<!-- -->", "<?x y?>", "=\"", "'", "\"",
        ]
        + [31, 32, 33, 63, 64, 65].flatMap {
            [String(repeating: "x", count: $0), String(repeating: "党", count: $0)]
        }

    // MARK: Text

    private var written: String {
        parts.map { part in
            switch part {
            case .start(let name, let attributes, let isSelfClosing):
                "<" + name + attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
                    + (isSelfClosing ? "/>" : ">")
            case .end(let name): "</\(name)>"
            case .text(let text), .other(let text): text
            }
        }.joined()
    }

    private static func cut(_ paper: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(paper)
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(tag(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return parts + [.text(String(rest))]
    }

    /// Without `<` and `>`.
    private static func tag(_ tag: Substring) -> Part {
        if tag.hasPrefix("?") { return .other("<\(tag)>") }
        if tag.hasPrefix("/") { return .end(String(tag.dropFirst())) }
        let isSelfClosing = tag.hasSuffix("/")
        let inner = isSelfClosing ? tag.dropLast() : tag
        let name = inner.prefix { $0 != " " }
        // Every second piece between quotes is a value.
        let pieces = inner.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
        let attributes = stride(from: 0, to: pieces.count - 1, by: 2).map { index in
            (name: pieces[index].filter { $0 != " " && $0 != "=" }, value: String(pieces[index + 1]))
        }
        return .start(name: String(name), attributes: attributes, isSelfClosing: isSelfClosing)
    }
}
