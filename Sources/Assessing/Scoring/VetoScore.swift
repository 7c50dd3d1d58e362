import Model

/// Method V: any event takes the whole line; and the V of C/V, which a 说明 beginning with 否决： calls.
enum VetoScore {
    static let remarkPrefix = "否决："

    static func score(_ input: ScoringInput) -> LineScore? {
        guard input.actual.millionths >= 0 else { return nil }
        return LineScore(completion: nil, score: input.actual.millionths > 0 ? .zero : input.full)
    }

    /// Whether the line's actual is a veto event.
    static func isVetoed(_ method: ScoringMethod, actual: Quantity, remark: String?) -> Bool {
        switch method {
        case .veto: return actual.millionths > 0
        case .deductionOrVeto: return actual.millionths > 0 && remark?.hasPrefix(remarkPrefix) == true
        default: return false
        }
    }
}
