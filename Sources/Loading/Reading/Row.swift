import Model

/// One cell of a table, before anybody asked what it means.
package struct Cell: Hashable, Sendable {
    package let text: String
    /// Line on which the cell begins; a quoted cell may run over several.
    package let line: Int
    /// 1-based number of the field.
    package let column: Int

    package init(text: String, line: Int, column: Int) {
        self.text = text
        self.line = line
        self.column = column
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
package enum TableOrigin: Hashable, Sendable {
    case file(String)
    case sheet(file: String, name: String)
    /// An XML document: only its lines can be found again, fields have no numbers.
    case document(String)

    package var file: String {
        switch self {
        case .file(let file), .document(let file): file
        case .sheet(let file, _): file
        }
    }

    var isSheet: Bool { if case .sheet = self { true } else { false } }

    package func place(line: Int, column: Int = 0) -> SourcePlace {
        switch self {
        case .file(let file):
            return SourcePlace(file: file, line: line, column: column)
        case .document(let file): return SourcePlace(file: file, line: line)
        case .sheet(let file, let name):
            let address = line == 0 ? name : "\(name)!\(column == 0 ? "" : Self.letters(of: column))\(line)"
            return SourcePlace(file: file, line: line, column: column, cell: address)
        }
    }

    /// 1 is A, 27 is AA.
    static func letters(of column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
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
