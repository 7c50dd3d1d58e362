import Model

/// Finds out whose papers a faulty row costs.
///
/// Those the row is about, not those it names in a role (分管领导, 谈话人, 批准人, a person's office …): one person's
/// fault costs that person's papers. For a row of 股室 also the office's people, for a row of 指标库 everybody who
/// has the indicator.
struct Affected {
    private let tables: QuarterTables
    private let known: KnownCodes
    private let marks: [TableName: [RowMark]]

    init(_ tables: QuarterTables, _ known: KnownCodes) {
        self.tables = tables
        self.known = known
        marks = Dictionary(
            tables.views.map { ($0.name, $0.marks) }, uniquingKeysWith: { first, _ in first })
    }

    func codes(for row: RowAddress) -> [Code] {
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
    func findings(of book: FindingBook) -> [Diagnostic] {
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
        return zip(titles, rows[row.index].key).filter { !$1.isEmpty }.map {
            Diagnostic.ShownCell(title: $0, text: Diagnostic.bare($1))
        }
    }

    func withheld(by findings: [Diagnostic], _ book: FindingBook) -> Set<Code> {
        let named = findings.filter { $0.severity == .error }.flatMap(\.affected)
        return Set(named).union(book.faultyRows.flatMap(codes))
    }

    private func people(of office: RowMark) -> [Code] {
        let codes = Set(office.references.filter { $0.defines }.map(\.code))
        return (marks[.people] ?? []).filter { row in
            row.references.contains { $0.kind == .office && codes.contains($0.code) }
        }.flatMap { $0.references.filter { $0.kind == .person && $0.defines }.map(\.code) }
    }

    /// A ledger row that cannot be read leaves the count of its person's office too small as well.
    private func officesCounting(_ row: RowMark, of ledger: TableName) -> [Code] {
        let people = Set(row.references.filter { $0.kind == .person }.map(\.code))
        let offices = (marks[.people] ?? []).filter { mark in
            mark.references.contains { $0.defines && people.contains($0.code) }
        }.flatMap { $0.references.filter { $0.kind == .office }.map(\.code) }
        let sources: Set<LedgerSource> =
            ledger == .visits ? [.visits] : [.appealsClosed, .appealsClosedRate, .appealsOnTimeRate]
        let counted = Set(
            tables.indicators.soundRows.filter { $0.value.source.map(sources.contains) ?? false }
                .map(\.value.code))
        return offices.filter { office in
            tables.targets.soundRows.contains {
                $0.value.target.holder == Holder(.office, office)
                    && counted.contains($0.value.target.indicator)
            }
        }
    }

    private func holders(of indicator: RowMark) -> [Code] {
        let texts = Set(indicator.key)
        return (marks[.targets] ?? []).filter { $0.key.first.map(texts.contains) ?? false }
            .flatMap { $0.references.filter(known.isHolder).map(\.code) }
    }
}
