import Model

/// The only place where a bulletin reads persons; what leaves it is names of the best and park-wide counts.
extension BulletinFacts {
    var honours: Bulletin.Honours {
        let rules = assessment.scheme.grades
        let best = rules.ladder.first?.grade.label ?? ""
        // By place: copies of all people would be a tenth of a large park's memory.
        let people = assessment.people
        let seen = people.indices.filter { !people[$0].isWithheld }
        let honoured = seen.filter { people[$0].finalGrade == best }.map { people[$0].person }
        let honouredNames = Set(honoured.map(\.name))
        let bearers = Dictionary(
            grouping: assessment.data.people.lazy.filter { honouredNames.contains($0.name) }, by: \.name)
        let names = honoured.map { name(of: $0, among: bearers[$0.name] ?? []) }
        let isPending = seen.contains { people[$0].isPending }
        return Bulletin.Honours(
            grade: best, names: assessment.isRunning ? [] : names, isPending: isPending,
            others: isPending ? [] : shares(below: best, of: seen), quotaPercent: rules.quotaPercent)
    }

    private func name(of person: Person, among namesakes: [Person]) -> Bulletin.Honours.Name {
        guard namesakes.count > 1 else { return .init(name: person.name, office: nil) }
        let office = names[person.office] ?? person.office.text
        let isSettled = namesakes.filter { $0.office == person.office }.count == 1
        return .init(name: person.name, office: isSettled ? office : "\(office)\(person.post)")
    }

    /// - Parameter seen: places among the people.
    private func shares(below best: String, of seen: [Int]) -> [Bulletin.Honours.Share] {
        let labels = assessment.scheme.grades.ladder.dropFirst().map(\.grade.label)
        let people = assessment.people
        let graded = seen.filter { people[$0].gradeByScore != nil }
        let parts = labels.map { label in
            PublicSplit.Part(labels: [label], count: graded.count { people[$0].finalGrade == label })
        }
        return PublicSplit(merging: parts).parts.map { part in
            let isTail = part.labels.count > 1 && part.labels.last == labels.last
            let label = isTail ? "\(part.labels[0])及以下" : part.labels.joined(separator: "、")
            return .init(label: label, count: part.shown)
        }
    }

    /// Persons are counted for the whole park or not at all; what is named is narrowed for an office.
    var cards: Bulletin.CardSummary {
        let standing = assessment.cards.filter { $0.outcome != .refused }
        let persons = standing.filter { $0.object.kind == .person }
        let split = PublicSplit(
            unmerged: CardColour.allCases.map { colour in
                .init(labels: [colour.rawValue], count: persons.filter { $0.colour == colour }.count)
            })
        return Bulletin.CardSummary(
            persons: split.total,
            personsByColour: zip(CardColour.allCases, split.parts).map { .init(colour: $0, count: $1.shown) },
            named: named(standing.filter { $0.object.kind != .person }),
            earlier: earlier(assessment.earlierCards.filter { $0.object.kind != .person && $0.isOpen }))
    }

    func named(_ cards: [CardNotice]) -> [Bulletin.CardSummary.NamedCard] {
        cards.map { .init(card: $0, office: $0.office.flatMap { names[$0] }) }
    }

    func earlier(_ records: [CardRecord]) -> [Bulletin.CardSummary.EarlierCard] {
        records.map { record in
            .init(record: record, name: name(of: record.object), isOverdue: isOverdue(record))
        }
    }

    private func isOverdue(_ record: CardRecord) -> Bool {
        guard let asOf = assessment.asOf else { return false }
        return assessment.deadline(of: record) < asOf
    }

    private func name(of object: Holder) -> String {
        let known = object.kind == .office ? assessment.officeNames : assessment.projectNames
        return known[object.code] ?? names[object.code] ?? object.code.text
    }

    var spotChecks: Bulletin.SpotCheckSummary {
        let checks = (assessment.data.spotChecks ?? []).filter {
            assessment.period.days.contains($0.date) && !groups.exempt.contains($0.code)
        }
        let persons = Set(checks.filter { $0.holder.kind == .person }.map(\.holder.code))
        return Bulletin.SpotCheckSummary(
            isDue: assessment.data.spotChecks != nil,
            ofOffices: findings(checks.filter { $0.holder.kind == .office }),
            persons: PublicCount(persons.count))
    }

    /// Those about offices, by date.
    func findings(_ checks: [SpotCheck]) -> [Bulletin.SpotCheckSummary.OfficeFinding] {
        checks.sorted { ($0.date, $0.code) < ($1.date, $1.code) }.map {
            .init(
                office: names[$0.holder.code] ?? $0.holder.code.text, date: $0.date, nature: $0.nature,
                deduction: $0.deduction)
        }
    }
}

extension PersonAssessment {
    /// 审定等次, else 建议等次; `nil` without one and while it is 待审定.
    var finalGrade: String? {
        if let decided { return decided.label }
        if case .label(let text) = suggested { return text }
        return nil
    }

    package var isPending: Bool {
        if decided == nil, case .pending = suggested { return true }
        return false
    }
}

extension CardRecord {
    /// Neither lifted, escalated nor withdrawn, and its rectification not accepted.
    var isOpen: Bool { closure == nil && rectification?.isAccepted != true }
}

extension Assessment {
    /// 整改期限, moved by an approved 延期至.
    func deadline(of record: CardRecord) -> Day {
        rectifications.first { $0.source == record.id }?.extendedTo ?? record.rectifyBy
    }
}
