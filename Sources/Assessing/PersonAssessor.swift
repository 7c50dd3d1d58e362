import Model

/// S of a person: own lines, the office's score, the panel, incentives and deductions (docs/rules.md §4).
struct PersonAssessor {
    let index: QuarterIndex
    let isRunning: Bool
    let offices: [Code: OfficeAssessment]
    private let panelIsDue: Bool

    init(index: QuarterIndex, isRunning: Bool, offices: [Code: OfficeAssessment]) {
        self.index = index
        self.isRunning = isRunning
        self.offices = offices
        panelIsDue = index.marks.kindsWithComponent.contains(.person)
    }

    func assess(_ person: Person, lines: [LineAssessment], isWithheld: Bool) -> PersonAssessment {
        let holder = Holder(.person, person.code)
        var result = PersonAssessment(person: person, lines: lines, isWithheld: isWithheld)
        result.deductions = DeductionRule(index: index).deductions(for: holder, lines: lines)
        result.panel = panel(holder)
        result.officeScore = officeScore(person)
        result.noGrade = noGradeReason(person, lines)
        result.missing = missing(result)
        guard !isRunning, !isWithheld else { return result }
        result.incentiveUncapped = lines.presentIncentive.compactMap(\.score).sum()
        result.incentive = min(index.data.scheme.methods.incentiveCap, result.incentiveUncapped)
        guard result.noGrade == nil, lines.missingCodes.isEmpty else { return result }
        result.own = LineTotal(of: lines.presentOwn)
        result.key = LineTotal(of: lines.presentKey)
        // A mark or the office's score that is missing takes S away, not P.
        if result.missing.isEmpty { score(&result) }
        return result
    }

    private func panel(_ holder: Holder) -> Component<PanelMean> {
        guard panelIsDue else { return .notDue }
        let dropAbove = index.data.scheme.methods.panelDropAbove
        guard let mean = PanelScore.mean(of: index.marks.marks(of: holder, nil), dropAbove: dropAbove) else {
            return .missing
        }
        return .present(mean)
    }

    private func officeScore(_ person: Person) -> Component<Points> {
        guard let office = offices[person.office] else { return .missing }
        if let score = office.score { return .present(score) }
        return office.missing.isEmpty && !office.isWithheld ? .notDue : .missing
    }

    private func missing(_ result: PersonAssessment) -> [Missing] {
        var missing = result.lines.missingCodes
        if result.panel == .missing { missing.append(.panel) }
        // A running quarter has no office scores yet; that is not something anybody failed to report.
        if result.officeScore == .missing && !isRunning { missing.append(.office) }
        return missing
    }

    private func noGradeReason(_ person: Person, _ lines: [LineAssessment]) -> NoGradeReason? {
        switch person.status {
        case .probation, .longLeave, .investigation, .leader: return .status(person.status)
        case .active, .secondment: break
        }
        let days = daysInPost(person)
        let all = index.data.period.dayCount
        let share = index.data.scheme.grades.inPostShare
        if Int128(days) * 100 * Int128(Quantity.scale) < Int128(all) * Int128(share.millionths) {
            return .inPost(days: days, of: all)
        }
        let isAssessable = !lines.presentOwn.isEmpty || lines.contains(where: \.isMissing)
        return isAssessable ? nil : .noOwnLines
    }

    /// Calendar days of the quarter in post, both end dates included.
    private func daysInPost(_ person: Person) -> Int {
        let quarter = index.data.period
        let first = max(person.arrived ?? quarter.firstDay, quarter.firstDay)
        let last = min(person.left ?? quarter.lastDay, quarter.lastDay)
        return max(0, last.ordinal - first.ordinal + 1)
    }

    private func score(_ result: inout PersonAssessment) {
        let rules = index.data.scheme.person
        let values = [result.own?.percent, result.officeScore.figure, result.panel.figure?.mean]
        let due = zip([rules.own, rules.office, rules.panel], values).map { weight, value in
            value.map { _ in weight }
        }
        let weights = WeightShares.distribute(due)
        result.ownPart = WeightedPart(weight: weights[0], value: values[0])
        result.officePart = WeightedPart(weight: weights[1], value: values[1])
        result.panelPart = WeightedPart(weight: weights[2], value: values[2])
        let parts = [result.ownPart, result.officePart, result.panelPart].compactMap { $0?.points }.sum()
        result.score = (parts + result.incentive - result.deductions.total).clamped(to: rules.limits)
    }
}
