import Loading
import Model
import Testing

private let second = "input/2025Q2/"

/// What is possible but unlikely beside the quarter before: a warning at its place, and nobody is withheld.
@Test(arguments: [
    // Cumulative and tagged 序时: it can only grow within a year.
    ("targets.csv", "K2,股室,D2,20", "K2,股室,D2,19.5", "W184 input/2025Q2/targets.csv:5:4"),
    ("results.csv", "K2,股室,D2,21.5", "K2,股室,D2,21.4", "W185 input/2025Q2/results.csv:2:4"),
    ("spotchecks.csv", "C-2,", "C-1,", "W186 input/2025Q2/spotchecks.csv:2:1"),
    ("survey.csv", "W3,E1", "W1,E1", "W186 input/2025Q2/survey.csv:2:1"),
    // An appeal of the quarter before, under a new number.
    (
        "appeals.csv", "S-3,E1,用工,2025-04-10,2025-04-11,2025-04-20",
        "S-3,E1,用工,2025-01-10,2025-01-11,2025-04-20",
        "W189 input/2025Q2/appeals.csv:2:1"
    ),
    (
        "spotchecks.csv", "C-2,2025-05-11", "C-2,2025-02-11",
        "W189 input/2025Q2/spotchecks.csv:2:1, W191 input/2025Q2/spotchecks.csv:2:2"
    ),
])
func warnsBesideTheQuarterBefore(file: String, old: String, new: String, expected: String) throws {
    let loaded = try twoQuarters().replacing(old, with: new, in: second + file).load()
    #expect(loaded.findings.map(\.coded).joined(separator: ", ") == expected)
    #expect(loaded.data?.quarters.last?.withheld == [])
}

@Test func doesNotCompareWithAnotherYear() throws {
    // 当季 figures and figures without 序时 may fall at any time.
    let loaded = try twoQuarters().replacing("K1,股室,D1,90", with: "K1,股室,D1,80", in: second + "targets.csv")
        .load()
    #expect(loaded.findings == [])
}

@Test func warnsOfAPersonWhoVanished() throws {
    let people = TinyPark.quarter + "people.csv"
    let before = TinyPark().text(people)
    let gone = try twoQuarters().with(people, before + "P004,赵六,D2,科员,,,L001,在岗,,\n").load()
    #expect(gone.findings.map(\.coded) == ["W183 input/2025Q2/people.csv"])
    #expect(gone.findings.first?.headline == "工号 P004 在 2025Q1/people.csv:6 没有离岗日期，本季度却没有这一行。")
    let left = try twoQuarters().with(people, before + "P004,赵六,D2,科员,,,L001,在岗,,2025-03-20\n").load()
    #expect(left.findings == [])
}

/// 到岗日期 is the day of coming into the park; of a change of office it would take the grade away.
@Test(arguments: [
    ("2025-05-20", ["W179 input/2025Q2/people.csv:4:9"]), ("2025-04-01", []), ("2024-07-01", []),
])
func warnsOfSomebodyInPostWhoArrivesAgain(arrived: String, expected: [String]) throws {
    let loaded = try twoQuarters().replacing(
        "在岗,2024-07-01,", with: "在岗,\(arrived),", in: second + "people.csv"
    ).load()
    #expect(loaded.findings.map(\.coded) == expected)
}

// MARK: - Within a quarter

@Test func warnsWhenCountsOfPeopleAndOfficeDiffer() throws {
    let quarter = TinyPark.quarter
    let shared = try TinyPark().replacing("走访台账:家次", with: "统计报表", in: quarter + "indicators.csv")
        .replacing("K1,股室,D1,90", with: "K1,股室,D1,95", in: quarter + "targets.csv")
    func loaded(office: String, people: String...) throws -> [String] {
        let rows =
            ["K1,股室,D1,\(office),2025-03-31,,"]
            + zip(["P001", "P002"], people).map { "K1,个人,\($0),\($1),2025-03-31,," }
        let text = shared.text(quarter + "results.csv") + rows.joined(separator: "\n") + "\n"
        return try shared.with(quarter + "results.csv", text).load().findings.map(\.description)
    }
    #expect(try loaded(office: "95", people: "50", "45") == [])
    #expect(try loaded(office: "95", people: "50", "未报") == [])
    #expect(
        try loaded(office: "95", people: "50", "40") == [
            "提示 W188 input/2025Q1/results.csv:9:4 股室完成 95，所属人员合计 90，而目标的分解是合得上的。请核对是漏报还是重复计算。"
        ])
}

@Test(arguments: [
    ("appeals.csv", "S-9,E2,用地,2025-03-20,,,10,P001,\n", "W189 input/2025Q1/appeals.csv:4:1"),
    ("spotchecks.csv", "C-9,2025-02-11,个人,P002,迟到,0.5,记录,作风\n", "W189 input/2025Q1/spotchecks.csv:3:1"),
    // Another person's lateness is another event.
    ("spotchecks.csv", "C-9,2025-02-11,个人,P001,迟到,0.5,记录,作风\n", ""),
])
func warnsOfOneEventUnderTwoNumbers(file: String, row: String, expected: String) throws {
    let path = TinyPark.quarter + file
    let loaded = try TinyPark().with(path, TinyPark().text(path) + row).load()
    #expect(loaded.findings.map(\.coded).joined(separator: ", ") == expected)
}

/// A column that is wrong in every row: the first thousand rows are listed, all are withheld, and the rest is counted.
@Test func listsAThousandOfOneKindAndCountsTheRest() throws {
    let rows = (1...1_500).map { "2025-01-15,P002,X\($0),\n" }.joined()
    let path = TinyPark.quarter + "visits.csv"
    let loaded = try TinyPark().with(path, "日期,工号,企业代码,主题\n2025-01-15,P001,E1,\n" + rows).load()
    let errors = loaded.errors
    #expect(errors.count == 1_001)
    #expect(errors.first?.description.hasPrefix("错误 E134 \(path) 这张表里同样的问题共 1500 处，只列出前 1000 处。") == true)
    #expect(loaded.data?.quarters.first?.withheld.map(\.text).sorted() == ["D1", "P002"])
}

extension Diagnostic {
    fileprivate var coded: String { "\(code) \(place?.description ?? "")" }
}
