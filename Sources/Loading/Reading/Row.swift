import Model

/// One cell of a table, before anybody asked what it means.
package struct Cell: Hashable, Sendable {
    package let text: String
    /// Line on which the cell begins; a quoted cell may run over several.
    package let line: Int
    /// 1-based number of the field.
    package let column: Int
    let hash: TextHash

    package init(text: String, line: Int, column: Int) {
        self.init(text: text, line: line, column: column, hash: TextHash(text))
    }

    init(text: String, line: Int, column: Int, hash: TextHash) {
        self.text = text
        self.line = line
        self.column = column
        self.hash = hash
    }
}

/// FNV-1a of a text's bytes; not for keeping out anybody who wants two texts to look the same.
struct TextHash: Hashable, Sendable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(_ text: String) {
        for byte in text.utf8 { add(byte) }
    }

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// One after another, so that `ab,c` differs from `a,bc`.
    mutating func add(_ next: TextHash) { add(next.value) }

    mutating func add(_ number: UInt64) {
        value = (value ^ number ^ value >> 29) &* 0x9E37_79B9_7F4A_7C15
    }

    /// A place in a table whose size is a power of two.
    func slot(of count: Int) -> Int {
        Int(truncatingIfNeeded: (value ^ value >> 32) &* 0x9E37_79B9_7F4A_7C15 >> 32) & (count - 1)
    }
}

/// One record of a table in the order of its file, from a CSV file or a workbook sheet alike.
package struct Row: Sendable {
    package let line: Int
    package let cells: [Cell]
    /// What the reader of the container already found wrong; such a row is reported and dropped.
    package var findings: [Diagnostic]

    package init(line: Int, cells: [Cell], findings: [Diagnostic] = []) {
        self.line = line
        self.cells = cells
        self.findings = findings
    }

    /// Excel writes rows of bare commas below a table; they hold nothing.
    var isBlank: Bool { findings.isEmpty && cells.allSatisfy(\.text.isEmpty) }
}

/// Where rows come from, and how a place in it is called.
package struct TableOrigin: Hashable, Sendable {
    private let source: SourceName
    /// An XML document: only its lines can be found again, fields have no numbers.
    private let isDocument: Bool

    package static func file(_ file: String) -> TableOrigin {
        TableOrigin(source: SourceName(file: file), isDocument: false)
    }

    package static func sheet(file: String, name: String) -> TableOrigin {
        TableOrigin(source: SourceName(file: file, sheet: name), isDocument: false)
    }

    package static func document(_ file: String) -> TableOrigin {
        TableOrigin(source: SourceName(file: file), isDocument: true)
    }

    package var file: String { source.file }
    var isSheet: Bool { source.sheet != nil }

    package func place(line: Int, column: Int = 0) -> SourcePlace {
        SourcePlace(source, line: line, column: isDocument ? 0 : column)
    }
}

/// Delivers rows one by one; throwing means that the whole table cannot be trusted.
package protocol RowSource: Sendable {
    mutating func next() throws(Diagnostic) -> Row?
}

/// Rows from a source that is known only at run time.
struct SomeRows: RowSource {
    private var source: any RowSource

    init(_ source: any RowSource) { self.source = source }

    mutating func next() throws(Diagnostic) -> Row? { try source.next() }
}
