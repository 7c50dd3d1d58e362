import Model

/// A table with its rows read one by one, faulty ones included so that nothing they define is missed elsewhere.
struct Table<Entity: Sendable>: Sendable {
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
    /// Of every row.
    private(set) var marks: RowMarks
    /// Every row whose cells are all readable.
    private(set) var values: [Entity] = []
    /// For each value the number of its row.
    private var rows: [Int32] = []
    var encoding = ""

    init(shape: TableShape, state: State, origin: TableOrigin, header: Header) {
        self.shape = shape
        self.state = state
        self.origin = origin
        self.header = header
        marks = RowMarks(keyWidth: shape.key.count)
    }

    var isPresent: Bool { if case .absent = state { false } else { true } }
    var isRead: Bool { if case .read = state { true } else { false } }
    var isBroken: Bool { if case .broken = state { true } else { false } }
    var isWhollySound: Bool { values.count == marks.count }

    static func empty(_ shape: TableShape, _ state: State, _ origin: TableOrigin) -> Table {
        Table(shape: shape, state: state, origin: origin, header: Header(titles: [], indexes: [:], count: 0))
    }

    /// The readable rows with their numbers.
    var soundRows: some Sequence<(index: Int, value: Entity)> {
        zip(rows, values).lazy.map { (index: Int($0), value: $1) }
    }

    /// Numbers of the other rows.
    var unreadableRows: [Int] {
        guard !isWhollySound else { return [] }
        let sound = Set(rows)
        return marks.indices.filter { !sound.contains(Int32(clamping: $0)) }
    }

    func place(of index: Int, _ title: String = "") -> SourcePlace {
        origin.place(line: marks.line(of: index), column: header.index(of: title).map { $0 + 1 } ?? 0)
    }

    func address(_ index: Int) -> RowAddress { RowAddress(table: shape.name, index: index) }

    mutating func append(
        _ value: Entity?, of row: Row, fingerprint: TextHash, key: some Sequence<Cell?>,
        references: [Reference]
    ) {
        if let value {
            rows.append(Int32(clamping: marks.count))
            values.append(value)
        }
        marks.append(line: row.line, fingerprint: fingerprint, key: key, references: references)
    }

    /// Hands over the values of rows without an error and keeps none, so that a ledger is not in memory twice.
    mutating func takeSoundValues(_ book: FindingBook) -> [Entity] {
        defer { (values, rows) = ([], []) }
        guard book.hasFaults(in: shape.name) else { return values }
        return zip(rows, values).filter { !book.isFaulty(address(Int($0.0))) }.map(\.1)
    }

    /// No row can be pointed at any more.
    mutating func forgetMarks() { marks = RowMarks(keyWidth: shape.key.count) }

    /// Reports a finding about one row, at the cell under `title`.
    func report(
        _ index: Int, _ code: DiagnosticCode, _ severity: Diagnostic.Severity = .error, at title: String,
        _ headline: String, remedy: String, into book: inout FindingBook
    ) {
        book.add(
            Diagnostic(code, severity, at: place(of: index, title), headline, remedy: remedy), address(index))
    }
}

/// A row of a quarter, for collecting what is wrong with it.
struct RowAddress: Hashable, Sendable {
    var table: TableName
    var index: Int
}

/// Describes one table and turns its rows into values.
protocol TableForm: SendableMetatype {
    associatedtype Entity: Sendable
    static var shape: TableShape { get }
    static func entity(from row: inout RowReader) -> Entity?
}
