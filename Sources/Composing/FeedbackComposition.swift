import Model

/// Collects one person's facts through the paper's boundary.
struct FeedbackComposition {
    let composer: Composer
    let person: PersonAssessment
    var boundary: PaperBoundary

    var assessment: Assessment { composer.assessment }
    var scheme: Scheme { composer.assessment.scheme }
    private var directory: Directory { composer.directory }
    private var code: Code { person.person.code }
    private let ownProjects: [Project]
    /// The person and the projects the person is responsible for.
    private let ownHolders: [Holder]

    /// The person, the person's office, and the projects the person is responsible for.
    init(composer: Composer, person: PersonAssessment) {
        self.composer = composer
        self.person = person
        ownProjects = composer.index.projects(of: person.person.code)
        // A project may have a row for each of its snapshots.
        let own = Holder(.person, person.person.code)
        // A project gone from the tables is still answered for, as long as its item is open.
        let gone = composer.items.items(ownedBy: own).map(\.object).filter { $0.kind == .project }
        ownHolders = [own] + Set(ownProjects.map { Holder(.project, $0.code) } + gone).sorted()
        boundary = PaperBoundary(
            subject: person.person.code,
            owners: Set(ownHolders + [Holder(.office, person.person.office)]), directory: composer.directory)
    }

    mutating func report() -> FeedbackReport {
        let lines = person.lines.compactMap { boundary.line($0, holderName: person.person.name) }
        let findings = LineFindings(lines)
        let office = directory.office(person.person.office)
        let projects = laggingProjects()
        return FeedbackReport(
            heading: PaperHeading(assessment, composer.mark), person: person.person,
            officeName: directory.officeName(person.person.office), isNamesake: directory.isNamesake(code),
            talkLeader: boundary.role(person.person.talkLeader),
            supervisor: office.map { boundary.role($0.supervisor) },
            officeHead: office.map { boundary.role($0.head) }, noGrade: person.noGrade,
            missing: missingParts(),
            calculation: scoreCalculation(), grade: gradeOutcome(), change: change(),
            trend: TrendChart(person.trend, upTo: assessment.period, ladder: scheme.grades.ladder),
            parkRank: scheme.showRank ? person.parkRank : nil,
            officeRank: scheme.showRank ? person.officeRank : nil,
            lines: lines, warnings: lines.filter { $0.line.expected?.isBehind ?? false },
            strengths: findings.strengths, gaps: findings.gaps, nearest: findings.nearest, projects: projects,
            ownsProjects: !ownProjects.isEmpty,
            cases: composer.cases.matches(
                findings.gaps.map { CaseWish($0.line, projectTypes: projectTypes) }
                    + projects.map { CaseWish($0.project) },
                office: person.person.office),
            lastTalk: lastTalk(), items: reportedItems(), cards: cards(), objections: objections(),
            proposals: boundary.proposals(of: code, in: composer.index),
            objectionRoute: objectionRoute())
    }

    /// Of the person's own projects; of the office's when the person has none.
    private var projectTypes: Set<String> {
        let types = Set(ownProjects.map(\.type))
        return types.isEmpty ? composer.index.projectTypes(of: person.person.office) : types
    }

    private func missingParts() -> [MissingPart] {
        person.missing.map { missing in
            switch missing {
            case .line(let code):
                let line = person.lines.first { $0.indicator.code == code }
                return .line(code: code.text, name: line?.indicator.name ?? code.text)
            case .panel: return .panel
            case .office: return .office
            }
        }
    }

    private func change() -> ScoreChange? {
        guard let score = person.score,
            let before = person.trend.first(where: { $0.period == assessment.period.advanced(by: -1) })
        else { return nil }
        return ScoreChange(before: before, difference: score - before.score)
    }

    /// Most points behind first.
    private func laggingProjects() -> [LaggingProject] {
        ownProjects.filter { $0.lag > .zero }
            .sorted { ($1.lag, $0.code) < ($0.lag, $1.code) }
            .map { LaggingProject(project: $0, exemption: exemption(of: $0.code), rules: scheme.cards) }
    }

    private func exemption(of project: Code) -> String? {
        composer.index.exemption(of: project)
    }

    private mutating func lastTalk() -> LastTalk? {
        guard let talk = person.lastTalk,
            let own = boundary.admit(talk, of: Holder(.person, talk.person), as: "谈话记录", at: talk.place)
        else { return nil }
        let isPast = if let due = own.deadline, let asOf = assessment.asOf { due < asOf } else { false }
        return LastTalk(talk: own, leader: boundary.role(own.leader), isPast: isPast)
    }

    private mutating func reportedItems() -> [ItemEntry] {
        let owned = composer.items.items(ownedBy: Holder(.person, code))
        return owned.compactMap { item in
            // The fact may be about a project that has left the table; it is the person's all the same.
            let isProject = item.object.kind == .project
            guard isProject || boundary.admit(item, of: item.object, as: "整改事项", at: nil) != nil
            else { return nil }
            return composer.entry(item, &boundary)
        }.sorted(by: ItemEntry.precedes)
    }

    /// Cards in force, those lifted in the last four quarters, and this quarter's own.
    private func cards() -> [CardEntry] {
        let earlier = composer.index.earlierCards(of: ownHolders).filter(isShown).map {
            CardEntry($0, name: name(of: $0.object), asOf: assessment.asOf)
        }
        let fresh = composer.index.cards(of: ownHolders).filter { $0.outcome != .refused }.map {
            CardEntry($0)
        }
        return fresh + earlier.sorted { ($1.issued ?? .distant, $0.id) < ($0.issued ?? .distant, $1.id) }
    }

    private func isShown(_ card: CardRecord) -> Bool {
        if case .withdrawn? = card.closure { return false }
        return card.closure == nil
            || card.factsPeriod >= assessment.period.advanced(by: -scheme.cards.repeatQuarters)
    }

    private func name(of holder: Holder) -> String {
        switch holder.kind {
        case .person: return person.person.name
        case .office: return directory.officeName(holder.code)
        case .project: return ownProjects.first { $0.code == holder.code }?.name ?? composer.name(of: holder)
        }
    }

    private func objections() -> [Objection] {
        composer.index.objections(of: code)
    }

    /// Who gets a corrected report has the whole time again.
    private func objectionRoute() -> ObjectionRoute {
        let settings = scheme.objection
        let issued = composer.mark?.date ?? assessment.data.signoff?.date
        return ObjectionRoute(
            settings: settings,
            lastDay: issued.flatMap { composer.deadline(settings.workingDays, after: $0) })
    }
}

extension Day {
    /// Sorts records without a date after all others when the newest stand first.
    fileprivate static var distant: Day { Day(ordinal: 0) }
}
