import Model

extension QuarterTables {
    /// Each result has its target, and its value fits the method.
    func checkResults(_ assignments: Assignments, _ book: inout FindingBook) {
        let indicators = indicatorsByCode
        for (index, result) in results.soundRows {
            checkTarget(index, result, assignments, &book)
            guard let indicator = indicators[result.indicator] else { continue }
            checkDate(index, result, &book)
            switch result.actual {
            case .value(let value): checkValue(index, value, result, indicator, &book)
            case .notApplicable: checkNotApplicable(index, result, &book)
            case .missing: break
            }
        }
    }

    private func checkTarget(
        _ index: Int, _ result: Result, _ assignments: Assignments, _ book: inout FindingBook
    ) {
        // A code that is nobody's is reported already.
        guard targets.isRead, !book.isFaulty(results.address(index)),
            !assignments.has(result.indicator, result.holder)
        else { return }
        results.report(
            index, .resultWithoutTarget, at: ResultsTable.indicator.title,
            "指标 \(result.indicator) 没有分解给 \(result.holder.code)，这一完成情况用不上。", remedy: "请在指标分解表补一行，或删去本行。",
            into: &book)
    }

    private func checkDate(_ index: Int, _ result: Result, _ book: inout FindingBook) {
        guard !period.days.contains(result.asOf) else { return }
        results.report(
            index, .resultOutsideQuarter, .warning, at: ResultsTable.asOf.title,
            "截至日期 \(result.asOf) 不在 \(period)，这一行仍按本季计。", remedy: "请核对日期，或放到对应季度。", into: &book)
    }

    private func checkValue(
        _ index: Int, _ value: Quantity, _ result: Result, _ indicator: Indicator, _ book: inout FindingBook
    ) {
        func report(_ code: DiagnosticCode, _ headline: String, _ remedy: String) {
            results.report(
                index, code, at: ResultsTable.actual.title, headline, remedy: remedy, into: &book)
        }
        let method = indicator.method
        if method == .panel {
            report(.typedPanelResult, "评议法指标由定性评议取分，不填完成情况。", "请删去本行，把分数填入定性评议表。")
            return
        }
        if value.millionths < 0 && method.refusesNegative {
            report(
                .negativeActual, "计分法 \(method.rawValue) 的实际值不能小于 0，现为 \(value)。", "请改为不小于 0 的数，或改用计分法 I。")
        } else if method == .place && !(value.isWhole && value.millionths > 0) {
            report(.notAPlace, "名次应为 1 起的整数，现为 \(value)。", "请填名次；未列名次的不填本行。")
        }
        if method == .inverse && value.millionths == 0 && result.remark == nil {
            report(.zeroNeedsRemark, "实际值为 0，说明为空。", "逆向比率法的 0 值请在说明中写明原因。")
        }
        if method == .deductionOrVeto { checkVeto(result.remark, value, report) }
    }

    /// The words decide over a whole quarter's grade, so a near miss must not pass as plain text.
    private func checkVeto(
        _ remark: String?, _ value: Quantity, _ report: (DiagnosticCode, String, String) -> Void
    ) {
        guard let remark, remark.hasPrefix("否决") else { return }
        if !remark.hasPrefix("否决：") {
            report(.badVeto, "说明以“否决”开头，但后面不是全角冒号。", "要一票否决请写成“否决：事由”，否则请改写说明的开头。")
        } else if value.millionths == 0 {
            report(.badVeto, "说明写了“否决：”，实际值却为 0。", "请改实际值或说明。")
        }
    }

    /// Whether the line is derived, so that 不适用 is no answer at all, Assessing says.
    private func checkNotApplicable(_ index: Int, _ result: Result, _ book: inout FindingBook) {
        if result.remark == nil {
            results.report(
                index, .notApplicableNeedsRemark, at: ResultsTable.remark.title, "实际值为不适用，说明为空。",
                remedy: "请写明为什么不适用。", into: &book)
        }
    }
}

extension ScoringMethod {
    fileprivate var refusesNegative: Bool {
        [.deduction, .bonus, .place, .inverse, .veto, .deductionOrVeto].contains(self)
    }
}

extension DiagnosticCode {
    static let resultWithoutTarget = DiagnosticCode("E140")
    static let typedPanelResult = DiagnosticCode("E142")
    static let notApplicableNeedsRemark = DiagnosticCode("E143")
    static let zeroNeedsRemark = DiagnosticCode("E144")
    static let negativeActual = DiagnosticCode("E145")
    static let notAPlace = DiagnosticCode("E146")
    static let badVeto = DiagnosticCode("E147")
    static let resultOutsideQuarter = DiagnosticCode("W192")
}
