import Model

/// Finds out whose papers a faulty row costs.
///
/// Those the row is about, not those it names in a role (分管领导, 谈话人, 批准人, a person's office …): one person's
/// fault costs that person's papers. For a row of 股室 also the office's people, for a row of 指标库 everybody who
/// has the indicator.
struct Affected {
    private let known: KnownCodes
    private let marks: [TableName: RowMarks]
    private let tables: QuarterTables
    // Made when the first fault asks: most quarters have none.
    private lazy var offices = OfficeMembers(tables.people.marks)
    private lazy var countingOffices: [TableName: Set<Code>] = [
        .visits: tables.offices(counting: [.visits]),
        .appeals: tables.offices(counting: [.appealsClosed, .appealsClosedRate, .appealsOnTimeRate]),
    ]

    init(_ tables: QuarterTables, _ known: KnownCodes) {
        self.tables = tables
        self.known = known
        marks = Dictionary(
            tables.views.map { ($0.name, $0.marks) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func codes(for row: RowAddress) -> [Code] {
        guard let rows = marks[row.table], rows.indices.contains(row.index) else { return [] }
        let mark = rows[row.index]
        var codes = Set(mark.references.filter(known.isHolder).map(\.code))
        switch row.table {
        case .offices: codes.formUnion(people(of: mark))
        case .indicators: codes.formUnion(holders(of: mark))
        case .visits, .appeals: codes.formUnion(officesCounting(mark, of: row.table))
        default: break
        }
        return codes.sorted()
    }

    /// All findings, those about rows with the codes whose papers they cost.
    mutating func findings(of book: FindingBook) -> [Diagnostic] {
        book.general
            + book.ofRows.map { row, finding in
                var finding = finding
                if finding.row.isEmpty { finding.row = key(of: row) }
                guard finding.severity == .error else { return finding }
                finding.affected = Set(finding.affected + codes(for: row)).sorted()
                return finding
            }
    }

    /// Only the key of a row is remembered; it says which row is meant.
    private func key(of row: RowAddress) -> [Diagnostic.ShownCell] {
        guard let rows = marks[row.table], rows.indices.contains(row.index),
            let titles = TableShapes.all.first(where: { $0.name == row.table })?.key
        else { return [] }
        return zip(titles, rows.key(of: row.index)).filter { !$1.isEmpty }.map {
            Diagnostic.ShownCell(title: $0, text: Diagnostic.bare($1))
        }
    }

    mutating func withheld(by findings: [Diagnostic], _ book: FindingBook) -> Set<Code> {
        let named = findings.filter { $0.severity == .error }.flatMap(\.affected)
        return Set(named).union(
            book.faultyRows.flatMap { table, rows in
                rows.flatMap { codes(for: RowAddress(table: table, index: $0)) }
            })
    }

    private mutating func people(of office: RowMark) -> [Code] {
        Set(office.references.filter { $0.defines }.map(\.code)).flatMap { offices.people[$0] ?? [] }
    }

    /// A ledger row that cannot be read leaves the count of its person's office too small as well.
    private mutating func officesCounting(_ row: RowMark, of ledger: TableName) -> [Code] {
        let people = Set(row.references.filter { $0.kind == .person }.map(\.code))
        let counting = countingOffices[ledger] ?? []
        return people.flatMap { offices.offices[$0] ?? [] }.filter(counting.contains)
    }

    private func holders(of indicator: RowMark) -> [Code] {
        guard let targets = marks[.targets] else { return [] }
        let texts = Set(indicator.key)
        return targets.indices.filter { targets.key(of: $0).first.map(texts.contains) ?? false }
            .flatMap { targets.references(of: $0).filter(known.isHolder).map(\.code) }
    }
}

/// Who belongs where by the rows of 人员, unreadable ones included.
private struct OfficeMembers {
    private(set) var people: [Code: [Code]] = [:]
    private(set) var offices: [Code: [Code]] = [:]

    init(_ marks: RowMarks) {
        for index in marks.indices {
            let references = marks.references(of: index)
            let defined = references.filter { $0.kind == .person && $0.defines }.map(\.code)
            for office in references where office.kind == .office {
                people[office.code, default: []] += defined
                for person in defined { offices[person, default: []].append(office.code) }
            }
        }
    }
}

extension QuarterTables {
    /// Offices with a line that one of these sources gives the actual of.
    fileprivate func offices(counting sources: Set<LedgerSource>) -> Set<Code> {
        let counted = Set(
            indicators.values.filter { $0.source.map(sources.contains) ?? false }.map(\.code))
        return Set(
            targets.values.map(\.target).filter {
                $0.holder.kind == .office && counted.contains($0.indicator)
            }
            .map(\.holder.code))
    }
}
