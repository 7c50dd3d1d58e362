import Model

/// The facts of one quarter that raise cards, by object (docs/rules.md §6).
///
/// R4 and R6 are not facts of the quarter's tables and come from ``CardHistory``.
struct CardFactFinder {
    let index: QuarterIndex
    let calendar: WorkCalendar
    let people: [PersonAssessment]
    let offices: [OfficeAssessment]
    /// Appeals and findings that signed quarters used, whatever the committee made of them.
    let usedMatters: Set<CardMatter>
    /// Persons, offices and projects whose facts may be incomplete; they raise none.
    let withheld: Set<Code>
    private let assessed: Set<Code>
    private let lowestOffice: Points?

    private var rules: Scheme.CardRules { index.data.scheme.cards }

    init(
        index: QuarterIndex, calendar: WorkCalendar, people: [PersonAssessment], offices: [OfficeAssessment],
        usedMatters: Set<CardMatter>, withheld: Set<Code>
    ) {
        self.index = index
        self.calendar = calendar
        self.people = people
        self.offices = offices
        self.usedMatters = usedMatters
        self.withheld = withheld
        assessed = Set(people.map(\.person.code))
        lowestOffice = offices.compactMap(\.score).min()
    }

    /// Facts in rule order; objects that a fault withholds raise none.
    func facts() -> [Holder: [CardFact]] {
        var facts: [Holder: [CardFact]] = [:]
        for person in people where !person.isWithheld {
            facts[Holder(.person, person.person.code)] =
                grade(person) + person.scoredKeyLines(keyLineFacts)
                + vetoes(person.lines)
        }
        for office in offices where !office.isWithheld {
            facts[Holder(.office, office.office.code)] =
                keyLineFacts(office.lines) + vetoes(office.lines)
                + last(office)
        }
        for (holder, found) in lags() + overdueAppeals() + findings()
        where !withheld.contains(holder.code) {
            facts[holder, default: []].append(found)
        }
        return facts.filter { !$0.value.isEmpty }
    }

    /// Y1/R1: the grade by score alone; caps and quota raise no card.
    private func grade(_ person: PersonAssessment) -> [CardFact] {
        guard let score = person.score, let step = index.data.scheme.grades.step(for: score),
            let colour = step.card
        else { return [] }
        return [CardFact(rule: colour == .red ? .r1 : .y1, detail: .grade(score: score, grade: step.grade))]
    }

    /// Y2/R2; a line fed by 项目台账 raises none, its projects do. R2 replaces Y2.
    private func keyLineFacts(_ lines: [LineAssessment]) -> [CardFact] {
        let measured = lines.presentKey.filter { !$0.isFedByProjects && $0.cardCompletion != nil }
            .sorted {
                ($0.cardCompletion ?? .zero, $0.indicator.code) < (
                    $1.cardCompletion ?? .zero, $1.indicator.code
                )
            }
        let severe = measured.filter { ($0.cardCompletion ?? .zero) < rules.severeBelow }
        let mild = measured.filter { ($0.cardCompletion ?? .zero) < rules.mildBelow }
        if severe.count >= rules.severeCount { return [CardFact(rule: .r2, detail: .lines(severe))] }
        if !severe.isEmpty || mild.count >= rules.mildCount {
            return [CardFact(rule: .y2, detail: .lines(mild.count >= rules.mildCount ? mild : severe))]
        }
        return []
    }

    /// R7.
    private func vetoes(_ lines: [LineAssessment]) -> [CardFact] {
        lines.filter(\.vetoed).map { CardFact(rule: .r7, detail: .veto($0)) }
    }

    /// Y6: last among the scored offices, ties included, and below the line.
    private func last(_ office: OfficeAssessment) -> [CardFact] {
        guard let score = office.score, let rank = office.rank, score < rules.officeLastBelow,
            score == lowestOffice
        else { return [] }
        return [CardFact(rule: .y6, detail: .lastOffice(score: score, place: rank.place))]
    }

    /// Y3/R3, on the printed points behind plan.
    private func lags() -> [(Holder, CardFact)] {
        index.projects.compactMap { project in
            guard !index.exemptMatters.contains(project.code), project.lag >= rules.lagYellowFrom else {
                return nil
            }
            let rule: CardRule = project.lag > rules.lagRedAbove ? .r3 : .y3
            return (Holder(.project, project.code), CardFact(rule: rule, detail: .lag(project)))
        }
    }

    /// Y4, against the handler.
    private func overdueAppeals() -> [(Holder, CardFact)] {
        OverdueAppeals(index: index, calendar: calendar, handlers: assessed).found()
            .filter { isFresh(.appeal($0.appeal.code)) }
            .map { appeal, limitDay in
                (
                    Holder(.person, appeal.handler),
                    CardFact(rule: .y4, detail: .appeal(appeal, limitDay: limitDay))
                )
            }
    }

    /// Y5/R5, by the finding's nature.
    private func findings() -> [(Holder, CardFact)] {
        index.spotChecks.sorted { $0.key < $1.key }.flatMap { holder, checks in
            checks.sorted { $0.code < $1.code }.compactMap { finding -> (Holder, CardFact)? in
                guard let colour = rules.findingColours[finding.nature], isFresh(.finding(finding.code)),
                    holder.kind != .person || assessed.contains(holder.code)
                else { return nil }
                return (holder, CardFact(rule: colour == .red ? .r5 : .y5, detail: .finding(finding)))
            }
        }
    }

    private func isFresh(_ matter: CardMatter) -> Bool {
        !usedMatters.contains(matter) && !index.exemptMatters.contains(matter.code)
    }
}

extension PersonAssessment {
    /// Persons without a grade raise neither Y2 nor R2.
    fileprivate func scoredKeyLines(_ facts: ([LineAssessment]) -> [CardFact]) -> [CardFact] {
        score == nil ? [] : facts(lines)
    }
}

extension LineAssessment {
    var isFedByProjects: Bool {
        guard case .ledger(let source, _, _) = origin else { return false }
        return source == .projectsOnSchedule || source == .projectsOnScheduleRate
    }
}
