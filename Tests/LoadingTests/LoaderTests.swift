import Loading
import Model
import Scratch
import Testing

@Test func loadsAValidParkWithoutAWord() throws {
    let loaded = try TinyPark().load()
    #expect(loaded.schemeFindings == [])
    #expect(loaded.findings == [])
    let quarter = try #require(loaded.data?.quarters.first)
    #expect(quarter.people.map(\.code.text) == ["L001", "P001", "P002", "P003"])
    #expect(quarter.targets.count == 13)
    #expect(quarter.results.count == 7)
    #expect(quarter.withheld == [])
    #expect(quarter.signoff?.date == Day(iso: "2025-04-10"))
    #expect(loaded.data?.calendar.swappedWorkdays == [try #require(Day(iso: "2025-01-26"))])
}

@Test func takesFullPointsFromTheIndicatorUnlessTheTargetHasItsOwn() throws {
    let quarter = try #require(try TinyPark().load().data?.quarters.first)
    let points = quarter.targets.filter { $0.indicator.text == "K1" }.map {
        "\($0.holder.code) \($0.fullPoints)"
    }
    #expect(points == ["D1 3.00", "P001 2.50", "P002 3.00"])
}

@Test func tellsAnAbsentLedgerFromAnEmptyOne() throws {
    let absent = try TinyPark().without(TinyPark.quarter + "visits.csv").load()
    #expect(absent.errors == [])
    #expect(absent.data?.quarters.first?.visits == nil)
    let empty = try TinyPark().with(TinyPark.quarter + "visits.csv", "日期,工号,企业代码\n").load()
    #expect(empty.errors == [])
    #expect(empty.data?.quarters.first?.visits?.count == 0)
}

/// Every table, written with its English titles, gives the same data.
@Test(arguments: TableName.allCases)
func readsEveryEnglishAlias(_ name: TableName) throws {
    let shape = try #require(TableShapes.all.first { $0.name == name })
    let path = shape.name == .calendar ? "input/calendar.csv" : TinyPark.quarter + shape.name.fileName
    var lines = TinyPark().text(path).split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
    let titles = lines[0].split(separator: ",").map(String.init)
    #expect(Set(titles) == Set(shape.columns.map(\.title)), "the tiny park shows every column")
    lines[0] = try titles.map { title in
        try #require(shape.columns.first { $0.title == title }).alias
    }.joined(separator: ",")
    let loaded = try TinyPark().with(path, lines.joined(separator: "\n")).load()
    #expect(loaded.findings == [])
    #expect(try picture(of: loaded) == picture(of: TinyPark().load()))
}

/// Neither the order of rows nor that of columns shows in what is loaded.
@Test(arguments: 1...20)
func givesEqualDataForShuffledTables(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var park = TinyPark()
    for path in park.files.keys.sorted() where path.hasSuffix(".csv") && !path.hasSuffix("cases.csv") {
        var rows = park.text(path).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let order = Array(rows[0].indices).shuffled(using: &random)
        rows = rows.map { row in order.map { row[$0] } }
        let body = rows.dropFirst().shuffled(using: &random)
        park = park.with(path, ([rows[0]] + body).map { $0.joined(separator: ",") + "\n" }.joined())
    }
    let loaded = try park.load()
    #expect(loaded.findings == [])
    #expect(try picture(of: loaded) == picture(of: TinyPark().load()))
}

@Test func acceptsNamesThatOnlyLookDangerous() throws {
    let names = [
        "<script>alert(1)</script>", "=cmd|'/c calc'!A1", "@SUM(1)", "䶮堃𬱟",
        "\"\"\"><img onerror=1>\"",
    ]
    for name in names {
        let loaded = try TinyPark().replacing("李四", with: name, in: TinyPark.quarter + "people.csv").load()
        #expect(loaded.findings == [], "\(name)")
    }
}

@Test func readsQuotedCellsOverSeveralLinesAndWindowsLineEnds() throws {
    let path = TinyPark.quarter + "cases.csv"
    let lines = TinyPark().text(path).split(separator: "\n", omittingEmptySubsequences: false)
    let loaded = try TinyPark().with(path, lines.joined(separator: "\r\n")).load()
    #expect(loaded.findings == [])
    #expect(loaded.data?.quarters.first?.cases.first?.practice == "周调度\n月通报")
}

@Test func leavesLaterQuartersUnreadWhenAsked() throws {
    var park = TinyPark()
    for (path, bytes) in park.files where path.hasPrefix(TinyPark.quarter) && !path.hasSuffix(".xml") {
        park.files["input/2025Q2/" + path.dropFirst(TinyPark.quarter.count)] = bytes
    }
    let first = try #require(Period("2025Q1"))
    #expect(try park.load(through: first).data?.quarters.map(\.period) == [first])
    #expect(try park.load().data?.quarters.count == 2)
}

/// Everything loaded but the places, which say where a row stood.
func picture(of loaded: LoadedPark) throws -> String {
    let data = try #require(loaded.data)
    var lines: [String] = []
    for quarter in data.quarters { describe(quarter, "", &lines) }
    describe(data.calendar.holidays.sorted(), "calendar", &lines)
    return lines.joined(separator: "\n")
}

private func describe(_ value: Any, _ path: String, _ lines: inout [String]) {
    // The bytes of the files are what the rows were read from.
    if value is SourcePlace || value is Scheme || value is [InputFile] { return }
    let mirror = Mirror(reflecting: value)
    if let code = value as? Code { return lines.append("\(path)=\(code)") }
    if mirror.displayStyle == .set {
        return lines.append("\(path)=\(mirror.children.map { "\($0.value)" }.sorted())")
    }
    if mirror.children.isEmpty { return lines.append("\(path)=\(value)") }
    for (index, child) in mirror.children.enumerated() where child.label != "path" {
        describe(child.value, path + "." + (child.label ?? "\(index)"), &lines)
    }
}
