import Model

/// Methods A and G: the share of the target that was reached.
enum CompletionScore {
    /// c = round2(100·x/t) per cent, uncapped. `nil` when the target is not above 0.
    static func completion(actual: Quantity, target: Quantity?) -> Points? {
        guard let target, target.millionths > 0 else { return nil }
        return Points.rounding(100 * Int128(actual.millionths), over: Int128(target.millionths))
    }

    static func score(_ input: ScoringInput) -> LineScore? {
        guard let completion = completion(actual: input.actual, target: input.target) else { return nil }
        return LineScore(completion: completion, score: points(completion, input))
    }

    /// 0 below the floor, else W·min(c, cap)/100.
    static func points(_ completion: Points, _ input: ScoringInput) -> Points {
        let reached = Quantity(completion)
        if let floor = input.parameters.floor, reached < floor { return .zero }
        // A negative completion passes a floor of 0 only if the floor is unset; it still scores nothing.
        guard reached.millionths > 0 else { return .zero }
        let counted = min(reached, input.parameters.cap ?? reached)
        return Points.rounding(
            Int128(input.full.hundredths) * Int128(counted.millionths), over: 10_000 * Int128(Quantity.scale))
    }
}
