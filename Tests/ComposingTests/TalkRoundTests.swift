import Model
import Testing

@testable import Composing

/// Random cards, histories and talks: nobody with a card or in a bulletin is without a talk on exactly one list.
@Suite struct TalkRoundTests {
    @Test(arguments: 0..<400)
    func nobodyWithACardOrNamedInABulletinIsWithoutATalk(seed: Int) throws {
        var chance = Chance(seed: UInt64(seed))
        let assessment = try made(&chance)
        var composer = Composer(assessment, calendar: SamplePark().calendar)
        composer.later = try later(&chance)
        let round = composer.talkRound
        let listed = round.piles.flatMap { pile in pile.talks.map { (pile.leader, $0) } }
        #expect(listed.count == round.planned.count)

        for notice in assessment.cards {
            let own = listed.filter { $0.1.cardID == notice.id }
            #expect(own.count == (notice.outcome == .refused ? 0 : 1), "\(notice.id)")
            if notice.colour == .red {
                #expect(own.allSatisfy { $0.0 == assessment.scheme.park.mainLeader })
            }
        }
        for record in assessment.earlierCards where record.closure == nil {
            let own = listed.filter { $0.1.cardID == record.id }
            #expect(own.count <= 1)
            #expect(own.allSatisfy { $0.1.held == nil })
        }
        for person in assessment.people {
            let talks = listed.filter { $0.1.person == person.person.code && $0.1.occasion == .feedback }
            #expect(talks.map(\.0) == [person.person.talkLeader])
        }
        let bulletin = try #require(composer.bulletins(previous: nil).first?.document)
        for name in honours(bulletin) { #expect(listed.contains { $0.1.name == name }, "\(name)") }
    }

    @Test(arguments: 0..<200)
    func overdueComesFirstAndWhatWasHeldLast(seed: Int) throws {
        var chance = Chance(seed: UInt64(1_000 + seed))
        var composer = Composer(try made(&chance), calendar: SamplePark().calendar)
        composer.later = try later(&chance)
        for pile in composer.talkRound.piles {
            let ranks = pile.talks.map { $0.held != nil ? 2 : $0.isOverdue ? 0 : 1 }
            #expect(ranks == ranks.sorted())
            let dates = pile.talks.filter(\.isOverdue).compactMap(\.due)
            #expect(dates == dates.sorted())
            #expect(pile.talks.allSatisfy { !($0.isOverdue && $0.held != nil) })
        }
    }

    /// A red card asks for the main leader, a yellow for the head or the supervising leader; 反馈 is for everybody.
    @Test(arguments: [
        (CardColour.red, "L1", "诫勉", true), (.red, "L2", "诫勉", false), (.red, "L1", "反馈", false),
        (.yellow, "L2", "警示", true), (.yellow, "L1", "警示", false), (.yellow, "L2", "反馈", false),
    ])
    func onlyTheRightLeadersTalkIsTheCards(
        colour: CardColour, leader: String, type: String, isHeld: Bool
    ) throws {
        var assessment = try CircularPark.graded(["好"])
        assessment.data.scheme.park.mainLeader = code("L1")
        for index in assessment.data.offices.indices where assessment.data.offices[index].code.text == "GH" {
            assessment.data.offices[index].supervisor = code("L2")
        }
        let issued = assessment.period.firstDay.adding(days: 9)
        var record = CircularPark.record("2025Q4-Z1", person("Z1"))
        record.colour = colour
        record.issued = issued
        assessment.earlierCards = [record]
        assessment.asOf = assessment.period.lastDay
        let talk = Talk(
            person: code("Z1"), leader: code(leader), date: issued.adding(days: 2), type: type,
            promise: nil, deadline: nil, place: here)
        // In this folder or in one in between, whose tables say what the leader was then.
        var inside = assessment
        inside.data.talks = [talk]
        var between = assessment
        between.data.talks = []
        between.earlierCardTalks = inside.data.cardTalks
        for assessment in [inside, between] {
            let round = Composer(assessment, calendar: SamplePark().calendar).talkRound
            let open = round.planned.filter { $0.cardID == "2025Q4-Z1" }
            #expect(open.map(\.isOverdue) == (isHeld ? [] : [true]))
        }
    }

    /// A1 sits in office GH under head H and supervisor S, has project X7 of office XX (head K) and heads office AA
    /// (supervisor T). L1 is the main leader. All three have a card.
    @Test(arguments: [
        (CardColour.yellow, "H", ["A1", "X7"]), (.yellow, "S", ["A1", "X7"]), (.yellow, "K", ["X7"]),
        (.yellow, "T", ["AA"]), (.yellow, "L1", []), (.yellow, "A1", []), (.yellow, "Z", []),
        (.red, "H", []), (.red, "S", []), (.red, "T", []), (.red, "L1", ["A1", "AA", "X7"]),
    ])
    func aTalkCountsForTheCardsThatItsLeaderMayTalkAbout(
        colour: CardColour, leader: String, about: [String]
    ) throws {
        let talks = try cardTalks(colour, by: leader, on: "2026-01-15").filter { $0.held != nil }
        #expect(talks.compactMap(\.cardID).sorted() == about.map { "2025Q4-\($0)" })
    }

    /// All cards are issued on 2026-01-10; the person's own is lifted on 2026-01-20.
    @Test(arguments: [
        ("2026-01-09", [String]()), ("2026-01-10", ["A1", "X7"]), ("2026-01-20", ["A1", "X7"]),
        ("2026-01-21", ["X7"]),
    ])
    func aTalkCountsForTheCardsThatAreOpenOnItsDay(date: String, about: [String]) throws {
        let talks = try cardTalks(.yellow, by: "H", on: date, lifted: "2026-01-20").filter { $0.held != nil }
        #expect(talks.compactMap(\.cardID).sorted() == about.map { "2025Q4-\($0)" })
    }

    @Test(arguments: [(CardColour.yellow, "2026-01-16"), (.red, "2026-01-14")])
    func eachCardsTalkIsDueByItsColour(colour: CardColour, due: String) throws {
        let planned = try cardTalks(colour, by: "Z", on: "2026-01-15")
        #expect(planned.map { $0.due?.description } == [due, due, due])
    }

    @Test func aCardThatIsClosedIsNotTalkedAboutAnyMore() throws {
        let planned = try cardTalks(.yellow, by: "Z", on: "2026-01-15", lifted: "2026-01-12")
        #expect(planned.compactMap(\.cardID).sorted() == ["2025Q4-AA", "2025Q4-X7"])
    }

    private func cardTalks(
        _ colour: CardColour, by leader: String, on date: String, lifted: String? = nil
    ) throws -> [PlannedTalk] {
        var assessment = try CircularPark.graded(["好"])
        assessment.period = assessment.period.advanced(by: -1)
        assessment.asOf = day("2026-01-31")
        assessment.data.scheme.park.mainLeader = code("L1")
        assessment.data.people.append(CircularPark.staff("A1", "丙一"))
        assessment.data.offices = [("GH", "H", "S"), ("XX", "K", "S2"), ("AA", "A1", "T")].map {
            Office(
                code: code($0.0), name: $0.0, head: code($0.1), supervisor: code($0.2), formerCode: nil,
                place: here)
        }
        assessment.data.projects = [
            Project(
                code: code("X7"), name: "码头", type: "码头", stage: "前期", owner: code("A1"), office: code("XX"),
                planned: points("60"), actual: points("45"), asOf: day("2026-01-05"), lagReason: nil,
                cause: nil, claimed: nil, place: here)
        ]
        var next = assessment
        next.period = assessment.period.advanced(by: 1)
        next.data.talks = [
            Talk(
                person: code("A1"), leader: code(leader), date: day(date), type: "警示", promise: nil,
                deadline: nil, place: here)
        ]
        let objects = [
            (person("A1"), "GH"), (Holder(.project, code("X7")), "XX"), (Holder(.office, code("AA")), "AA"),
        ]
        for (object, office) in objects {
            var notice = CardNotice(
                period: assessment.period, object: object, name: object.code.text, office: code(office),
                responsible: code("A1"), facts: [], proposed: colour, earlier: [])
            notice.outcome = .issued
            notice.issued = day("2026-01-10")
            assessment.cards.append(notice)
            var record = CircularPark.record(notice.id, object)
            record.colour = colour
            if object.kind == .person, let lifted { record.closure = .lifted(day(lifted)) }
            next.earlierCards.append(record)
        }
        var composer = Composer(assessment, calendar: SamplePark().calendar)
        composer.later = [next]
        return composer.talkRound.planned.filter { $0.cardID != nil }
    }

    @Test func aFeedbackTalkIsDueAtTheEndOfTheNextMonth() throws {
        var assessment = try CircularPark.graded(["好"])
        assessment.data.talks = []
        for (asOf, isOverdue) in [("2026-04-30", false), ("2026-05-31", true)] {
            assessment.asOf = day(asOf)
            let talks = TalkRound(assessment, later: [], calendar: SamplePark().calendar).planned
            #expect(talks.map(\.due?.description) == ["2026-04-30"])
            #expect(talks.map(\.isOverdue) == [isOverdue])
        }
        assessment.isRunning = true
        #expect(
            TalkRound(assessment, later: [], calendar: SamplePark().calendar).planned.map(\.due) == [nil])
    }

    private func made(_ chance: inout Chance) throws -> Assessment {
        var assessment = try CircularPark.graded(["好", "较好", "好", "一般"])
        let objects =
            [person("Z1"), person("Z2"), person("Z9"), person("P2")]
            + ["GH", "XX"].map { Holder(.office, code($0)) }
            + ["X1", "X9"].map { Holder(.project, code($0)) }
        for object in objects where chance.isTrue(in: 2) {
            var notice = CircularPark.card(object, chance.isTrue(in: 2) ? .red : .yellow)
            notice.responsible = [code("Z1"), code("P2"), nil][chance.below(3)]
            notice.office = chance.isTrue(in: 3) ? nil : code("GH")
            notice.outcome = [.proposed, .issued, .refused][chance.below(3)]
            if notice.outcome == .issued { notice.issued = day("2026-04-10") }
            assessment.cards.append(notice)
        }
        for object in objects where chance.isTrue(in: 3) {
            let closure: CardRecord.Closure? = chance.isTrue(in: 3) ? .lifted(day("2026-03-01")) : nil
            assessment.earlierCards.append(CircularPark.record("2025Q4-\(object.code)", object, closure))
        }
        return assessment
    }

    private func later(_ chance: inout Chance) throws -> [Assessment] {
        guard chance.isTrue(in: 2) else { return [] }
        var next = try CircularPark.quarter()
        next.period = SamplePark.period.advanced(by: 1)
        next.asOf = day(chance.isTrue(in: 2) ? "2026-04-13" : "2026-05-31")
        next.data.talks = ["Z1", "Z2", "P2"].filter { _ in chance.isTrue(in: 2) }.map { name in
            Talk(
                person: code(name), leader: code("L2"), date: day("2026-04-1\(chance.below(9))"),
                type: chance.isTrue(in: 2) ? "反馈" : "警示", promise: nil, deadline: nil, place: here)
        }
        return [next]
    }

    /// Names on the list of honours, out of the facts as a template sees them.
    private func honours(_ document: Document) -> [String] {
        let type = Bulletin.naming.type
        guard let index = type.index(of: "好名单"), case .list(let items) = document.facts.values[index],
            case .list(.record(let inner)) = type.fields[index].type, let name = inner.index(of: "姓名")
        else { return [] }
        return items.compactMap { item in
            if case .record(let record) = item, case .text(let text) = record.values[name] { return text }
            return nil
        }
    }
}

/// Numbers that a seed gives again.
private struct Chance {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
    mutating func isTrue(in limit: Int) -> Bool { below(limit) == 0 }
}
