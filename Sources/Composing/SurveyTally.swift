import Model

/// Points and counts of valid sheets, before anything is divided.
struct SurveyTally: Sendable {
    private(set) var valid = 0
    private var points = Points.zero
    private var satisfied = 0
    private let rules: Scheme.Satisfaction

    init(_ sheets: [SurveySheet], _ rules: Scheme.Satisfaction) {
        self.init(words: sheets.map(\.answer), rules)
    }

    /// Sheets, or verdicts on appeals, which have the same words.
    init(words: [String], _ rules: Scheme.Satisfaction) {
        self.rules = rules
        for word in words {
            // 不了解 is no answer.
            guard let answer = rules.answers.first(where: { $0.word == word }) else { continue }
            valid += 1
            points += answer.points
            if answer.isSatisfied { satisfied += 1 }
        }
    }

    var isEnough: Bool { valid >= rules.minimumSheets }

    /// `nil` under the least number of sheets.
    var figures: SatisfactionFigures? {
        guard isEnough, valid > 0 else { return nil }
        return SatisfactionFigures(
            index: Points.rounding(Int128(points.hundredths), over: Int128(valid) * 100),
            rate: Points.rounding(Int128(satisfied) * 100, over: Int128(valid)), validSheets: valid)
    }

    static func + (a: SurveyTally, b: SurveyTally) -> SurveyTally {
        var sum = a
        sum.valid += b.valid
        sum.points += b.points
        sum.satisfied += b.satisfied
        return sum
    }
}
