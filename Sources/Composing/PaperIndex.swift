import Model

/// A quarter's rows by the holder they belong to: every paper asks for its own, and no paper may scan a table,
/// or a park of twice the people would take four times as long.
///
/// Rows stand by their place in the table, so that papers list them in its order.
final class PaperIndex: Sendable {
    private let assessment: Assessment
    private let projects: [Code: [Int32]]
    private let officeProjectTypes: [Code: Set<String>]
    private let people: [Code: Int32]
    private let offices: [Code: Int32]
    private let spotChecks: [Code: [Int32]]
    private let exemptions: [Code: String]
    private let cards: [Holder: [Int32]]
    private let earlierCards: [Holder: [Int32]]
    private let objections: [Code: [Int32]]
    private let appeals: [Code: [Int32]]
    /// Of the enterprises' sheets about each office.
    private let tallies: [Code: SurveyTally]
    private let talks: [Code: [Int32]]
    private let proposals: [Code: [Proposal]]
    /// Self-declared indicators that count.
    private let inForce: Set<Code>

    init(_ assessment: Assessment) {
        self.assessment = assessment
        let data = assessment.data
        projects = (data.projects ?? []).places(by: \.owner)
        officeProjectTypes = Dictionary(grouping: data.projects ?? [], by: \.office).mapValues {
            Set($0.map(\.type))
        }
        people = assessment.people.places(by: \.person.code).compactMapValues(\.first)
        offices = assessment.offices.places(by: \.office.code).compactMapValues(\.first)
        spotChecks = (data.spotChecks ?? []).places(by: \.code)
        exemptions = Dictionary(
            data.exemptions.compactMap { row in row.matter.map { ($0, row.reason) } },
            uniquingKeysWith: { first, _ in first })
        cards = assessment.cards.places(by: \.object)
        earlierCards = assessment.earlierCards.places(by: \.object)
        objections = data.objections.places(by: \.person)
        appeals = (data.appeals ?? []).places(by: \.handler)
        tallies = Dictionary(grouping: data.survey ?? [], by: \.office)
            .mapValues { SurveyTally($0, assessment.scheme.satisfaction) }
        talks = data.talks.places(by: \.person)
        proposals = Dictionary(grouping: data.proposals(), by: \.person)
        inForce = Set(data.declared.map(\.proposal.code))
    }

    func projects(of owner: Code) -> [Project] {
        guard let all = assessment.data.projects else { return [] }
        return all.elements(at: projects[owner])
    }

    func projectTypes(of office: Code) -> Set<String> { officeProjectTypes[office] ?? [] }

    func person(_ code: Code) -> PersonAssessment? { people[code].map { assessment.people[Int($0)] } }

    func office(_ code: Code) -> OfficeAssessment? { offices[code].map { assessment.offices[Int($0)] } }

    func spotChecks(_ codes: [Code]) -> [SpotCheck] {
        guard let all = assessment.data.spotChecks else { return [] }
        return all.elements(at: Set(codes.flatMap { spotChecks[$0] ?? [] }).sorted())
    }

    /// 事由 of the exemption of a project, an appeal or a finding.
    func exemption(of matter: Code) -> String? { exemptions[matter] }

    func cards(of holders: [Holder]) -> [CardNotice] {
        assessment.cards.elements(at: holders.places(in: cards))
    }

    func earlierCards(of holders: [Holder]) -> [CardRecord] {
        assessment.earlierCards.elements(at: holders.places(in: earlierCards))
    }

    func appeals(handledBy person: Code) -> [Appeal] {
        guard let all = assessment.data.appeals else { return [] }
        return all.elements(at: appeals[person])
    }

    func tally(about office: Code) -> SurveyTally {
        tallies[office] ?? SurveyTally([], assessment.scheme.satisfaction)
    }

    func objections(of person: Code) -> [Objection] {
        assessment.data.objections.elements(at: objections[person])
    }

    func talks(with person: Code) -> [Talk] { assessment.data.talks.elements(at: talks[person]) }

    /// Of this folder and, in force, of earlier ones, in order of their codes.
    func proposals(of person: Code) -> [Proposal] { proposals[person] ?? [] }

    func isInForce(_ proposal: Proposal) -> Bool { inForce.contains(proposal.code) }
}

extension [Holder] {
    fileprivate func places(in rows: [Holder: [Int32]]) -> [Int32] { flatMap { rows[$0] ?? [] }.sorted() }
}
