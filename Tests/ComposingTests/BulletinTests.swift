import Markup
import Model
import Rendering
import Testing

@testable import Composing

@Suite struct BulletinTests {
    // MARK: Persons in a circulated paper

    @Test(arguments: [
        // 12 of 20 below the best, none of the parts small
        (["好": 8, "较好": 7, "一般": 5, "较差": 0], ["较好 7人", "一般 5人", "较差 0人"], 20),
        // three with 一般: they join the rest
        (["好": 8, "较好": 9, "一般": 3, "较差": 0], ["较好及以下 12人"], 20),
        // two below the best in all: even the number of graded persons would give them away
        (["好": 8, "较好": 1, "一般": 1, "较差": 0], ["较好及以下 不足5人"], nil),
    ])
    func countsGradesForThePark(grades: [String: Int], shares: [String], graded: Int?) throws {
        let park = try CircularPark.graded(
            ["好", "较好", "一般", "较差"].flatMap { Array(repeating: $0, count: grades[$0] ?? 0) })
        let bulletin = BulletinFacts(park, previous: nil).parkBulletin()
        #expect(bulletin.honours.others.map { "\($0.label) \($0.count.text)" } == shares)
        #expect(bulletin.overall.graded?.figure == graded)
        #expect(bulletin.honours.names.count == 8)
    }

    @Test func namesTheOfficeOfNamesakesOnly() throws {
        var park = try CircularPark.graded(["好", "好", "较好", "好"])
        for (index, name) in ["王伟", "李娜", "王伟", "张䶮"].enumerated() {
            park.people[index].person.name = name
        }
        park.people[2].person.office = code("ZS")
        park.data.people = park.people.map(\.person)
        let names = BulletinFacts(park, previous: nil).parkBulletin().honours.names
        // The other 王伟 is not among the best; the name alone would still be taken for his.
        #expect(names.map { $0.name + ($0.office ?? "") } == ["王伟规划工程部", "李娜", "张䶮"])
    }

    @Test(
        arguments: [
            ([], "0人", ["黄牌0人", "红牌0人"]), ([.yellow, .yellow], "不足5人", []),
            (Array(repeating: CardColour.yellow, count: 6), "6人", ["黄牌6人", "红牌0人"]),
            // 8 in all and 6 yellow would give 2 red
            (Array(repeating: CardColour.yellow, count: 6) + [.red, .red], "8人", []),
            (
                Array(repeating: CardColour.yellow, count: 6) + Array(repeating: .red, count: 5), "11人",
                ["黄牌6人", "红牌5人"]
            ),
        ] as [([CardColour], String, [String])])
    func countsCardsOfPersons(colours: [CardColour], total: String, split: [String]) throws {
        var park = try CircularPark.quarter()
        park.cards = colours.enumerated().map { CircularPark.card(person("Z\($0)"), $1) }
        let facts = BulletinFacts(park, previous: nil)
        let office = try #require(park.offices.first)
        for bulletin in [facts.parkBulletin(), facts.bulletin(of: office)] {
            #expect(bulletin.cards.persons.text == total)
            #expect(bulletin.cards.personsByColour.map { $0.colour.chinese + $0.count.text } == split)
            #expect(bulletin.cards.named.isEmpty)
        }
    }

    @Test func namesCardsOfOfficesAndProjectsWhereTheyBelong() throws {
        var park = try CircularPark.quarter()
        park.cards = [
            CircularPark.card(Holder(.project, code("X1")), .yellow),
            CircularPark.card(Holder(.office, code("ZS")), .red),
        ]
        let facts = BulletinFacts(park, previous: nil)
        #expect(facts.parkBulletin().cards.named.map(\.card.object.code.text) == ["X1", "ZS"])
        let own = try #require(park.offices.first { $0.office.code == code("GH") })
        #expect(facts.bulletin(of: own).cards.named.map(\.card.object.code.text) == ["X1"])
    }

    @Test func printsNoScoreGradeOrNumberOfAPerson() throws {
        var park = try CircularPark.everything()
        park.data.spotChecks = [CircularPark.finding("F1", person("P1"))]
        park.people[0].score = points("63.17")
        for text in try Self.rendered(park) {
            for secret in ["P1", "P2", "P5", "63.17", "P-1", "李䶮堃", "探索性试点", "水域使用许可未批", "离岗"] {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
    }

    // MARK: Contents

    @Test func isValidForEveryQuarterOfTheSample() throws {
        let schema = try #require(try Self.schema())
        for park in SamplePark().assessments() + [try CircularPark.everything()] {
            for document in try Self.documents(park) {
                let page = try Self.render(document, .xml)
                let findings = MarkupReader().read(page.bytes, file: page.path, schema: schema)
                #expect(findings.map(\.description) == [], "\(park.period) \(document.subject)")
            }
        }
    }

    @Test func makesOneForTheParkAndOneForEveryOffice() throws {
        var park = try CircularPark.quarter()
        #expect(try Self.documents(park).map(\.path) == ["bulletins/park", "bulletins/GH", "bulletins/ZS"])
        park.offices[0].isWithheld = true
        #expect(try Self.documents(park).map(\.path) == ["bulletins/park", "bulletins/ZS"])
        #expect(try Self.documents(park).allSatisfy { $0.permittedStaffNumbers == [] })
    }

    @Test(
        arguments: [
            // sheets of GH and ZS; park's valid sheets; small offices left out
            (10, 6, 16, false), (10, 3, 10, true), (10, 0, 10, false), (3, 4, 7, false), (2, 1, nil, false),
        ] as [(Int, Int, Int?, Bool)])
    func neverGivesAwayAFewSheets(first: Int, second: Int, park valid: Int?, leavesOut: Bool) throws {
        var park = try CircularPark.quarter()
        park.data.survey = sheets(first, "GH") + sheets(second, "ZS")
        let evaluation = BulletinFacts(park, previous: nil).evaluation
        let expectsLeft = leavesOut || (valid == nil)
        #expect(evaluation.park?.validSheets == valid)
        #expect(evaluation.leavesOutSmall == expectsLeft)
    }

    private func sheets(_ count: Int, _ office: String) -> [SurveySheet] {
        (0..<count).map {
            SurveySheet(
                code: code("\(office)-\($0)"), enterprise: code("E1"), office: code(office), answer: "满意",
                place: here)
        }
    }

    // MARK: Rendering

    private static let templates = #filePath.replacing(
        "Tests/ComposingTests/BulletinTests.swift", with: "templates")

    private static func documents(_ park: Assessment) throws -> [Document] {
        Composer(park, calendar: WorkCalendar()).bulletins(previous: nil).map(\.document)
    }

    private static func schema() throws -> Schema? {
        let source = try #require(TemplateFolder.read(templates).value.schemas[.bulletin])
        return Schema.read(source.bytes, file: source.path).value
    }

    private static func render(_ document: Document, _ format: OutputFormat) throws -> RenderedFile {
        let compiled = TemplateCompiler.compile(TemplateFolder.read(templates).value, types: Composer.types)
        let templates = try #require(compiled.value, "\(compiled.findings)")
        var buffer = RenderBuffer()
        return try templates.render(document, format, into: &buffer)
    }

    private static func rendered(_ park: Assessment) throws -> [String] {
        try documents(park).flatMap { document in
            try OutputFormat.allCases.map { try String(decoding: render(document, $0).bytes, as: UTF8.self) }
        }
    }
}
