import Files
import Markup
import Model

/// Puts the rows of one sheet together from its XML, cell by cell.
///
/// Only rows with something in them are kept: Excel writes formatted rows down to the last one of the sheet.
final class SheetVisitor: MarkupVisitor {
    /// Beyond it the sheet is no table of a park; CSV takes more.
    static let cellLimit = 4_000_000

    private let origin: TableOrigin
    private let strings: [String]
    private let looks: [NumberLook]
    private let startsIn1904: Bool
    private var open: [Element] = []
    private var isPhonetic = false
    private var row = OpenRow()
    private var cell = OpenCell()
    private var lastRow = 0
    private var cellCount = 0
    private(set) var rows: [Row] = []
    private(set) var hiddenRows = 0

    private enum Element { case row, cell, value, formula, text, phonetic, other }

    private struct OpenRow {
        var number = 0
        var isHidden = false
        var cells: [Cell] = []
        var findings: [Diagnostic] = []
        var lastColumn = 0
        var textBytes = 0
    }

    private struct OpenCell {
        var address: CellAddress?
        /// There was an address, and it was not one.
        var isLost = false
        var style = 0
        var kind = Kind.number
        var text: [UInt8] = []
        var hasFormula = false
        var hasValue = false
    }

    private enum Kind { case number, shared, inline, formulaText, error, truth, date }

    init(origin: TableOrigin, strings: [String], looks: [NumberLook], startsIn1904: Bool) {
        self.origin = origin
        self.strings = strings
        self.looks = looks
        self.startsIn1904 = startsIn1904
    }

    func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader) {
        let element = element(name)
        open.append(element)
        switch element {
        case .row: row = OpenRow(number: lastRow + 1)
        case .cell: cell = OpenCell()
        case .value: cell.hasValue = true
        case .formula: cell.hasFormula = true
        case .phonetic: isPhonetic = true
        case .text, .other: break
        }
    }

    /// `c` also names an element of comments and charts, but those stand in other parts.
    private func element(_ name: Span<UInt8>) -> Element {
        if name.equals("c") { return .cell }
        if name.equals("v") { return .value }
        if name.equals("f") { return .formula }
        if name.equals("row") { return .row }
        if name.equals("t") { return .text }
        return name.equals("rPh") ? .phonetic : .other
    }

    func attribute(prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader) {
        guard prefix.isEmpty else { return }
        switch open.last {
        case .row:
            if name.equals("r") { row.number = Int(value.string) ?? 0 }
            if name.equals("hidden") { row.isHidden = value.equals("1") || value.equals("true") }
        case .cell:
            if name.equals("r") {
                cell.address = CellAddress(value)
                cell.isLost = cell.address == nil
            } else if name.equals("s") {
                cell.style = Int(value.string) ?? 0
            } else if name.equals("t") {
                cell.kind = Self.kind(value)
            }
        default: break
        }
    }

    private static func kind(_ value: Span<UInt8>) -> Kind {
        if value.equals("s") { return .shared }
        if value.equals("inlineStr") { return .inline }
        if value.equals("str") { return .formulaText }
        if value.equals("e") { return .error }
        if value.equals("b") { return .truth }
        return value.equals("d") ? .date : .number
    }

    func text(_ text: Span<UInt8>, in reader: MarkupReader) {
        let isWanted = open.last == .value || (open.last == .text && !isPhonetic)
        guard isWanted else { return }
        text.withUnsafeBufferPointer { cell.text += $0 }
        row.textBytes += text.count
        if row.textBytes > CSVReader.rowLimit {
            reader.refuse(
                Diagnostic(
                    .rowTooLong, at: origin.place(line: row.number), "单行超过 64 KiB。", remedy: "请缩短这一行的文字。"))
        }
    }

    func end(in reader: MarkupReader) {
        guard let element = open.popLast() else { return }
        switch element {
        case .phonetic: isPhonetic = false
        case .cell: close(in: reader)
        case .row: closeRow(in: reader)
        default: break
        }
    }
}

// MARK: - Cells and rows

extension SheetVisitor {
    private func close(in reader: MarkupReader) {
        let address = cell.address ?? CellAddress(row: row.number, column: row.lastColumn + 1)
        guard !cell.isLost, address.row == row.number, address.column > row.lastColumn else {
            return reader.refuse(badAddress())
        }
        row.lastColumn = address.column
        cellCount += 1
        guard cellCount <= Self.cellLimit else {
            return reader.refuse(
                .inflatesTooFar(origin.file, "工作表超过 \(Self.cellLimit / 10_000) 万个单元格"))
        }
        let text = text(at: address)
        guard !text.isEmpty else { return }
        row.cells.append(Cell(text: text, line: address.row, column: address.column))
    }

    private func closeRow(in reader: MarkupReader) {
        guard row.number > lastRow, row.number <= CellAddress.lastRow else {
            return reader.refuse(badAddress())
        }
        lastRow = row.number
        guard !row.cells.isEmpty || !row.findings.isEmpty else { return }
        if row.isHidden { hiddenRows += 1 }
        rows.append(Row(line: row.number, cells: row.cells, findings: row.findings))
    }

    private func text(at address: CellAddress) -> String {
        let raw = String(decoding: cell.text, as: UTF8.self)
        // A text formula may well give an empty text; a number without digits was never computed.
        if cell.hasFormula && !cell.hasValue || cell.hasFormula && raw.isEmpty && cell.kind != .formulaText {
            note(.formulaWithoutResult, address, "是没有结果的公式", "请在 Excel 里打开并保存，或粘贴为数值。")
            return ""
        }
        switch cell.kind {
        case .shared:
            guard let index = Int(raw), strings.indices.contains(index) else {
                if raw.isEmpty { return "" }
                note(.missingString, address, "引用的字符串不存在", "请用 Excel 或 WPS 打开后另存。")
                return ""
            }
            return strings[index]
        case .inline, .formulaText: return SheetText.unescaped(raw)
        case .error:
            note(.errorValue, address, "是错误值 \(Diagnostic.bare(raw))", "请改正公式或填写数值。")
            return ""
        case .truth: return raw == "1" ? "TRUE" : "FALSE"
        case .date: return SheetText.date(raw)
        case .number:
            let look = looks.indices.contains(cell.style) ? looks[cell.style] : .plain
            return raw.isEmpty ? "" : SheetText.number(raw, look: look, startsIn1904: startsIn1904)
        }
    }

    private func note(_ code: DiagnosticCode, _ address: CellAddress, _ predicate: String, _ remedy: String) {
        row.findings.append(
            Diagnostic(
                code, at: origin.place(line: address.row, column: address.column),
                "单元格 \(address) \(predicate)。", remedy: remedy))
    }

    private func badAddress() -> Diagnostic {
        Diagnostic(
            .badAddress, at: origin.place(line: lastRow),
            "\(lastRow == 0 ? "" : "第 \(lastRow) 行之后")有无效的单元格地址。",
            remedy: "请用 Excel 或 WPS 打开后另存。")
    }
}

/// `D17`, within the limits of a sheet.
struct CellAddress: CustomStringConvertible {
    static let lastRow = 1_048_576
    /// XFD.
    static let lastColumn = 16_384

    let row: Int
    let column: Int

    init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    init?(_ text: Span<UInt8>) {
        var column = 0
        var row = 0
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
            guard column <= Self.lastColumn, row <= Self.lastRow else { return nil }
        }
        guard row > 0 else { return nil }
        self.init(row: row, column: column)
    }

    var description: String { SourcePlace.letters(of: column) + "\(row)" }
}

extension DiagnosticCode {
    static let missingString = DiagnosticCode("E504")
    static let badAddress = DiagnosticCode("E505")
    static let formulaWithoutResult = DiagnosticCode("E506")
    static let errorValue = DiagnosticCode("E507")
}
