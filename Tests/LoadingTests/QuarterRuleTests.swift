import Loading
import Model
import Testing

/// Counts that do not match are reported about the table and cost nobody anything.
@Test(arguments: [
    ("expectations indicators=\"9\"", "expectations indicators=\"47\"", "E160"),
    ("subgroups=\"2\"", "subgroups=\"3\"", "E161"),
    ("subgroups=\"2\" indicators=\"2\"", "subgroups=\"2\" indicators=\"8\"", "E161"),
    ("total=\"11.5\"", "total=\"66\"", "E162"),
])
func reportsCountsThatDoNotMatch(old: String, new: String, code: String) throws {
    let loaded = try TinyPark().replacing(old, with: new, in: "input/schemes/2025.xml").load()
    #expect(
        loaded.errors.map { "\($0.code) \($0.place.map(\.description) ?? "")" } == [
            "\(code) input/2025Q1/indicators.csv"
        ])
    #expect(loaded.data?.quarters.first?.withheld == [])
}

@Test(arguments: [
    ("targets.csv", "K1,股室,D1,90", "K1,股室,D1,96", "W190 2:4"),
    ("visits.csv", "2025-01-15,P001", "2024-12-31,P001", "W191 2:1"),
    ("spotchecks.csv", "2025-02-11", "2025-04-01", "W191 2:2"),
    ("talks.csv", "2025-01-20", "2025-04-20", "W191 2:3"),
    ("objections.csv", "2025-01-22", "2024-01-22", "W191 2:2"),
    ("appeals.csv", "2025-03-20", "2025-04-20", "W191 3:4"),
    ("appeals.csv", "2025-01-10,2025-01-13,2025-01-20", "2024-12-01,2024-12-02,2024-12-03", "W191 2:6"),
    ("results.csv", "21.5,2025-03-31", "21.5,2025-04-30", "W192 2:5"),
    ("indicators.csv", "C/V,k=0.5", "C/V,cap=90", "W193 4:10"),
    ("visits.csv", "2025-02-20,P002,E2,用工", "2025-01-15,P001,E1,", "W194 3"),
    ("people.csv", "在岗,2024-07-01,", "在岗,2024-07-01,2024-12-31", "W197 4:1"),
])
func warnsWithoutWithholding(file: String, old: String, new: String, expected: String) throws {
    let loaded = try TinyPark().replacing(old, with: new, in: TinyPark.quarter + file).load()
    let place = loaded.findings.first?.place
    let column = place.map { $0.column == 0 ? "" : ":\($0.column)" } ?? ""
    #expect(loaded.findings.map { "\($0.code) \(place?.line ?? 0)\(column)" } == [expected])
    #expect(loaded.data?.quarters.first?.withheld == [])
}

@Test func warnsOfWhatCannotBeLookedUp() throws {
    let loaded = try TinyPark().without(TinyPark.quarter + "enterprises.csv").without("input/calendar.csv")
        .load()
    #expect(Set(loaded.findings.map(\.code.text)) == ["W195", "W199"])
    let leader = try TinyPark().replacing(
        "mainLeader=\"L001\"", with: "mainLeader=\"L9\"", in: "input/schemes/2025.xml")
    #expect(try leader.load().findings.map(\.code.text) == ["W196"])
}

@Test func keepsAnAppealOfAnEarlierQuarterWithoutAWord() throws {
    let loaded = try TinyPark().replacing(
        "2025-01-10,2025-01-13,2025-01-20", with: "2024-11-10,2024-11-11,2025-01-20",
        in: TinyPark.quarter + "appeals.csv"
    ).load()
    #expect(loaded.findings == [])
    #expect(loaded.data?.quarters.first?.appeals?.count == 2)
}

@Test func usesTheNewestSnapshotOfAProject() throws {
    let path = TinyPark.quarter + "projects.csv"
    let older = "X1,码头,港口,施工,P003,D2,20,10,2025-01-31,,,\n"
    let loaded = try TinyPark().with(path, TinyPark().text(path) + older).load()
    #expect(loaded.findings == [])
    #expect(loaded.data?.quarters.first?.projects?.map(\.actual.description) == ["30.50"])
}

@Test func dropsBothRowsOfARepeatedPersonAndWhatHangsOnThem() throws {
    let path = TinyPark.quarter + "people.csv"
    let loaded = try TinyPark().with(path, TinyPark().text(path) + "P003,王五,D1,科长,,,L001,在岗,,\n").load()
    #expect(loaded.errors.map(\.code.text) == ["E111"])
    #expect(loaded.errors.first?.headline == "工号 P003 与第 5 行重复，且内容不同。")
    let quarter = try #require(loaded.data?.quarters.first)
    #expect(quarter.withheld.map(\.text) == ["P003"])
    #expect(!quarter.people.contains { $0.code.text == "P003" })
    #expect(!quarter.targets.contains { $0.holder.code.text == "P003" })
}

@Test func withholdsTheOfficeAndItsPeopleForAFaultOfTheOffice() throws {
    let loaded = try TinyPark().replacing(
        "D1,企业服务中心,P001", with: "D1,企业服务中心,P009", in: TinyPark.quarter + "offices.csv"
    ).load()
    #expect(loaded.errors.map(\.code.text) == ["E130"])
    #expect(loaded.errors.first?.affected.map(\.text) == ["D1", "L001", "P001", "P002"])
}

/// Persons appear by staff number, also where somebody typed the name in its place.
@Test func neverShowsANameInAFinding() throws {
    let loaded = try TinyPark()
        .replacing("P002,李四", with: "P002,欧阳\u{202E}娜", in: TinyPark.quarter + "people.csv")
        .replacing("1,P001,在岗", with: "1,欧阳娜,在岗", in: TinyPark.quarter + "people.csv")
        .replacing("较好,讨论决定", with: "较好,欧阳\u{7}娜", in: TinyPark.quarter + "decisions.csv")
        .load()
    #expect(loaded.errors.map(\.code.text) == ["E108", "E109", "E110"])
    #expect(!loaded.errors.contains { $0.description.contains("欧阳") })
}

// MARK: - Between quarters

@Test func acceptsTheSameQuarterOnceMore() throws {
    #expect(try twoQuarters().load().findings == [])
}

@Test func reportsAnOpenAppealThatVanished() throws {
    let loaded = try twoQuarters().replacing(
        "S-2,E2,用地,2025-03-20,,,10,P002,\n", with: "", in: "input/2025Q2/appeals.csv"
    ).load()
    let finding = try #require(loaded.errors.first)
    #expect(loaded.errors.count == 1)
    #expect(
        finding.description.hasPrefix(
            "错误 E181 input/2025Q2/appeals.csv 诉求 S-2 在 2025Q1/appeals.csv:3 还没有办结，本季度却没有这一行。"))
    #expect(finding.affected.map(\.text) == ["P002"])
    #expect(loaded.data?.quarters.last?.withheld.map(\.text) == ["P002"])
}

@Test func reportsAnOpenRectificationThatVanished() throws {
    let open = "R2,K2,股室,D2,慢,快,调度,规划工程部,2025-06-01,,,,整改中,,,\n"
    let path = TinyPark.quarter + "rectifications.csv"
    let loaded = try twoQuarters().with(path, TinyPark().text(path) + open).load()
    #expect(loaded.errors.map(\.code.text) == ["E182"])
    #expect(loaded.errors.first?.affected.map(\.text) == ["D2"])
}

@Test func reportsAnIndicatorThatChangedWithoutANewScheme() throws {
    let changed = try twoQuarters().replacing(
        "家次,正向,当季,A,cap=110;floor=60,3,", with: "家次,正向,当季,A,cap=110;floor=50,3,",
        in: "input/2025Q2/indicators.csv"
    ).load()
    #expect(
        changed.errors.map { "\($0.code) \($0.place.map(\.description) ?? "")" } == [
            "E180 input/2025Q2/indicators.csv:2:10"
        ])
    #expect(changed.errors.first?.affected.map(\.text) == ["D1", "P001", "P002"])
    let newScheme = try TinyPark().replacing(
        "version=\"1\" effectiveFrom=\"2025Q1\"", with: "version=\"2\" effectiveFrom=\"2025Q2\"",
        in: "input/schemes/2025.xml")
    let allowed = try twoQuarters().replacing(
        "cap=110;floor=60,3,", with: "cap=110;floor=50,3,", in: "input/2025Q2/indicators.csv"
    )
    .with("input/schemes/2026.xml", bytes: newScheme.files["input/schemes/2025.xml"] ?? []).load()
    #expect(allowed.findings == [])
}

@Test func findsAnObjectThatIsGoneInAnEarlierQuarter() throws {
    // X1 and P002 are gone in the second quarter; their cards are not.
    let card = "牌号,对象,对象代码,牌别,事由,事实季度,签发日期,整改期限,销牌日期\n2025Q1-X1,项目,X1,黄牌,慢,2025Q1,2025-04-10,2025-05-10,\n"
    let loaded = try twoQuarters().without("input/2025Q2/projects.csv").without("input/2025Q2/exemptions.csv")
        .with("input/2025Q2/cards.csv", card).load()
    #expect(loaded.findings == [])
    let unknown = try twoQuarters().with("input/2025Q2/cards.csv", card.replacingX1).load()
    #expect(unknown.errors.map(\.code.text) == ["E133"])
}

extension String {
    fileprivate var replacingX1: String {
        split(separator: "X1", omittingEmptySubsequences: false).joined(separator: "X7")
    }
}

/// The tiny quarter and the next one, moved to its dates.
func twoQuarters() throws -> TinyPark {
    var park = TinyPark()
    let moved = [
        "2025-01-15": "2025-04-15", "2025-02-20": "2025-05-20", "2025-02-11": "2025-05-11",
        "2025-03-31": "2025-06-30",
        "2025-01-20,反馈": "2025-04-20,反馈", "2025-01-22": "2025-04-22", "2025-03-06": "2025-04-06",
        "2025-01-24": "2025-04-24",
        "C-1,": "C-2,", "W1,E1": "W3,E1", "W2,E2": "W4,E2",
        "2025Q1-P002": "2025Q2-P002", "period=\"2025Q1\"": "period=\"2025Q2\"",
        "date=\"2025-04-10\"": "date=\"2025-07-10\"",
        "S-1,E1,用工,2025-01-10,2025-01-13,2025-01-20": "S-3,E1,用工,2025-04-10,2025-04-11,2025-04-20",
    ]
    for (path, bytes) in park.files where path.hasPrefix(TinyPark.quarter) {
        var text = String(decoding: bytes, as: UTF8.self)
        for (old, new) in moved.sorted(by: { $0.key < $1.key }) {
            text = text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
        }
        park.files["input/2025Q2/" + path.dropFirst(TinyPark.quarter.count)] = Array(text.utf8)
    }
    return park
}

/// A slip in a code is one finding, not one more for every row that refers to it.
@Test(arguments: [
    ("P002 ", "E110", "工号“P002 ”前后有空格。", "请改为 P002。"),
    ("\u{3000}P002", "E110", "工号“　P002”前后有空格。", "请改为 P002。"),
    ("Ｐ002", "E112", "工号“Ｐ002”含全角字符。", "请改为半角的 P002。"),
])
func reportsASlipInAStaffNumberOnce(typed: String, code: String, headline: String, remedy: String) throws {
    let loaded = try TinyPark().replacing(
        "\nP002,李四", with: "\n\(typed),李四", in: TinyPark.quarter + "people.csv"
    )
    .load()
    #expect(loaded.findings.map(\.code.text) == [code])
    #expect(loaded.findings.first?.headline == headline)
    #expect(loaded.findings.first?.remedy == remedy)
    #expect(loaded.data?.quarters.first?.withheld.map(\.text) == ["P002"])
}

/// Cells of a row with too few fields have no sure titles, but HR must find the row.
@Test func showsTheCodesOfARaggedRow() throws {
    let loaded = try TinyPark().replacing(
        "K3,个人,P003,0,2025-03-31,,", with: "K3,个人,P003,0,2025-03-31", in: TinyPark.quarter + "results.csv"
    ).load()
    #expect(loaded.errors.map(\.code.text) == ["E106"])
    #expect(
        loaded.errors.first?.row.map { "\($0.title) \($0.text)" } == [
            "第 1 格 K3", "第 3 格 P003", "第 4 格 0", "第 5 格 2025-03-31",
        ])
}
