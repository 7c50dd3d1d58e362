import Model

/// Method B: the first step whose threshold the completion reaches gives its share of the full points; no floor.
enum StepScore {
    static func score(_ input: ScoringInput) -> LineScore? {
        guard let completion = CompletionScore.completion(actual: input.actual, target: input.target) else {
            return nil
        }
        let steps = (input.parameters.steps ?? []).sorted { $0.from > $1.from }
        let share = steps.first { Quantity(completion) >= $0.from }?.share ?? Quantity(whole: 0)
        let points = Points.rounding(
            Int128(input.full.hundredths) * Int128(share.millionths), over: 100 * Int128(Quantity.scale))
        // x below 0 scores 0 even when somebody set a step at or below 0 per cent.
        return LineScore(completion: completion, score: input.actual.millionths < 0 ? .zero : points)
    }
}
