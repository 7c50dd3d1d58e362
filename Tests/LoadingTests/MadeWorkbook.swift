/// A workbook put together by hand from the XML of its parts, to hold what no program would write.
struct MadeWorkbook {
    var sheets: [(name: String, rows: String)]
    var sharedStrings: [String] = []
    /// Format codes; style n + 1 of a cell is the n-th of them.
    var formats: [String] = []
    var startsIn1904 = false
    /// What stands in the XML of each sheet before the root.
    var prologue = ""
    var extraParts: [(name: String, text: String)] = []

    init(_ name: String, _ rows: String) { sheets = [(name, rows)] }

    var bytes: [UInt8] { ZipWriter.stored(parts.map { ($0.name, Array($0.text.utf8)) }) }

    var parts: [(name: String, text: String)] {
        [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", relationships([("rId1", "officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relationships(sheetRelationships)),
            ("xl/sharedStrings.xml", "<sst>\(sharedStrings.map { "<si>\($0)</si>" }.joined())</sst>"),
            ("xl/styles.xml", styles),
        ] + sheetParts + extraParts
    }

    private var sheetParts: [(name: String, text: String)] {
        sheets.enumerated().map { index, sheet in
            (
                "xl/worksheets/sheet\(index + 1).xml",
                prologue
                    + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                    + "\(sheet.rows)</sheetData></worksheet>"
            )
        }
    }

    private var workbook: String {
        let list = sheets.enumerated().map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"s\($0 + 1)\"/>"
        }
        return "<workbook xmlns:r=\"r\"><workbookPr date1904=\"\(startsIn1904 ? 1 : 0)\"/>"
            + "<sheets>\(list.joined())</sheets></workbook>"
    }

    private var sheetRelationships: [(String, String, String)] {
        [("a", "sharedStrings", "sharedStrings.xml"), ("b", "styles", "styles.xml")]
            + sheets.indices.map { ("s\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
    }

    private var styles: String {
        let codes = formats.enumerated().map { "<numFmt numFmtId=\"\($0 + 164)\" formatCode=\"\($1)\"/>" }
        let uses = formats.indices.map { "<xf numFmtId=\"\($0 + 164)\"/>" }
        return
            "<styleSheet><numFmts>\(codes.joined())</numFmts><cellXfs><xf numFmtId=\"0\"/>\(uses.joined())</cellXfs></styleSheet>"
    }

    private func relationships(_ list: [(id: String, kind: String, target: String)]) -> String {
        let items = list.map {
            "<Relationship Id=\"\($0.id)\" Type=\"http://x/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        return "<Relationships>\(items.joined())</Relationships>"
    }

    /// A row of inline texts in columns A, B, C …
    static func texts(_ row: Int, _ texts: [String], attributes: String = "") -> String {
        let cells = texts.map { $0.isEmpty ? "<c/>" : "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
        return "<row r=\"\(row)\" \(attributes)>\(cells.joined())</row>"
    }
}

/// Writes zip files, right ones and forged ones.
enum ZipWriter {
    struct Entry {
        var name: String
        var data: [UInt8]
        /// What the entry's own header says, when it lies.
        var localName: String?
        var method: UInt16 = 0
        var flags: UInt16 = 0
        var statedSize: Int?
        /// Begins where the entry of that number does.
        var overlapping: Int?
    }

    static func stored(_ entries: [(name: String, data: [UInt8])]) -> [UInt8] {
        archive(entries.map { Entry(name: $0.name, data: $0.data) })
    }

    static func archive(_ entries: [Entry]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        var offsets: [Int] = []
        for entry in entries {
            let offset = entry.overlapping.map { offsets[$0] } ?? bytes.count
            offsets.append(offset)
            let name = Array(entry.name.utf8)
            let own = Array((entry.localName ?? entry.name).utf8)
            let common =
                short(20) + short(Int(entry.flags)) + short(Int(entry.method)) + short(0) + short(0x21)
                + long(Int(checksum(entry.data))) + long(entry.data.count)
                + long(entry.statedSize ?? entry.data.count)
            if entry.overlapping == nil {
                bytes += [0x50, 0x4B, 3, 4] + common + short(own.count) + short(0) + own + entry.data
            }
            directory += [0x50, 0x4B, 1, 2] + short(20) + common + short(name.count)
            directory += short(0) + short(0) + short(0) + short(0) + long(0) + long(offset) + name
        }
        let start = bytes.count
        bytes += directory
        bytes += [0x50, 0x4B, 5, 6] + short(0) + short(0) + short(entries.count) + short(entries.count)
        return bytes + long(directory.count) + long(start) + short(0)
    }

    private static func short(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    private static func long(_ value: Int) -> [UInt8] { short(value & 0xFFFF) + short(value >> 16 & 0xFFFF) }

    /// CRC-32 as zip wants it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes { crc = crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
        return ~crc
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
    }
}
