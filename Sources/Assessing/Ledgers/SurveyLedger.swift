import Model

/// 满意度测评: index and rate of an office over its valid sheets.
struct SurveyLedger {
    private var quarterly: [Code: [String: Int]] = [:]
    private var cumulative: [Code: [String: Int]] = [:]
    private let rules: Scheme.Satisfaction

    init(_ book: LedgerBook) {
        rules = book.current.data.scheme.satisfaction
        quarterly = Self.answers(book.quarters(.quarterly))
        cumulative = Self.answers(book.quarters(.cumulative))
    }

    func figure(_ source: LedgerSource, for holder: Holder, _ span: IndicatorSpan) -> LedgerFigure {
        let answers = (span == .cumulative ? cumulative : quarterly)[holder.code] ?? [:]
        let valid = rules.answers.reduce(0) { $0 + (answers[$1.word] ?? 0) }
        guard valid >= rules.minimumSheets, let figures = Self.figures(answers, rules) else {
            return .none(.tooFewSheets(valid: valid, needed: rules.minimumSheets))
        }
        if source == .satisfactionIndex {
            return .figure(Quantity(figures.index), rows: valid, matching: valid, figures)
        }
        let satisfied = rules.answers.reduce(0) { $0 + ($1.isSatisfied ? answers[$1.word] ?? 0 : 0) }
        return .figure(Quantity(figures.rate), rows: valid, matching: satisfied, figures)
    }

    /// Index = round2(Σ points / valid), rate = round2(100 × satisfied / valid). `nil` without valid sheets.
    static func figures(_ answers: [String: Int], _ rules: Scheme.Satisfaction) -> SatisfactionFigures? {
        var valid = 0
        var satisfied = 0
        var points = 0
        for answer in rules.answers {
            let count = answers[answer.word] ?? 0
            valid += count
            points += count * answer.points.hundredths
            if answer.isSatisfied { satisfied += count }
        }
        guard valid > 0 else { return nil }
        return SatisfactionFigures(
            index: Points.rounding(Int128(points), over: 100 * Int128(valid)),
            rate: Points.rounding(100 * Int128(satisfied), over: Int128(valid)), validSheets: valid)
    }

    private static func answers(_ quarters: [QuarterIndex]) -> [Code: [String: Int]] {
        var newest: [Code: SurveySheet] = [:]
        for quarter in quarters {
            for sheet in quarter.data.survey ?? [] { newest[sheet.code] = sheet }
        }
        var counts: [Code: [String: Int]] = [:]
        for sheet in newest.values { counts[sheet.office, default: [:]][sheet.answer, default: 0] += 1 }
        return counts
    }
}
