import Model
import Testing

/// What HR types at the end of a quarter, and the one sentence that says how to mend it.
@Test(arguments: [
    ("results.csv", "D2,21.5", "D2,12家", "E203", "实际值“12家”不是数字。请写成 12，不带单位。"),
    ("results.csv", "D2,21.5", "D2,无", "E203", "实际值“无”不是数字。请填数；没有数的填“未报”，不适用的填“不适用”并在说明里写原因。"),
    ("results.csv", "D2,21.5", "D2,10O", "E203", "实际值“10O”不是数字。请改为最多 4 位小数的数，如 95.5，不带单位。"),
    ("targets.csv", "D2,20,", "D2,待定,", "E203", "目标值“待定”不是数字。请填数；没有目标值的填“据实”。"),
    (
        "results.csv", "21.5,2025-03-31", "21.5,2025-03-31 10:30", "E206",
        "截至日期“2025-03-31 10:30”不是日期。请写成 2025-03-31，不带时间。"
    ),
    ("results.csv", "21.5,2025-03-31", "21.5,2025年3月31日", "E206", "截至日期“2025年3月31日”不是日期。请写成 2025-03-31。"),
    ("results.csv", "21.5,2025-03-31", "21.5,2025年3月", "E206", "截至日期“2025年3月”不是日期。请写到日，如 2025-03-31。"),
    (
        "results.csv", "21.5,2025-03-31", "21.5,2025-02-30", "E206",
        "截至日期“2025-02-30”不是日期。请写成 2025-06-30 的样子，并确认有这一天。"
    ),
    ("results.csv", "21.5,2025-03-31", "21.5,", "E201", "截至日期为空。请填写。"),
    // Nobody's code is one finding, not a missing assignment as well.
    ("results.csv", "K3,个人,P003", "K3,个人,p003", "E130", "工号 p003 不在人员表（是否为 P003？）。请改正代码，或在人员表补上这一行。"),
])
func saysInOneSentenceHowToMendIt(file: String, old: String, new: String, code: String, text: String) throws {
    let loaded = try TinyPark().replacing(old, with: new, in: TinyPark.quarter + file).load()
    #expect(loaded.findings.map { "\($0.code) \($0.headline)\($0.remedy)" } == ["\(code) \(text)"])
}

/// A total or a note below a table is one finding about the row.
@Test(arguments: [
    "合计,,,100,,,", "注：数据截至三月底,,,,,,", "填表人：李四,,,,,,", "合计,股室,,100,2025-03-31,,",
])
func takesATotalOrANoteForWhatItIs(row: String) throws {
    let path = TinyPark.quarter + "results.csv"
    let loaded = try TinyPark().with(path, TinyPark().text(path) + row + "\n").load()
    #expect(loaded.findings.map { "\($0.code) \($0.place?.description ?? "")" } == ["E121 \(path):9:1"])
    #expect(loaded.data?.quarters.first?.withheld == [])
}

/// A row of which little is filled in may still be about somebody.
@Test func withholdsWhomAnUnfinishedRowNames() throws {
    let path = TinyPark.quarter + "ratings.csv"
    let loaded = try TinyPark().with(path, TinyPark().text(path) + "个人,P001,,,,\n").load()
    #expect(loaded.findings.map(\.code.text) == ["E121"])
    #expect(loaded.data?.quarters.first?.withheld.map(\.text) == ["P001"])
}

/// A person whose row cannot be read does not make the office's decomposition look too small.
@Test func doesNotCallADecompositionThinForAFaultyPerson() throws {
    let loaded = try TinyPark().replacing("P002,李四,D1", with: "P002,,D1", in: TinyPark.quarter + "people.csv")
        .load()
    #expect(loaded.findings.map(\.code.text) == ["E201"])
}
