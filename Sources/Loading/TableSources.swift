import Files
import Markup
import Model

/// Where each table of a quarter's folder is: a CSV file, a sheet of a workbook or an XML document, never two of them.
struct TableSources: Sendable {
    /// About whole files and names; an error among them refuses the quarter.
    private(set) var findings: [Diagnostic] = []
    /// The workbooks as they were read, for the sign-off's digests.
    private(set) var workbooks: [InputFile] = []
    private let listing: QuarterFolder
    private let period: Period
    private let shelf: WorkbookShelf

    init(_ listing: QuarterFolder, period: Period) {
        self.listing = listing
        self.period = period
        shelf = WorkbookShelf(listing.workbooks)
        findings = shelf.findings
        workbooks = shelf.inputs.map { kept($0.contents, of: $0.path) }
        reportSecondPlaces()
    }

    private func origins(of table: TableName) -> [TableOrigin] {
        let file = listing.tables[table].map(TableOrigin.file)
        let document = listing.documents[table].map(TableOrigin.document)
        return [file, document].compactMap(\.self) + (shelf.places[table] ?? []).map(\.origin)
    }

    /// A copy of a workbook holds twenty tables twice, and is one mistake.
    private mutating func reportSecondPlaces() {
        var doubles: [SourcePlace: [(table: TableName, own: SourcePlace, first: SourcePlace)]] = [:]
        for table in TableName.ofQuarter {
            let places = origins(of: table).map { $0.place(line: 0) }
            for own in places.dropFirst() {
                doubles[SourcePlace(file: own.file), default: []].append((table, own, places[0]))
            }
        }
        for (file, doubles) in doubles {
            let firsts = Set(doubles.map(\.first.file))
            guard doubles.count > 3, let first = firsts.first, firsts.count == 1 else {
                for double in doubles {
                    findings.append(
                        .tableTwice(double.table.title + "表", double.own, double.first.description))
                }
                continue
            }
            findings.append(.tableTwice("\(doubles.count) 张表", file, first))
        }
    }

    /// A table as it lies there, with the file as it was read, or with why it could not be.
    struct Opened {
        var bytes: TableBytes
        var inputs: [InputFile] = []
        var findings: [Diagnostic] = []
    }

    /// The first place counts when there are two: the quarter is refused then, and its faults are still worth knowing.
    func open(_ table: TableName) -> Opened {
        if let path = listing.tables[table] { return file(path) }
        if let path = listing.documents[table] { return document(path, table) }
        guard let place = shelf.places[table]?.first else {
            return Opened(bytes: .absent(.file(listing.path + "/" + table.fileName)))
        }
        return Opened(bytes: .rows({ place.rows(for: $0) }, place.origin))
    }

    /// Whether the table is a sheet of a workbook.
    func isSheet(_ table: TableName) -> Bool {
        listing.tables[table] == nil && listing.documents[table] == nil && shelf.places[table] != nil
    }

    /// Bytes, to guess how long it takes to read; a sheet counts as nothing.
    func size(of table: TableName) -> Int {
        (listing.tables[table] ?? listing.documents[table]).map(FileReader.sizeHint) ?? 0
    }

    private func kept(_ contents: InputFile.Contents, of path: String) -> InputFile {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return InputFile(path: "\(period)/\(name)", contents: contents)
    }

    private func file(_ path: String) -> Opened {
        do throws(Diagnostic) {
            let file = try FileReader.open(path, limit: QuarterReader.tableLimit)
            guard try KeptFile.isFor(file) else {
                let bytes = try file.bytes()
                return Opened(bytes: .bytes(bytes, .file(path)), inputs: [kept(.bytes(bytes), of: path)])
            }
            var scan = EncodingScan(file: path)
            let whole = try KeptFile(file) { scan.add($0) }
            let text = try TableText(whole, scan, file: path)
            return Opened(bytes: .text(text, .file(path)), inputs: [kept(.kept(whole), of: path)])
        } catch {
            return Opened(bytes: .unreadable(.file(path)), findings: [error])
        }
    }

    private func document(_ path: String, _ table: TableName) -> Opened {
        do throws(Diagnostic) {
            let bytes = try FileReader.read(path, limit: MarkupLimits.input.bytes)
            let document = TableDocument(table: table, period: period, file: path)
            return Opened(
                bytes: .rows({ document.rows(bytes, $0) }, .document(path)),
                inputs: [kept(.bytes(bytes), of: path)])
        } catch {
            return Opened(bytes: .unreadable(.document(path)), findings: [error])
        }
    }
}

extension WorkbookShelf.Place {
    func rows(for shape: TableShape) -> Checked<SomeRows?> {
        do throws(Diagnostic) {
            let rows = try workbook.rows(of: sheet)
            return rows.map { SomeRows(SheetRows($0, headings: shape.columns, origin: origin)) }
        } catch {
            return Checked(nil, [error])
        }
    }
}

extension Diagnostic {
    fileprivate static func tableTwice(_ what: String, _ place: SourcePlace, _ first: String) -> Diagnostic {
        Diagnostic(.tableTwice, at: place, "\(what)在 \(first) 已有一份。", remedy: "请只保留一份。")
    }
}

extension DiagnosticCode {
    static let tableTwice = DiagnosticCode("E116")
}
