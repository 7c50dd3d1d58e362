import Model

extension DiagnosticCode {
    static let typedDiffersFromLedger = DiagnosticCode("E801")
    static let notApplicableOnDerived = DiagnosticCode("E802")
    static let typedWithoutLedgerFigure = DiagnosticCode("E803")
    static let cannotScore = DiagnosticCode("E804")
    static let ledgerYearIncomplete = DiagnosticCode("E805")
    static let decisionNotAsComputed = DiagnosticCode("E810")
    static let decisionsExceedQuota = DiagnosticCode("E811")
    static let tieWithoutDecision = DiagnosticCode("E812")
    static let decisionAboveCap = DiagnosticCode("W813")
    static let cardUnknown = DiagnosticCode("E814")
    static let extensionTooLong = DiagnosticCode("E815")
    static let deadlineBeyondCalendar = DiagnosticCode("E816")
    static let liftingWithoutAcceptance = DiagnosticCode("E817")
}

extension Diagnostic {
    static func typedDiffersFromLedger(
        _ typed: Result, _ indicator: Indicator, _ value: Quantity, _ counted: Quantity, rows: Int
    ) -> Diagnostic {
        Diagnostic(
            .typedDiffersFromLedger, at: typed.place,
            "指标 \(indicator.code) 填报 \(value)，而“\(indicator.sourceText)”按 \(rows) 条台账记录得 \(counted)。",
            remedy: "请核对台账，或删去手填的这一行。", affected: [typed.holder.code])
    }

    static func notApplicableOnDerived(_ typed: Result, _ indicator: Indicator) -> Diagnostic {
        Diagnostic(
            .notApplicableOnDerived, at: typed.place,
            "指标 \(indicator.code) 由“\(indicator.sourceText)”计数，不能填“不适用”。",
            remedy: "请删去这一行；确需免责的请登记容错免责。", affected: [typed.holder.code])
    }

    static func typedWithoutLedgerFigure(_ typed: Result, _ indicator: Indicator) -> Diagnostic {
        Diagnostic(
            .typedWithoutLedgerFigure, at: typed.place,
            "指标 \(indicator.code) 的“\(indicator.sourceText)”本期没有可用记录，不能改用手填数。",
            remedy: "请补齐台账，或删去手填的这一行。", affected: [typed.holder.code])
    }

    static func cannotScore(_ line: LineAssessment) -> Diagnostic {
        Diagnostic(
            .cannotScore, at: line.target.place,
            "指标 \(line.indicator.code) 的目标值与实际值不能按计分法 \(line.indicator.method.rawValue) 计算。",
            remedy: "请检查目标值、实际值和计分法。", affected: [line.target.holder.code])
    }
}
