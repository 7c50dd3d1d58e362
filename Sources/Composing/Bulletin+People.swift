import Model

/// The only place where a bulletin reads persons; what leaves it is names of the best and park-wide counts.
extension BulletinFacts {
    var honours: Bulletin.Honours {
        let rules = assessment.scheme.grades
        let best = rules.ladder.first?.grade.label ?? ""
        let seen = assessment.people.filter { !$0.isWithheld }
        let bearers = Dictionary(grouping: assessment.data.people, by: \.name)
        let names = seen.filter { $0.finalGrade == best }.map {
            name(of: $0.person, among: bearers[$0.person.name] ?? [])
        }
        let isPending = seen.contains { $0.isPending }
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

    private func shares(below best: String, of people: [PersonAssessment]) -> [Bulletin.Honours.Share] {
        let labels = assessment.scheme.grades.ladder.dropFirst().map(\.grade.label)
        let graded = people.filter { $0.gradeByScore != nil }
        let parts = labels.map { label in
            PublicSplit.Part(labels: [label], count: graded.filter { $0.finalGrade == label }.count)
        }
        return PublicSplit(merging: parts).parts.map { part in
            let isTail = part.labels.count > 1 && part.labels.last == labels.last
            let label = isTail ? "\(part.labels[0])及以下" : part.labels.joined(separator: "、")
            return .init(label: label, count: part.shown)
        }
    }

    /// `office` narrows what is named; persons are counted for the whole park or not at all.
    func cards(of office: Code?) -> Bulletin.CardSummary {
        let standing = assessment.cards.filter { $0.outcome != .refused }
        let persons = standing.filter { $0.object.kind == .person }
        let split = PublicSplit(
            unmerged: CardColour.allCases.map { colour in
                .init(labels: [colour.rawValue], count: persons.filter { $0.colour == colour }.count)
            })
        let named = standing.filter { $0.object.kind != .person && belongs($0.object, $0.office, to: office) }
        return Bulletin.CardSummary(
            persons: split.total,
            personsByColour: zip(CardColour.allCases, split.parts).map { .init(colour: $0, count: $1.shown) },
            named: named.map { .init(card: $0, office: $0.office.flatMap { names[$0] }) },
            earlier: earlierCards(of: office))
    }

    private func earlierCards(of office: Code?) -> [Bulletin.CardSummary.EarlierCard] {
        assessment.earlierCards.filter { record in
            let owner = (assessment.data.projects ?? []).first { $0.code == record.object.code }?.office
            return record.object.kind != .person && record.isOpen && belongs(record.object, owner, to: office)
        }.map { record in
            .init(record: record, name: name(of: record.object), isOverdue: isOverdue(record))
        }
    }

    private func isOverdue(_ record: CardRecord) -> Bool {
        guard let asOf = assessment.asOf else { return false }
        return assessment.deadline(of: record) < asOf
    }

    private func belongs(_ object: Holder, _ owner: Code?, to office: Code?) -> Bool {
        guard let office else { return true }
        return object.kind == .office ? object.code == office : owner == office
    }

    private func name(of object: Holder) -> String {
        let known = object.kind == .office ? assessment.officeNames : assessment.projectNames
        return known[object.code] ?? names[object.code] ?? object.code.text
    }

    func spotChecks(of office: Code?) -> Bulletin.SpotCheckSummary {
        let exempt = Set(assessment.data.exemptions.compactMap(\.matter))
        let findings = (assessment.data.spotChecks ?? []).filter {
            assessment.period.days.contains($0.date) && !exempt.contains($0.code)
        }
        let ofOffices = findings.filter {
            $0.holder.kind == .office && (office == nil || $0.holder.code == office)
        }.sorted { ($0.date, $0.code) < ($1.date, $1.code) }
        let persons = Set(findings.filter { $0.holder.kind == .person }.map(\.holder.code))
        return Bulletin.SpotCheckSummary(
            isDue: assessment.data.spotChecks != nil,
            ofOffices: ofOffices.map {
                .init(
                    office: names[$0.holder.code] ?? $0.holder.code.text, date: $0.date, nature: $0.nature,
                    deduction: $0.deduction)
            }, persons: PublicCount(persons.count))
    }
}

extension PersonAssessment {
    /// 审定等次, else 建议等次; `nil` without one and while it is 待审定.
    var finalGrade: String? {
        if let decided { return decided.label }
        if case .label(let text) = suggested { return text }
        return nil
    }

    var isPending: Bool {
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
