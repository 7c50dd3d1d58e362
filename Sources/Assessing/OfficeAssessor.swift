import Model

/// O of an office: own lines and the party committee's marks, incentives and deductions (docs/rules.md §4).
struct OfficeAssessor {
    let index: QuarterIndex
    let isRunning: Bool
    private let committeeIsDue: Bool

    init(index: QuarterIndex, isRunning: Bool) {
        self.index = index
        self.isRunning = isRunning
        committeeIsDue = index.marks.kindsWithComponent.contains(.office)
    }

    func assess(_ office: Office, lines: [LineAssessment], isWithheld: Bool) -> OfficeAssessment {
        let holder = Holder(.office, office.code)
        var result = OfficeAssessment(office: office, lines: lines, isWithheld: isWithheld)
        result.committee = committee(holder)
        result.deductions = DeductionRule(index: index).deductions(for: holder, lines: lines)
        result.missing = lines.missingCodes
        if result.committee == .missing { result.missing.append(.panel) }
        result.isVetoed = lines.contains(where: \.vetoed)
        guard !isRunning, !isWithheld else { return result }
        let incentives = lines.presentIncentive.compactMap(\.score).sum()
        result.incentive = min(index.data.scheme.methods.incentiveCap, incentives)
        guard lines.missingCodes.isEmpty else { return result }
        result.own = LineTotal(of: lines.presentOwn)
        result.key = LineTotal(of: lines.presentKey)
        if result.missing.isEmpty { score(&result) }
        return result
    }

    private func committee(_ holder: Holder) -> Component<PanelMean> {
        guard committeeIsDue else { return .notDue }
        let dropAbove = index.data.scheme.methods.panelDropAbove
        guard let mean = PanelScore.mean(of: index.marks.marks(of: holder, nil), dropAbove: dropAbove) else {
            return .missing
        }
        return .present(mean)
    }

    private func score(_ result: inout OfficeAssessment) {
        let rules = index.data.scheme.office
        let own = result.own?.percent
        let committee = result.committee.figure?.mean
        let weights = WeightShares.distribute([
            own.map { _ in rules.own }, committee.map { _ in rules.committee },
        ])
        result.ownPart = WeightedPart(weight: weights[0], value: own)
        result.committeePart = WeightedPart(weight: weights[1], value: committee)
        // Without lines and marks there is nothing to add incentives to: the office has no score, not a score of 0.
        guard result.ownPart != nil || result.committeePart != nil else { return }
        let parts = [result.ownPart, result.committeePart].compactMap { $0?.points }.sum()
        result.score = (parts + result.incentive - result.deductions.total).clamped(to: rules.limits)
    }
}
