import Model
import Testing

@testable import Assessing

/// The contract's table of card vectors (docs/rules.md §9): person P with the named lines and one 个性 line at 100 %.
struct CardVectorTests {
    private let person = Holder(.person, Code(literal: "P"))
    private let project = Holder(.project, Code(literal: "J"))

    /// A quarter with P, key A lines of the given completions (target 100) and one 个性 line on target.
    private func quarter(_ period: String, signed: String? = nil, key: [String] = []) -> QuarterData {
        var quarter = QuarterData(period, signed: signed)
        quarter.addPlainPerson("P")
        for (position, completion) in key.enumerated() {
            quarter.addLine("K\(position)", .completion, target: "100", actual: completion, of: person)
        }
        return quarter
    }

    private func notice(_ quarters: [QuarterData], _ object: Holder, in period: String) throws -> String {
        let results = TestPark(quarters: quarters).assess()
        let assessment = try #require(results.first { $0.value.period == Period(literal: period) })
        for result in results { #expect(result.findings.filter { $0.severity == .error } == []) }
        guard let notice = assessment.value.cards.first(where: { $0.object == object }) else { return "–" }
        let colour = notice.proposed.map { $0 == .red ? "红" : "黄" } ?? "无"
        return ([colour] + notice.rules.map(\.rawValue)).joined(separator: " ")
    }

    @Test func severeKeyLineAndLowGradeMakeOneNotice() throws {
        var quarter = self.quarter("2025Q2", key: ["59.99", "100"])
        #expect(try notice([quarter], person, in: "2025Q2") == "黄 Y1 Y2")
        let assessment = try #require(TestPark(quarters: [quarter]).assess().first)
        #expect(assessment.value.people.first?.score?.description == "66.67")
        quarter = self.quarter("2025Q2", key: ["59.99", "59.99"])
        #expect(try notice([quarter], person, in: "2025Q2") == "红 R1 R2")
        let red = try #require(TestPark(quarters: [quarter]).assess().first)
        #expect(red.value.people.first?.score?.description == "33.33")
    }

    @Test(arguments: [(["79.99", "80.00"], "–"), (["79.99", "79.99"], "黄 Y2")])
    func mildKeyLinesCountFromTwo(key: [String], expected: String) throws {
        #expect(try notice([quarter("2025Q2", key: key)], person, in: "2025Q2") == expected)
    }

    @Test func percentagePointLinesHaveACompletionToo() throws {
        var quarter = self.quarter("2025Q2", key: ["79"])
        quarter.addLine("I1", .percentagePoints, target: "8.0", actual: "5.0", of: person)
        #expect(try notice([quarter], person, in: "2025Q2") == "黄 Y2")
        let line = try #require(
            TestPark(quarters: [quarter]).assess().first?.value.people.first?.lines.first {
                $0.indicator.code.text == "I1"
            })
        #expect(line.score?.description == "7.00")
        #expect(line.completion?.description == "70.00")
    }

    @Test func factsMergeAndTheHeaviestColours() throws {
        var quarter = self.quarter("2025Q2", key: ["79", "79"])
        quarter.addFinding("F1", "作风", of: person)
        quarter.addAppeal("S1", raised: "2025-06-20")
        #expect(try notice([quarter], person, in: "2025Q2") == "黄 Y2 Y4 Y5")
        quarter.addFinding("F2", "数据造假", of: person)
        #expect(try notice([quarter], person, in: "2025Q2") == "红 R5 Y2 Y4 Y5")
    }

    @Test(arguments: [("9.99", "–"), ("10", "黄 Y3"), ("30", "黄 Y3"), ("30.01", "红 R3")])
    func projectLagBoundsAreInclusive(behind: String, expected: String) throws {
        var quarter = self.quarter("2025Q2")
        quarter.addProject("J", behind: behind)
        #expect(try notice([quarter], project, in: "2025Q2") == expected)
        #expect(try notice([quarter], person, in: "2025Q2") == "–")
    }

    @Test func anExemptProjectRaisesNothing() throws {
        var quarter = self.quarter("2025Q2")
        quarter.addProject("J", behind: "40")
        quarter.exempt(matter: "J", of: project)
        #expect(try notice([quarter], project, in: "2025Q2") == "–")
    }

    @Test(arguments: [("2025-06-23", "–"), ("2025-06-20", "黄 Y4")])
    func anAppealDueOnTheLastDayIsNotPast(raised: String, expected: String) throws {
        var quarter = self.quarter("2025Q2")
        quarter.addAppeal("S1", raised: raised)
        #expect(try notice([quarter], person, in: "2025Q2") == expected)
    }

    @Test(arguments: [(false, "–"), (true, "红 R6 Y4")])
    func anAppealIsUsedOnce(withSecond: Bool, expected: String) throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addAppeal("S1", raised: "2025-03-03")
        var second = quarter("2025Q2")
        second.addAppeal("S1", raised: "2025-03-03")
        second.addRectification("Z1", card: "2025Q1-P", of: person, .accepted, accepted: "2025-04-30")
        if withSecond { second.addAppeal("S2", raised: "2025-06-03") }
        #expect(try notice([first, second], person, in: "2025Q2") == expected)
    }

    @Test(arguments: [("2025-04-30", "–"), ("2025-05-01", "红 R4"), (nil, "红 R4")])
    func anOpenYellowPastItsDeadlineEscalatesOnce(accepted: String?, expected: String) throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        var second = quarter("2025Q2")
        second.addProject("J", behind: "0")
        second.addRectification(
            "Z1", card: "2025Q1-J", of: project, accepted == nil ? .inProgress : .accepted, accepted: accepted
        )
        let third = quarter("2025Q3")
        #expect(try notice([first, second, third], project, in: "2025Q2") == expected)
        #expect(try notice([first, second, third], project, in: "2025Q3") == "–")
    }

    @Test(arguments: [("15", "2025-04-30", "红 R6 Y3"), ("15", nil, "红 R4 R6 Y3"), ("31", nil, "黄 Y3")])
    func aSecondYellowWithinAYearIsRed(before: String, accepted: String?, expected: String) throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: before)
        var second = quarter("2025Q2")
        second.addProject("J", behind: "15")
        second.addRectification(
            "Z1", card: "2025Q1-J", of: project, accepted == nil ? .inProgress : .accepted, accepted: accepted
        )
        #expect(try notice([first, second], project, in: "2025Q2") == expected)
    }

    @Test(arguments: [("2026Q1", "红 R6 Y3"), ("2026Q2", "黄 Y3")])
    func fourQuartersCountForARepeatAndFiveDoNot(again: String, expected: String) throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        var second = quarter("2025Q2", signed: "2025-07-10")
        second.addProject("J", behind: "0")
        second.addRectification("Z1", card: "2025Q1-J", of: project, .accepted, accepted: "2025-04-29")
        second.decide(.lifting, project, card: "2025Q1-J", suggested: "无", "销牌", on: "2025-04-30")
        var later = quarter(again)
        later.addProject("J", behind: "12")
        #expect(try notice([first, second, later], project, in: again) == expected)
    }

    @Test func aWithdrawnCardIsAsIfItHadNeverBeen() throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        var second = quarter("2025Q2", signed: "2025-07-10")
        second.addProject("J", behind: "0")
        second.decide(.withdrawal, project, card: "2025Q1-J", suggested: "无", "撤牌", on: "2025-04-30")
        var third = quarter("2025Q3")
        third.addProject("J", behind: "12")
        #expect(try notice([first, second, third], project, in: "2025Q3") == "黄 Y3")
    }

    /// A row that cannot be used is a fault, and only what took effect has a notice.
    @Test(arguments: [
        (Decision.Matter.lifting, Decision.Matter.lifting, 1), (.withdrawal, .withdrawal, 1),
        (.withdrawal, .lifting, 1), (.lifting, .withdrawal, 0),
    ])
    func aCardIsLiftedOrWithdrawnOnce(first: Decision.Matter, second: Decision.Matter, faults: Int) throws {
        var signed = quarter("2025Q1", signed: "2025-04-10")
        signed.addProject("J", behind: "15")
        for later in [false, true] {
            var next = quarter("2025Q2", signed: "2025-07-10")
            next.addRectification("Z1", card: "2025Q1-J", of: project, .accepted, accepted: "2025-04-29")
            var after = quarter("2025Q3")
            // Within one folder the dates count and not the order of rows.
            let dates = later ? ["2025-04-30", "2025-08-01"] : ["2025-04-30", "2025-05-06"]
            func decide(_ quarter: inout QuarterData, _ matter: Decision.Matter, _ date: String) {
                quarter.decide(
                    matter, project, card: "2025Q1-J", suggested: "无", matter.rawValue, on: date)
            }
            if later { decide(&after, second, dates[1]) } else { decide(&next, second, dates[1]) }
            decide(&next, first, dates[0])
            let results = TestPark(quarters: [signed, next, after]).assess()
            let found = results.flatMap(\.findings).filter { $0.code.text == "E825" }
            #expect(found.count == faults && found.allSatisfy { $0.severity == .error })
            let closings = results.flatMap(\.value.closings)
            #expect(closings.map(\.date.description) == Array(dates.prefix(2 - faults)))
        }
    }

    /// 升级红牌 closes the yellow; only a withdrawal of the red opens it again.
    @Test(arguments: [("2025-07-08", false, 0), ("2025-07-11", false, 1), ("2025-07-15", true, 0)])
    func aYellowThatBecameRedIsNotLifted(date: String, withdrawn: Bool, faults: Int) throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        var second = quarter("2025Q2", signed: "2025-07-10")
        second.addProject("J", behind: "0")
        second.addRectification("Z1", card: "2025Q1-J", of: project, .inProgress)
        var third = quarter("2025Q3")
        third.addRectification("Z1", card: "2025Q1-J", of: project, .accepted, accepted: "2025-07-07")
        if withdrawn {
            third.decide(
                .withdrawal, project, card: "2025Q2-J", suggested: "无", "撤牌", on: "2025-07-14")
        }
        third.decide(.lifting, project, card: "2025Q1-J", suggested: "无", "销牌", on: date)
        let result = try #require(TestPark(quarters: [first, second, third]).assess().last)
        #expect(result.findings.filter { $0.code.text == "E825" }.count == faults)
        #expect(result.value.closings.filter { $0.matter == .lifting }.count == 1 - faults)
    }

    @Test(arguments: [
        ("15", "黄牌", "红牌", "黄 Y3"), ("15", "黄牌", "不赋牌", "黄 Y3"), ("31", "红牌", "黄牌", "红 R6 Y3"),
        ("0", "无", "黄牌", "红 R6 Y3"),
    ])
    func theIssuedColourCounts(before: String, suggested: String, decided: String, expected: String) throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: before)
        first.decide(.card, project, suggested: suggested, decided, on: "2025-04-09")
        var second = quarter("2025Q2")
        second.addProject("J", behind: "12")
        second.addRectification("Z1", card: "2025Q1-J", of: project, .accepted, accepted: "2025-04-29")
        #expect(try notice([first, second], project, in: "2025Q2") == expected)
    }

    @Test(
        arguments: [(EmploymentStatus.probation, nil), (.active, "2025-05-15")]
            as [(EmploymentStatus, String?)])
    func peopleWithoutAGradeRaiseOnlyFindings(status: EmploymentStatus, left: String?) throws {
        var quarter = QuarterData("2025Q2")
        quarter.addPerson("P", status: status, left: left)
        for key in ["K1", "K2"] { quarter.addLine(key, .completion, target: "100", actual: "10", of: person) }
        quarter.addFinding("F1", "作风", of: person)
        #expect(try notice([quarter], person, in: "2025Q2") == "黄 Y5")
        let assessed = try #require(TestPark(quarters: [quarter]).assess().first?.value.people.first)
        #expect(assessed.noGrade != nil)
        #expect(assessed.score == nil)
    }

    @Test func aVetoCapsTheGradeAndRaisesARedCardOnly() throws {
        var quarter = self.quarter("2025Q2", key: ["100", "100"])
        quarter.addLine("V1", .veto, target: "0", actual: "1", of: person)
        #expect(try notice([quarter], person, in: "2025Q2") == "红 R7")
        let assessed = try #require(TestPark(quarters: [quarter]).assess().first?.value.people.first)
        #expect(assessed.score?.description == "75.00")
        #expect(assessed.gradeByScore?.label == "较好")
        #expect(assessed.suggested?.text == "一般")
    }

    @Test(arguments: [("2025-06-30", []), ("2025-07-01", ["2025Q1-P"])])
    func aYellowNotClearedByQuarterEndCapsTheGrade(accepted: String, cards: [String]) throws {
        var first = quarter("2025Q1", signed: "2025-06-16")
        first.addFinding("F1", "作风", of: person)
        var second = quarter("2025Q2", key: ["100"])
        second.addRectification("Z1", card: "2025Q1-P", of: person, .accepted, accepted: accepted)
        #expect(try notice([first, second], person, in: "2025Q2") == "–")
        let assessed = try #require(TestPark(quarters: [first, second]).assess().last?.value.people.first)
        #expect(assessed.gradeByScore?.label == "好")
        #expect(assessed.caps.map(\.reason) == cards.map { .yellow(card: $0) })
        #expect(assessed.caps.map(\.atMost.label) == cards.map { _ in "较好" })
    }

    @Test func deadlinesCountWorkingDaysFromTheDayAfterIssue() throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        first.addFinding("F1", "严重", of: person)
        let cards = try #require(TestPark(quarters: [first]).assess().first).value.cards
        let yellow = try #require(cards.first { $0.object == project })
        #expect(yellow.rectifyBy?.description == "2025-04-30")
        #expect(yellow.talkBy?.description == "2025-04-17")
        let red = try #require(cards.first { $0.object == person })
        #expect(red.rectifyBy?.description == "2025-05-26")
        #expect(red.talkBy?.description == "2025-04-15")
    }
}
