import Model
import Testing

@testable import Composing

@Suite struct CardPaperTests {
    private func paper(
        _ object: String, in park: SamplePark = SamplePark(),
        changing change: (inout CardNotice) -> Void = { _ in }
    ) throws -> (paper: CardPaper, document: Checked<Document?>) {
        let composer = try #require(park.composer())
        var notice = try #require(composer.assessment.cards.first { $0.object.code.text == object })
        change(&notice)
        var composition = CardComposition(composer: composer, notice: notice)
        return (composition.paper(), composer.card(for: notice))
    }

    private func signed() -> SamplePark {
        var park = SamplePark()
        var data = park.current
        data.signoff = Signoff(
            period: data.period, revision: 0, date: day("2026-04-03"), signer: "王某", ended: false)
        park.current = data
        return park
    }

    @Test func leavesTheNumberBlankInADraft() throws {
        #expect(try paper("J1").paper.number == "临园绩督〔2026〕__号")
    }

    @Test func namesRuleAndFigures() throws {
        let paper = try paper("P3").paper
        #expect(paper.facts.map(\.fact.rule) == [.r1, .y2])
        #expect(paper.facts.last?.lines.map(\.line.indicator.code.text) == ["A1"])
        #expect(CardFactEntry.naming.text("等次", of: try #require(paper.facts.first)) == "较差")
    }

    /// Yellow: the office head, the supervising leader when the head is concerned; red: the main leader.
    @Test(arguments: [
        ("J1", CardColour.yellow, "P1", "P2"), ("J1", .yellow, "P2", "L2"), ("J1", .red, "P1", "L1"),
        ("P3", .yellow, "P3", "L2"),
    ])
    func choosesWhoTalks(object: String, colour: CardColour, responsible: String, leader: String) throws {
        let paper = try paper(object) {
            $0.decided = colour
            $0.responsible = code(responsible)
        }.paper
        #expect(paper.talkLeader?.code == leader)
    }

    @Test func hasDatesOnlyWhenSigned() throws {
        let draft = try paper("J1").paper
        #expect(draft.rectifyFrom == nil && draft.notice.rectifyBy == nil)
        let issued = try paper("J1", in: signed()).paper
        // Friday 3 April; Monday 6 and 1 May are holidays.
        #expect(issued.rectifyFrom == day("2026-04-07"))
        #expect(issued.notice.rectifyBy == day("2026-04-27"))
        #expect(issued.notice.talkBy == day("2026-04-13"))
        #expect(issued.notice.statementBy == day("2026-04-09"))
    }

    @Test func makesNoNoticeOfARefusedCard() throws {
        let result = try paper("J1") { $0.outcome = .refused }
        #expect(result.document.value == nil && result.document.findings.isEmpty)
    }

    @Test func refusesAFactOfSomebodyElse() throws {
        let other = try #require(SamplePark().assessment()?.people.first { $0.person.code.text == "P2" })
        let result = try paper("P3") { $0.facts = [CardFact(rule: .y2, detail: .lines(other.lines))] }
        #expect(result.document.value == nil)
        #expect(result.document.findings.map(\.code) == [.foreignFact])
    }

    @Test func permitsStaffNumbersOfObjectAndRoles() throws {
        let document = try #require(try paper("P3").document.value)
        // P3 itself (also its office's head), supervising leader L2, main leader L1.
        #expect(document.permittedStaffNumbers == [code("P3"), code("L1"), code("L2")])
        #expect(document.path == "cards/2026Q1-P3")
    }
}
