import Model
import Testing

@testable import Composing

@Suite struct RunReportTests {
    @Test(
        arguments: [
            ("88.99", nil), ("89.00", "较好"), ("89.99", "较好"), ("90.00", "好"), ("91.00", "好"), ("91.01", nil),
            ("69.50", "一般"), ("60.00", "一般"),
        ] as [(String, String?)])
    func listsWhoIsWithinAPointOfABound(score: String, label: String?) throws {
        var park = try CircularPark.graded(["较好"])
        park.people[0].score = points(score)
        let near = report(park).nearPeople
        #expect(near.map(\.label) == (label.map { [$0] } ?? []))
        #expect(near.allSatisfy { $0.distance <= points("1") })
    }

    @Test func listsPapersThatAreDueAndNotMade() throws {
        var park = try CircularPark.graded(["好", "好"])
        park.people[1].isWithheld = true
        let fault = Diagnostic(
            DiagnosticCode("E203"), at: here, "得分不是数字。", affected: [park.people[1].person.code])
        let made =
            park.offices.map { MadePaper(.bulletin, $0.office.code.text) } + [MadePaper(.feedback, "Z1")]
        let withheld = report(park, findings: [fault], papers: made).withheld
        #expect(withheld.map(\.subject) == ["Z2"])
        #expect(withheld.first?.reasons == [fault])
    }

    @Test func aLineWhoseRowIsFaultyIsNotAskedForAgain() throws {
        var park = try CircularPark.quarter()
        let position = try #require(park.people.firstIndex { $0.lines.count > 1 })
        for line in 0...1 { park.people[position].lines[line].state = .missing }
        let person = park.people[position]
        var fault = Diagnostic(
            DiagnosticCode("E203"), at: here, "实际值“九十”不是数字。", affected: [person.person.code])
        fault.row = [.init(title: "指标代码", text: person.lines[0].indicator.code.text)]
        func asked(_ findings: [Diagnostic]) -> [Code] {
            report(park, findings: findings).missing.filter { $0.holder.code == person.person.code }
                .flatMap(\.indicators)
        }
        #expect(asked([]).contains(person.lines[0].indicator.code))
        #expect(!asked([fault]).contains(person.lines[0].indicator.code))
        #expect(asked([fault]).contains(person.lines[1].indicator.code))
    }

    @Test func namesTheWorkingPapersThatAreNotThereEither() throws {
        let park = try CircularPark.graded(["好", "好"])
        let made =
            park.offices.map { MadePaper(.bulletin, $0.office.code.text) }
            + [DocumentKind.feedback, .personalList, .talkSheet].map { MadePaper($0, "Z1") }
        let withheld = report(park, papers: made).withheld
        #expect(withheld.map(\.subject) == ["Z2", "Z2", "Z2"])
        #expect(withheld.map(\.kind) == [.feedback, .personalList, .talkSheet])
    }

    /// The head gives the feedback talk, the main leader the red card's.
    @Test func eachLeadersSheetOfAWithheldPersonIsDue() throws {
        var park = try CircularPark.graded(["好", "好"])
        park.data.scheme.park.mainLeader = code("L1")
        var card = CircularPark.card(person("Z2"), .red)
        card.responsible = code("Z2")
        park.cards = [card]
        let made =
            park.offices.map { MadePaper(.bulletin, $0.office.code.text) } + [MadePaper(.talkSheet, "Z1")]
        #expect(
            report(park, papers: made).withheld.filter { $0.kind == .talkSheet }.map(\.subject) == [
                "Z2", "Z2",
            ])
    }

    /// A mark was given; what has to be mended stands with the fault.
    @Test(arguments: [("", false), ("DJ-01", true)])
    func aMarkWhoseRowIsFaultyIsNotAskedForAgain(indicator: String, isAsked: Bool) throws {
        var park = try CircularPark.graded(["好"])
        park.people[0].missing = [.panel]
        var fault = Diagnostic(DiagnosticCode("E203"), at: here, "分数不是数字。", affected: [code("Z1")])
        fault.row = [.init(title: "指标代码", text: indicator), .init(title: "评委序号", text: "3")]
        #expect(report(park).missing.map(\.panel) == [true])
        #expect(report(park, findings: [fault]).missing.map(\.panel) == (isAsked ? [true] : []))
    }

    @Test func aCorrectionCountsWhatItIssues() throws {
        let park = try CircularPark.graded(["好", "好"])
        let made = ["Z1", "Z2"].map { MadePaper(.feedback, $0) }
        let correction = ReportedIssue(revision: 1, reason: "补录", papers: [made[1]])
        let report = RunReportFacts(
            period: park.period, assessment: park, findings: [], papers: made, calendar: WorkCalendar(),
            issue: correction
        ).report()
        #expect(report.made.map(\.count) == [1])
        #expect(report.unchanged == 1)
    }

    @Test func countsWhatItDoesNotList() {
        let findings = (1...103).map {
            Diagnostic(DiagnosticCode("E203"), at: SourcePlace(file: "a", line: $0), "差。")
        }
        let document = RunReport.document(
            of: SamplePark.period, nil, findings: findings, papers: [], refused: [SamplePark.period],
            calendar: WorkCalendar())
        let names = RunReport.naming.type
        #expect(number("差错数", document, names) == 103)
        #expect(number("另有差错数", document, names) == 3)
        #expect(document.permittedStaffNumbers == nil)
    }

    @Test func listsTheTalkThatWasNotHeld() throws {
        var park = try CircularPark.quarter()
        park.asOf = day("2026-03-31")
        park.earlierCards = [CircularPark.record("2025Q4-P2", person("P2"))]
        #expect(report(park).overdueTalks.map(\.person?.text) == ["P2"])
        park.data.talks = [
            Talk(
                person: code("P2"), leader: code("L2"), date: day("2026-01-14"), type: "警示", promise: nil,
                deadline: nil, place: here)
        ]
        #expect(report(park).overdueTalks.isEmpty)
    }

    @Test func listsDecisionsAboveACap() throws {
        var park = try CircularPark.graded(["好", "好"])
        for index in 0...1 {
            park.people[index].caps = [GradeCap(atMost: Grade("较好"), reason: .yellow(card: "2025Q4-Z1"))]
        }
        park.people[0].decided = Grade("好")
        park.people[1].decided = Grade("较好")
        #expect(report(park).aboveCap.map(\.code.text) == ["Z1"])
    }

    private func report(
        _ park: Assessment, findings: [Diagnostic] = [], papers: [MadePaper] = []
    ) -> RunReport {
        RunReportFacts(
            period: park.period, assessment: park, findings: findings, papers: papers,
            calendar: WorkCalendar()
        ).report()
    }

    private func number(_ name: String, _ document: Document, _ type: RecordType) -> Int? {
        guard let index = type.index(of: name), case .whole(let number) = document.facts.values[index] else {
            return nil
        }
        return number
    }
}

extension MadePaper {
    fileprivate init(_ kind: DocumentKind, _ subject: String) {
        self.init(
            Document(
                kind: kind, period: nil, subject: subject, path: subject, facts: Record(values: []),
                permittedStaffNumbers: nil))
    }
}
