import Model
import Testing

/// Assessments made by hand for circulated papers: the sample's last quarter with figures put in place.
enum CircularPark {
    static func quarter() throws -> Assessment {
        var assessment = try #require(SamplePark().assessment())
        assessment.cards = []
        assessment.earlierCards = []
        return assessment
    }

    /// A park of people with the given grades, all in office GH, named 甲1, 甲2 …
    static func graded(_ grades: [String]) throws -> Assessment {
        var assessment = try quarter()
        assessment.isRunning = false
        assessment.people = grades.enumerated().map { index, grade in
            var person = PersonAssessment(
                person: staff("Z\(index + 1)", "甲\(index + 1)"), lines: [], isWithheld: false)
            person.gradeByScore = Grade(grade)
            person.suggested = .label(grade)
            person.score = points("80")
            return person
        }
        assessment.data.people = assessment.people.map(\.person)
        assessment.quota = QuotaOutcome(base: grades.count, places: 0, taken: 0, pending: 0)
        return assessment
    }

    static func staff(_ text: String, _ name: String, office: String = "GH") -> Person {
        Person(
            code: code(text), name: name, office: code(office), post: "专员", rank: nil, postCoefficient: nil,
            talkLeader: code("L2"), status: .active, arrived: nil, left: nil, place: here)
    }

    static func card(_ holder: Holder, _ colour: CardColour, _ facts: [CardFact] = []) -> CardNotice {
        var notice = CardNotice(
            period: SamplePark.period, object: holder, name: "临江港公用码头", office: code("GH"),
            responsible: code("P2"), facts: facts, proposed: colour, earlier: [])
        notice.outcome = .proposed
        return notice
    }

    static func record(_ id: String, _ holder: Holder, _ closure: CardRecord.Closure? = nil) -> CardRecord {
        var record = CardRecord(
            id: id, object: holder, colour: .yellow, factsPeriod: SamplePark.period.advanced(by: -1),
            issued: day("2026-01-10"), rectifyBy: day("2026-02-02"), rules: [.y3, .y2])
        record.closure = closure
        return record
    }

    /// Every optional element and attribute at least once.
    static func everything() throws -> Assessment {
        var assessment = try quarter()
        let period = assessment.period
        assessment.uncountedRows = [
            UncountedRow(place: here, date: day("2025-12-30")),
            UncountedRow(
                place: SourcePlace(SourceName(file: "a.xlsx", sheet: "走访"), line: 2, column: 1),
                date: day("2025-12-31")),
        ]
        assessment.quota = QuotaOutcome(base: 5, places: 2, taken: 1, pending: 2)
        fill(&assessment.people[0])
        assessment.people[1].suggested = .pending(places: 1, tied: 2)
        assessment.people[1].noGrade = .inPost(days: 40, of: 90)
        if !assessment.people[0].lines.isEmpty {
            assessment.people[0].lines[0].expected = ExpectedProgress(
                value: points("20"), basis: .plannedPath(from: quantity("0"), to: quantity("30")),
                isBehind: true)
            assessment.people[0].lines[0].satisfaction = SatisfactionFigures(
                index: points("92"), rate: points("97.5"), validSheets: 40)
            assessment.people[0].lines[0].origin = .ledger(.visits, rows: 27, matching: 27)
        }
        let earlier = record("2025Q4-X1", Holder(.project, code("X1")))
        assessment.earlierCards = [
            earlier, record("2025Q4-P2", person("P2"), .escalated(day("2026-03-01"), by: "2026Q1-P2")),
            record("2025Q4-GH", Holder(.office, code("GH")), .withdrawn(day("2026-03-01"))),
            record("2025Q4-P1", person("P1"), .lifted(day("2026-03-01"))),
        ]
        var notice = card(person("P1"), .red, facts(earlier, assessment.people[0].lines))
        notice.issued = period.lastDay
        notice.rectifyBy = day("2026-05-20")
        notice.talkBy = day("2026-04-07")
        notice.statementBy = day("2026-04-07")
        notice.decided = .red
        notice.outcome = .issued
        notice.earlier = [earlier]
        assessment.cards = [notice, card(Holder(.project, code("X1")), .yellow)]
        return assessment
    }

    private static func fill(_ person: inout PersonAssessment) {
        person.own = LineTotal(scores: points("8.1"), full: points("9"), percent: points("90"))
        person.ownPart = WeightedPart(weight: points("70"), value: points("90"), points: points("63"))
        person.officeScore = .present(points("85.5"))
        person.officePart = WeightedPart(weight: points("20"), value: points("85.5"), points: points("17.1"))
        person.panel = .present(PanelMean(mean: points("100"), raters: 7, trimmed: true))
        person.panelPart = WeightedPart(weight: points("10"), value: points("100"), points: points("10"))
        person.incentiveUncapped = points("11")
        person.incentive = points("10")
        person.deductions = Deductions(
            total: points("1"), findings: [code("F1")], countedInLine: [code("F2")])
        person.parkRank = Rank(place: 2, sharedBy: 1, decidedBy: .keyScore)
        person.officeRank = Rank(place: 1, sharedBy: 2, decidedBy: nil)
        person.caps = [
            GradeCap(atMost: Grade("较好"), reason: .yellow(card: "2025Q4-P1")),
            GradeCap(atMost: Grade("一般"), reason: .red(card: "2025Q4-P1")),
            GradeCap(atMost: Grade("一般"), reason: .veto(indicator: code("V1"))),
        ]
        person.missing = [.line(code("A1")), .panel, .office]
        person.decided = Grade("较好")
        person.decision = Decision(
            matter: .grade, holder: Holder(.person, person.person.code), cardID: nil, suggested: "好",
            decided: "较好", reason: "由赵敏说明", decidedBy: "党工委", date: day("2026-04-08"), place: here)
    }

    private static func facts(_ earlier: CardRecord, _ lines: [LineAssessment]) -> [CardFact] {
        let project = Project(
            code: code("X1"), name: "临江港公用码头", type: "码头", stage: "前期", owner: code("P2"), office: code("GH"),
            planned: points("60"), actual: points("45"), asOf: day("2026-03-31"), lagReason: "水域使用许可未批",
            cause: "政策", claimed: nil, place: here)
        let appeal = Appeal(
            code: code("S1"), enterprise: code("E1"), category: "用工", raised: day("2026-03-02"),
            responded: nil,
            closed: nil, limitWorkingDays: 5, handler: code("P1"), verdict: nil, place: here)
        return [
            CardFact(rule: .r1, detail: .grade(score: points("55"), grade: Grade("较差"))),
            CardFact(rule: .r2, detail: .lines(Array(lines.prefix(2)))),
            CardFact(rule: .r4, detail: .notCleared(earlier)),
            CardFact(rule: .r6, detail: .repeated(earlier)),
            CardFact(rule: .y3, detail: .lag(project)),
            CardFact(rule: .y4, detail: .appeal(appeal, limitDay: day("2026-03-09"))),
            CardFact(rule: .y5, detail: .finding(finding("F1", person("P1")))),
            CardFact(rule: .y6, detail: .lastOffice(score: points("70"), place: 9)),
        ] + lines.prefix(1).map { CardFact(rule: .r7, detail: .veto($0)) }
    }

    static func finding(_ name: String, _ holder: Holder) -> SpotCheck {
        SpotCheck(
            code: code(name), date: day("2026-02-11"), holder: holder, matter: "离岗", deduction: points("1"),
            evidence: "照片", nature: "作风", place: here)
    }
}
