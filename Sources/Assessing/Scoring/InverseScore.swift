import Model

/// Method H, smaller is better: c = round2(100·t/x); x = 0 counts as the cap; then as method A.
enum InverseScore {
    static func score(_ input: ScoringInput) -> LineScore? {
        guard let target = input.target, target.millionths > 0, input.actual.millionths >= 0 else {
            return nil
        }
        let completion: Points
        if input.actual.millionths == 0 {
            completion = (input.parameters.cap ?? Quantity(whole: 100)).rounded
        } else {
            completion = Points.rounding(
                100 * Int128(target.millionths), over: Int128(input.actual.millionths))
        }
        return LineScore(completion: completion, score: CompletionScore.points(completion, input))
    }
}
