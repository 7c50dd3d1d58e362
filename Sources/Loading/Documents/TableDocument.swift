import Markup
import Model

/// Reads one table from an XML document, as the online system exports it.
///
/// `<results period="2026Q1"><row><indicator>…</indicator>…</row></results>`: the root is the table's file stem, the
/// elements of a row are the columns' English aliases in any order. tables.xsd says the same for other programs.
struct TableDocument {
    let table: TableName
    let period: Period
    let file: String

    func rows(_ bytes: [UInt8], _ shape: TableShape) -> Checked<SomeRows?> {
        guard !bytes.isEmpty else {
            return Checked(
                nil, [Diagnostic(.emptyFile, at: SourcePlace(file: file), "文件为空。", remedy: "请重新导出。")])
        }
        let schema = Schema.read(PackageResources.tables_xsd, file: "tables.xsd")
        guard let schema = schema.value else { return Checked(nil, schema.findings) }
        let visitor = TableVisitor(shape)
        var findings = MarkupReader(limits: .input).read(bytes, file: file, schema: schema, visitor: visitor)
        findings += periodFindings(visitor)
        guard findings.isEmpty else { return Checked(nil, findings) }
        return Checked(SomeRows(ListedRows(rows: [heading(shape)] + visitor.rows)))
    }

    /// The elements are the columns, so every column is there.
    private func heading(_ shape: TableShape) -> Row {
        Row(line: 1, cells: shape.columns.enumerated().map { Cell(text: $1.title, line: 1, column: $0 + 1) })
    }

    private func periodFindings(_ visitor: TableVisitor) -> [Diagnostic] {
        guard let root = visitor.root, let text = visitor.period else { return [] }
        guard root.name == table.rawValue else {
            let finding = Diagnostic(
                .wrongRoot, at: root.place, "根元素是 \(root.name)，与文件名不符。",
                remedy: "\(table.documentName) 的根元素应是 \(table.rawValue)。")
            return [finding]
        }
        guard let stated = Period(text) else {
            return [
                Diagnostic(
                    .invalidPeriod, at: root.place, "季度\(Diagnostic.quoted(text))无效。",
                    remedy: "请写成 2025Q1 的样子。")
            ]
        }
        guard stated != period else { return [] }
        return [
            Diagnostic(
                .periodMismatch, at: root.place, "文件内季度 \(stated) 与目录 \(period) 不符。", remedy: "请核对是否放错了目录。")
        ]
    }
}

/// Rows already in memory.
struct ListedRows: RowSource {
    private var rest: ArraySlice<Row>

    init(rows: [Row]) { rest = rows[...] }

    mutating func next() throws(Diagnostic) -> Row? { rest.popFirst() }
}

/// Puts the rows together; what does not fit the schema is already a finding.
private final class TableVisitor: MarkupVisitor {
    private let columns: [String: Int]
    private let width: Int
    private(set) var root: (name: String, place: SourcePlace)?
    private(set) var period: String?
    private(set) var rows: [Row] = []
    private var depth = 0
    private var line = 0
    private var cells: [Cell] = []
    private var column: (index: Int, line: Int)?
    private var text = ""

    init(_ shape: TableShape) {
        columns = Dictionary(
            shape.columns.enumerated().map { ($1.alias, $0) }, uniquingKeysWith: { first, _ in first })
        width = shape.columns.count
    }

    func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader) {
        depth += 1
        switch depth {
        case 1: root = (name.string, reader.place)
        case 2:
            line = reader.place.line
            cells = (0..<width).map { Cell(text: "", line: line, column: $0 + 1) }
        case 3:
            text = ""
            column = columns[name.string].map { ($0, reader.place.line) }
        default: break
        }
    }

    func attribute(
        prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader
    ) {
        if depth == 1, prefix.isEmpty, name.equals("period") { period = value.string }
    }

    func text(_ text: Span<UInt8>, in reader: MarkupReader) {
        if depth == 3 { self.text += text.string }
    }

    func end(in reader: MarkupReader) {
        if depth == 3, let column {
            cells[column.index] = Cell(text: text, line: column.line, column: column.index + 1)
        }
        if depth == 2 { rows.append(Row(line: line, cells: cells)) }
        depth -= 1
    }
}

extension DiagnosticCode {
    /// The document holds another table than its name says.
    static let wrongRoot = DiagnosticCode("E418")
}
