import Model

/// What stands in which place of the templates that are shipped with the program.
///
/// A template that keeps the words of a place and changes the name in it prints one fact under the name of
/// another; one that changes both is HR's own and is not judged here. The book is written from the shipped
/// templates by ``TemplateCompiler/places(in:types:)`` and kept true by a test.
package struct PlaceBook: Sendable {
    private let text: [UInt8]
    private var places: [UInt64: Range<Int>] = [:]
    private var pairs: Set<UInt64> = []
    private var gaps: [UInt64: Range<Int>] = [:]
    private var words: [UInt64: Range<Int>] = [:]
    private var unwrapped: [UInt64: Range<Int>] = [:]
    /// Cases for which a file of wording has a sentence.
    private var cases: [String: [String]] = [:]
    /// What the page of each kind prints.
    private var printed: [String: [String]] = [:]
    /// Cells under another heading, and rows of another length than the head, that are so on purpose.
    private var misfits: Set<UInt64> = []
    /// Digests of the shipped files.
    private var files: [String: [String]] = [:]
    /// Places of each XML vocabulary, by its root element, in the order of the book.
    private var ledgers: [String: [LedgerPlace]] = [:]

    struct LedgerPlace: Sendable {
        let hash: UInt64
        let path: String
        let names: [String]
    }

    package init(_ lines: StaticString) { self.init(lines.withUTF8Buffer(Array.init)) }

    /// - Parameter text: lines of a sign, a place and what may stand there, parted by tabs.
    package init(_ text: [UInt8]) {
        self.text = text
        for line in text.split(separator: 0x0A) { read(line.startIndex..<line.endIndex) }
    }

    private mutating func read(_ line: Range<Int>) {
        guard line.count > 2, let tab = text[(line.lowerBound + 2)..<line.upperBound].firstIndex(of: 0x09)
        else { return }
        let place = line.lowerBound + 2..<tab
        let hash = PlaceKey(text[place]).hash
        let names = tab + 1..<line.upperBound
        switch Character(Unicode.Scalar(text[line.lowerBound])) {
        case "g": gaps[hash] = names
        case "u": unwrapped[hash] = names
        case "t": misfits.insert(hash)
        case "c": cases[string(place)] = strings(names)
        case "f": files[string(place)] = strings(names)
        case "k": printed[string(place)] = strings(names)
        case "w":
            addPairs(hash, names)
            words[hash] = names
        case "x":
            addPairs(hash, names)
            places[hash] = names
            addLedgerPlace(hash, place, names)
        default:
            addPairs(hash, names)
            places[hash] = names
        }
    }

    private mutating func addPairs(_ place: UInt64, _ names: Range<Int>) {
        for name in text[names].split(separator: 0x09, omittingEmptySubsequences: false) {
            pairs.insert(PlaceKey.pair(place, PlaceKey(name).hash))
        }
    }

    private mutating func addLedgerPlace(_ hash: UInt64, _ place: Range<Int>, _ names: Range<Int>) {
        let path = text[place].prefix { $0 != UInt8(ascii: "|") }
        let root = path.dropFirst().prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "@") }
        ledgers[String(decoding: root, as: UTF8.self), default: []].append(
            LedgerPlace(hash: hash, path: String(decoding: path, as: UTF8.self), names: strings(names)))
    }

    private func strings(_ range: Range<Int>) -> [String] {
        text[range].split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
    }

    private func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    /// Whether a file is one of the shipped, byte for byte.
    func isShipped(_ source: TemplateSource) -> Bool {
        files[Self.name(of: source)] == [Self.digest(of: source)]
    }

    static func name(of source: TemplateSource) -> String {
        switch source.home {
        case .kind(let kind): return "\(kind.rawValue)/\(source.name).\(source.suffix)"
        case .shared: return "shared/\(source.name).\(source.suffix)"
        }
    }

    static func digest(of source: TemplateSource) -> String {
        String(PlaceKey(source.bytes).hash, radix: 16)
    }

    /// What stands in a place of the shipped templates; `nil` when they have no such place.
    func names(at place: UInt64) -> [String]? { places[place].map(strings) }

    func allows(_ name: [UInt8], at place: UInt64) -> Bool {
        pairs.contains(PlaceKey.pair(place, PlaceKey(name).hash))
    }

    /// What is missing where a text ends.
    func gap(at place: UInt64) -> [String]? { gaps[place].map(strings) }

    /// The section whose text stands here without its tags.
    func unwrapped(at place: UInt64) -> [String]? { unwrapped[place].map(strings) }

    /// Whether a sentence stands in sections only.
    func bindsWords(_ words: UInt64) -> Bool { self.words[words] != nil }

    /// The sections in which a sentence stands, one set for each of its places.
    func conditions(of words: UInt64) -> [Set<[UInt8]>] {
        guard let range = self.words[words] else { return [] }
        return text[range].split(separator: 0x09).map { sections in
            Set(sections.split(separator: UInt8(ascii: "&")).map(Array.init))
        }
    }

    /// Names that the page of a kind prints somewhere.
    func printedNames(of kind: DocumentKind) -> [String] { printed[kind.rawValue] ?? [] }

    func knowsMisfit(_ key: UInt64) -> Bool { misfits.contains(key) }

    func cases(of file: String) -> [String] { cases[file] ?? [] }

    func ledger(of root: String) -> [LedgerPlace] { ledgers[root] ?? [] }
}
