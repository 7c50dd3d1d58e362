/// Where in the input something stands, as a person would look for it.
package struct SourcePlace: Hashable, Sendable, Comparable {
    /// Path as the user gave it, for example `input/2026Q1/results.csv`.
    package var file: String
    /// 1-based; 0 when the whole file is meant.
    package var line: Int
    /// 1-based: the field's number in a table, the character's in XML and templates; 0 when the line is meant.
    package var column: Int
    /// Sheet and cell of a workbook (`完成情况!D17`); replaces line and column in print.
    package var cell: String?

    package init(file: String, line: Int = 0, column: Int = 0, cell: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.cell = cell
    }

    package static func < (a: SourcePlace, b: SourcePlace) -> Bool {
        (a.file, a.line, a.column, a.cell ?? "") < (b.file, b.line, b.column, b.cell ?? "")
    }
}

extension SourcePlace: CustomStringConvertible {
    package var description: String {
        if let cell { return "\(file) \(cell)" }
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}
