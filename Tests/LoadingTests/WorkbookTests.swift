import Glibc
import Loading
import Model
import Testing

/// A quarter of the tiny park in which a workbook stands in for some CSV files.
private func park(_ workbook: [UInt8], for tables: [TableName], as name: String = "Q1.xlsx") -> TinyPark {
    var park = TinyPark().with(TinyPark.quarter + name, bytes: workbook)
    for table in tables { park = park.without(TinyPark.quarter + table.fileName) }
    return park
}

private func committed(_ name: String) throws -> [UInt8] {
    try fileBytes(String(#filePath.dropLast("WorkbookTests.swift".count)) + "Workbooks/" + name)
}

func fileBytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw TemporaryFolder.Failure(what: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    return bytes
}

private func dataOnly(_ picture: String) -> String {
    picture.split(separator: "\n").filter { !$0.contains(".encoding=") }.joined(separator: "\n")
}

@Test(arguments: ["tiny-openpyxl.xlsx", "tiny-1904.xlsx", "tiny-xlsxwriter.xlsx", "tiny-libreoffice.xlsx"])
func readsTheSameDataFromWorkbooksOfEveryProgram(_ name: String) throws {
    let loaded = try park(committed(name), for: TableName.ofQuarter).load()
    #expect(loaded.findings == [])
    #expect(dataOnly(try picture(of: loaded)) == dataOnly(try picture(of: TinyPark().load())))
}

@Test func takesTablesFromSeveralWorkbooksAndFiles() throws {
    let people = MadeWorkbook(
        "people", sheet(of: TinyPark.quarter + "people.csv"))
    let visits = MadeWorkbook("入企走访", sheet(of: TinyPark.quarter + "visits.csv"))
    let loaded = try park(people.bytes, for: [.people, .visits]).with(
        TinyPark.quarter + "走访.XLSX", bytes: visits.bytes
    ).load()
    #expect(loaded.findings == [])
    #expect(dataOnly(try picture(of: loaded)) == dataOnly(try picture(of: TinyPark().load())))
}

private func sheet(of path: String) -> String {
    let lines = TinyPark().text(path).split(separator: "\n")
    return lines.enumerated().map { index, line in
        MadeWorkbook.texts(
            index + 1, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    }.joined()
}

@Test func refusesTheSameTableInTwoPlaces() throws {
    let visits = MadeWorkbook("入企走访", sheet(of: TinyPark.quarter + "visits.csv"))
    let loaded = try park(visits.bytes, for: []).load()
    #expect(
        loaded.errors.map(\.description) == [
            "错误 E116 input/2025Q1/Q1.xlsx 入企走访 入企走访表在 input/2025Q1/visits.csv 已有一份。请只保留一份。"
        ])
    #expect(loaded.data?.refused.map(\.description) == ["2025Q1"])
}

@Test func namesWorkbookSheetAndCell() throws {
    let rows = sheet(of: TinyPark.quarter + "visits.csv").replacing("2025-02-20", with: "2025/2/20")
    let loaded = try park(MadeWorkbook("入企走访", rows).bytes, for: [.visits]).load()
    #expect(
        loaded.errors.map(\.description) == [
            "错误 E206 input/2025Q1/Q1.xlsx 入企走访!A3 日期“2025/2/20”不是日期。请写成 2025-02-20。"
        ])
}

/// One cell of 评议 in each form; the mark that is read, or the code and place of the finding.
@Test(arguments: [
    ("<c><v>88.5</v></c>", "88.50"),
    ("<c><v>89.949999999999996</v></c>", "89.95"),  // Excel and LibreOffice
    ("<c><v>85.40000000000001</v></c>", "85.40"),  // libxlsxwriter
    ("<c><v>8.85E1</v></c>", "88.50"),
    ("<c t=\"s\"><v>0</v></c>", "91.00"),  // a number stored as text
    ("<c t=\"s\"><v>1</v></c>", "92.00"),  // in two fonts, with a reading beside it
    ("<c t=\"inlineStr\"><is><r><t>9</t></r><r><t>3</t></r></is></c>", "93.00"),
    ("<c t=\"str\"><f>A1</f><v>94</v></c>", "94.00"),
    ("<c><f>1+1</f><v>95</v></c>", "95.00"),
    ("<c><f>1+1</f></c>", "E506 D2"),
    ("<c><f>1+1</f><v></v></c>", "E506 D2"),  // openpyxl
    ("<c t=\"e\"><f>A0</f><v>#REF!</v></c>", "E507 D2"),
    ("<c t=\"s\"><v>99999</v></c>", "E504 D2"),
    ("<c t=\"s\"><v>-1</v></c>", "E504 D2"),
    ("<c s=\"1\"><v>45747</v></c>", "E203 D2"),  // a date
    ("<c s=\"2\"><v>0.95</v></c>", "E203 D2"),  // 95 % is not 95
    ("<c t=\"s\"><v>2</v></c>", "E203 D2"),  // full-width digits
    ("<c t=\"s\"><v>3</v></c>", "E203 D2"),  // 10O
    ("<c t=\"b\"><v>1</v></c>", "E203 D2"),
    ("<c><v>100.01</v></c>", "E204 D2"),
    ("<c><v>59.995</v></c>", "E205 D2"),
    ("<c/>", "E203 D2"),
])
func readsACellInEveryForm(_ cell: String, _ expected: String) throws {
    var book = MadeWorkbook(
        "定性评议",
        MadeWorkbook.texts(1, ["对象", "对象代码", "评委序号", "分数"])
            + "<row r=\"2\"><c t=\"inlineStr\"><is><t>个人</t></is></c><c t=\"inlineStr\"><is><t>P001</t></is></c><c><v>1</v></c>\(cell)</row>"
    )
    book.formats = ["yyyy\\-mm\\-dd", "0%"]
    book.sharedStrings = [
        "<t>91</t>", "<r><rPr><b/></rPr><t>9</t></r><r><t>2</t></r><rPh sb=\"0\" eb=\"1\"><t>jiu</t></rPh>",
        "<t>９５</t>", "<t>10O</t>",
    ]
    let loaded = try park(book.bytes, for: [.ratings]).load()
    let errors = loaded.errors.map { "\($0.code) \($0.place?.cell?.split(separator: "!").last ?? "")" }
    let mark = loaded.data?.quarters.first?.ratings?.first.map { "\($0.mark)" }
    #expect(errors.first ?? mark == expected)
    #expect(errors.count <= 1)
}

@Test(arguments: [
    ("45747", "yyyy-mm-dd", false, "2025-03-31"), ("44285", "yyyy/m/d", true, "2025-03-31"),
    ("59", "m&quot;月&quot;d&quot;日&quot;", false, "1900-02-28"), ("61", "[$-804]yyyy", false, "1900-03-01"),
    ("60", "yyyy", false, "60"),  // the day that never was
    ("45747.5", "yyyy-mm-dd hh:mm", false, "2025-03-31 12:00"),
    ("7", "000", false, "007"), ("7", "General", false, "7"), ("0.5", "0.00%", false, "50%"),
    ("1E+25", "General", false, "10000000000000000000000000"), ("1e999", "General", false, "1e999"),
    ("-0.1", "#,##0.00;[Red]-#,##0.00", false, "-0.1"), ("0.00001", "0.00", false, "0.00001"),
    ("999999999999999.9", "General", false, "1000000000000000"),
])
func showsANumberAsItsStyleDoes(_ raw: String, _ format: String, _ is1904: Bool, _ expected: String) throws {
    var book = MadeWorkbook(
        "谈话",
        MadeWorkbook.texts(1, ["工号", "谈话人", "日期", "类型", "约定事项"])
            + "<row r=\"2\">\(["P002", "P001", "2025-01-20", "反馈"].map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined())<c s=\"1\"><v>\(raw)</v></c></row>"
    )
    book.formats = [format]
    book.startsIn1904 = is1904
    let loaded = try park(book.bytes, for: [.talks]).load()
    #expect(loaded.errors == [])
    #expect(loaded.data?.quarters.first?.talks.first?.promise == expected)
}

@Test func countsHiddenRowsAndReadsThem() throws {
    let rows = sheet(of: TinyPark.quarter + "visits.csv").replacing("r=\"3\"", with: "r=\"3\" hidden=\"1\"")
    let loaded = try park(MadeWorkbook("入企走访", rows).bytes, for: [.visits]).load()
    #expect(
        loaded.findings.map(\.description) == [
            "提示 W510 input/2025Q1/Q1.xlsx 入企走访 有 1 个隐藏行，已照常读取。不要的行请删除，不要隐藏。"
        ])
    #expect(loaded.data?.quarters.first?.visits?.count == 2)
}

/// Rows and cells around the table, and what they cost.
@Test(arguments: [
    ("titles, gaps and formatted cells around the table", "⟨⟩", []),
    ("content beside the table", "<c r=\"H4\"><v>5</v></c>", ["E508 入企走访!H4"]),
])
func looksForTheTableInTheSheet(_ what: String, _ stray: String, _ expected: [String]) throws {
    let inline = { (address: String, text: String) in
        text.isEmpty
            ? "<c r=\"\(address)\" s=\"0\"/>"
            : "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    let rows = """
        <row r="1">\(inline("B1", "一季度入企走访"))</row><row r="2"/>
        <row r="3">\(inline("B3", "日期"))\(inline("C3", "工号"))\(inline("E3", "企业代码"))\(inline("F3", ""))</row>
        <row r="4">\(inline("B4", "2025-01-15"))\(inline("C4", "P001"))\(inline("E4", "E1"))\(inline("G4", ""))\(stray.replacing("⟨⟩", with: ""))</row>
        <row r="6">\(inline("C6", ""))</row>
        """
    let loaded = try park(MadeWorkbook("入企走访", rows).bytes, for: [.visits]).load()
    #expect(loaded.errors.map { "\($0.code) \($0.place?.cell ?? "")" } == expected)
    if expected.isEmpty { #expect(loaded.data?.quarters.first?.visits?.count == 1) }
}

@Test(arguments: [
    ("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>", "E505"),
    ("<row r=\"2147483648\"><c><v>1</v></c></row>", "E505"),
    ("<row r=\"1048577\"><c><v>1</v></c></row>", "E505"),
    ("<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>", "E505"),  // of another row
    ("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>", "E505"),  // backwards
    ("<row r=\"2\"/><row r=\"2\"/>", "E505"),
    (
        "<row r=\"1\"><c t=\"inlineStr\"><is><t>\(String(repeating: "字", count: 30_000))</t></is></c></row>",
        "E404"
    ),
    ("<row r=\"1\"", "E400"),
    ("", "E101"),  // an empty sheet
])
func refusesASheetItCannotTrust(_ rows: String, _ code: String) throws {
    let loaded = try park(MadeWorkbook("入企走访", rows).bytes, for: [.visits]).load()
    #expect(loaded.errors.map(\.code.text) == [code])
    #expect(loaded.errors.first?.place?.cell?.hasPrefix("入企走访") == true)
    #expect(loaded.data?.quarters.isEmpty == true)
}

@Test func refusesADocumentTypeInASheet() throws {
    var book = MadeWorkbook("入企走访", "")
    book.prologue = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
    let loaded = try park(book.bytes, for: [.visits]).load()
    #expect(loaded.errors.map(\.code.text) == ["E401"])
}

/// A slip in a sheet's name would lose the table; a sheet of another kind is only mentioned.
@Test(arguments: [
    ("完成情況", "E117"), ("完成情况(2)", "E117"), ("入企走访 ", "E117"), ("Sheet2", "W198"), ("说明", "W198"),
    ("填表说明", ""),
])
func noticesSheetsThatAreNoTable(_ name: String, _ code: String) throws {
    let loaded = try park(MadeWorkbook(name, "").bytes, for: []).load()
    #expect(loaded.findings.map(\.code.text).joined() == code)
}

/// Somebody left a copy of the workbook in the folder: one mistake, one finding.
@Test func reportsACopyOfAWorkbookOnce() throws {
    let bytes = try committed("tiny-xlsxwriter.xlsx")
    let loaded = try park(bytes, for: TableName.ofQuarter).with(
        TinyPark.quarter + "Q1 - 副本.xlsx", bytes: bytes
    ).load()
    #expect(
        loaded.errors.map(\.description) == [
            "错误 E116 input/2025Q1/Q1.xlsx 20 张表在 input/2025Q1/Q1 - 副本.xlsx 已有一份。请只保留一份。"
        ])
}
