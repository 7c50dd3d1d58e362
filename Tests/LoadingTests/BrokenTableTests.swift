import Glibc
import Loading
import Model
import Testing

/// A fault of the whole table: reported at its place, and the quarter is refused.
@Test(arguments: BrokenTable.all)
func refusesTheQuarterOfABrokenTable(_ broken: BrokenTable) throws {
    let loaded = try TinyPark().with(TinyPark.quarter + broken.file, bytes: broken.bytes).load()
    #expect(loaded.errors.map { "\($0.code) \($0.place.map(\.short) ?? "")" } == broken.findings)
    #expect(loaded.data?.quarters.isEmpty == true)
    #expect(loaded.data?.refused == [try #require(Period("2025Q1"))])
    if let words = broken.words { #expect(loaded.errors.first?.headline.contains(words) == true) }
}

struct BrokenTable: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var file: String
    var bytes: [UInt8]
    /// `E105 4` and `E105 1:4`: code, line and column.
    var findings: [String]
    var words: String?

    init(_ title: String, _ file: String, _ text: String, _ findings: String..., words: String? = nil) {
        self.init(title, file, bytes: Array(text.utf8), findings, words: words)
    }

    init(_ title: String, _ file: String, bytes: [UInt8], _ findings: [String], words: String? = nil) {
        testDescription = title
        self.file = file
        self.bytes = bytes
        self.findings = findings
        self.words = words
    }

    private static let survey = "问卷编号,企业代码,股室代码,评价\n"

    static let all: [BrokenTable] = [
        .init("0 bytes", "survey.csv", "", "E101 "),
        .init("a BOM and nothing else", "survey.csv", "\u{FEFF}", "E101 "),
        .init("header only where rows are needed", "results.csv", "指标代码,对象,对象代码,实际值,截至日期\n", "E102 "),
        .init(
            "rows of commas are no rows", "results.csv", "指标代码,对象,对象代码,实际值,截至日期\n,,,,\n\n", "E102 "),
        .init("UTF-16 LE", "survey.csv", bytes: [0xFF, 0xFE, 0xEE, 0x95], ["E103 "], words: "UTF-16"),
        .init(
            "neither UTF-8 nor GB18030", "survey.csv", bytes: Array(survey.utf8) + [0x57, 0xFF, 0x0A],
            ["E103 "], words: "第 \(survey.utf8.count + 1) 字节"),
        .init(
            "a BOM before something else", "survey.csv", bytes: [0xEF, 0xBB, 0xBF, 0x41, 0xFF], ["E103 "],
            words: "第 4 字节"),
        .init(
            "a word of common GB characters that is UTF-8 as well", "survey.csv",
            bytes: Array("sheet,enterprise,office,answer\nW1,E1,D1,".utf8) + [0xC2, 0xB7, 0x0A], ["E103 "],
            words: "既可读作"),
        .init("a title twice", "survey.csv", "问卷编号,企业代码,股室代码,评价,评价\n", "E104 1:5"),
        .init("a title and its alias", "survey.csv", "问卷编号,企业代码,股室代码,评价,answer\n", "E104 1:5"),
        .init(
            "a missing and an unknown column", "survey.csv", "问卷编号,企业代码,股室代码,答案\n", "E105 1", "E105 1:4",
            words: "缺少列“评价”；发现不认识的列“答案”"),
        .init(
            "a title with a space", "survey.csv", "问卷编号,企业代码,股室代码, 评价\n", "E105 1", "E105 1:4"),
        .init("a column without title", "survey.csv", "问卷编号,企业代码,股室代码,评价,\n", "E105 1:5"),
        .init(
            "all faults of a header", "survey.csv", "问卷编号,问卷编号,企业,股室代码,评价\n", "E105 1", "E104 1:2", "E105 1:3"
        ),
        .init(
            "an open quote with 1 MB after it", "survey.csv",
            survey + "W1,E1,D1,满意\nW2,E2,\"D1,满意\n" + String(repeating: "W3,E1,D1,满意\n", count: 60_000),
            "E107 3:3"),
        .init(
            "an open quote below a bad header", "survey.csv", "问卷编号,企业代码,股室代码,评分\n\"W1", "E105 1", "E105 1:4",
            "E107 2:1"),
        .init(
            "a row of 1 MB", "survey.csv", survey + "W1,E1,D1,满意\n" + String(repeating: "x", count: 1 << 20),
            "E301 3"),
        .init(
            "a quoted cell of 1 MB", "survey.csv",
            survey + "\"" + String(repeating: "x", count: 1 << 20) + "\",E1,D1,满意\n", "E301 2"),
    ]
}

extension SourcePlace {
    fileprivate var short: String {
        if line == 0 { return "" }
        return column == 0 ? "\(line)" : "\(line):\(column)"
    }
}

@Test func reportsARowOfTheWrongLengthAndKeepsTheOthers() throws {
    let path = TinyPark.quarter + "survey.csv"
    let loaded = try TinyPark().with(path, TinyPark().text(path) + "W3,E1,D1,满意,很好\nW4,E1,D1,满意\n").load()
    let finding = try #require(loaded.errors.first)
    #expect(loaded.errors.count == 1)
    #expect(finding.description.hasPrefix("错误 E106 input/2025Q1/survey.csv:4 有 5 个字段，应为 4 个（是否有未加引号的逗号？）。"))
    #expect(finding.affected.map(\.text) == ["D1"])
    #expect(loaded.data?.quarters.first?.survey?.map(\.code.text) == ["W1", "W2", "W4"])
}

@Test(arguments: ["W3,E1,D1,满\"意", "W3,E1,D1,\"满意\"好", "W3,\"E1\"x,D1,满意"])
func reportsAQuoteInsideACell(row: String) throws {
    let path = TinyPark.quarter + "survey.csv"
    let loaded = try TinyPark().with(path, TinyPark().text(path) + row + "\nW4,E1,D1,满意\n").load()
    #expect(loaded.errors.map(\.code.text).contains("E113"))
    #expect(loaded.errors.allSatisfy { $0.place?.line == 4 })
    #expect(loaded.data?.quarters.first?.survey?.map(\.code.text) == ["W1", "W2", "W4"])
}

@Test func reportsEveryFaultOfARowAndOfTheNextOne() throws {
    let path = TinyPark.quarter + "ratings.csv"
    let rows = "个人,P009,K9,1,100.5,\n股室,D1,,2,九十,好\n"
    let loaded = try TinyPark().with(path, TinyPark().text(path) + rows).load()
    #expect(
        loaded.errors.map { "\($0.code) \($0.place.map(\.short) ?? "")" } == [
            "E130 6:2", "E131 6:3", "E204 6:5", "E203 7:5",
        ])
}

@Test func namesTheNextThingOnlyOnceWhenATableIsBroken() throws {
    // Without 人员 no staff number can be looked up; 20 findings about that would hide the one that matters.
    let loaded = try TinyPark().with(TinyPark.quarter + "people.csv", "工号,姓名\nP001,张三\n").load()
    #expect(Set(loaded.errors.map(\.code.text)) == ["E105"])
}

@Test func namesAMissingTable() throws {
    let loaded = try TinyPark().without(TinyPark.quarter + "results.csv").load()
    #expect(
        loaded.errors.map(\.description) == [
            "错误 E115 input/2025Q1/results.csv 缺少完成情况表。请放入 results.csv，或在工作簿里加上工作表“完成情况”。"
        ])
    #expect(loaded.data?.quarters.isEmpty == true)
}

// MARK: - Encodings

@Test func readsGB18030AsUTF8() throws {
    let path = TinyPark.quarter + "survey.csv"
    // 问卷编号,企业代码,股室代码,评价 / W1,E1,D1,很满意 in GBK.
    let bytes: [UInt8] =
        [
            0xCE, 0xCA, 0xBE, 0xED, 0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC6, 0xF3, 0xD2, 0xB5, 0xB4, 0xFA, 0xC2,
            0xEB,
        ]
        + [0x2C, 0xB9, 0xC9, 0xCA, 0xD2, 0xB4, 0xFA, 0xC2, 0xEB, 0x2C, 0xC6, 0xC0, 0xBC, 0xDB, 0x0D, 0x0A]
        + Array("W1,E1,D1,".utf8) + [0xBA, 0xDC, 0xC2, 0xFA, 0xD2, 0xE2, 0x0D, 0x0A]
    let loaded = try TinyPark().with(path, bytes: bytes).load()
    #expect(loaded.findings == [])
    let quarter = try #require(loaded.data?.quarters.first)
    #expect(quarter.survey?.map(\.answer) == ["很满意"])
    #expect(quarter.sources.first { $0.path.hasSuffix("survey.csv") }?.encoding == "GB18030")
}

@Test func readsAByteOrderMarkAsNothing() throws {
    let path = TinyPark.quarter + "survey.csv"
    let loaded = try TinyPark().with(path, "\u{FEFF}" + TinyPark().text(path)).load()
    #expect(loaded.findings == [])
    #expect(
        loaded.data?.quarters.first?.sources.first { $0.path.hasSuffix("survey.csv") }?.encoding
            == "UTF-8 BOM")
}

/// Every Hanzi text in UTF-8 is accepted, whatever it would say in GB18030.
@Test(arguments: ["涓浗", "中国", "两江·新区", "é", "䶮", "联通", "——", "㎡"])
func readsChineseUTF8(word: String) throws {
    let loaded = try TinyPark().replacing("李四", with: word, in: TinyPark.quarter + "people.csv").load()
    #expect(loaded.findings == [])
    #expect(loaded.data?.quarters.first?.people.first { $0.code.text == "P002" }?.name == word)
}

// MARK: - Files

@Test(arguments: [("visit.csv", "visits.csv"), ("股室.csv", "offices.csv"), ("Offices.CSV", "offices.csv")])
func refusesAQuarterWithATableUnderAWrongName(name: String, meant: String) throws {
    let loaded = try TinyPark().with(TinyPark.quarter + name, "x\n").load()
    #expect(loaded.errors.map(\.code.text) == ["E117"])
    #expect(loaded.errors.first?.headline.contains("（是否为“\(meant)”？）") == true)
    #expect(loaded.data?.quarters.isEmpty == true)
}

@Test(arguments: ["Q1.xls", "Q1.xlsm", "Q1.et", "Q1.ods", "data.json"])
func refusesFilesOfAnotherKind(_ name: String) throws {
    let loaded = try TinyPark().with(TinyPark.quarter + name, "PK").load()
    #expect(loaded.errors.map(\.code.text) == ["E310"])
    #expect(loaded.data?.quarters.isEmpty == true)
}

@Test func ignoresNotesLocksAndBackups() throws {
    var park = TinyPark()
    for name in [".DS_Store", "~$Q1.xlsx", "people.csv.bak", "说明.txt", "README.md"] {
        park = park.with(TinyPark.quarter + name, "x").with("input/" + name, "x")
    }
    #expect(try park.load().findings == [])
    #expect(try park.with(TinyPark.quarter + "佐证.pdf", "x").load().findings.map(\.code.text) == ["W198"])
}

@Test(arguments: ["2026Q5", "2026q1", "2026-Q1", "2026年一季度"])
func pointsAtAFolderThatWasMeantAsAQuarter(name: String) throws {
    let loaded = try TinyPark().with("input/\(name)/people.csv", "x").load()
    #expect(loaded.errors.map { "\($0.code) \($0.place.map(\.file) ?? "")" } == ["E405 input/\(name)"])
    #expect(loaded.data?.quarters.count == 1)
}

@Test func refusesUnknownFolders() throws {
    #expect(try TinyPark().with("input/backup/people.csv", "x").load().errors.map(\.code.text) == ["E118"])
}

@Test func saysWhenThereIsNothingToRead() throws {
    #expect(Loader(input: "/nonexistent/input").load().findings.map(\.code.text) == ["E305"])
    let park = TinyPark()
    var empty = park
    empty.files = park.files.filter { !$0.key.hasPrefix(TinyPark.quarter) }
    #expect(try empty.load().errors.map(\.code.text) == ["E119"])
}

/// None of them may block, be followed or be read.
@Test(arguments: ["E300", "E302 fifo", "E302 folder", "E303"])
func refusesWhatIsNoPlainFile(kind: String) throws {
    let folder = try TemporaryFolder()
    for (path, bytes) in TinyPark().files where !path.hasSuffix("survey.csv") {
        try folder.write(bytes, to: path)
    }
    let path = folder.path + "/" + TinyPark.quarter + "survey.csv"
    switch kind {
    case "E300":  // 10 GiB without a block on disk
        try folder.write([], to: TinyPark.quarter + "survey.csv")
        #expect(truncate(path, 10 << 30) == 0)
    case "E302 fifo": #expect(mkfifo(path, 0o600) == 0)
    case "E302 folder": #expect(mkdir(path, 0o700) == 0)
    default: #expect(symlink("/etc/passwd", path) == 0)
    }
    let loaded = Loader(input: folder.path + "/input").load()
    #expect(loaded.errors.map(\.code.text) == [String(kind.prefix(4))])
    #expect(loaded.data?.quarters.isEmpty == true)
}
