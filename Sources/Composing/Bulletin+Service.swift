import Model

/// What enterprises see of the park: their answers, visits, appeals.
extension BulletinFacts {
    func evaluation(of office: Code?) -> Bulletin.Evaluation {
        let rules = assessment.scheme.satisfaction
        let sheets = assessment.data.survey ?? []
        let byOffice = Dictionary(grouping: sheets, by: \.office).sorted { $0.key < $1.key }
            .map { (code: $0.key, tally: SurveyTally($0.value, rules)) }
        let printed = byOffice.filter { $0.tally.isEnough }
        let small = byOffice.filter { !$0.tally.isEnough }
        let leftOver = small.map(\.tally.valid).reduce(0, +)
        // Few sheets in all small offices together would be the park's figure less the printed ones.
        let leavesOut = (1..<rules.minimumSheets).contains(leftOver)
        let counted = (leavesOut ? printed : byOffice).map(\.tally)
        let park = counted.reduce(SurveyTally([], rules), +)
        func isWanted(_ code: Code) -> Bool { office == nil || code == office }
        return Bulletin.Evaluation(
            isDue: assessment.data.survey != nil, minimumSheets: rules.minimumSheets, park: park.figures,
            leavesOutSmall: leavesOut,
            offices: printed.filter { isWanted($0.code) }.compactMap { entry in
                entry.tally.figures.map { (office: names[entry.code] ?? entry.code.text, figures: $0) }
            },
            tooFew: small.filter { isWanted($0.code) }.map { names[$0.code] ?? $0.code.text })
    }

    func service(of office: Code?) -> Bulletin.Service {
        let data = assessment.data
        let days = assessment.period.days
        let people = Set(data.people.filter { office == nil || $0.office == office }.map(\.code))
        let exempt = Set(data.exemptions.compactMap(\.matter))
        var service = Bulletin.Service()
        if let visits = data.visits?.filter({ days.contains($0.date) && people.contains($0.person) }) {
            service.visits = visits.count
            service.visitedEnterprises = Set(visits.map(\.enterprise)).count
        }
        if let appeals = data.appeals?.filter({ people.contains($0.handler) && !exempt.contains($0.code) }) {
            service.raised = appeals.filter { days.contains($0.raised) }.count
            service.closed = appeals.filter { $0.closed.map(days.contains) ?? false }.count
            service.open = appeals.filter { $0.closed == nil && $0.raised <= days.upperBound }.count
        }
        return service
    }
}
