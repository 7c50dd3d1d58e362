import Model

extension ScoringMethod {
    /// The method's name on paper (docs/rules.md, 计分法).
    var chinese: String {
        switch self {
        case .completion: return "完成率法"
        case .steps: return "分档法"
        case .deduction: return "扣分法"
        case .bonus: return "加分法"
        case .place: return "排名法"
        case .panel: return "评议法"
        case .satisfaction: return "满意度法"
        case .inverse: return "逆向比率法"
        case .percentagePoints: return "百分点差法"
        case .veto: return "一票否决"
        case .deductionOrVeto: return "扣分法、一票否决"
        }
    }
}

extension LedgerSource {
    /// `走访台账`.
    var ledger: String { String(rawValue.prefix { $0 != ":" }) }
    /// `家次`.
    var figure: String { String(rawValue.drop { $0 != ":" }.dropFirst()) }
    /// A rate has a part that fulfils the condition; a count has not.
    var isRate: Bool {
        switch self {
        case .appealsClosedRate, .appealsOnTimeRate, .projectsOnScheduleRate, .satisfactionRate: return true
        case .visits, .appealsClosed, .projectsOnSchedule, .satisfactionIndex, .findings: return false
        }
    }
}
