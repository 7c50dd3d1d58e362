import Model

/// The cells of a quarter's tables as they are typed, to start the next quarter's from.
package struct QuarterTexts: Sendable {
    package let period: Period
    /// Rows of each table that is there, in the order of the table's columns.
    package private(set) var rows: [TableName: [[String]]] = [:]

    /// Faulty rows are left out, unreadable tables stay empty: what is wrong with them `check` says.
    init(period: Period, folder: String) throws(Diagnostic) {
        self.period = period
        let sources = TableSources(try QuarterFolder(folder), period: period)
        for shape in TableShapes.all where shape.name != .calendar {
            rows[shape.name] = try? Self.rows(of: shape, sources.open(shape.name).bytes)
        }
    }

    private static func rows(of shape: TableShape, _ bytes: TableBytes) throws(Diagnostic) -> [[String]]? {
        switch bytes {
        case .absent, .unreadable: return nil
        case .bytes(let bytes, let origin):
            return try rows(
                of: shape, SomeRows(CSVReader(try TableText(bytes, file: origin.file), origin: origin)))
        case .text(let text, let origin):
            return try rows(of: shape, SomeRows(CSVReader(text, origin: origin)))
        case .rows(let open, _):
            return try open(shape).value.map { rows throws(Diagnostic) in try Self.rows(of: shape, rows) }
        }
    }

    private static func rows(of shape: TableShape, _ source: SomeRows) throws(Diagnostic) -> [[String]] {
        var source = source
        guard let heading = try source.next() else { return [] }
        let indexes = shape.columns.map { column in
            heading.cells.firstIndex { $0.text == column.title || $0.text == column.alias }
        }
        var rows: [[String]] = []
        while let row = try source.next() {
            guard row.findings.isEmpty, !row.isBlank, row.cells.count == heading.cells.count else { continue }
            rows.append(indexes.map { index in index.map { row.cells[$0].text } ?? "" })
        }
        return rows
    }
}

extension Loader {
    /// The newest quarter's tables before `period`; `nil` when there is none.
    package func texts(before period: Period) throws(Diagnostic) -> QuarterTexts? {
        let folder = try InputFolder(input)
        guard let last = folder.quarters.last(where: { $0.period < period }) else { return nil }
        return try QuarterTexts(period: last.period, folder: last.folder)
    }

    /// The folder of a quarter, or where it should be.
    package func holdsQuarter(_ period: Period) throws(Diagnostic) -> Bool {
        try InputFolder(input).quarters.contains { $0.period == period }
    }
}
