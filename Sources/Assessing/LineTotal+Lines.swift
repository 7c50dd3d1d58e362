import Model

extension LineTotal {
    /// Σ scores, Σ full points and round2(100·Σ/Σ) of scored lines; `nil` without any.
    init?(of lines: [LineAssessment]) {
        let scored = lines.filter { $0.score != nil }
        let full = scored.map(\.full).sum()
        guard full.hundredths > 0 else { return nil }
        let scores = scored.compactMap(\.score).sum()
        self.init(
            scores: scores, full: full,
            percent: Points.rounding(100 * Int128(scores.hundredths), over: Int128(full.hundredths)))
    }
}

extension [LineAssessment] {
    var presentOwn: [LineAssessment] { filter { $0.isPresent && $0.indicator.indicatorClass != .incentive } }
    var presentKey: [LineAssessment] { filter { $0.isPresent && $0.indicator.indicatorClass == .key } }
    var presentIncentive: [LineAssessment] {
        filter { $0.isPresent && $0.indicator.indicatorClass == .incentive }
    }
    var missingCodes: [Missing] { filter(\.isMissing).map { .line($0.indicator.code) } }
}
