import Model

/// How a person's S comes about, from printed figures only.
struct ScoreCalculation: Sendable {
    var parts: [ScorePart]
    var own: LineTotal?
    var panel: PanelMean?
    var office: OfficeCalculation?
    var incentiveUncapped: Points
    var incentive: Points
    var incentiveCap: Points
    var deductions: Points
    var findings: [DeductedFinding]
    /// Σ parts + J − X, before the limits.
    var unlimited: Points
    var score: Points
    var limits: ClosedRange<Points>
    /// A component that is not due gave its weight to the others.
    var isReweighted: Bool { parts.contains { $0.isNotDue } }
}

/// P, O or Q: value, printed weight and round2(weight × value / 100).
struct ScorePart: Sendable {
    enum Component: String, Sendable {
        case own = "P"
        case office = "O"
        case panel = "Q"
    }
    var component: Component
    var isNotDue: Bool
    var schemeWeight: Points
    var part: WeightedPart?
    /// Bar of the part beside the bar of its weight, in drawing units of ``ScoreCalculation/barScale``.
    var bar: Points { (part?.points ?? .zero).clamped(to: .zero...Points(whole: 110)) }
    var track: Points { part?.weight ?? .zero }
}

/// The office's O, which enters the score of all its people.
struct OfficeCalculation: Sendable {
    var name: String
    var own: LineTotal?
    var ownPart: WeightedPart?
    var committee: PanelMean?
    var committeePart: WeightedPart?
    var incentive: Points
    var deductions: Points
    var score: Points
}

/// A spot-check finding of the person, whether it bears X or is already counted by a line.
struct DeductedFinding: Sendable {
    var check: SpotCheck
    var isCountedInLine: Bool
}

extension FeedbackComposition {
    /// `nil` while there is no S.
    mutating func scoreCalculation() -> ScoreCalculation? {
        guard let score = person.score else { return nil }
        let weights = scheme.person
        let parts = [
            ScorePart(
                component: .own, isNotDue: person.ownPart == nil, schemeWeight: weights.own,
                part: person.ownPart),
            ScorePart(
                component: .office, isNotDue: person.officePart == nil, schemeWeight: weights.office,
                part: person.officePart),
            ScorePart(
                component: .panel, isNotDue: person.panelPart == nil, schemeWeight: weights.panel,
                part: person.panelPart),
        ]
        let sum = parts.compactMap { $0.part?.points }.sum()
        return ScoreCalculation(
            parts: parts, own: person.own, panel: person.panel.figure, office: officeCalculation(),
            incentiveUncapped: person.incentiveUncapped, incentive: person.incentive,
            incentiveCap: scheme.methods.incentiveCap, deductions: person.deductions.total,
            findings: deductedFindings(), unlimited: sum + person.incentive - person.deductions.total,
            score: score,
            limits: weights.limits)
    }

    private mutating func officeCalculation() -> OfficeCalculation? {
        guard let office = composer.index.office(person.person.office),
            let score = office.score,
            let own = boundary.admit(
                office, of: Holder(.office, office.office.code), as: "股室得分", at: office.office.place)
        else { return nil }
        return OfficeCalculation(
            name: own.office.name, own: own.own, ownPart: own.ownPart, committee: own.committee.figure,
            committeePart: own.committeePart, incentive: own.incentive, deductions: own.deductions.total,
            score: score)
    }

    private mutating func deductedFindings() -> [DeductedFinding] {
        let codes = person.deductions.findings + person.deductions.countedInLine
        var findings: [DeductedFinding] = []
        for check in composer.index.spotChecks(codes) {
            guard let own = boundary.admit(check, of: check.holder, as: "抽查问题", at: check.place) else {
                continue
            }
            findings.append(
                DeductedFinding(
                    check: own, isCountedInLine: person.deductions.countedInLine.contains(check.code)))
        }
        return findings
    }
}
