import Model

/// A table with its rows read one by one, faulty ones included so that nothing they define is missed elsewhere.
struct Table<Entity: Sendable>: Sendable {
    struct Entry: Sendable {
        /// `nil` when a cell of the row is faulty.
        var value: Entity?
        var mark: RowMark
    }

    enum State: Sendable {
        /// No such file: *not due*.
        case absent
        /// Nothing in it can be trusted; the quarter is refused.
        case broken
        case read
    }

    var shape: TableShape
    var state: State
    var origin: TableOrigin
    var header: Header
    var entries: [Entry] = []
    var encoding = ""

    var isPresent: Bool { if case .absent = state { false } else { true } }
    var isRead: Bool { if case .read = state { true } else { false } }
    var isBroken: Bool { if case .broken = state { true } else { false } }

    static func empty(_ shape: TableShape, _ state: State, _ origin: TableOrigin) -> Table {
        Table(shape: shape, state: state, origin: origin, header: Header(indexes: [:], count: 0))
    }

    func place(of entry: Entry, _ title: String = "") -> SourcePlace {
        origin.place(line: entry.mark.line, column: header.index(of: title).map { $0 + 1 } ?? 0)
    }

    func address(_ index: Int) -> RowAddress { RowAddress(table: shape.name, index: index) }

    /// Every row whose cells are all readable.
    var values: [Entity] { entries.compactMap(\.value) }
}

/// What is remembered of every row, faulty or not.
struct RowMark: Sendable {
    var line: Int
    /// Texts of the key columns.
    var key: [String]
    /// Of all texts, to tell a repeated row from a contradicting one.
    var fingerprint: UInt64
    var references: [Reference]
}

/// A row of a quarter, for collecting what is wrong with it.
struct RowAddress: Hashable, Sendable {
    var table: TableName
    var index: Int
}

/// Describes one table and turns its rows into values.
protocol TableForm {
    associatedtype Entity: Sendable
    static var shape: TableShape { get }
    static func entity(from row: inout RowReader) -> Entity?
}

/// The findings of one quarter, each with the row it is about.
struct FindingBook: Sendable {
    /// About whole tables, counts and files; they withhold nobody.
    private(set) var general: [Diagnostic] = []
    private(set) var ofRows: [(row: RowAddress, finding: Diagnostic)] = []
    private(set) var faultyRows: Set<RowAddress> = []

    mutating func add(_ finding: Diagnostic) { general.append(finding) }

    mutating func add(_ finding: Diagnostic, _ row: RowAddress) {
        ofRows.append((row, finding))
        if finding.severity == .error { faultyRows.insert(row) }
    }

    /// A row that another row's finding makes unusable too.
    mutating func markFaulty(_ row: RowAddress) { faultyRows.insert(row) }

    func isFaulty(_ row: RowAddress) -> Bool { faultyRows.contains(row) }
}

extension Table {
    /// Reports a finding about one row, at the cell under `title`.
    func report(
        _ index: Int, _ code: DiagnosticCode, _ severity: Diagnostic.Severity = .error, at title: String,
        _ headline: String, remedy: String, into book: inout FindingBook
    ) {
        book.add(
            Diagnostic(code, severity, at: place(of: entries[index], title), headline, remedy: remedy),
            address(index))
    }

    /// The readable rows with their numbers.
    var soundRows: [(index: Int, value: Entity)] {
        entries.enumerated().compactMap { index, entry in entry.value.map { (index, $0) } }
    }
}
