import Model

/// The findings of one quarter, each with the row it is about.
struct FindingBook: Sendable {
    /// Of one kind in one table; whoever filled a whole column wrongly sees it in fewer, and a ledger of a
    /// million such rows must not fill the memory with them.
    static let limit = 1_000

    /// About whole tables, counts and files; they withhold nobody.
    private(set) var general: [Diagnostic] = []
    private(set) var ofRows: [(row: RowAddress, finding: Diagnostic)] = []
    private(set) var faultyRows: [TableName: Set<Int>] = [:]
    private var counts: [Kind: Count] = [:]

    private struct Kind: Hashable {
        var table: TableName
        var code: DiagnosticCode
        var severity: Diagnostic.Severity
    }

    private struct Count {
        var all = 0
        var first: SourcePlace?
    }

    mutating func add(_ finding: Diagnostic) { general.append(finding) }

    mutating func add(_ finding: Diagnostic, _ row: RowAddress) {
        if finding.severity == .error { markFaulty(row) }
        let kind = Kind(table: row.table, code: finding.code, severity: finding.severity)
        var count = counts[kind] ?? Count(first: finding.place)
        count.all += 1
        counts[kind] = count
        if count.all <= Self.limit { ofRows.append((row, finding)) }
    }

    /// Takes in what was found by somebody else about other tables, or about these after this.
    mutating func add(_ other: FindingBook) {
        general += other.general
        for (row, finding) in other.ofRows { add(finding, row) }
        for (table, rows) in other.faultyRows { faultyRows[table, default: []].formUnion(rows) }
        for (kind, count) in other.counts where count.all > Self.limit {
            counts[kind]?.all += count.all - Self.limit
        }
    }

    /// A row that another row's finding makes unusable too.
    mutating func markFaulty(_ row: RowAddress) { faultyRows[row.table, default: []].insert(row.index) }

    func isFaulty(_ row: RowAddress) -> Bool { faultyRows[row.table]?.contains(row.index) ?? false }
    func hasFaults(in table: TableName) -> Bool { faultyRows[table] != nil }

    /// How many more there are of each kind that was listed up to the limit.
    var unlisted: [Diagnostic] {
        counts.filter { $0.value.all > Self.limit }.map { kind, count in
            Diagnostic(
                kind.code, kind.severity, at: count.first.map { $0.wholeTable },
                "这张表里同样的问题共 \(count.all) 处，只列出前 \(Self.limit) 处。", remedy: "请先改正列出的，多半是同一个原因。")
        }
    }
}
