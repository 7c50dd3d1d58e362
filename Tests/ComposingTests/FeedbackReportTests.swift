import Assessing
import Model
import Testing

@testable import Composing

@Suite struct FeedbackReportTests {
    private func report(_ person: String, in park: SamplePark = SamplePark()) throws -> FeedbackReport {
        try Self.checked(person, in: park).report
    }

    /// The report and the findings of its boundary.
    static func checked(
        _ person: String, in park: SamplePark, changing change: (inout PersonAssessment) -> Void = { _ in }
    ) throws -> (report: FeedbackReport, document: Checked<Document?>) {
        let composer = try #require(park.composer())
        var assessed = try #require(composer.assessment.people.first { $0.person.code.text == person })
        change(&assessed)
        var composition = FeedbackComposition(composer: composer, person: assessed)
        return (composition.report(), composer.feedback(for: assessed))
    }

    // MARK: The calculation

    /// What a person with a pocket calculator does, from the printed figures alone.
    @Test(arguments: ["P1", "P2", "P3"])
    func addsUpFromThePrintedFigures(person: String) throws {
        let report = try report(person)
        let calculation = try #require(report.calculation)
        let parts = calculation.parts.compactMap(\.part)
        for part in parts { #expect(part.weight.percent(of: part.value) == part.points) }
        #expect(parts.map(\.weight).sum() == .hundred)
        let sum = parts.map(\.points).sum() + calculation.incentive - calculation.deductions
        #expect(sum == calculation.unlimited)
        #expect(sum.clamped(to: calculation.limits) == calculation.score)
    }

    @Test func takesTheOwnPartFromTheLines() throws {
        let report = try report("P1")
        let own = try #require(report.calculation?.own)
        let scored = report.lines.filter { $0.isScored && !$0.isIncentive }
        #expect(scored.compactMap(\.line.score).sum() == own.scores)
        #expect(scored.map(\.line.full).sum() == own.full)
    }

    @Test func opensTheOfficeScore() throws {
        let office = try #require(try report("P1").calculation?.office)
        let parts = [office.ownPart, office.committeePart].compactMap { $0?.points }
        #expect(parts.sum() + office.incentive - office.deductions == office.score)
    }

    /// Each line's printed steps lead to its score.
    @Test(arguments: [
        ("A1", "90.00", nil, "2.70"), ("A2", "110.00", nil, "3.30"), ("H1", "80.00", nil, "2.40"),
        ("B1", nil, "0.8", "2.40"), ("C1", nil, nil, "1.50"), ("I1", nil, nil, "2.76"),
        ("F1", nil, nil, "2.74"),
    ])
    func showsTheStepsOfALine(code: String, counted: String?, share: String?, score: String) throws {
        let line = try #require(try report("P1").lines.first { $0.line.indicator.code.text == code })
        #expect(line.countedCompletion?.description == counted)
        #expect(line.step?.share.description == share)
        #expect(line.line.score?.description == score)
        if let unlimited = line.unlimited { #expect(unlimited == line.line.score) }
        if let counted = line.countedCompletion {
            #expect(counted.percent(of: line.line.full) == line.line.score)
        }
    }

    @Test func saysWhenALimitWasMet() throws {
        var park = SamplePark()
        var data = park.current
        SamplePark.addLine(&data, "C9", .deduction, to: person("P2"), target: nil, actual: "7")
        SamplePark.addLine(&data, "I9", .percentagePoints, to: person("P2"), target: "8.0", actual: "19")
        SamplePark.addLine(&data, "Z9", .completion, to: person("P2"), target: "30", actual: "17")
        park.current = data
        let lines = try report("P2", in: park).lines
        let byCode = Dictionary(uniqueKeysWithValues: lines.map { ($0.line.indicator.code.text, $0) })
        #expect(byCode["C9"]?.isAtBottom == true)
        #expect(byCode["I9"]?.isAtTop == true)
        #expect(byCode["I9"]?.topScore == byCode["I9"]?.line.score)
        #expect(byCode["Z9"]?.isBelowFloor == true)
        #expect(byCode["Z9"]?.countedCompletion == nil)
    }

    // MARK: The four states

    @Test(arguments: [("A1", "present"), ("N1", "not-due"), ("X1", "exempt")])
    func keepsTheStatesApart(code: String, state: String) throws {
        let line = try #require(try report("P1").lines.first { $0.line.indicator.code.text == code })
        #expect(IndicatorLine.naming.text("状态代码", of: line) == state)
        #expect(line.isScored == (state == "present"))
    }

    @Test func leavesAPersonWithAMissingLineWithoutScore() throws {
        let report = try report("P5")
        #expect(report.lines.map { IndicatorLine.naming.text("状态代码", of: $0) } == ["missing"])
        #expect(report.calculation == nil)
        #expect(report.grade == nil)
        #expect(report.missing.count == 1)
        #expect(report.strengths.isEmpty && report.gaps.isEmpty)
    }

    @Test(arguments: [("P4", "试用期"), ("P6", "无个人指标")])
    func givesNoGradeButTheLines(person: String, reason: String) throws {
        let report = try report(person)
        #expect(report.noGrade?.text == reason)
        #expect(report.calculation == nil)
        #expect(report.grade == nil)
        #expect(report.lines.count == 1)
    }

    /// A running quarter proposes nothing.
    @Test func givesNoScoreInARunningQuarter() throws {
        var park = SamplePark()
        var data = park.current
        for index in data.results.indices { data.results[index].asOf = day("2026-02-28") }
        for index in (data.projects ?? []).indices { data.projects?[index].asOf = day("2026-02-28") }
        park.current = data
        let report = try report("P1", in: park)
        #expect(report.heading.isRunning)
        #expect(report.calculation == nil && report.grade == nil && report.change == nil)
        #expect(report.gaps.isEmpty && report.strengths.isEmpty)
        #expect(!report.lines.isEmpty)
    }

    // MARK: Strengths and gaps

    @Test func ordersGapsByPointsLostAndKeepsThree() throws {
        let gaps = try report("P1").gaps
        #expect(gaps.map(\.line.indicator.code.text) == ["C1", "B1", "H1"])
        #expect(gaps.compactMap { $0.lost?.description } == ["1.50", "0.60", "0.60"])
    }

    @Test func countsAnIncentiveAsStrengthAndNeverAsGap() throws {
        let report = try report("P1")
        #expect(report.strengths.map(\.line.indicator.code.text) == ["D1", "A2", "V1"])
        #expect(!report.gaps.contains { $0.isIncentive })
    }

    @Test func namesTheNearestLineWhenNothingIsFull() throws {
        let report = try report("P3")
        #expect(report.strengths.isEmpty)
        #expect(report.nearest?.line.indicator.code.text == "A1")
        #expect(try self.report("P2").nearest == nil)
    }

    // MARK: Projects, cases, promises, cards

    @Test func namesOnlyProjectsBehindPlan() throws {
        let report = try report("P1")
        #expect(report.projects.map(\.project.code.text) == ["J1"])
        #expect(report.projects.first?.isPastYellow == true)
        #expect(report.ownsProjects)
        #expect(try !self.report("P2").ownsProjects)
    }

    /// AL-3 is the own office's, AL-4 has no consent.
    @Test func matchesCasesOfOtherOfficesWithConsent() throws {
        let cases = try report("P1").cases
        #expect(cases.map(\.practice.code.text) == ["AL-1", "AL-2"])
        #expect(cases.first?.reasons == [.projectType("码头"), .stage("前期"), .cause("政策")])
        #expect(try report("P2").cases.isEmpty)
    }

    @Test func judgesThePromiseByTheDataDate() throws {
        let talk = try #require(try report("P1").lastTalk)
        #expect(talk.talk.promise == "两周内补齐走访")
        #expect(talk.isPast)
        #expect(talk.leader.name == "陈江")
    }

    @Test func showsTheRankOnlyWhenTheSchemeSays() throws {
        #expect(try report("P1").parkRank == nil)
        var park = SamplePark()
        park.scheme.showRank = true
        var data = park.current
        data.scheme = park.scheme
        park.current = data
        #expect(try report("P1", in: park).parkRank != nil)
    }

    @Test func givesTheLastDayForObjectionsWhenSigned() throws {
        #expect(try report("P1").objectionRoute.lastDay == nil)
        var park = SamplePark()
        var data = park.current
        // Friday 3 April; Monday 6 is a holiday.
        data.signoff = Signoff(
            period: data.period, revision: 0, date: day("2026-04-03"), signer: "王某", ended: false)
        park.current = data
        #expect(try report("P1", in: park).objectionRoute.lastDay == day("2026-04-13"))
        park.calendar = WorkCalendar()
        #expect(try report("P1", in: park).objectionRoute.lastDay == nil)
    }

    // MARK: Whose data

    @Test func refusesALineOfSomebodyElse() throws {
        let result = try Self.checked("P1", in: SamplePark()) { person in
            let own = person.lines[0].target
            person.lines[0].target = Target(
                indicator: own.indicator, holder: Model.Holder(.person, code("P2")), value: own.value,
                fullPoints: own.fullPoints, deadline: own.deadline, origin: own.origin, place: own.place)
        }
        #expect(result.document.value == nil)
        #expect(result.document.findings.map(\.code) == [.foreignFact])
        #expect(result.document.findings.first?.affected == [code("P1")])
        #expect(result.document.findings.first?.description.contains("王伟") == false)
    }

    @Test func refusesATalkOfSomebodyElse() throws {
        let result = try Self.checked("P1", in: SamplePark()) { assessment in
            assessment.lastTalk = assessment.lastTalk.map { talk in
                Talk(
                    person: code("P3"), leader: talk.leader, date: talk.date, type: talk.type,
                    promise: talk.promise, deadline: talk.deadline, place: talk.place)
            }
        }
        #expect(result.document.value == nil)
    }

    @Test func permitsStaffNumbersOfRolesOnly() throws {
        let document = try #require(try Self.checked("P1", in: SamplePark()).document.value)
        // P1, its talk and supervising leader L2, its office's head P2; never P3, P4, P5.
        #expect(document.permittedStaffNumbers == [code("P1"), code("P2"), code("L2")])
        #expect(document.path == "feedback/P1")
    }

    @Test func makesNoPaperForAWithheldPerson() throws {
        let result = try Self.checked("P1", in: SamplePark()) { $0.isWithheld = true }
        #expect(result.document.value == nil)
        #expect(result.document.findings.isEmpty)
    }
}

extension Naming {
    /// The text under a name, for tests.
    func text(_ name: String, of source: Source) -> String? {
        guard let index = type.index(of: name), case .text(let text) = record(of: source).values[index] else {
            return nil
        }
        return text
    }
}
