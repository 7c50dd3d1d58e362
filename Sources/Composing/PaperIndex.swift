import Model

/// A quarter's rows by the holder they belong to: every paper asks for its own, and no paper may scan a table,
/// or a park of twice the people would take four times as long.
///
/// Rows stand by their place in the table, so that papers list them in its order.
final class PaperIndex: Sendable {
    private let assessment: Assessment
    private let projects: [Code: [Int]]
    private let officeProjectTypes: [Code: Set<String>]
    private let people: [Code: Int]
    private let offices: [Code: Int]
    private let spotChecks: [Code: [Int]]
    private let exemptions: [Code: String]
    private let cards: [Holder: [Int]]
    private let earlierCards: [Holder: [Int]]
    private let objections: [Code: [Int]]
    private let appeals: [Code: [Int]]
    /// Of the enterprises' sheets about each office.
    private let tallies: [Code: SurveyTally]
    private let talks: [Code: [Int]]
    private let proposals: [Code: [Proposal]]
    /// Self-declared indicators that count.
    private let inForce: Set<Code>

    init(_ assessment: Assessment) {
        self.assessment = assessment
        let data = assessment.data
        projects = (data.projects ?? []).positions { $0.owner }
        officeProjectTypes = Dictionary(grouping: data.projects ?? [], by: \.office).mapValues {
            Set($0.map(\.type))
        }
        people = assessment.people.positions { $0.person.code }.compactMapValues(\.first)
        offices = assessment.offices.positions { $0.office.code }.compactMapValues(\.first)
        spotChecks = (data.spotChecks ?? []).positions { $0.code }
        exemptions = Dictionary(
            data.exemptions.compactMap { row in row.matter.map { ($0, row.reason) } },
            uniquingKeysWith: { first, _ in first })
        cards = assessment.cards.positions { $0.object }
        earlierCards = assessment.earlierCards.positions { $0.object }
        objections = data.objections.positions { $0.person }
        appeals = (data.appeals ?? []).positions { $0.handler }
        tallies = Dictionary(grouping: data.survey ?? [], by: \.office)
            .mapValues { SurveyTally($0, assessment.scheme.satisfaction) }
        talks = data.talks.positions { $0.person }
        proposals = Dictionary(grouping: data.proposals(), by: \.person)
        inForce = Set(data.declared.map(\.proposal.code))
    }

    func projects(of owner: Code) -> [Project] {
        guard let all = assessment.data.projects else { return [] }
        return (projects[owner] ?? []).map { all[$0] }
    }

    func projectTypes(of office: Code) -> Set<String> { officeProjectTypes[office] ?? [] }

    func person(_ code: Code) -> PersonAssessment? { people[code].map { assessment.people[$0] } }

    func office(_ code: Code) -> OfficeAssessment? { offices[code].map { assessment.offices[$0] } }

    func spotChecks(_ codes: [Code]) -> [SpotCheck] {
        guard let all = assessment.data.spotChecks else { return [] }
        return Set(codes.flatMap { spotChecks[$0] ?? [] }).sorted().map { all[$0] }
    }

    /// 事由 of the exemption of a project, an appeal or a finding.
    func exemption(of matter: Code) -> String? { exemptions[matter] }

    func cards(of holders: [Holder]) -> [CardNotice] {
        holders.positions(in: cards).map { assessment.cards[$0] }
    }

    func earlierCards(of holders: [Holder]) -> [CardRecord] {
        holders.positions(in: earlierCards).map { assessment.earlierCards[$0] }
    }

    func appeals(handledBy person: Code) -> [Appeal] {
        guard let all = assessment.data.appeals else { return [] }
        return (appeals[person] ?? []).map { all[$0] }
    }

    func tally(about office: Code) -> SurveyTally {
        tallies[office] ?? SurveyTally([], assessment.scheme.satisfaction)
    }

    func objections(of person: Code) -> [Objection] {
        (objections[person] ?? []).map { assessment.data.objections[$0] }
    }

    func talks(with person: Code) -> [Talk] { (talks[person] ?? []).map { assessment.data.talks[$0] } }

    /// Of this folder and, in force, of earlier ones, in order of their codes.
    func proposals(of person: Code) -> [Proposal] { proposals[person] ?? [] }

    func isInForce(_ proposal: Proposal) -> Bool { inForce.contains(proposal.code) }
}

extension Array {
    fileprivate func positions<Key: Hashable>(_ key: (Element) -> Key) -> [Key: [Int]] {
        Dictionary(grouping: indices, by: { key(self[$0]) })
    }
}

extension [Holder] {
    fileprivate func positions(in rows: [Holder: [Int]]) -> [Int] { flatMap { rows[$0] ?? [] }.sorted() }
}
