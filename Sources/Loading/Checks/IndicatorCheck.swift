import Model

extension QuarterTables {
    /// Method, class and parameters fit each other.
    func checkIndicators(_ book: inout FindingBook) {
        for (index, indicator) in indicators.soundRows {
            checkClass(index, indicator, &book)
            checkShares(index, indicator, &book)
            warnOfIdleParameters(index, indicator, &book)
        }
    }

    private func checkClass(_ index: Int, _ indicator: Indicator, _ book: inout FindingBook) {
        let isForIncentives = [.bonus, .place].contains(indicator.method)
        guard isForIncentives, indicator.indicatorClass != .incentive else { return }
        indicators.report(
            index, .methodOutsideClass, at: IndicatorsTable.method.title,
            "计分法 \(indicator.method.rawValue) 只用于激励类指标，本指标为\(indicator.indicatorClass.rawValue)类。",
            remedy: "请改计分法或类别。", into: &book)
    }

    /// Otherwise a step would pay more than the best completion may.
    private func checkShares(_ index: Int, _ indicator: Indicator, _ book: inout FindingBook) {
        guard indicator.method == .steps else { return }
        let cap = scheme.cap(of: indicator)
        let steps = indicator.parameters.steps ?? scheme.methods.steps
        // cap is in per cent, a share is not: share > cap/100.
        guard
            let step = steps.first(where: {
                Int128($0.share.millionths) * 100 > Int128(cap.millionths)
            })
        else { return }
        indicators.report(
            index, .badParameters, at: IndicatorsTable.parameters.title,
            "分档 \(step.from) 的得分比例 \(step.share) 超过上限 \(cap)%。", remedy: "请改低比例，或提高 cap。", into: &book)
    }

    private func warnOfIdleParameters(_ index: Int, _ indicator: Indicator, _ book: inout FindingBook) {
        let idle = indicator.parameters.names.filter { !indicator.method.parameterNames.contains($0) }
        guard !idle.isEmpty else { return }
        indicators.report(
            index, .idleParameter, .warning, at: IndicatorsTable.parameters.title,
            "计分法 \(indicator.method.rawValue) 不用参数 \(idle.joined(separator: "、"))。",
            remedy: "请核对计分法，或删去这一参数。", into: &book)
    }
}

extension Scheme {
    /// Highest completion that counts for an indicator, in per cent.
    func cap(of indicator: Indicator) -> Quantity {
        indicator.parameters.cap ?? methods.caps[indicator.indicatorClass] ?? Quantity(whole: 100)
    }
}

extension MethodParameters {
    fileprivate var names: [String] {
        let all = [
            ("k", k != nil), ("cap", cap != nil), ("floor", floor != nil), ("steps", steps != nil),
            ("points", places != nil),
        ]
        return all.filter(\.1).map(\.0)
    }
}

extension ScoringMethod {
    /// Parameters the method looks at.
    fileprivate var parameterNames: Set<String> {
        switch self {
        case .completion, .satisfaction, .inverse: ["cap", "floor"]
        case .steps: ["steps", "cap"]
        case .deduction, .bonus, .deductionOrVeto: ["k"]
        case .place: ["points"]
        case .percentagePoints: ["k", "cap"]
        case .panel, .veto: []
        }
    }
}

extension DiagnosticCode {
    static let methodOutsideClass = DiagnosticCode("E150")
    static let idleParameter = DiagnosticCode("W193")
}
