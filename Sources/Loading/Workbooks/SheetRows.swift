import Model

/// The rows of a sheet from its heading on, each as wide as the heading.
///
/// Offices put titles, units and notes above the heading, and a sheet does not say how wide its rows are.
struct SheetRows: RowSource {
    /// The heading is looked for in this many rows.
    private static let searched = 20

    private let origin: TableOrigin
    private var rest: ArraySlice<Row>
    private var titles: [Int: String] = [:]
    private var width = 0

    init(_ rows: [Row], headings: [ColumnHeading], origin: TableOrigin) {
        self.origin = origin
        let known = Set(headings.flatMap { [$0.title, $0.alias] }.map(NearestWord.folded))
        // One matching cell may be a title such as 得分; half of the required ones or two are a heading.
        let heading = rows.prefix(Self.searched).firstIndex { row in
            row.cells.count { known.contains(NearestWord.folded($0.text)) } >= min(2, headings.count)
        }
        rest = rows[(heading ?? rows.startIndex)...]
    }

    mutating func next() throws(Diagnostic) -> Row? {
        guard let row = rest.popFirst() else { return nil }
        guard !titles.isEmpty else { return takeHeading(row) }
        return fit(row)
    }

    private mutating func takeHeading(_ row: Row) -> Row {
        for cell in row.cells { titles[cell.column] = cell.text }
        width = row.cells.map(\.column).max() ?? 0
        // A fault in the heading row must not leave it empty, or every row would become one.
        if titles.isEmpty { titles = [0: ""] }
        return Row(line: row.line, cells: filled(row), findings: row.findings)
    }

    /// Content beside the table is a fault: it may be a value that slipped into the wrong column.
    private func fit(_ row: Row) -> Row {
        let strays = row.cells.filter { titles[$0.column] == nil }
        let findings = strays.map { cell in
            Diagnostic(
                .strayCell, at: origin.place(line: cell.line, column: cell.column),
                "这一列没有列名，却有内容\(Diagnostic.quoted(cell.text))。", remedy: "请写上列名，或删去这个单元格。")
        }
        return Row(line: row.line, cells: filled(row), findings: row.findings + findings)
    }

    private func filled(_ row: Row) -> [Cell] {
        guard width > 0 else { return [] }
        var cells = (1...width).map { Cell(text: "", line: row.line, column: $0) }
        for cell in row.cells where cell.column <= width { cells[cell.column - 1] = cell }
        return cells
    }
}

extension DiagnosticCode {
    static let strayCell = DiagnosticCode("E508")
}
