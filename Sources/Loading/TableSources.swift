import Files
import Markup
import Model

/// Where each table of a quarter's folder is: a CSV file, a sheet of a workbook or an XML document, never two of them.
final class TableSources {
    /// About whole files and names; an error among them refuses the quarter.
    private(set) var findings: [Diagnostic] = []
    /// About tables that were asked for and could not be read.
    private(set) var unreadable: [Diagnostic] = []
    /// Every file as it was read, for the sign-off's digests.
    private(set) var inputs: [InputFile] = []
    private let listing: QuarterFolder
    private let period: Period
    private let shelf: WorkbookShelf

    init(_ listing: QuarterFolder, period: Period) {
        self.listing = listing
        self.period = period
        shelf = WorkbookShelf(listing.workbooks)
        findings = shelf.findings
        for file in shelf.inputs { keep(file.contents, of: file.path) }
        reportSecondPlaces()
    }

    private func origins(of table: TableName) -> [TableOrigin] {
        let file = listing.tables[table].map(TableOrigin.file)
        let document = listing.documents[table].map(TableOrigin.document)
        return [file, document].compactMap(\.self) + (shelf.places[table] ?? []).map(\.origin)
    }

    /// A copy of a workbook holds twenty tables twice, and is one mistake.
    private func reportSecondPlaces() {
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

    /// The first place counts when there are two: the quarter is refused then, and its faults are still worth knowing.
    func bytes(of table: TableName) -> TableBytes {
        if let path = listing.tables[table] { return file(path) }
        if let path = listing.documents[table] { return document(path, table) }
        guard let place = shelf.places[table]?.first else {
            return .absent(.file(listing.path + "/" + table.fileName))
        }
        return .rows({ place.rows(for: $0) }, place.origin)
    }

    private func keep(_ contents: InputFile.Contents, of path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        inputs.append(InputFile(path: "\(period)/\(name)", contents: contents))
    }

    private func file(_ path: String) -> TableBytes {
        do throws(Diagnostic) {
            let file = try FileReader.open(path, limit: QuarterReader.tableLimit)
            guard try KeptFile.isFor(file) else {
                let bytes = try file.bytes()
                keep(.bytes(bytes), of: path)
                return .bytes(bytes, .file(path))
            }
            var scan = EncodingScan(file: path)
            let kept = try KeptFile(file) { scan.add($0) }
            let text = try TableText(kept, scan, file: path)
            keep(.kept(kept), of: path)
            return .text(text, .file(path))
        } catch {
            unreadable.append(error)
            return .unreadable(.file(path))
        }
    }

    private func document(_ path: String, _ table: TableName) -> TableBytes {
        do throws(Diagnostic) {
            let bytes = try FileReader.read(path, limit: MarkupLimits.input.bytes)
            keep(.bytes(bytes), of: path)
            let document = TableDocument(table: table, period: period, file: path)
            return .rows({ document.rows(bytes, $0) }, .document(path))
        } catch {
            unreadable.append(error)
            return .unreadable(.document(path))
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
