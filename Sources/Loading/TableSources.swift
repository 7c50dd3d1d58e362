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
        for file in shelf.inputs { keep(file.bytes, of: file.path) }
        for table in TableName.ofQuarter { reportSecondPlace(of: table) }
    }

    private func origins(of table: TableName) -> [TableOrigin] {
        let file = listing.tables[table].map(TableOrigin.file)
        let document = listing.documents[table].map(TableOrigin.document)
        return [file, document].compactMap(\.self) + (shelf.places[table] ?? []).map(\.origin)
    }

    private func reportSecondPlace(of table: TableName) {
        let origins = origins(of: table)
        for second in origins.dropFirst() {
            findings.append(
                Diagnostic(
                    .tableTwice, at: second.place(line: 0),
                    "\(table.title)表在 \(origins[0].place(line: 0)) 已有一份。",
                    remedy: "请只保留一份。"))
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

    private func keep(_ bytes: [UInt8], of path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        inputs.append(InputFile(path: "\(period)/\(name)", bytes: bytes))
    }

    private func file(_ path: String) -> TableBytes {
        do throws(Diagnostic) {
            let bytes = try FileReader.read(
                path, limit: QuarterReader.tableLimit, longestLine: CSVReader.unreadLimit)
            keep(bytes, of: path)
            return .bytes(bytes, .file(path))
        } catch {
            unreadable.append(error)
            return .unreadable(.file(path))
        }
    }

    private func document(_ path: String, _ table: TableName) -> TableBytes {
        do throws(Diagnostic) {
            let bytes = try FileReader.read(path, limit: MarkupLimits.input.bytes)
            keep(bytes, of: path)
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

extension DiagnosticCode {
    static let tableTwice = DiagnosticCode("E116")
}
