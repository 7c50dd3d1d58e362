import Model

extension QuarterTables {
    /// Target values fit the method, and holders can be assessed.
    func checkTargets(_ book: inout FindingBook) {
        let indicators = indicatorsByCode
        let leaders = leaders
        for (index, row) in targets.soundRows {
            if leaders.contains(row.target.holder) { reportLeader(targets, index, &book) }
            guard let indicator = indicators[row.target.indicator] else { continue }
            checkValue(index, row.target, indicator, &book)
            checkSource(index, row.target, indicator, &book)
        }
    }

    private func checkValue(
        _ index: Int, _ target: Target, _ indicator: Indicator, _ book: inout FindingBook
    ) {
        let column = TargetsTable.value.title
        guard let value = target.value else {
            if indicator.method.needsTarget {
                targets.report(
                    index, .targetNeeded, at: column, "计分法 \(indicator.method.rawValue) 的指标不能填据实。",
                    remedy: "请填目标值；据实只用于 C、D、E、F、V。", into: &book)
            }
            return
        }
        guard indicator.method.dividesByTarget else { return }
        if value.millionths < 0 {
            targets.report(
                index, .negativeTarget, at: column,
                "目标值 \(value) 小于 0，不能按计分法 \(indicator.method.rawValue) 计分。",
                remedy: "请改目标值，或改用计分法 I。", into: &book)
        } else if value.millionths == 0 && indicator.span == .quarterly {
            targets.report(
                index, .zeroTarget, at: column, "当季指标的目标值为 0，不能按计分法 \(indicator.method.rawValue) 计分。",
                remedy: "请改用计分法 C 或 I。", into: &book)
        }
    }

    private func checkSource(
        _ index: Int, _ target: Target, _ indicator: Indicator, _ book: inout FindingBook
    ) {
        let isSatisfaction = [.satisfactionIndex, .satisfactionRate].contains(indicator.source)
        guard isSatisfaction, target.holder.kind != .office else { return }
        targets.report(
            index, .satisfactionOfPerson, at: TargetsTable.holderKind.title,
            "指标 \(indicator.code) 取自满意度测评，只能分解到股室。", remedy: "请删去这一行，或改指标的数据来源。", into: &book)
    }

    func reportLeader(_ table: Table<some Sendable>, _ index: Int, _ book: inout FindingBook) {
        table.report(
            index, .leaderAsHolder, at: "对象代码", "对象的状态为领导，不参加考核。", remedy: "请改对象，或改人员表中的状态。", into: &book)
    }

    /// The readable rows of 指标库, of a code that stands twice the first, and the self-declared ones in force.
    var indicatorsByCode: [Code: Indicator] {
        Dictionary(indicators.values.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
            .merging(declaredIndicators) { listed, _ in listed }
    }

    var leaders: Set<Holder> {
        Set(people.values.filter { $0.status == .leader }.map { Holder(.person, $0.code) })
    }
}

extension ScoringMethod {
    fileprivate var needsTarget: Bool {
        switch self {
        case .deduction, .bonus, .place, .panel, .veto, .deductionOrVeto: false
        case .completion, .steps, .satisfaction, .inverse, .percentagePoints: true
        }
    }

    fileprivate var dividesByTarget: Bool { [.completion, .steps, .satisfaction, .inverse].contains(self) }
}

extension DiagnosticCode {
    static let targetNeeded = DiagnosticCode("E151")
    static let satisfactionOfPerson = DiagnosticCode("E152")
    static let zeroTarget = DiagnosticCode("E153")
    static let negativeTarget = DiagnosticCode("E154")
    static let leaderAsHolder = DiagnosticCode("E155")
}
