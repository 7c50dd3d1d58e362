import Model

/// Chooses the method of a line. `nil` means the inputs cannot be scored, which Loading reports as a fault.
enum LineScorer {
    static func score(_ method: ScoringMethod, _ input: ScoringInput, vetoed: Bool) -> LineScore? {
        switch method {
        case .completion, .satisfaction: return CompletionScore.score(input)
        case .steps: return StepScore.score(input)
        case .deduction: return CountScore.deduction(input)
        case .deductionOrVeto: return vetoed ? VetoScore.score(input) : CountScore.deduction(input)
        case .bonus: return CountScore.bonus(input)
        case .place: return PlaceScore.score(input)
        case .inverse: return InverseScore.score(input)
        case .percentagePoints: return PercentagePointScore.score(input)
        case .veto: return VetoScore.score(input)
        case .panel: return nil  // scored from marks, see PanelScore
        }
    }
}
