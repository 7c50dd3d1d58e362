import Model

/// Method I, for growth rates and shares: W − k·(t − x), limited to 0 … cap·W/100; any sign.
enum PercentagePointScore {
    static func score(_ input: ScoringInput) -> LineScore? {
        guard let target = input.target, let k = input.parameters.k else { return nil }
        let gap = Int128(target.millionths) - Int128(input.actual.millionths)
        let raw = Int128(input.full.hundredths) * (squaredScale / 100) - Int128(k.millionths) * gap
        let cap = input.parameters.cap ?? Quantity(whole: 100)
        let most =
            Int128(input.full.hundredths) * Int128(cap.millionths)
            * (squaredScale / 10_000 / Int128(Quantity.scale))
        let score = Points.rounding(min(max(0, raw), max(0, most)), over: squaredScale)
        // A line of no full points cannot exist (满分 > 0 is checked on loading).
        let completion =
            input.full.hundredths > 0
            ? Points.rounding(100 * Int128(score.hundredths), over: Int128(input.full.hundredths)) : nil
        return LineScore(completion: completion, score: score)
    }

    /// 0.1·W per point by default, exact.
    static func defaultK(full: Points, share: Quantity) -> Quantity {
        let exact = Int128(full.hundredths) * Int128(share.millionths) / 100
        var decimals = 6
        var digits = exact
        while decimals > 0 && digits % 10 == 0 {
            digits /= 10
            decimals -= 1
        }
        return Quantity(millionths: Int(clamping: exact), decimals: decimals)
    }
}
