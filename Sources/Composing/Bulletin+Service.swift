import Model

/// What enterprises see of the park: their answers, visits, appeals.
extension BulletinFacts {
    /// Of the park, with all offices.
    var evaluation: Bulletin.Evaluation {
        let rules = assessment.scheme.satisfaction
        let byOffice = groups.tallies.sorted { $0.key < $1.key }.map { (code: $0.key, tally: $0.value) }
        let printed = byOffice.filter { $0.tally.isEnough }
        let small = byOffice.filter { !$0.tally.isEnough }
        let leftOver = small.map(\.tally.valid).reduce(0, +)
        // Few sheets in all small offices together would be the park's figure less the printed ones.
        let leavesOut = (1..<rules.minimumSheets).contains(leftOver)
        let counted = (leavesOut ? printed : byOffice).map(\.tally)
        let park = counted.reduce(SurveyTally([], rules), +)
        return Bulletin.Evaluation(
            isDue: assessment.data.survey != nil, minimumSheets: rules.minimumSheets, park: park.figures,
            leavesOutSmall: leavesOut,
            offices: printed.compactMap { entry in
                entry.tally.figures.map { (office: names[entry.code] ?? entry.code.text, figures: $0) }
            },
            tooFew: small.map { names[$0.code] ?? $0.code.text })
    }

    /// The park's figure beside the office's own.
    func evaluation(of office: Code, in park: Bulletin.Evaluation) -> Bulletin.Evaluation {
        var own = park
        (own.offices, own.tooFew) = ([], [])
        guard let tally = groups.tallies[office] else { return own }
        let name = names[office] ?? office.text
        if !tally.isEnough { own.tooFew = [name] }
        if let figures = tally.figures { own.offices = [(office: name, figures: figures)] }
        return own
    }

    func service(of office: Code?) -> Bulletin.Service {
        let days = assessment.period.days
        func rows<Row>(_ groups: [Code: [Int32]]?, of table: [Row]?) -> [Row]? {
            guard let groups, let table else { return nil }
            let places = office.map { groups[$0] ?? [] } ?? groups.values.flatMap { $0 }
            return table.elements(at: places)
        }
        var service = Bulletin.Service()
        if let visits = rows(groups.visits, of: assessment.data.visits) {
            service.visits = visits.count
            service.visitedEnterprises = Set(visits.map(\.enterprise)).count
        }
        if let appeals = rows(groups.appeals, of: assessment.data.appeals) {
            service.raised = appeals.filter { days.contains($0.raised) }.count
            service.closed = appeals.filter { $0.closed.map(days.contains) ?? false }.count
            // Carried over and raised are together what was closed and what is open.
            service.carried =
                appeals.filter {
                    $0.raised < days.lowerBound && $0.closed.map { $0 >= days.lowerBound } ?? true
                }
                .count
            service.open =
                appeals.filter {
                    $0.raised <= days.upperBound && $0.closed.map { $0 > days.upperBound } ?? true
                }.count
        }
        return service
    }
}
