import Model

extension RunReport {
    /// `findings` are those of the period; `papers` what was made of it; `assessment` is `nil` for a period whose
    /// tables could not be used; `refused` are the other periods of that kind; `issue` is the batch it is issued
    /// with, and a draft has none.
    package static func document(
        of period: Period, _ assessment: Assessment?, findings: [Diagnostic], papers: [MadePaper],
        refused: [Period], calendar: WorkCalendar, issue: ReportedIssue? = nil
    ) -> Document {
        let facts = RunReportFacts(
            period: period, assessment: assessment, findings: findings.sorted(), papers: papers,
            calendar: calendar, issue: issue)
        var report = facts.report()
        report.refused = refused.filter { $0 != period }.sorted()
        return Document(
            kind: .runReport, period: period, subject: period.description, path: "run-report",
            facts: naming.record(of: report), permittedStaffNumbers: nil)
    }
}

struct RunReportFacts {
    let period: Period
    let assessment: Assessment?
    let findings: [Diagnostic]
    let papers: [MadePaper]
    let calendar: WorkCalendar
    let issue: ReportedIssue?
    private let officeNames: [Code: String]
    /// Errors by the codes they touch, each list in the order of the findings.
    private let errors: [Code: [Diagnostic]]

    init(
        period: Period, assessment: Assessment?, findings: [Diagnostic], papers: [MadePaper],
        calendar: WorkCalendar, issue: ReportedIssue? = nil
    ) {
        self.period = period
        self.assessment = assessment
        self.findings = findings
        self.papers = papers
        self.calendar = calendar
        self.issue = issue
        officeNames = Dictionary(
            (assessment?.offices ?? []).map { ($0.office.code, $0.office.name) },
            uniquingKeysWith: { first, _ in first })
        var errors: [Code: [Diagnostic]] = [:]
        for finding in findings where finding.severity == .error {
            for code in Set(finding.affected) { errors[code, default: []].append(finding) }
        }
        self.errors = errors
    }

    func report() -> RunReport {
        let data = assessment?.data
        return RunReport(
            period: period, park: data?.scheme.park.name, schemeVersion: data?.scheme.version,
            stage: stage, signed: data?.signoff?.date, signer: data?.signoff?.signer,
            asOf: assessment?.asOf, progressDate: assessment?.progressDate, issue: issue,
            unchanged: unchanged, made: made,
            withheld: withheld, errors: findings.filter { $0.severity == .error },
            warnings: findings.filter { $0.severity == .warning }, missing: missing,
            pendingPeople: people.filter(\.isPending).map(row),
            pendingOffices: offices.filter { $0.isPending }.map(\.office.name), quota: assessment?.quota,
            cutByQuota: people.filter(\.isCutByQuota).count, nearPeople: nearPeople,
            nearOffices: nearOffices, aboveCap: aboveCap, changed: changed, lifted: lifted, cards: cards,
            overdueTalks: overdueTalks, overdueCards: overdueCards, overdueItems: overdueItems,
            itemCounts: assessment?.itemCounts ?? .init(), cardSteps: cardSteps, unanswered: unanswered,
            earlyWarnings: earlyWarnings, ungraded: ungraded,
            uncounted: (assessment?.uncountedRows ?? []).sorted { $0.place < $1.place },
            proposals: proposals, claims: (data?.projects ?? []).filter { $0.claimed != nil },
            indicatorCount: data?.indicators.count ?? 0, declaredCount: data?.declared.count ?? 0,
            sources: (data?.sources ?? []).sorted { $0.path < $1.path }, refused: [])
    }

    /// Reviewers as typed: the report lists staff numbers only.
    private var proposals: [ProposalEntry] {
        guard let data = assessment?.data else { return [] }
        let inForce = Set(data.declared.map(\.proposal.code))
        return data.proposals().map { proposal in
            ProposalEntry(
                proposal: proposal,
                reviewer: proposal.reviewer.map { RoleHolder(code: nil, name: $0, isNamesake: false) },
                isInForce: inForce.contains(proposal.code))
        }
    }

    private var people: [PersonAssessment] { assessment?.people ?? [] }
    private var offices: [OfficeAssessment] { assessment?.offices ?? [] }

    private func officeName(_ code: Code) -> String {
        officeNames[code] ?? assessment?.officeNames[code] ?? code.text
    }

    private var stage: RunReport.Stage {
        guard let assessment else { return .refused }
        if assessment.isSignedOff { return .signed }
        return assessment.isRunning ? .running : .ended
    }

    private var made: [RunReport.Made] {
        let made = issue?.papers ?? papers
        return DocumentKind.allCases.compactMap { kind in
            let count = made.filter { $0.kind == kind }.count
            return count > 0 ? .init(kind: kind, count: count) : nil
        }
    }

    private var unchanged: Int {
        guard let issue else { return 0 }
        let issued = Set(issue.papers.map { PaperKey(kind: $0.kind, subject: $0.subject) })
        return papers.filter { !issued.contains(PaperKey(kind: $0.kind, subject: $0.subject)) }.count
    }

    /// What was due, less what was made.
    private var withheld: [RunReport.Withheld] {
        let made = Set(papers.map { PaperKey(kind: $0.kind, subject: $0.subject) })
        return due.filter { !made.contains(PaperKey(kind: $0.kind, subject: $0.subject)) }
    }

    private struct PaperKey: Hashable {
        let kind: DocumentKind
        let subject: String
    }

    private var due: [RunReport.Withheld] {
        guard let assessment else { return [] }
        let bulletins = offices.map { office in
            RunReport.Withheld(
                subject: office.office.code.text, kind: .bulletin, office: office.office.name,
                reasons: reasons([office.office.code]))
        }
        let reports = people.map { person in
            RunReport.Withheld(
                subject: person.person.code.text, kind: .feedback, office: officeName(person.person.office),
                reasons: reasons([person.person.code, person.person.office]))
        }
        let notices = assessment.cards.filter { $0.outcome != .refused }.map { card in
            RunReport.Withheld(
                subject: card.id, kind: .card, office: card.office.map(officeName),
                reasons: reasons([card.object.code]))
        }
        return bulletins + reports + notices + dueWorkingPapers
    }

    /// Of persons only: lists and ledgers are made whatever is withheld. An issued batch has no working papers.
    private var dueWorkingPapers: [RunReport.Withheld] {
        let kinds = [DocumentKind.personalList, .talkSheet].filter { kind in
            papers.contains { $0.kind == kind }
        }
        let leaders = kinds.contains(.talkSheet) ? talkLeaders : [:]
        return kinds.flatMap { kind in
            people.flatMap { person in
                // Of somebody whom two leaders have to talk to each has a sheet.
                let count = kind == .talkSheet ? max(1, leaders[person.person.code]?.count ?? 1) : 1
                return Array(
                    repeating: RunReport.Withheld(
                        subject: person.person.code.text, kind: kind,
                        office: officeName(person.person.office),
                        reasons: reasons([person.person.code, person.person.office])), count: count)
            }
        }
    }

    private var talkLeaders: [Code: Set<Code>] {
        guard let assessment else { return [:] }
        return TalkRound(assessment, later: [], calendar: calendar).planned.reduce(into: [:]) {
            leaders, talk in
            if let person = talk.person { leaders[person, default: []].insert(talk.leader) }
        }
    }

    /// Errors that touch the first of `codes` that any touches.
    private func reasons(_ codes: [Code]) -> [Diagnostic] {
        codes.lazy.compactMap { errors[$0] }.first ?? []
    }

    private var missing: [RunReport.MissingReports] {
        let ofOffices = offices.map { office in
            RunReport.MissingReports(
                holder: Holder(.office, office.office.code), office: office.office.name,
                indicators: missing(office.lines, of: office.office.code),
                panel: office.missing.contains(.panel) && !hasFaultyMark(office.office.code))
        }
        let ofPeople = people.map { person in
            RunReport.MissingReports(
                holder: Holder(.person, person.person.code), office: officeName(person.person.office),
                indicators: missing(person.lines, of: person.person.code),
                panel: person.missing.contains(.panel) && !hasFaultyMark(person.person.code))
        }
        return (ofOffices + ofPeople).filter { !$0.indicators.isEmpty || $0.panel }
    }

    /// A line whose row has a fault was reported; what has to be done about it stands with the fault.
    private func missing(_ lines: [LineAssessment], of holder: Code) -> [Code] {
        let faulty = Set((errors[holder] ?? []).flatMap(\.row).map(\.text))
        return lines.filter { $0.isMissing && !faulty.contains($0.indicator.code.text) }
            .map(\.indicator.code).sorted()
    }

    /// A mark that was given and cannot be used; a row of 定性评议 without 指标代码 is about the component.
    private func hasFaultyMark(_ holder: Code) -> Bool {
        (errors[holder] ?? []).contains { fault in
            fault.row.contains { $0.title == "评委序号" }
                && !fault.row.contains { $0.title == "指标代码" && !$0.text.isEmpty }
        }
    }

    private func row(_ person: PersonAssessment) -> RunReport.PersonRow {
        .init(code: person.person.code, office: officeName(person.person.office), score: person.score)
    }
}

/// Near a bound, and what the committee decided against a proposal.
extension RunReportFacts {
    fileprivate var nearPeople: [RunReport.Near] {
        guard let ladder = assessment?.scheme.grades.ladder else { return [] }
        return people.flatMap { person -> [RunReport.Near] in
            guard let score = person.score, person.gradeByScore != nil else { return [] }
            return zip(ladder, ladder.dropFirst()).compactMap { upper, lower in
                upper.from.flatMap {
                    near(
                        person.person.code, officeName(person.person.office), score, $0,
                        above: upper.grade.label, below: lower.grade.label)
                }
            }
        }
    }

    fileprivate var nearOffices: [RunReport.Near] {
        guard let classes = assessment?.scheme.officeClasses else { return [] }
        return offices.compactMap { office in
            office.score.flatMap {
                near(
                    office.office.code, office.office.name, $0, classes.thirdBelow, above: classes.second,
                    below: classes.third)
            }
        }
    }

    private func near(
        _ code: Code, _ name: String, _ score: Points, _ bound: Points, above: String, below: String
    ) -> RunReport.Near? {
        let isAbove = score >= bound
        let near = RunReport.Near(
            code: code, name: name, score: score, bound: bound, label: isAbove ? above : below,
            other: isAbove ? below : above)
        return near.distance <= RunReport.nearness ? near : nil
    }

    fileprivate var aboveCap: [RunReport.AboveCap] {
        guard let rules = assessment?.scheme.grades else { return [] }
        return people.compactMap { person in
            guard let decided = person.decided else { return nil }
            let crossed = person.caps.filter { rules.position(of: decided) < rules.position(of: $0.atMost) }
            return crossed.max { rules.position(of: $0.atMost) < rules.position(of: $1.atMost) }.map {
                .init(code: person.person.code, cap: $0, decided: decided.label, decision: person.decision)
            }
        }
    }

    /// 销牌 and 撤牌 are nobody's proposal, so they change none.
    fileprivate var changed: [Decision] {
        decisions([.grade, .card]).filter { $0.suggested != $0.decided }
    }

    fileprivate var lifted: [Decision] { decisions([.lifting, .withdrawal]) }

    private func decisions(_ matters: Set<Decision.Matter>) -> [Decision] {
        (assessment?.data.decisions ?? []).filter { matters.contains($0.matter) }
            .sorted { ($0.matter.rawValue, $0.holder) < ($1.matter.rawValue, $1.holder) }
    }

    fileprivate var ungraded: [RunReport.Ungraded] {
        people.compactMap { person in
            person.noGrade.map {
                .init(
                    code: person.person.code, office: officeName(person.person.office), reason: $0)
            }
        }
    }
}

/// Cards, and what is due or overdue on 数据截至.
extension RunReportFacts {
    fileprivate var cards: [RunReport.CardRow] {
        (assessment?.cards ?? []).map { .init(card: $0, office: $0.office.map(officeName)) }
    }

    /// Those of the talk lists, judged by what was known on this quarter's 数据截至.
    fileprivate var overdueTalks: [RunReport.OverdueTalk] {
        guard let assessment else { return [] }
        let cards = ItemDirectory(assessment).cards
        return TalkRound(assessment, later: [], calendar: calendar).planned.filter(\.isOverdue).compactMap {
            talk in
            guard let id = talk.cardID, let record = cards[id], let due = talk.due else { return nil }
            return .init(record: record, person: talk.person, due: due)
        }
    }

    fileprivate var overdueCards: [RunReport.OverdueCard] {
        guard let assessment, let asOf = assessment.asOf else { return [] }
        return assessment.earlierCards.compactMap { record in
            guard record.closure == nil, record.rectification?.isAccepted != true else { return nil }
            let due = assessment.deadline(of: record)
            return due < asOf ? .init(record: record, due: due) : nil
        }
    }

    fileprivate var overdueItems: [RectificationItem] {
        guard let assessment else { return [] }
        return assessment.items.filter { $0.isOverdue(on: assessment.asOf) }.sorted {
            ($0.due ?? period.lastDay, $0.id) < ($1.due ?? period.lastDay, $1.id)
        }
    }

    /// Not accepted yet, and at a step that somebody has to take.
    fileprivate var cardSteps: [CardLife] {
        guard let assessment else { return [] }
        let composer = Composer(assessment, calendar: calendar)
        return assessment.earlierCards.compactMap { composer.life(ofCard: $0.id) }.filter {
            $0.record.closure == nil && ($0.isReminderDue || $0.record.stateText == "待验收")
        }
    }

    fileprivate var unanswered: [Objection] {
        (assessment?.data.objections ?? []).filter { $0.answered == nil }.sorted {
            ($0.date, $0.person) < ($1.date, $1.person)
        }
    }

    fileprivate var earlyWarnings: [RunReport.EarlyWarning] {
        offices.flatMap { office in office.lines.compactMap { warning($0, office.office.name) } }
            + people.flatMap { person in
                person.lines.compactMap { warning($0, officeName(person.person.office)) }
            }
    }

    private func warning(_ line: LineAssessment, _ office: String) -> RunReport.EarlyWarning? {
        line.expected.flatMap { $0.isBehind ? .init(line: line, expected: $0, office: office) : nil }
    }
}

extension OfficeAssessment {
    /// On a line with others, and not decided.
    package var isPending: Bool {
        if classDecided == nil, case .pending = classSuggested { return true }
        return false
    }
}
