import Model

/// What is remembered of one row, faulty or not.
struct RowMark: Sendable {
    var line: Int
    /// Texts of the key columns; empty ones when nobody knows which they are.
    var key: [String]
    var references: [Reference]
}

/// The marks of all rows of a table, faulty ones included, so that nothing they define is missed elsewhere.
///
/// Kept by columns and with each text once: a province's ledgers have millions of rows.
struct RowMarks: Sendable {
    private let keyWidth: Int
    private(set) var texts = TextBook()
    private var lines: [Int32] = []
    private var fingerprints: [UInt64] = []
    private var keys: [TextBook.ID] = []
    private var codes: [Code] = []
    private var notes: [ReferenceNote] = []
    private var referenceEnds: [UInt32] = []

    init(keyWidth: Int) { self.keyWidth = keyWidth }

    var count: Int { lines.count }
    var indices: Range<Int> { lines.indices }

    /// - Parameter key: as many as the key has columns.
    mutating func append(
        line: Int, fingerprint: TextHash, key: some Sequence<Cell?>, references: [Reference]
    ) {
        lines.append(Int32(clamping: line))
        fingerprints.append(fingerprint.value)
        for cell in key {
            keys.append(cell.map { texts.id(of: $0.text, $0.hash) } ?? TextBook.empty)
        }
        for reference in references {
            codes.append(reference.code)
            notes.append(ReferenceNote(reference))
        }
        referenceEnds.append(UInt32(clamping: codes.count))
    }

    subscript(index: Int) -> RowMark {
        RowMark(line: line(of: index), key: key(of: index), references: references(of: index))
    }

    func line(of index: Int) -> Int { Int(lines[index]) }
    /// Of all texts, to tell a repeated row from a contradicting one.
    func fingerprint(of index: Int) -> UInt64 { fingerprints[index] }
    func key(of index: Int) -> [String] { keyIDs(of: index).map { texts[$0] } }
    func keyIDs(of index: Int) -> ArraySlice<TextBook.ID> { keys[index * keyWidth..<(index + 1) * keyWidth] }

    func references(of index: Int) -> [Reference] {
        storedReferences(of: index).map(\.reference)
    }

    func storedReferences(of index: Int) -> some Sequence<StoredReference> {
        let start = index == 0 ? 0 : Int(referenceEnds[index - 1])
        return (start..<Int(referenceEnds[index])).lazy.map {
            StoredReference(code: codes[$0], note: notes[$0])
        }
    }

    /// The texts in the first column of the key.
    var firstKeys: Set<String> { Set(indices.compactMap { keyIDs(of: $0).first.map { texts[$0] } }) }

    /// Whether small and capital letters both stand in keys, so that two may differ in nothing else.
    var mixesCases: Bool { texts.mixesCases }

    /// Rows whose key an earlier row has, each with that row; rows without a key are none.
    func repeatedKeys() -> [(index: Int, earlier: Int)] {
        var repeated: [(index: Int, earlier: Int)] = []
        var first = FirstRows(of: count)
        for index in indices {
            let key = keyIDs(of: index)
            guard key.contains(where: { $0 != TextBook.empty }) else { continue }
            var hash = TextHash()
            for id in key { hash.add(id.number) }
            if let earlier = first.row(hash, index, isSame: { keyIDs(of: $0) == key }) {
                repeated.append((index, earlier))
            }
        }
        return repeated
    }

    /// Rows that are wholly the same as an earlier one, each with the first of them.
    func repeatedRows(among rows: some Sequence<Int>) -> [(index: Int, earlier: Int)] {
        var repeated: [(index: Int, earlier: Int)] = []
        var first = FirstRows(of: count)
        for index in rows {
            let fingerprint = fingerprints[index]
            var hash = TextHash()
            hash.add(fingerprint)
            let earlier = first.row(hash, index) { fingerprints[$0] == fingerprint }
            if let earlier { repeated.append((index, earlier)) }
        }
        return repeated
    }
}

/// A reference as it is remembered of every row.
struct StoredReference: Sendable {
    let code: Code
    fileprivate let note: ReferenceNote

    var kind: Reference.Kind { note.kind }
    var defines: Bool { note.flags & 1 != 0 }
    var mayBeGone: Bool { note.flags & 2 != 0 }
    var isGuess: Bool { note.flags & 8 != 0 }

    var reference: Reference {
        Reference(
            kind: kind, code: code, column: Int(note.column), defines: defines, mayBeGone: mayBeGone,
            isRole: note.flags & 4 != 0, isGuess: isGuess)
    }
}

/// A reference without its code.
private struct ReferenceNote: Sendable {
    let column: UInt16
    let flags: UInt8
    let kind: Reference.Kind

    init(_ reference: Reference) {
        column = UInt16(clamping: reference.column)
        kind = reference.kind
        flags =
            (reference.defines ? 1 : 0) | (reference.mayBeGone ? 2 : 0) | (reference.isRole ? 4 : 0)
            | (reference.isGuess ? 8 : 0)
    }
}

/// Texts by number, each once.
struct TextBook: Sendable {
    struct ID: Hashable, Sendable {
        fileprivate(set) var index: UInt32
        var number: UInt64 { UInt64(index) }
    }

    /// Of the empty text.
    static let empty = ID(index: 0)

    private var texts = [""]
    /// Numbers of texts by their hashes; 0 is free.
    private var slots = [UInt32](repeating: 0, count: 16)

    var count: Int { texts.count }

    subscript(id: ID) -> String { texts[Int(id.index)] }

    var mixesCases: Bool {
        var (small, capital) = (false, false)
        for text in texts {
            for byte in text.utf8 {
                small = small || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                capital = capital || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            }
            if small && capital { return true }
        }
        return false
    }

    func find(_ text: String, _ hash: TextHash) -> ID? {
        guard !text.isEmpty else { return Self.empty }
        let slot = slots[slot(of: text, hash)]
        return slot == 0 ? nil : ID(index: slot)
    }

    mutating func id(of text: String, _ hash: TextHash) -> ID {
        guard !text.isEmpty else { return Self.empty }
        let slot = slot(of: text, hash)
        if slots[slot] != 0 { return ID(index: slots[slot]) }
        let id = UInt32(texts.count)
        texts.append(text)
        slots[slot] = id
        if texts.count * 3 > slots.count * 2 { grow() }
        return ID(index: id)
    }

    /// Where the text is, or would be.
    private func slot(of text: String, _ hash: TextHash) -> Int {
        var slot = hash.slot(of: slots.count)
        while slots[slot] != 0, !isSame(texts[Int(slots[slot])], text) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    /// By bytes: `String` compares canonical forms.
    private func isSame(_ a: String, _ b: String) -> Bool {
        guard a.utf8.count == b.utf8.count else { return false }
        let isSame = a.utf8.withContiguousStorageIfAvailable { a in
            b.utf8.withContiguousStorageIfAvailable { b in a.elementsEqual(b) }
        }
        return (isSame ?? nil) ?? a.utf8.elementsEqual(b.utf8)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for index in 1..<texts.count {
            slots[slot(of: texts[index], TextHash(texts[index]))] = UInt32(index)
        }
    }
}

/// The first row of each kind, in a table made large enough at the start.
private struct FirstRows {
    private var slots: [Int32]

    init(of count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
    }

    /// The first row that is the same as this one, unless this is the first.
    mutating func row(_ hash: TextHash, _ index: Int, isSame: (Int) -> Bool) -> Int? {
        var slot = hash.slot(of: slots.count)
        while slots[slot] >= 0 {
            if isSame(Int(slots[slot])) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(clamping: index)
        return nil
    }
}
