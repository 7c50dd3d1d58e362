/// One indicator of one holder: state, actual, completion, score.
///
/// A large park has a million, so what they share, or few have, is referred to.
package struct LineAssessment: Sendable {
    package enum State: Hashable, Sendable {
        case present
        indirect case notDue(NotDueReason)
        indirect case exempt(approvedBy: String, approvedOn: Day, reason: String)
        /// 未报: marks the draft 暂缺.
        case missing
    }

    package enum NotDueReason: Hashable, Sendable {
        /// 不适用, with its 说明.
        case notApplicable(String)
        /// Target 0 of a 累计 line.
        case zeroTarget
        /// The table that would feed the line is absent.
        case tableAbsent
        /// A rate over no rows.
        case noRows
        /// Fewer valid sheets than the scheme asks for (样本不足).
        case tooFewSheets(valid: Int, needed: Int)
    }

    /// Where the actual comes from.
    package enum Origin: Hashable, Sendable {
        case typed(asOf: Day, evidence: String?, remark: String?)
        /// Counted from `rows` ledger rows, of which `matching` fulfil the condition (rates).
        case ledger(LedgerSource, rows: Int, matching: Int)
        case panel(PanelMean)
        /// An incentive line without a result row scores 0.
        case nothingReported
    }

    package var indicator: Indicator
    package var target: Target
    package var state: State
    package var origin: Origin?
    package var vetoed: Bool = false
    /// As typed, or the derived figure; `nil` unless present (a panel's mean is in ``completion``).
    package var actual: Quantity?
    /// Index and rate together, where either is printed.
    package var satisfaction: SatisfactionFigures?
    private var storedCompletion = MaybePoints()
    private let inForce: ParametersInForce
    /// k, cap, floor, steps, places that were in force.
    package var parameters: MethodParameters { inForce.values }
    private var storedScore = MaybePoints()
    /// Expected progress of a running quarter and whether the actual is behind it.
    package var expected: ExpectedProgress?

    package init(
        indicator: Indicator, target: Target, state: State, origin: Origin? = nil, actual: Quantity? = nil,
        parameters: ParametersInForce
    ) {
        self.indicator = indicator
        self.target = target
        self.state = state
        self.origin = origin
        self.actual = actual
        inForce = parameters
    }

    /// Completion in per cent, uncapped: methods A, B, G, H, F (the mean); for I round2(100·score/W).
    package var completion: Points? {
        get { storedCompletion.points }
        set { storedCompletion.points = newValue }
    }
    /// Score; `nil` unless the line is present and the quarter has ended.
    package var score: Points? {
        get { storedScore.points }
        set { storedScore.points = newValue }
    }

    package var full: Points { target.fullPoints }
    package var isPresent: Bool { if case .present = state { true } else { false } }
    package var isMissing: Bool { if case .missing = state { true } else { false } }

    /// Completion in the sense of the card rules: A, B, G, H and I have one, C, D, E, F, V none.
    package var cardCompletion: Points? {
        switch indicator.method {
        case .completion, .steps, .satisfaction, .inverse, .percentagePoints:
            return isPresent ? completion : nil
        case .deduction, .bonus, .place, .panel, .veto, .deductionOrVeto: return nil
        }
    }

    /// Full points minus score; what a gap costs. `nil` unless scored.
    package var pointsLost: Points? { score.map { full - $0 } }
}

/// Points or none in one word; an optional takes two.
private struct MaybePoints: Sendable {
    private var hundredths = Int.min

    var points: Points? {
        get { hundredths == Int.min ? nil : Points(hundredths: hundredths) }
        set { hundredths = newValue?.hundredths ?? Int.min }
    }
}

/// k, cap, floor, steps and places as they are in force for the lines of one indicator with the same full points.
package final class ParametersInForce: Sendable {
    package let values: MethodParameters
    package init(_ values: MethodParameters) { self.values = values }
}

package final class SatisfactionFigures: Sendable {
    package let index: Points
    package let rate: Points
    package let validSheets: Int
    package init(index: Points, rate: Points, validSheets: Int) {
        self.index = index
        self.rate = rate
        self.validSheets = validSheets
    }
}

/// Expected progress on ``Assessment/progressDate``, rounded to two decimals.
package final class ExpectedProgress: Sendable {
    package enum Basis: Hashable, Sendable {
        /// 累计 line tagged 序时, between two quarter-end targets.
        case plannedPath(from: Quantity, to: Quantity)
        /// 当季 ledger count, target × full months / 3.
        case monthlyShare
    }
    package let value: Points
    package let basis: Basis
    package let isBehind: Bool
    package init(value: Points, basis: Basis, isBehind: Bool) {
        self.value = value
        self.basis = basis
        self.isBehind = isBehind
    }
}

/// Mean of a panel's marks. Raters never appear singly.
package struct PanelMean: Hashable, Sendable {
    package var mean: Points
    package var raters: Int
    /// One highest and one lowest were dropped.
    package var trimmed: Bool
    package init(mean: Points, raters: Int, trimmed: Bool) {
        self.mean = mean
        self.raters = raters
        self.trimmed = trimmed
    }
}
