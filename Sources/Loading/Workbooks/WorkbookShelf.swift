import Files
import Model

/// The workbooks of a quarter's folder, and which of their sheets is which table.
struct WorkbookShelf {
    struct Place {
        var workbook: Workbook
        var sheet: Workbook.Sheet

        var origin: TableOrigin { .sheet(file: workbook.file, name: sheet.name) }
    }

    private(set) var places: [TableName: [Place]] = [:]
    private(set) var findings: [Diagnostic] = []
    private(set) var inputs: [InputFile] = []

    init(_ files: [String]) {
        for file in files {
            do throws(Diagnostic) {
                let bytes = try FileReader.read(file, limit: Workbook.sizeLimit)
                inputs.append(InputFile(path: file, bytes: bytes))
                sort(try Workbook(bytes, file: file))
            } catch {
                findings.append(error)
            }
        }
    }

    private mutating func sort(_ workbook: Workbook) {
        for sheet in workbook.sheets {
            if let table = TableName.ofQuarter.first(where: {
                $0.title == sheet.name || $0.rawValue == sheet.name
            }) {
                places[table, default: []].append(Place(workbook: workbook, sheet: sheet))
            } else if sheet.name != Self.explanation {
                findings.append(unknown(sheet, of: workbook))
            }
        }
    }

    /// The sheet of explanations in the workbooks that `yardstick workbook` writes.
    static let explanation = "填表说明"

    /// A slip in the name would lose a table, so it is a fault; Sheet2 is only mentioned.
    private func unknown(_ sheet: Workbook.Sheet, of workbook: Workbook) -> Diagnostic {
        let place = TableOrigin.sheet(file: workbook.file, name: sheet.name).place(line: 0)
        let titles = TableName.ofQuarter.map(\.title)
        let meant =
            titles.first { sheet.name.contains($0) && $0.count > 2 }
            ?? NearestWord.nearest(to: sheet.name, among: titles)
        guard let meant else {
            return Diagnostic(
                .notRead, .warning, at: place, "工作表名不是规定的表，没有读取。", remedy: "如是数据，请改为规定的表名。")
        }
        return Diagnostic(
            .unknownTable, at: place, "不认识的工作表\(Diagnostic.quoted(sheet.name))（是否为“\(meant)”？）。",
            remedy: "请改为规定的表名，或删去这个工作表。")
    }
}
