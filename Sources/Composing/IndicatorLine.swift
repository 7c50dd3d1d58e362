import Model
import Synchronization

/// One indicator of one holder as a paper prints it, with the steps from actual to score.
///
/// The steps repeat printed figures only; the score itself comes from Assessing and is never recomputed here.
///
/// A class because some hundred names are read from each line and it stands in several lists of several papers: passing
/// a pointer instead of sixty words.
final class IndicatorLine: Sendable {
    let line: LineAssessment
    let holderName: String
    /// Who approved the exemption.
    let approver: RoleHolder?
    private let knownFacts = Mutex<Record?>(nil)

    init(line: LineAssessment, holderName: String, approver: RoleHolder?) {
        self.line = line
        self.holderName = holderName
        self.approver = approver
    }

    /// By the names of templates, read once: a gap stands in two lists of a report, which stands in two papers.
    var facts: Record {
        knownFacts.withLock { known in
            if let known { return known }
            let facts = Self.naming.record(of: self)
            known = facts
            return facts
        }
    }

    var method: ScoringMethod { line.indicator.method }
    var isScored: Bool { line.score != nil }
    var isIncentive: Bool { line.indicator.indicatorClass == .incentive }
    /// An empty incentive line is not a loss.
    var lost: Points? { line.lost }
    /// What makes a strength: points above full, or an incentive earned.
    var gain: Points? { line.score.map { isIncentive ? $0 : $0 - line.full } }

    /// Methods whose completion is computed from target and actual.
    var hasRatio: Bool {
        switch method {
        case .completion, .steps, .satisfaction, .inverse: return true
        default: return false
        }
    }
    var floor: Quantity? { usesFloorAndCap ? line.parameters.floor : nil }
    var cap: Quantity? { usesFloorAndCap || method == .percentagePoints ? line.parameters.cap : nil }
    private var usesFloorAndCap: Bool {
        method == .completion || method == .satisfaction || method == .inverse
    }

    var isBelowFloor: Bool {
        guard let completion = line.completion, let floor else { return false }
        return Quantity(completion) < floor
    }
    var isCapped: Bool {
        guard usesFloorAndCap, let completion = line.completion, let cap else { return false }
        return Quantity(completion) > cap
    }
    /// min(c, cap): the completion that enters the score.
    var countedCompletion: Points? {
        guard usesFloorAndCap, let completion = line.completion, !isBelowFloor else { return nil }
        return isCapped ? cap?.rounded : completion
    }

    var step: Scheme.Step? {
        guard method == .steps, let completion = line.completion else { return nil }
        return line.parameters.steps?.first { Quantity(completion) >= $0.from }
    }
    /// The lowest step above the one reached: what a gap could still earn.
    var nextStep: Scheme.Step? {
        guard method == .steps, let completion = line.completion else { return nil }
        return line.parameters.steps?.last { Quantity(completion) < $0.from }
    }

    var placePoints: Quantity? {
        guard method == .place, let actual = line.actual else { return nil }
        return line.parameters.places?.first { Quantity(whole: $0.rank) == actual }?.points
            ?? Quantity(whole: 0)
    }

    /// W − k·x and its like before the limits; tells whether a limit was met.
    var unlimited: Points? {
        guard let actual = line.actual else { return nil }
        let scale = Int128(Quantity.scale)
        let k = line.parameters.k.map { Int128($0.millionths) }
        let x = Int128(actual.millionths)
        switch method {
        case .deduction, .deductionOrVeto:
            return k.map { line.full - Points.rounding($0 * x, over: scale * scale) }
        case .bonus: return k.map { Points.rounding($0 * x, over: scale * scale) }
        case .percentagePoints:
            guard let k, let target = line.target.value else { return nil }
            return line.full - Points.rounding(k * (Int128(target.millionths) - x), over: scale * scale)
        case .place: return placePoints?.rounded
        default: return nil
        }
    }
    var isAtTop: Bool { if let unlimited, let score = line.score { unlimited > score } else { false } }
    var isAtBottom: Bool {
        if !line.vetoed, let unlimited, let score = line.score { unlimited < score } else { false }
    }
    /// cap·W/100 of method I.
    var topScore: Points? {
        method == .percentagePoints ? cap?.rounded.percent(of: line.full) : nil
    }

    /// How far the actual is from the target, on the bad side; `nil` when it is met or there is no target.
    var shortfall: Quantity? {
        guard let actual = line.actual, let target = line.target.value else { return nil }
        let difference =
            method == .inverse
            ? actual.millionths - target.millionths : target.millionths - actual.millionths
        guard difference > 0 else { return nil }
        return Quantity(millionths: difference, decimals: max(actual.decimals, target.decimals))
    }

    var unitSuffix: String { line.indicator.unit }

    /// The difference of two percentages is one of percentage points.
    var shortfallUnit: String { ["%", "％"].contains(unitSuffix) ? "个百分点" : unitSuffix }

    /// How far incidents are above what was allowed; their line has no completion.
    var excess: Quantity? {
        guard method == .deduction || method == .deductionOrVeto || method == .veto,
            let actual = line.actual, let target = line.target.value, actual > target
        else { return nil }
        return Quantity(
            millionths: actual.millionths - target.millionths,
            decimals: max(actual.decimals, target.decimals))
    }

    var ledger: LedgerCount? {
        guard case .ledger(let source, let rows, let matching)? = line.origin else { return nil }
        return LedgerCount(source: source, rows: rows, matching: matching)
    }
    var panel: PanelMean? { if case .panel(let mean)? = line.origin { mean } else { nil } }
    var report: (asOf: Day, evidence: String?, remark: String?)? {
        guard case .typed(let asOf, let evidence, let remark)? = line.origin else { return nil }
        return (asOf, evidence, remark)
    }
    var notDue: LineAssessment.NotDueReason? {
        if case .notDue(let reason) = line.state { return reason }
        return nil
    }
    var exemption: Exemption? {
        guard case .exempt(_, let day, let reason) = line.state else { return nil }
        return Exemption(approver: approver, day: day, reason: reason)
    }

    struct LedgerCount: Sendable {
        let source: LedgerSource
        let rows: Int
        let matching: Int
    }
    struct Exemption: Sendable {
        let approver: RoleHolder?
        let day: Day
        let reason: String
    }
}

extension PaperBoundary {
    /// The line as paper, if its holder may stand here.
    mutating func line(_ line: LineAssessment, holderName: String) -> IndicatorLine? {
        guard let own = admit(line, of: line.target.holder, as: "指标", at: line.target.place) else {
            return nil
        }
        var approver: RoleHolder?
        if case .exempt(let approvedBy, _, _) = own.state { approver = role(named: approvedBy) }
        return IndicatorLine(line: own, holderName: holderName, approver: approver)
    }
}
