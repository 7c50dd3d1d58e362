import Model

/// What reading a row may depend on besides the row.
///
/// A class, because a row must not copy the scheme.
final class ReadingContext: Sendable {
    let period: Period
    let scheme: Scheme

    init(period: Period, scheme: Scheme) {
        self.period = period
        self.scheme = scheme
    }
}

/// Reads the cells of one row by column, collecting every fault of the row.
///
/// A table reads *all* its columns before it gives up, so that a row with three faults is reported three times
/// and mended once.
struct RowReader {
    private let context: ReadingContext?
    private let header: Header
    private let origin: TableOrigin
    private var row = Row(line: 0, cells: [])
    private(set) var findings: [Diagnostic] = []
    private(set) var references: [Reference] = []
    /// Columns are read in their order, so the next one is mostly where it is looked for first.
    private var nextColumn = 0

    init(header: Header, origin: TableOrigin, context: ReadingContext?) {
        self.header = header
        self.origin = origin
        self.context = context
    }

    mutating func begin(_ row: Row) {
        self.row = row
        findings = row.findings
        references.removeAll(keepingCapacity: true)
        nextColumn = 0
    }

    /// A word among those of the quarter's scheme.
    mutating func read(_ column: Column<String>, among words: (Scheme) -> [String]) -> String? {
        guard let context else { return read(column) }
        return read(column, among: words(context.scheme))
    }

    var isSound: Bool { findings.isEmpty }
    var period: Period? { context?.period }
    var place: SourcePlace { origin.place(line: row.line) }

    /// The value of a cell; `nil` when it is empty or faulty (``isSound`` tells which).
    mutating func read<Value>(_ column: Column<Value>) -> Value? {
        guard let cell = nextCell(column.title), !cell.text.isEmpty else {
            if column.isRequired { reportEmpty(column) }
            return nil
        }
        do {
            let value = try column.form.parse(cell.text)
            if column.form.reference != nil { note(cell, value as? Code, column.form) }
            return value
        } catch {
            report(error, in: cell, of: column)
            noteMeant(cell, column.form)
            return nil
        }
    }

    /// One space behind a staff number must not make everybody who refers to that person wrong too.
    private mutating func noteMeant<Value>(_ cell: Cell, _ form: CellForm<Value>) {
        guard form.defines, let kind = form.reference, let code = Code(meant: cell.text) else { return }
        references.append(
            Reference(kind: kind, code: code, column: cell.column, defines: true, isGuess: true))
    }

    /// A word out of a list that the scheme determines.
    mutating func read(_ column: Column<String>, among words: [String]) -> String? {
        guard let text = read(column) else { return nil }
        guard words.contains(text) else {
            if let cell = cell(column.title) {
                report(.unknownWord(text, among: words), in: cell, of: column)
            }
            return nil
        }
        return text
    }

    /// 对象 and 对象代码 together.
    mutating func holder(
        _ kindColumn: Column<HolderKind>, _ codeColumn: Column<Code>,
        among kinds: [HolderKind] = HolderKind.allCases,
        mayBeGone: Bool = false
    ) -> Holder? {
        let kind = read(kindColumn)
        let code = read(codeColumn)
        if let kind, !kinds.contains(kind), let cell = cell(kindColumn.title) {
            report(.unknownWord(kind.rawValue, among: kinds.map(\.rawValue)), in: cell, of: kindColumn)
            return nil
        }
        guard let kind, let code, let cell = cell(codeColumn.title) else { return nil }
        references.append(
            Reference(
                kind: kind.reference, code: code, column: cell.column, defines: false, mayBeGone: mayBeGone))
        return Holder(kind, code)
    }

    /// A person who may have left: found in an earlier quarter's tables too.
    mutating func read(_ column: Column<Code>, mayBeGone: Bool) -> Code? {
        let code = read(column)
        if code != nil, mayBeGone, !references.isEmpty { references[references.count - 1].mayBeGone = true }
        return code
    }

    /// A fault that lies in several cells, or in what a readable cell says.
    mutating func report(_ code: DiagnosticCode, at title: String, _ headline: String, remedy: String) {
        let column = header.index(of: title).map { $0 + 1 } ?? 0
        let line = cell(title)?.line ?? row.line
        findings.append(
            Diagnostic(code, at: origin.place(line: line, column: column), headline, remedy: remedy))
    }

    /// Whether nothing was typed, sound or not.
    func isEmpty<Value>(_ column: Column<Value>) -> Bool { cell(column.title)?.text.isEmpty ?? true }

    /// Two dates in their order; equal ones are.
    mutating func require(
        _ earlier: Day?, _ first: Column<Day>, notAfter later: Day?, _ second: Column<Day>
    ) {
        guard let earlier, let later, later < earlier else { return }
        report(
            .datesOutOfOrder, at: second.title,
            "\(second.title) \(later) 早于\(first.title) \(earlier)。", remedy: "请核对两个日期。")
    }

    private func cell(_ title: String) -> Cell? {
        guard let index = header.index(of: title), index < row.cells.count else { return nil }
        return row.cells[index]
    }

    private mutating func nextCell(_ title: String) -> Cell? {
        guard let index = header.index(of: title, at: &nextColumn), index < row.cells.count else {
            return nil
        }
        return row.cells[index]
    }

    /// 决定人 is a text that may be a code.
    private mutating func note<Value>(_ cell: Cell, _ code: Code?, _ form: CellForm<Value>) {
        guard let kind = form.reference, let code = code ?? Code(cell.text) else { return }
        references.append(
            Reference(
                kind: kind, code: code, column: cell.column, defines: form.defines, isRole: form.isRole))
    }

    private mutating func reportEmpty<Value>(_ column: Column<Value>) {
        let number = header.index(of: column.title).map { $0 + 1 } ?? 0
        let line = cell(column.title)?.line ?? row.line
        let isNumber = column.form.emptyCode == .notANumber
        // A formula without a result is empty too, and already reported as what it is.
        let place = origin.place(line: line, column: number)
        guard !row.findings.contains(where: { $0.place == place }) else { return }
        findings.append(
            Diagnostic(
                column.form.emptyCode, at: place,
                "\(column.title)为空\(isNumber ? "，不是数字" : "")。",
                remedy: (isNumber ? "请填写；空白不当作 0。" : "请填写。")
                    + (origin.isSheet ? "合并的单元格请取消合并，逐格填写。" : "")))
    }

    private mutating func report<Value>(_ fault: CellFault, in cell: Cell, of column: Column<Value>) {
        let echo = fault.hidesText || column.form.isPrivate ? "" : Diagnostic.quoted(cell.text)
        findings.append(
            Diagnostic(
                fault.code, at: origin.place(line: cell.line, column: cell.column),
                "\(column.title)\(echo)\(fault.predicate)。", remedy: fault.remedy))
    }
}

extension HolderKind {
    var reference: Reference.Kind {
        switch self {
        case .office: .office
        case .person: .person
        case .project: .project
        }
    }
}

extension DiagnosticCode {
    static let datesOutOfOrder = DiagnosticCode("E165")
}

/// Where each column stands in a file.
struct Header: Sendable {
    private let titles: [String]
    private let places: [Int?]
    let count: Int

    /// - Parameter titles: those of the table's shape, in their order.
    init(titles: [String], indexes: [String: Int], count: Int) {
        self.titles = titles
        places = titles.map { indexes[$0] }
        self.count = count
    }

    func index(of title: String) -> Int? {
        titles.firstIndex(of: title).flatMap { places[$0] }
    }

    /// The same, looking at one column of the shape first and moving on from it.
    func index(of title: String, at position: inout Int) -> Int? {
        if position < titles.count, titles[position] == title {
            position += 1
            return places[position - 1]
        }
        guard let found = titles.firstIndex(of: title) else { return nil }
        position = found + 1
        return places[found]
    }
}
