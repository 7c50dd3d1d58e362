/// Follows the rows of a table, so that each cell is known by the heading of its column.
///
/// On paper a figure is read by the heading above it, on a phone by the cell's own `data-label`: the two must
/// agree, and a row must have as many cells as the head has columns.
struct TableColumns {
    /// A cell or a row that does not fit the head.
    struct Misfit {
        let key: PlaceKey
        let spot: Spot
        let matter: PlaceFault.Matter
    }

    private var head: [[UInt8]] = []
    private var isInHead = false
    /// Columns of the row so far.
    private(set) var column = 0
    private var span = 1
    /// The section that ended last, and the columns before it: its opposite stands in the same ones.
    private var closed: (name: [UInt8], column: Int)?

    mutating func start(_ element: [UInt8]) {
        if element == Self.table { head = [] }
        if element == Self.head { isInHead = true }
        if element == Self.row {
            column = 0
            closed = nil
            if isInHead { head = [] }
        }
        if Self.cells.contains(element) { span = 1 }
    }

    mutating func span(_ digits: [UInt8]) {
        span = Int(String(decoding: digits, as: UTF8.self)).map { max(1, min($0, 100)) } ?? 1
    }

    /// - Parameters:
    ///   - text: the literal text of a cell of the head.
    ///   - label: the cell's `data-label`, empty without one.
    mutating func end(
        _ element: [UInt8], text: [UInt8], label: [UInt8], at spot: Spot, key: PlaceKey
    ) -> Misfit? {
        if element == Self.head { isInHead = false }
        if element == Self.row, !isInHead, !head.isEmpty, column != head.count {
            return rowMisfit(spot, key)
        }
        guard Self.cells.contains(element) else { return nil }
        defer { column += span }
        if isInHead {
            head += Array(repeating: text, count: span)
            return nil
        }
        guard !label.isEmpty, !head.isEmpty, span == 1 else { return nil }
        let above = column < head.count ? head[column] : []
        guard above != label else { return nil }
        var key = key
        key.add(label)
        key.end()
        key.add(above)
        return Misfit(key: key, spot: spot, matter: .column(label: label, heading: above))
    }

    private func rowMisfit(_ spot: Spot, _ key: PlaceKey) -> Misfit {
        var key = key
        for heading in head {
            key.add(heading)
            key.end()
        }
        key.add(String(column).utf8)
        return Misfit(key: key, spot: spot, matter: .row(cells: column, columns: head.count))
    }

    // MARK: Sections

    mutating func open(_ section: PlacedSection) {
        if let closed, section.isInverted, closed.name == section.name { column = closed.column }
        closed = nil
    }

    /// The other branch begins where the section did.
    mutating func turn(to column: Int) { self.column = column }

    mutating func close(_ section: PlacedSection, from column: Int) { closed = (section.name, column) }

    private static let table = Array("table".utf8)
    private static let head = Array("thead".utf8)
    private static let row = Array("tr".utf8)
    private static let cells: Set<[UInt8]> = [Array("td".utf8), Array("th".utf8)]
}
