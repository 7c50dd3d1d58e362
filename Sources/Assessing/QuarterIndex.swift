import Model

/// A quarter's rows by the keys the rules look them up with; built once, so that no rule scans a table.
///
/// A class because it is handed about with rows: beside each of 20,000 appeals a copy of its fields took 1,300 bytes.
final class QuarterIndex: Sendable {
    let data: QuarterData
    let targets: [Holder: [Target]]
    let results: [LineKey: Result]
    let indicators: [Code: Indicator]
    let people: [Code: Person]
    let marks: [LineKey: [Points]]
    let componentMarks: [Holder: [Points]]
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

    init(_ data: QuarterData) {
        self.data = data
        targets = Dictionary(grouping: data.targets, by: \.holder)
        results = Dictionary(
            data.results.map { (LineKey(indicator: $0.indicator, holder: $0.holder), $0) },
            uniquingKeysWith: { $0.asOf >= $1.asOf ? $0 : $1 })
        let all = data.indicators + data.declared.map(\.indicator)
        indicators = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        people = Dictionary(data.people.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        let ratings = data.ratings ?? []
        marks = Dictionary(
            grouping: ratings.filter { $0.indicator != nil },
            by: { LineKey(indicator: $0.indicator ?? data.scheme.park.code, holder: $0.holder) }
        ).mapValues { $0.map(\.mark) }
        componentMarks = Dictionary(grouping: ratings.filter { $0.indicator == nil }, by: \.holder)
            .mapValues { $0.map(\.mark) }
        everySpotCheck = Dictionary(grouping: data.spotChecks ?? [], by: \.holder)
        spotChecks = everySpotCheck.mapValues { $0.filter { data.period.days.contains($0.date) } }
        var lines: [LineKey: Exemption] = [:]
        var matters: Set<Code> = []
        for exemption in data.exemptions {
            switch exemption.subject {
            case .line(let code): lines[LineKey(indicator: code, holder: exemption.holder)] = exemption
            case .matter(let code): matters.insert(code)
            }
        }
        exemptLines = lines
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

    func projects(of holder: Holder) -> [Project] {
        switch holder.kind {
        case .person: return projectsByOwner[holder.code] ?? []
        case .office: return projectsByOffice[holder.code] ?? []
        case .project: return []
        }
    }
}
