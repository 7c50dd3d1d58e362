import Model

/// Method F: the mean of a panel's marks; no floor, no target.
enum PanelScore {
    /// Drops one highest and one lowest mark when there are more raters than the scheme says. `nil` without marks.
    static func mean(of marks: some Collection<Points>, dropAbove: Int) -> PanelMean? {
        guard !marks.isEmpty else { return nil }
        var kept = marks.sorted()
        let trimmed = marks.count > dropAbove && marks.count > 2
        if trimmed { kept = Array(kept.dropFirst().dropLast()) }
        let mean = Points.rounding(Int128(kept.sum().hundredths), over: 100 * Int128(kept.count))
        return PanelMean(mean: mean, raters: marks.count, trimmed: trimmed)
    }

    /// W·c/100.
    static func score(full: Points, mean: Points) -> LineScore {
        LineScore(completion: mean, score: mean.percent(of: full))
    }
}
