import Markup
import Model

/// One .xlsx file: the names of its sheets, and the rows of each when asked.
///
/// Every fault that makes the file useless is thrown by ``init(_:file:)`` or when the sheet is read.
///
/// One worker at a time: what a sheet inflates counts against the limit of the whole file (``TableSources``).
final class Workbook: @unchecked Sendable {
    /// An xlsx file beyond it is refused unread; 32 MiB hold some 600,000 rows.
    static let sizeLimit = 32 << 20

    struct Sheet {
        var name: String
        var part: String
        var isHidden: Bool
    }

    let file: String
    private(set) var sheets: [Sheet] = []
    private let container: ZipContainer
    private var startsIn1904 = false
    private var strings: [String]?
    private var looks: [NumberLook]?
    private var stringsPart: String?
    private var stylesPart: String?

    init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
        self.file = file
        guard !bytes.isEmpty else {
            throw Diagnostic(.emptyFile, at: SourcePlace(file: file), "文件为空。", remedy: "请重新保存工作簿。")
        }
        container = try ZipContainer(bytes, file: file)
        try readSheetList()
    }

    /// All rows with something in them, and W510 for those that nobody sees.
    func rows(of sheet: Sheet) throws(Diagnostic) -> Checked<[Row]> {
        let origin = TableOrigin.sheet(file: file, name: sheet.name)
        let visitor = SheetVisitor(
            origin: origin, strings: try sharedStrings(), looks: try styles(), startsIn1904: startsIn1904)
        if let fault = try container.read(sheet.part, limits: .sheet, visitor: visitor).first {
            throw Self.named(fault, sheet, origin)
        }
        var findings: [Diagnostic] = []
        if visitor.hiddenRows > 0 {
            findings.append(
                Diagnostic(
                    .hiddenRows, .warning, at: origin.place(line: 0), "有 \(visitor.hiddenRows) 个隐藏行，已照常读取。",
                    remedy: "不要的行请删除，不要隐藏。"))
        }
        if sheet.isHidden {
            findings.append(
                Diagnostic(
                    .hiddenRows, .warning, at: origin.place(line: 0), "工作表是隐藏的，已照常读取。",
                    remedy: "不要的工作表请删除，不要隐藏。"))
        }
        return Checked(visitor.rows, findings)
    }

    /// XML faults stand at a line of a part that nobody can see; the sheet's name says more.
    private static func named(_ fault: Diagnostic, _ sheet: Sheet, _ origin: TableOrigin) -> Diagnostic {
        guard fault.place?.cell == nil else { return fault }
        return Diagnostic(
            fault.code, fault.severity, at: origin.place(line: 0), fault.headline, remedy: fault.remedy)
    }

    private func sharedStrings() throws(Diagnostic) -> [String] {
        if let strings { return strings }
        let visitor = SharedStringsVisitor()
        if let part = stringsPart { try read(part, .sheet, visitor) }
        strings = visitor.strings
        return visitor.strings
    }

    private func styles() throws(Diagnostic) -> [NumberLook] {
        if let looks { return looks }
        let visitor = StylesVisitor()
        if let part = stylesPart { try read(part, .input, visitor) }
        looks = visitor.looks
        return visitor.looks
    }

    private func read(_ part: String, _ limits: MarkupLimits, _ visitor: PartVisitor) throws(Diagnostic) {
        if let fault = try container.read(part, limits: limits, visitor: visitor).first { throw fault }
    }
}

// MARK: - Parts

extension Workbook {
    private func readSheetList() throws(Diagnostic) {
        let package = RelationshipsVisitor()
        try read("_rels/.rels", .input, package)
        guard let target = package.target(ofKind: "officeDocument") else {
            throw .badContainer(file, "没有工作簿")
        }
        let main = Self.resolved(target, from: "")
        let list = WorkbookVisitor()
        try read(main, .input, list)
        let parts = RelationshipsVisitor()
        let slash = main.lastIndex(of: "/")
        let folder = slash.map { String(main[...$0]) } ?? ""
        try read(folder + "_rels/" + main.dropFirst(folder.count) + ".rels", .input, parts)
        startsIn1904 = list.startsIn1904
        stringsPart = parts.target(ofKind: "sharedStrings").map { Self.resolved($0, from: folder) }
        stylesPart = parts.target(ofKind: "styles").map { Self.resolved($0, from: folder) }
        sheets = list.sheets.compactMap { sheet in
            // Chart sheets have no cells and are no tables.
            guard let part = parts.relationships[sheet.relationship], part.kind == "worksheet" else {
                return nil
            }
            return Sheet(
                name: sheet.name, part: Self.resolved(part.target, from: folder), isHidden: sheet.isHidden)
        }
    }

    /// `/xl/worksheets/sheet1.xml` as openpyxl writes it, or relative to the part's folder as Excel does.
    private static func resolved(_ target: String, from folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = (folder + target).split(separator: "/").map(String.init)
        while let up = parts.firstIndex(of: "..") {
            parts.removeSubrange(max(0, up - 1)...up)
        }
        return parts.filter { $0 != "." }.joined(separator: "/")
    }
}

extension MarkupLimits {
    /// A sheet is inflated while it is read, so its size costs no memory; the container counts its bytes.
    static let sheet: MarkupLimits = {
        var limits = MarkupLimits.input
        limits.bytes = ZipContainer.inflatedLimit
        limits.attributesOfDocument = 4 * SheetVisitor.cellLimit
        return limits
    }()
}

extension DiagnosticCode {
    static let hiddenRows = DiagnosticCode("W510")
}
