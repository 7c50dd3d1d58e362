import Model

/// What a person may be praised for and what to work on, ordered by points.
struct LineFindings: Sendable {
    let strengths: [IndicatorLine]
    let gaps: [IndicatorLine]
    let nearest: IndicatorLine?

    init(_ lines: [IndicatorLine]) {
        let scored = lines.filter(\.isScored)
        strengths = Self.strengths(scored)
        gaps = Self.gaps(scored)
        nearest = strengths.isEmpty ? Self.byLoss(scored.filter { $0.lost != nil }).last : nil
    }

    /// Full points or more, and earned incentives: the largest gain first, then the heavier line.
    private static func strengths(_ lines: [IndicatorLine]) -> [IndicatorLine] {
        lines.filter { $0.isIncentive ? ($0.gain ?? .zero) > .zero : ($0.gain ?? -.hundred) >= .zero }
            .sorted { order($0, $1) { $0.gain ?? .zero } }
            .prefix(3).map { $0 }
    }

    /// The most points lost first.
    private static func gaps(_ lines: [IndicatorLine]) -> [IndicatorLine] {
        byLoss(lines.filter { ($0.lost ?? .zero) > .zero }).prefix(3).map { $0 }
    }

    private static func byLoss(_ lines: [IndicatorLine]) -> [IndicatorLine] {
        lines.sorted { LineAssessment.losesMore($0.line, $1.line) }
    }

    private static func order(
        _ a: IndicatorLine, _ b: IndicatorLine, by figure: (IndicatorLine) -> Points
    ) -> Bool {
        if figure(a) != figure(b) { return figure(a) > figure(b) }
        if a.line.full != b.line.full { return a.line.full > b.line.full }
        return a.line.indicator.code < b.line.indicator.code
    }
}
