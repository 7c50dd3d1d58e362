import Model

/// What a template's places say: compared with the book, or gathered for it.
struct PlaceNotes {
    private let book: PlaceBook?
    private(set) var faults: [PlaceFault] = []
    /// Places of the XML that this template has.
    private(set) var seen: Set<UInt64> = []
    private(set) var gathered: PlaceGathering?
    /// Names of the cases that each file of wording has.
    private(set) var cases: [String: Set<[UInt8]>] = [:]

    init(comparing book: PlaceBook) { self.book = book }

    init(gathering: PlaceGathering) {
        book = nil
        gathered = gathering
    }

    /// An empty key of the sort that is needed here.
    var key: PlaceKey { PlaceKey(isWritten: gathered != nil) }

    mutating func place(_ key: PlaceKey, _ name: [UInt8], _ isLedger: Bool, _ spot: Spot) {
        gathered?.addPlace(key, name, isLedger)
        guard let book else { return }
        if isLedger { seen.insert(key.hash) }
        guard !book.allows(name, at: key.hash), let expected = book.names(at: key.hash) else { return }
        faults.append(.init(spot: spot, matter: .name(name, expected: expected), isLedger: isLedger))
    }

    mutating func gap(_ key: PlaceKey, _ name: [UInt8]) { gathered?.addGap(key, name) }

    mutating func text(_ key: PlaceKey, _ spot: Spot) {
        gathered?.addText(key)
        guard let names = book?.gap(at: key.hash) else { return }
        faults.append(.init(spot: spot, matter: .gap(names: names), isLedger: false))
    }

    mutating func unwrapped(_ key: PlaceKey, _ name: [UInt8]) { gathered?.addUnwrapped(key, name) }

    mutating func run(_ key: PlaceKey, _ spot: Spot) {
        gathered?.addRun(key)
        guard let sections = book?.unwrapped(at: key.hash) else { return }
        let conditions = sections.map { section in
            Set([Array(section.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst())])
        }
        faults.append(.init(spot: spot, matter: .words(conditions: conditions), isLedger: false))
    }

    /// One item of a list runs into the next.
    mutating func seam(_ name: [UInt8], _ spot: Spot) {
        guard book != nil else { return }
        faults.append(.init(spot: spot, matter: .seam(name), isLedger: false))
    }

    mutating func misfit(_ misfit: TableColumns.Misfit) {
        gathered?.addMisfit(misfit.key)
        guard let book, !book.knowsMisfit(misfit.key.hash) else { return }
        faults.append(.init(spot: misfit.spot, matter: misfit.matter, isLedger: false))
    }

    mutating func enterProse(_ file: String) { cases[file, default: []].formUnion([]) }

    mutating func proseCase(_ name: [UInt8], of file: String) {
        cases[file, default: []].insert(name)
        gathered?.addCase(name, of: file)
    }

    /// Most sentences stand free of any section, also in the shipped templates.
    func asksConditions(of words: PlaceKey) -> Bool { book?.bindsWords(words.hash) ?? true }

    mutating func words(_ key: PlaceKey, _ spot: Spot, _ met: [[UInt8]]) {
        gathered?.addWords(key, met)
        guard let book else { return }
        guard !book.allows(PlaceGathering.joined(met), at: key.hash) else { return }
        let known = book.conditions(of: key.hash)
        guard !known.contains(where: { $0.isSubset(of: met) }) else { return }
        faults.append(.init(spot: spot, matter: .words(conditions: known), isLedger: false))
    }
}

/// What stands in another place than in the shipped templates.
struct PlaceFault {
    enum Matter {
        case name([UInt8], expected: [String])
        case gap(names: [String])
        case words(conditions: [Set<[UInt8]>])
        case seam([UInt8])
        case column(label: [UInt8], heading: [UInt8])
        case row(cells: Int, columns: Int)
    }

    let spot: Spot
    let matter: Matter
    /// Of the XML, whose vocabulary nobody words differently.
    let isLedger: Bool
}

/// The places of all shipped templates, while the book is being written.
final class PlaceGathering {
    private var places: [[UInt8]: Set<[UInt8]>] = [:]
    private var ledger: [[UInt8]: Set<[UInt8]>] = [:]
    private var gaps: [[UInt8]: Set<[UInt8]>] = [:]
    /// Where text ends in templates that lack nothing.
    private var texts: Set<[UInt8]> = []
    private var words: [[UInt8]: Set<[UInt8]>] = [:]
    private var unwrapped: [[UInt8]: Set<[UInt8]>] = [:]
    private var runs: Set<[UInt8]> = []
    private var files: [[UInt8]: Set<[UInt8]>] = [:]
    private var printed: [[UInt8]: Set<[UInt8]>] = [:]
    private var misfits: [[UInt8]: Set<[UInt8]>] = [:]
    private var cases: [[UInt8]: Set<[UInt8]>] = [:]

    func addPlace(_ key: PlaceKey, _ name: [UInt8], _ isLedger: Bool) {
        guard let text = key.text else { return }
        if isLedger { ledger[text, default: []].insert(name) } else { places[text, default: []].insert(name) }
    }

    func addGap(_ key: PlaceKey, _ name: [UInt8]) {
        if let text = key.text { gaps[text, default: []].insert(name) }
    }

    func addFile(_ source: TemplateSource) {
        files[Array(PlaceBook.name(of: source).utf8)] = [Array(PlaceBook.digest(of: source).utf8)]
    }

    func addPrintedNames(_ names: Set<String>, of kind: DocumentKind) {
        printed[Array(kind.rawValue.utf8)] = Set(names.map { Array($0.utf8) })
    }

    func addMisfit(_ key: PlaceKey) { if let text = key.text { misfits[text] = [[]] } }

    func addUnwrapped(_ key: PlaceKey, _ name: [UInt8]) {
        if let text = key.text { unwrapped[text, default: []].insert(name) }
    }

    func addRun(_ key: PlaceKey) { if let text = key.text { runs.insert(text) } }

    func addText(_ key: PlaceKey) { if let text = key.text { texts.insert(text) } }

    func addWords(_ key: PlaceKey, _ conditions: [[UInt8]]) {
        guard let text = key.text else { return }
        words[text, default: []].insert(Self.joined(conditions))
    }

    func addCase(_ name: [UInt8], of file: String) { cases[Array(file.utf8), default: []].insert(name) }

    static func joined(_ conditions: [[UInt8]]) -> [UInt8] {
        Array(conditions.joined(separator: CollectionOfOne(UInt8(ascii: "&"))))
    }

    /// One place a line, sorted.
    var lines: String {
        let missing = gaps.filter { !texts.contains($0.key) }
        // A sentence that also stands free of any section needs none.
        let bound = words.filter { !$0.value.contains([]) }
        let all =
            Self.lines("v", places) + Self.lines("x", ledger) + Self.lines("g", missing)
            + Self.lines("w", bound) + Self.lines("c", cases) + Self.lines("f", files)
            + Self.lines("k", printed)
            + Self.lines("t", misfits)
            + Self.lines("u", unwrapped.filter { !runs.contains($0.key) })
        return all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "\n")
    }

    private static func lines(_ sign: String, _ places: [[UInt8]: Set<[UInt8]>]) -> [String] {
        places.map { key, names in
            let names = names.map { String(decoding: $0, as: UTF8.self) }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return ([sign, String(decoding: key, as: UTF8.self)] + names).joined(separator: "\t")
        }
    }
}
