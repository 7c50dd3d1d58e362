import Model

/// Rows of a quarter by the office they count for, grouped once for all bulletins.
struct BulletinGroups: Sendable {
    let indicators: [Code: [Bulletin.IndicatorRow]]
    let projects: [Code: [Bulletin.ProjectRow]]
    let tallies: [Code: SurveyTally]
    /// Of the office's people, inside the quarter, by their places in the table; `nil` without the table.
    let visits: [Code: [Int32]]?
    /// Of the office's people, exempted ones left out, by their places in the table; `nil` without the table.
    let appeals: [Code: [Int32]]?
    /// About offices.
    let spotChecks: [Code: [SpotCheck]]
    /// Of offices and projects.
    let cards: [Code: [CardNotice]]
    /// The same, of earlier quarters and open.
    let earlierCards: [Code: [CardRecord]]
    let exempt: Set<Code>

    init(
        _ assessment: Assessment, indicators: [Bulletin.IndicatorRow], projects: [Bulletin.ProjectRow]
    ) {
        let data = assessment.data
        let exempt = Set(data.exemptions.compactMap(\.matter))
        self.exempt = exempt
        self.indicators = Dictionary(grouping: indicators) { $0.line.target.holder.code }
        self.projects = Dictionary(grouping: projects) { $0.project.office }
        tallies = Dictionary(grouping: data.survey ?? [], by: \.office)
            .mapValues { SurveyTally($0, assessment.scheme.satisfaction) }
        let offices = Dictionary(
            data.people.map { ($0.code, $0.office) }, uniquingKeysWith: { first, _ in first })
        let days = assessment.period.days
        visits = data.visits.map { all in
            all.places(by: { days.contains($0.date) ? offices[$0.person] : nil })
        }
        appeals = data.appeals.map { all in
            all.places(by: { exempt.contains($0.code) ? nil : offices[$0.handler] })
        }
        spotChecks = (data.spotChecks ?? []).filter {
            days.contains($0.date) && !exempt.contains($0.code)
        }.grouped { $0.holder.kind == .office ? $0.holder.code : nil }
        let owners = Dictionary(
            (data.projects ?? []).map { ($0.code, $0.office) }, uniquingKeysWith: { first, _ in first })
        func office(of object: Holder, _ owner: Code?) -> Code? {
            object.kind == .office ? object.code : owner
        }
        cards = assessment.cards.filter { $0.outcome != .refused && $0.object.kind != .person }
            .grouped { office(of: $0.object, $0.office) }
        earlierCards = assessment.earlierCards.filter { $0.isOpen && $0.object.kind != .person }
            .grouped { office(of: $0.object, owners[$0.object.code]) }
    }
}

extension Array {
    /// Elements without a key are left out.
    fileprivate func grouped<Key: Hashable>(_ key: (Element) -> Key?) -> [Key: [Element]] {
        var groups: [Key: [Element]] = [:]
        for element in self {
            if let key = key(element) { groups[key, default: []].append(element) }
        }
        return groups
    }
}
