/// What a holder lost most points on: the gaps (短板) of a report, and what opens rectification items.
extension LineAssessment {
    /// An empty incentive line is not a loss.
    package var lost: Points? { indicator.indicatorClass == .incentive ? nil : pointsLost }

    /// More points lost first, then the heavier line, then by code.
    package static func losesMore(_ a: LineAssessment, _ b: LineAssessment) -> Bool {
        let (left, right) = (a.lost ?? .zero, b.lost ?? .zero)
        if left != right { return left > right }
        if a.full != b.full { return a.full > b.full }
        return a.indicator.code < b.indicator.code
    }

    /// round2(100 × score ÷ full points); `nil` unless scored.
    package var share: Points? {
        score.map { Points.rounding(100 * Int128($0.hundredths), over: Int128(full.hundredths)) }
    }
}

extension [LineAssessment] {
    /// Up to three lines with most points lost, worst first.
    package var gaps: [LineAssessment] {
        filter { ($0.lost ?? .zero) > .zero }.sorted(by: LineAssessment.losesMore).prefix(3).map { $0 }
    }
}
