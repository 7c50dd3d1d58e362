import Model
import Testing

@testable import Assessing

/// What opens, carries, closes and takes up rectification items (docs/rules.md §6.4).
struct RectificationItemTests {
    private let person = Holder(.person, Code(literal: "P"))
    private let project = Holder(.project, Code(literal: "J"))

    private func quarter(_ period: String, signed: String? = nil, visits: String = "100") -> QuarterData {
        var quarter = QuarterData(period, signed: signed)
        quarter.addPlainPerson("P")
        quarter.addLine("K", .completion, target: "100", actual: visits, of: person)
        return quarter
    }

    private func assess(_ quarters: QuarterData...) -> [Checked<Assessment>] {
        let results = TestPark(quarters: quarters).assess()
        for result in results {
            let counts = result.value.itemCounts
            #expect(counts.addUp)
            #expect(counts.openAtEnd == result.value.items.count(where: \.isOpen))
        }
        return results
    }

    private func shown(_ result: Checked<Assessment>) -> [String] {
        result.value.currentItems.map { "\($0.id) \($0.state.rawValue)" }
    }

    @Test(arguments: [("79.9", ["2025Q1-P-K 未启动"]), ("79.99", [])])
    // 79.99 % of 10 points is 8.00, and 8.00 is 80 %: the printed figure decides.
    func aGapOpensAnItemBelowTheSchemesLine(actual: String, expected: [String]) {
        #expect(shown(assess(quarter("2025Q1", signed: "2025-04-10", visits: actual))[0]) == expected)
    }

    @Test(arguments: [("4.99", []), ("5", ["2025Q1-J-JD 未启动"]), ("10", ["2025Q1-J 未启动"])])
    func aLaggingProjectOpensOneAndItsCardAnother(behind: String, expected: [String]) {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: behind)
        #expect(shown(assess(first)[0]) == expected)
    }

    @Test func anAppealAndAFindingOpenOneEach() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addFinding("F1", "一般", of: person)
        first.addFinding("F2", "作风", of: person)
        first.addAppeal("S1", raised: "2025-03-03")
        // The card covers the appeal and the second finding.
        #expect(shown(assess(first)[0]) == ["2025Q1-P 未启动", "2025Q1-P-F1 未启动"])
    }

    @Test func twoFactsOfOneRuleNameItOnce() throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addAppeal("S1", raised: "2025-03-03")
        first.addAppeal("S2", raised: "2025-03-03")
        let result = assess(first)[0].value
        #expect(result.cards.map(\.rules) == [[.y4]])
        #expect(try #require(result.items.first).figures.title == "黄牌（Y4）")
    }

    /// 历史牌 may be repeated for years after its item was accepted and is no longer kept.
    @Test func aRepeatedPaperCardOpensNothingAgain() {
        var quarters = ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1"].map { quarter($0) }
        for position in quarters.indices {
            quarters[position].paperCards = [
                PaperCard(
                    id: "2024Q4-P", holder: person, colour: .yellow, reason: "作风",
                    factsPeriod: Period(literal: "2024Q4"),
                    issued: Day("2025-01-10"), deadline: Day("2025-02-10"), lifted: nil,
                    place: testPlace)
            ]
        }
        quarters[0].addRectification("ZG1", card: "2024Q4-P", of: person, .accepted, accepted: "2025-02-06")
        let results = TestPark(quarters: quarters).assess().map(\.value)
        #expect(results.map(\.itemCounts.opened) == [1, 0, 0, 0, 0])
        #expect(results.map(\.itemCounts.closed) == [1, 0, 0, 0, 0])
    }

    @Test func aRefusedCardLeavesItsFactsTheirOwnItems() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addFinding("F2", "作风", of: person)
        first.decide(.card, person, card: "2025Q1-P", suggested: "黄牌", "不赋牌", on: "2025-04-09")
        #expect(shown(assess(first)[0]) == ["2025Q1-P-F2 未启动"])
    }

    @Test func aRunningQuarterOnlyCarries() {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = quarter("2025Q2", visits: "10")
        for position in second.results.indices { second.results[position].asOf = Day("2025-05-31") }
        let results = assess(first, second)
        #expect(results[1].value.isRunning)
        #expect(shown(results[1]) == ["2025Q1-P-K 未启动"])
        #expect(results[1].value.itemCounts.openAtStart == 1)
    }

    @Test func theSameGapOpensNoSecondItem() {
        let results = assess(
            quarter("2025Q1", signed: "2025-04-10", visits: "75"), quarter("2025Q2", visits: "70"))
        #expect(shown(results[1]) == ["2025Q1-P-K 未启动"])
        #expect(results[1].value.itemCounts.opened == 0)
    }

    /// By the program's number, by HR's own with the id or the indicator as 来源.
    @Test(arguments: [("2025Q1-P-K", "K"), ("ZG1", "2025Q1-P-K"), ("ZG1", "K")])
    func aRowActsOnAnItem(code: String, source: String) {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = quarter("2025Q2")
        second.addRectification(code, card: source, of: person, .accepted, accepted: "2025-05-20")
        let results = assess(first, second)
        #expect(results[1].findings.isEmpty)
        #expect(shown(results[1]) == ["2025Q1-P-K 已验收"])
        #expect(results[1].value.itemCounts.closed == 1)
    }

    @Test func anAcceptedItemWhoseLineLagsAgainIsTakenUp() throws {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = quarter("2025Q2", signed: "2025-07-10")
        second.addRectification("2025Q1-P-K", card: "K", of: person, .closed, accepted: "2025-05-20")
        let third = quarter("2025Q3", signed: "2025-10-10")
        let fourth = quarter("2025Q4", signed: "2026-01-10", visits: "70")
        let back = assess(first, second, third, fourth)[3].value
        let item = try #require(back.items.first { $0.id == "2025Q1-P-K" })
        #expect(item.isOpen && item.state == .notStarted)
        #expect(item.recurrences == [Period(literal: "2025Q4")])
        #expect(back.itemCounts.recurring == 1)
        // Two quarters count, three do not.
        var late = quarter("2026Q1", visits: "70")
        late.period = Period(literal: "2026Q1")
        let five = assess(
            first, second, third, quarter("2025Q4", signed: "2026-01-10"), quarter("2026Q1", visits: "70"))
        #expect(shown(five[4]).contains("2026Q1-P-K 未启动"))
    }

    @Test func anOldAcceptanceDoesNotCloseWhatCameBack() {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = quarter("2025Q2", signed: "2025-07-10", visits: "75")
        second.addRectification("2025Q1-P-K", card: "K", of: person, .accepted, accepted: "2025-05-20")
        var third = quarter("2025Q3")
        third.addRectification("2025Q1-P-K", card: "K", of: person, .accepted, accepted: "2025-05-20")
        let results = assess(first, second, third)
        #expect(results[1].value.itemCounts.recurring == 1)
        #expect(results[2].findings.map(\.code.text) == ["W821"])
        #expect(results[2].value.people.allSatisfy { !$0.isWithheld })
        #expect(shown(results[2]) == ["2025Q1-P-K 未启动"])
    }

    @Test(arguments: [
        (RectificationState.notStarted, RectificationState.accepted, true),
        (.inProgress, .notStarted, false), (.awaitingAcceptance, .inProgress, true),
        (.awaitingAcceptance, .notStarted, false), (.accepted, .closed, true),
        (.accepted, .inProgress, true), (.accepted, .notStarted, false), (.closed, .inProgress, false),
        (.closed, .accepted, false), (.terminated, .inProgress, false), (.terminated, .accepted, false),
        (.inProgress, .terminated, true), (.accepted, .terminated, false),
    ])
    func stepsAreLegalOrFound(from: RectificationState, to: RectificationState, isLegal: Bool) {
        #expect(ItemSteps.mayFollow(from, to) == isLegal)
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = quarter("2025Q2", signed: "2025-07-10")
        var third = quarter("2025Q3")
        second.addRectification(
            "2025Q1-P-K", card: "K", of: person, from, accepted: from.isAccepted ? "2025-05-20" : nil)
        third.addRectification(
            "2025Q1-P-K", card: "K", of: person, to, accepted: to.isAccepted ? "2025-08-20" : nil)
        let result = assess(first, second, third)[2]
        #expect(result.findings.map(\.code.text) == (isLegal ? [] : ["W820"]))
        #expect(result.value.items.map(\.state) == [isLegal ? to : from])
        // A slip in a status column keeps nobody from a report or a rank.
        #expect(result.findings.allSatisfy { $0.severity == .warning && $0.affected.isEmpty })
        #expect(result.value.people.allSatisfy { !$0.isWithheld })
    }

    /// One open item for one fact: the red card's takes over the yellow's, until the red is withdrawn.
    @Test(arguments: [("红牌", "2025Q2-J 未启动"), ("黄牌", "2025Q1-J 整改中"), ("不赋牌", "2025Q1-J 整改中")])
    func anEscalatedYellowsItemGoesOnInTheReds(decided: String, expected: String) throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        var second = quarter("2025Q2", signed: "2025-07-10")
        second.addProject("J", behind: "8")
        second.addRectification("ZG1", card: "2025Q1-J", of: project, .inProgress)
        second.decide(.card, project, suggested: "红牌", decided, on: "2025-07-09")
        var third = quarter("2025Q3")
        // HR go on repeating the yellow's row, and then carry its number on under the red card's id.
        third.addRectification("ZG1", card: "2025Q1-J", of: project, .inProgress)
        var fourth = quarter("2025Q4")
        fourth.addRectification("ZG1", card: "2025Q2-J", of: project, .inProgress)
        let results = assess(first, second, third, fourth)
        let open = results.map { $0.value.items.filter(\.isOpen).map { "\($0.id) \($0.state.rawValue)" } }
        #expect(open[1].contains(expected) && open[2].contains(expected))
        guard decided == "红牌" else { return }
        #expect(open[1] == [expected] && open[2] == [expected])
        #expect(results[1].value.items.map { "\($0.id) \($0.state.rawValue)" }.contains("2025Q1-J 已终止"))
        #expect(open[3] == ["2025Q2-J 整改中"])
        // What the yellow was about is the red's now: the project is still 8 points behind.
        let red = try #require(results[1].value.items.first { $0.id == "2025Q2-J" })
        #expect(red.covers.contains(.init(project, .project)))
        third.decide(.withdrawal, project, card: "2025Q2-J", suggested: "无", "撤牌", on: "2025-08-01")
        let again = assess(first, second, third)[2].value
        #expect(again.items.filter(\.isOpen).map { "\($0.id) \($0.state.rawValue)" } == ["2025Q1-J 整改中"])
    }

    @Test func aWithdrawnCardEndsItsItem() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        var second = quarter("2025Q2")
        second.decide(.withdrawal, project, card: "2025Q1-J", suggested: "无", "撤牌", on: "2025-05-01")
        #expect(shown(assess(first, second)[1]) == ["2025Q1-J 已终止"])
    }

    /// The table says so later, or says otherwise: the item stays ended, and only the second is told.
    @Test(arguments: [
        (RectificationState.inProgress, []), (.awaitingAcceptance, []), (.terminated, []),
        (.accepted, ["W820"]), (.closed, ["W820"]),
    ])
    func aRowOfAWithdrawnCardChangesNothing(state: RectificationState, codes: [String]) {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        var second = quarter("2025Q2")
        second.decide(.withdrawal, project, card: "2025Q1-J", suggested: "无", "撤牌", on: "2025-05-01")
        second.addRectification(
            "ZG1", card: "2025Q1-J", of: project, state,
            accepted: state.isAccepted ? "2025-05-20" : nil)
        let result = assess(first, second)[1]
        #expect(result.findings.map(\.code.text) == codes)
        #expect(shown(result) == ["2025Q1-J 已终止"])
        #expect(result.value.people.allSatisfy { !$0.isWithheld })
    }

    @Test func anItemFollowsItsPerson() throws {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = quarter("2025Q2")
        second.offices.append(
            Office(
                code: Code(literal: "NEW"), name: "新股室", head: Code(literal: "L001"),
                supervisor: Code(literal: "L001"), formerCode: nil, place: testPlace))
        second.people[0].office = Code(literal: "NEW")
        let item = try #require(assess(first, second)[1].value.items.first)
        #expect(item.owner == person)
        #expect(item.unit == Code(literal: "NEW"))
        #expect(item.formerUnits == [testOffice])
    }

    @Test func whoLeavesLeavesTheItemToTheOffice() throws {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = QuarterData("2025Q2")
        second.addPlainPerson("Q")
        let item = try #require(assess(first, second)[1].value.items.first)
        #expect(item.isOpen)
        #expect(item.owner == Holder(.office, testOffice))
    }

    @Test func aRedCardOfAGoneProjectFindsItsOwner() throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addProject("J", behind: "15")
        let red = try #require(assess(first, quarter("2025Q2"))[1].value.items.first { $0.id == "2025Q2-J" })
        #expect(red.owner == person)
        #expect(red.unit == testOffice)
        #expect(red.formerUnits.isEmpty)
    }

    @Test func aMergedOfficesItemsGoToItsSuccessor() throws {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addLine("O1", .completion, target: "100", actual: "70", of: Holder(.office, testOffice))
        var second = quarter("2025Q2")
        let merged = Code(literal: "MERGED")
        second.offices[0].code = merged
        second.offices[0].formerCodes = [Code(literal: "GONE"), testOffice]
        second.people[0].office = merged
        second.addLine("O1", .completion, target: "100", actual: "60", of: Holder(.office, merged))
        let result = assess(first, second)[1].value
        let item = try #require(result.items.first { $0.id == "2025Q1-OF-O1" })
        #expect(item.owner == Holder(.office, merged))
        #expect(item.formerUnits == [testOffice])
        // The successor's own gap on the same line is the same fact.
        #expect(!result.items.contains { $0.id == "2025Q2-MERGED-O1" })
    }

    @Test func anItemOutlivesItsIndicator() {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = QuarterData("2025Q2")
        second.addPlainPerson("P")
        #expect(shown(assess(first, second)[1]) == ["2025Q1-P-K 未启动"])
    }

    @Test func anItemOfHRsOwnIsKeptToo() {
        var first = quarter("2025Q1", signed: "2025-04-10")
        first.addRectification("ZG1", card: "会议纪律", of: person, .inProgress)
        #expect(shown(assess(first, quarter("2025Q2"))[1]) == ["ZG1 整改中"])
    }

    @Test func aRowForSomebodyElsesItemIsFound() {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        var second = quarter("2025Q2")
        second.addPlainPerson("Q")
        second.addRectification(
            "2025Q1-P-K", card: "K", of: Holder(.person, Code(literal: "Q")), .accepted,
            accepted: "2025-05-20")
        let results = assess(first, second)
        #expect(results[1].findings.map(\.code.text) == ["E822"])
        #expect(shown(results[1]) == ["2025Q1-P-K 未启动"])
    }

    @Test func anIssuedQuartersItemsComeFromItsBatch() {
        let first = quarter("2025Q1", signed: "2025-04-10", visits: "75")
        let second = quarter("2025Q2")
        let park = ParkData(calendar: TestPark().calendar, quarters: [first, second])
        var issued = IssuedQuarter(Assessor.assess(park)[0].value, revision: 0, sequence: 1)
        var changed = park
        changed.quarters[0] = quarter("2025Q1", signed: "2025-04-10")
        #expect(shown(Assessor.assess(changed, issued: [issued])[1]) == ["2025Q1-P-K 未启动"])
        // Batches of before know none.
        issued.items = nil
        #expect(shown(Assessor.assess(park, issued: [issued])[1]) == [])
    }
}
