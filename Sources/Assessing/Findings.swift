import Model

extension DiagnosticCode {
    static let typedDiffersFromLedger = DiagnosticCode("E801")
    static let notApplicableOnDerived = DiagnosticCode("E802")
    static let typedWithoutLedgerFigure = DiagnosticCode("E803")
    static let cannotScore = DiagnosticCode("E804")
    static let ledgerYearIncomplete = DiagnosticCode("E805")
    static let decisionNotAsComputed = DiagnosticCode("E810")
    static let decisionsExceedQuota = DiagnosticCode("E811")
    package static let tieWithoutDecision = DiagnosticCode("E812")
    static let decisionAboveCap = DiagnosticCode("W813")
    static let cardUnknown = DiagnosticCode("E814")
    static let extensionTooLong = DiagnosticCode("E815")
    static let deadlineBeyondCalendar = DiagnosticCode("E816")
    static let liftingWithoutAcceptance = DiagnosticCode("E817")
    static let cardOfSomebodyElse = DiagnosticCode("E818")
    static let illegalStep = DiagnosticCode("W820")
    static let acceptedBeforeRecurrence = DiagnosticCode("W821")
    static let itemOfSomebodyElse = DiagnosticCode("E822")
    static let itemUnknown = DiagnosticCode("W823")
    static let itemsDoNotAddUp = DiagnosticCode("E824")
    static let cardClosedAlready = DiagnosticCode("E825")
    static let historyIncomplete = DiagnosticCode("W819")
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

extension Diagnostic {
    static func decisionNotAsComputed(_ decision: Decision, computed: String) -> Diagnostic {
        Diagnostic(
            .decisionNotAsComputed, at: decision.place,
            "\(decision.holder.code) 的“建议”填的是“\(decision.suggested)”，计算结果是“\(computed)”。",
            remedy: "数据可能在审定后变过，请按新的建议重新审定。", affected: [decision.holder.code])
    }

    static func decisionsExceedQuota(_ decision: Decision, taken: Int, places: Int) -> Diagnostic {
        Diagnostic(
            .decisionsExceedQuota, at: decision.place,
            "审定为最高等次的共 \(taken) 人，名额只有 \(places) 个。", remedy: "请调整审定等次。")
    }

    static func tieWithoutDecision(_ holder: Holder, at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .tieWithoutDecision, at: place,
            "\(holder.code) 并列待审定，定稿前没有审定结果。", remedy: "请在审定表（decisions）中补一行。",
            affected: [holder.code])
    }

    static func decisionAboveCap(_ decision: Decision) -> Diagnostic {
        Diagnostic(
            .decisionAboveCap, .warning, at: decision.place,
            "\(decision.holder.code) 的审定等次“\(decision.decided)”高于封顶等次，不占名额。")
    }

    static func cardDecisionNotAsComputed(_ decision: Decision, computed: String) -> Diagnostic {
        Diagnostic(
            .decisionNotAsComputed, at: decision.place,
            "\(decision.holder.code) 的赋牌“建议”填的是“\(decision.suggested)”，计算结果是“\(computed)”。",
            remedy: "数据可能在审定后变过，请按新的建议重新审定。", affected: [decision.holder.code])
    }

    static func cardUnknown(_ decision: Decision) -> Diagnostic {
        Diagnostic(
            .cardUnknown, at: decision.place,
            "\(decision.matter.rawValue)的牌号\(Diagnostic.quoted(decision.cardID ?? ""))没有签发过。",
            remedy: "请按“季度-对象代码”填写，如 2025Q1-P007。")
    }

    static func extensionTooLong(_ item: Rectification, _ latest: Day) -> Diagnostic {
        Diagnostic(
            .extensionTooLong, at: item.place,
            "整改 \(item.code) 延期超过期限的一半，最迟只能到 \(latest)。", remedy: "请改正延期日期；本次未按延期计算。")
    }

    static func deadlineBeyondCalendar(_ notice: CardNotice, _ day: Day, _ lastYear: Int) -> Diagnostic {
        Diagnostic(
            .deadlineBeyondCalendar, at: SourcePlace(file: "calendar.csv"),
            "牌 \(notice.id) 的整改期限 \(day) 超出工作日历（只到 \(lastYear) 年）。",
            remedy: "请在 calendar.csv 中补上该年的节假日和调休。")
    }

    static func liftingWithoutAcceptance(_ decision: Decision) -> Diagnostic {
        Diagnostic(
            .liftingWithoutAcceptance, at: decision.place,
            "牌 \(decision.cardID ?? "") 没有在销牌日期前验收合格的整改事项，不能销牌。",
            remedy: "请先在整改表中登记验收。")
    }

    static func cardClosedAlready(_ decision: Decision, _ closure: CardRecord.Closure) -> Diagnostic {
        let before =
            switch closure {
            case .lifted(let day): "已于 \(day) 销牌"
            case .withdrawn(let day): "已于 \(day) 撤牌"
            case .escalated(let day, let red): "已于 \(day) 升级为红牌 \(red)"
            }
        let remedy =
            switch closure {
            case .escalated(_, let red): "请删去这一行；红牌整改验收后按牌号 \(red) 销牌，黄牌事实有误的用撤牌。"
            case .lifted, .withdrawn: "请删去这一行；要办的是另一张牌的，请改正牌号。"
            }
        return Diagnostic(
            .cardClosedAlready, at: decision.place,
            "牌 \(decision.cardID ?? "") \(before)，不能再\(decision.matter.rawValue)；这一行没有采用，不出通知。",
            remedy: remedy)
    }

    static func cardOfSomebodyElse(_ decision: Decision, _ record: CardRecord) -> Diagnostic {
        Diagnostic(
            .cardOfSomebodyElse, at: decision.place,
            "牌 \(record.id) 是 \(record.object.code) 的，这一行写的对象是 \(decision.holder.code)。",
            remedy: "请核对牌号和对象。", affected: [decision.holder.code, record.object.code])
    }

    static func historyIncomplete(_ period: Period, refused: Period) -> Diagnostic {
        Diagnostic(
            .historyIncomplete, .warning, at: nil,
            "\(period) 之前的 \(refused) 没有读入，历史牌、封顶和趋势可能不全。", remedy: "请先改正 \(refused) 的数据。")
    }

    static func ledgerYearIncomplete(_ period: Period, refused: Period, affected: [Code]) -> Diagnostic {
        Diagnostic(
            .ledgerYearIncomplete, at: nil,
            "\(period) 的累计台账指标要用到 \(refused) 的数据，而该季度因数据错误没有读入。",
            remedy: "请先改正 \(refused) 的数据。", affected: affected)
    }
}

extension Diagnostic {
    /// A slip in one column of 整改 changes no score, so it withholds nobody's papers.
    static func illegalStep(_ row: Rectification, _ item: RectificationItem) -> Diagnostic {
        Diagnostic(
            .illegalStep, .warning, at: row.place,
            "整改 \(row.code) 原为“\(item.state.rawValue)”，不能改为“\(row.state.rawValue)”；这一行没有采用，事项仍为“\(item.state.rawValue)”。",
            remedy: "状态按 未启动、整改中、待验收、已验收、已销号 前进；验收退回的改为整改中，撤销的改为已终止；"
                + "已销号或已终止的又要整改，用新的整改编号另起一行。")
    }

    static func acceptedBeforeRecurrence(
        _ row: Rectification, _ item: RectificationItem, _ back: Period
    ) -> Diagnostic {
        Diagnostic(
            .acceptedBeforeRecurrence, .warning, at: row.place,
            "整改 \(row.code) 的问题在 \(back) 复发，原来的验收不再算数；这一行没有采用，事项仍为“\(item.state.rawValue)”。",
            remedy: "请按复发后的进展填状态；再次验收的填新的验收日期。")
    }

    static func itemOfSomebodyElse(_ row: Rectification, _ item: RectificationItem) -> Diagnostic {
        Diagnostic(
            .itemOfSomebodyElse, at: row.place,
            "整改事项 \(item.id) 是 \(item.object.code) 的，这一行写的对象是 \(row.holder.code)。",
            remedy: "请核对整改编号、来源和对象。", affected: [item.object.code, row.holder.code])
    }

    static func itemUnknown(_ row: Rectification) -> Diagnostic {
        Diagnostic(
            .itemUnknown, .warning, at: row.place,
            "整改 \(row.code) 的编号或来源像程序的事项编号，却没有这一事项，按新的事项登记。",
            remedy: "请对照整改台账核对编号。")
    }

    /// Never to be seen: an item can only be opened, carried or closed.
    static func itemsDoNotAddUp(_ period: Period, _ counts: ItemCounts) -> Diagnostic {
        Diagnostic(
            .itemsDoNotAddUp, at: nil,
            "\(period) 的整改事项对不上：期初 \(counts.openAtStart)，新开 \(counts.opened)，销号 \(counts.closed)，期末 \(counts.openAtEnd)。",
            remedy: "这是程序的错误，请报告。")
    }
}
