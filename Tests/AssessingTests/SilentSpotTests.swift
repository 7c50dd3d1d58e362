import Model
import Testing

@testable import Assessing

/// Probes of the reviewer: each expectation is what the contract says.
struct SilentSpotTests {
    private let person = Holder(.person, Code(literal: "P"))
    private let office = Holder(.office, testOffice)
    private let project = Holder(.project, Code(literal: "J"))

    private func quarter(_ period: String, signed: String? = nil, key: [String] = []) -> QuarterData {
        var quarter = QuarterData(period, signed: signed)
        quarter.addPlainPerson("P")
        for (position, completion) in key.enumerated() {
            quarter.addLine("K\(position)", .completion, target: "100", actual: completion, of: person)
        }
        return quarter
    }
    private func assess(_ quarters: QuarterData...) -> [Checked<Assessment>] {
        TestPark(quarters: quarters).assess()
    }

    @Test func findingRepeatedInALaterFolderCountsOnceCumulatively() {
        var first = quarter("2025Q1")
        first.addFinding("F1", "一般", of: person)
        var second = quarter("2025Q2")
        second.spotChecks = first.spotChecks
        second.addLine(
            "DJ", .deduction, target: "0", actual: nil, of: person, span: .cumulative, source: .findings)
        let line = assess(first, second).last?.value.people.first?.lines.first {
            $0.indicator.code.text == "DJ"
        }
        #expect(line?.actual?.description == "1")
    }

    @Test func vetoRemarkBesideADerivedCountVetoes() {
        var q = quarter("2025Q2")
        q.addFinding("F1", "一般", of: person)
        q.addLine(
            "DJ", .deductionOrVeto, target: "0", actual: "1", of: person, source: .findings, remark: "否决：重大")
        let result = assess(q)[0]
        #expect(result.findings == [])
        #expect(result.value.people.first?.lines.first { $0.indicator.code.text == "DJ" }?.vetoed == true)
    }

    @Test func missingOfficeLineLeavesThePersonsP() {
        var q = quarter("2025Q2")
        q.addLine("OL", .completion, target: "100", actual: nil, of: office)
        let p = assess(q)[0].value.people.first
        #expect(p?.score == nil)
        #expect(p?.own?.percent.description == "100.00")
    }

    @Test func missingMarkLeavesThePersonsP() {
        var q = quarter("2025Q2")
        q.addPlainPerson("P2")
        q.ratings = [
            Rating(
                holder: Holder(.person, Code(literal: "P2")), indicator: nil, rater: "1", mark: .hundred)
        ]
        let p = assess(q)[0].value.people.first
        #expect(p?.score == nil)
        #expect(p?.own?.percent.description == "100.00")
    }

    @Test func aHolderWithheldByAssessingGetsNoPartialNotice() {
        var q = quarter("2025Q2", key: ["10", "10"])
        q.addFinding("F1", "作风", of: person)
        q.visits = []
        q.addLine("QY", .completion, .individual, target: "3", actual: "2", of: person, source: .visits)
        let result = assess(q)[0]
        #expect(result.findings.map(\.code.description) == ["E801"])
        #expect(result.value.people.first?.isWithheld == true)
        #expect(result.value.cards.map { $0.rules.map(\.rawValue).joined(separator: " ") } == [])
    }

    @Test func liftingWithoutAcceptanceLiftsNothing() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addFinding("F1", "作风", of: person)
        var second = quarter("2025Q2")
        second.decide(.lifting, person, card: "2025Q1-P", suggested: "无", "销牌", on: "2025-05-06")
        let result = assess(first, second)[1]
        #expect(result.findings.map(\.code.description) == ["E817"])
        #expect(result.value.people.first?.caps.count == 1)
        #expect(result.value.cards.map { $0.rules } == [[.r4]])
    }

    @Test func withdrawingTheRedReopensTheYellow() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addFinding("F1", "作风", of: person)
        let second = quarter("2025Q2", signed: "2025-07-10")
        var third = quarter("2025Q3")
        third.decide(.withdrawal, person, card: "2025Q2-P", suggested: "无", "撤牌", on: "2025-08-01")
        let result = assess(first, second, third)
        #expect(result[1].value.cards.map { $0.rules } == [[.r4]])
        #expect(result[2].value.people.first?.caps.map(\.reason) == [.yellow(card: "2025Q1-P")])
    }

    @Test func anAppealAndAFindingMayShareACode() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addFinding("X1", "作风", of: person)
        var second = quarter("2025Q2")
        second.addAppeal("X1", raised: "2025-06-03")
        second.addRectification("Z1", card: "2025Q1-P", of: person, .accepted, accepted: "2025-04-30")
        #expect(assess(first, second)[1].value.cards.map { $0.rules } == [[.r6, .y4]])
    }

    @Test func aReopenedRectificationIsNotAcceptedAnyMore() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addFinding("F1", "作风", of: person)
        var second = quarter("2025Q2", signed: "2025-07-10")
        second.addRectification("Z1", card: "2025Q1-P", of: person, .accepted, accepted: "2025-04-30")
        var third = quarter("2025Q3")
        third.addRectification("Z1", card: "2025Q1-P", of: person, .inProgress)
        #expect(assess(first, second, third)[2].value.people.first?.caps.count == 1)
    }

    @Test func aDecisionOnAWithheldPersonIsNotASecondFault() {
        var q = quarter("2025Q2", key: ["100"])
        q.visits = []
        q.addLine("QY", .completion, .individual, target: "3", actual: "2", of: person, source: .visits)
        q.decide(.grade, person, suggested: "较好", "好", on: "2025-07-09")
        #expect(assess(q)[0].findings.map(\.code.description) == ["E801"])
    }

    @Test func aCardDecisionNotAsComputedIsNotUsed() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.decide(.card, person, suggested: "黄牌", "红牌", on: "2025-04-09")  // nothing was computed
        let second = quarter("2025Q2")
        let result = assess(first, second)
        #expect(result[0].findings.map(\.code.description) == ["E810"])
        #expect(result[1].value.earlierCards.isEmpty)
    }

    @Test func aDraftSaysThatDecisionsAndProposalsTogetherExceedTheQuota() {
        var q = QuarterData("2025Q2")
        for i in 1...5 { q.addPlainPerson("P\(i)") }
        for i in 1...5 {
            q.addLine(
                "K", .completion, target: "100", actual: "\(100 - i)",
                of: Holder(.person, Code(literal: "P\(i)")))
        }
        q.decide(.grade, Holder(.person, Code(literal: "P5")), suggested: "较好", "好", on: "2025-07-09")
        #expect(assess(q)[0].findings.map(\.code.description) == ["E811"])
    }

    @Test func notApplicableBesideALedgerWithoutAFigureIsTheNotApplicableFault() {
        var q = quarter("2025Q2")
        q.projects = []
        q.addLine("XM", .completion, target: "100", actual: "1", of: person, source: .projectsOnScheduleRate)
        q.results[q.results.count - 1].actual = .notApplicable
        #expect(assess(q)[0].findings.map(\.code.description) == ["E802"])
    }

    @Test func aRefusedQuarterDoesNotWithholdSnapshots() {
        var q = quarter("2025Q2")
        q.addProject("J", behind: "0")
        q.addLine(
            "XM", .completion, target: "1", actual: nil, of: person, span: .cumulative,
            source: .projectsOnSchedule)
        let park = ParkData(calendar: WorkCalendar(), quarters: [q], refused: [Period(literal: "2025Q1")])
        #expect(Assessor.assess(park)[0].value.people.first?.score != nil)
    }

    @Test func aLeftOverOriginDoesNotStandOnANotDueLine() {
        var q = quarter("2025Q2")
        q.addLine("JL", .bonus, .incentive, target: nil, actual: nil, of: person, source: .visits)
        let line = assess(q)[0].value.people.first?.lines.first { $0.indicator.code.text == "JL" }
        #expect(line?.state == .notDue(.tableAbsent))
        #expect(line?.origin == nil)
    }
}
