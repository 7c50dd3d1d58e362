import Model

/// A quarter's rows by the keys the rules look them up with; built once, so that no rule scans a table.
///
/// A class because it is handed about with rows: beside each of 20,000 appeals a copy of its fields took 1,300 bytes.
final class QuarterIndex: Sendable {
    let data: QuarterData
    let lines: QuarterLines
    private let parameters: [Code: [Points: ParametersInForce]]
    let indicators: [Code: Indicator]
    private let people: [Code: Int32]
    private let offices: [Code: Int32]
    let marks: PanelMarks
    /// Findings dated inside the quarter.
    let spotChecks: [Holder: [SpotCheck]]
    /// All findings of the folder, for 累计 counts.
    let everySpotCheck: [Holder: [SpotCheck]]
    let exemptLines: [LineKey: Exemption]
    let exemptMatters: Set<Code>
    let appealCodes: Set<Code>
    let findingCodes: Set<Code>
    /// Newest snapshot of each project inside the quarter, by code.
    let projects: [Project]
    let projectsByCode: [Code: Project]
    let projectsByOwner: [Code: [Project]]
    let projectsByOffice: [Code: [Project]]

    struct LineKey: Hashable, Sendable {
        var indicator: Code
        var holder: Holder
    }

    init(_ data: QuarterData, by workers: Workers) {
        self.data = data
        let (lines, marks) = (Handover<QuarterLines>(), Handover<PanelMarks>())
        workers.together([
            { lines.leave(QuarterLines(data)) }, { marks.leave(PanelMarks(data.ratings ?? [])) },
        ])
        self.lines = lines.take() ?? QuarterLines(data)
        self.marks = marks.take() ?? PanelMarks([])
        let all = data.indicators + data.declared.map(\.indicator)
        indicators = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        parameters = Self.parameters(data, indicators)
        people = Dictionary(
            data.people.indices.lazy.map { (data.people[$0].code, Int32($0)) },
            uniquingKeysWith: { a, _ in a })
        offices = Dictionary(
            data.offices.indices.lazy.map { (data.offices[$0].code, Int32($0)) },
            uniquingKeysWith: { a, _ in a })
        everySpotCheck = Dictionary(grouping: data.spotChecks ?? [], by: \.holder)
        spotChecks = everySpotCheck.mapValues { $0.filter { data.period.days.contains($0.date) } }
        var exemptLines: [LineKey: Exemption] = [:]
        var matters: Set<Code> = []
        for exemption in data.exemptions {
            switch exemption.subject {
            case .line(let code): exemptLines[LineKey(indicator: code, holder: exemption.holder)] = exemption
            case .matter(let code): matters.insert(code)
            }
        }
        self.exemptLines = exemptLines
        exemptMatters = matters
        appealCodes = Set((data.appeals ?? []).map(\.code))
        findingCodes = Set((data.spotChecks ?? []).map(\.code))
        projects = Dictionary(
            (data.projects ?? []).filter { data.period.days.contains($0.asOf) }.map { ($0.code, $0) },
            uniquingKeysWith: { $0.asOf >= $1.asOf ? $0 : $1 }
        ).values.sorted { $0.code < $1.code }
        projectsByCode = Dictionary(projects.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        projectsByOwner = Dictionary(grouping: projects, by: \.owner)
        projectsByOffice = Dictionary(grouping: projects, by: \.office)
    }

    func person(_ code: Code) -> Person? { people[code].map { data.people[Int($0)] } }
    func office(_ code: Code) -> Office? { offices[code].map { data.offices[Int($0)] } }

    /// Office of somebody who is assessed.
    func office(ofAssessed person: Code) -> Code? {
        guard let place = people[person], data.people[Int(place)].status != .leader else { return nil }
        return data.people[Int(place)].office
    }

    func parameters(of indicator: Indicator, full: Points) -> ParametersInForce {
        parameters[indicator.code]?[full]
            ?? ParametersInForce(ScoringInput.parameters(of: indicator, full: full, data.scheme.methods))
    }

    /// Of every combination among the targets, so that lines share them.
    private static func parameters(
        _ data: QuarterData, _ indicators: [Code: Indicator]
    ) -> [Code: [Points: ParametersInForce]] {
        var known: [Code: [Points: ParametersInForce]] = [:]
        for target in data.targets where known[target.indicator]?[target.fullPoints] == nil {
            guard let indicator = indicators[target.indicator] else { continue }
            known[target.indicator, default: [:]][target.fullPoints] = ParametersInForce(
                ScoringInput.parameters(of: indicator, full: target.fullPoints, data.scheme.methods))
        }
        return known
    }

    func projects(of holder: Holder) -> [Project] {
        switch holder.kind {
        case .person: return projectsByOwner[holder.code] ?? []
        case .office: return projectsByOffice[holder.code] ?? []
        case .project: return []
        }
    }
}
