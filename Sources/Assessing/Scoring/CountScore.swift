import Model

/// Methods C and D: so many points off, or on, per case.
enum CountScore {
    /// C: max(0, W − k·x).
    static func deduction(_ input: ScoringInput) -> LineScore? {
        guard let product = product(input) else { return nil }
        let left = Int128(input.full.hundredths) * (squaredScale / 100) - product
        return LineScore(completion: nil, score: Points.rounding(max(0, left), over: squaredScale))
    }

    /// D: min(W, k·x).
    static func bonus(_ input: ScoringInput) -> LineScore? {
        guard let product = product(input) else { return nil }
        return LineScore(
            completion: nil, score: min(input.full, Points.rounding(product, over: squaredScale)))
    }

    private static func product(_ input: ScoringInput) -> Int128? {
        guard let k = input.parameters.k, input.actual.millionths >= 0 else { return nil }
        return Int128(k.millionths) * Int128(input.actual.millionths)
    }
}
