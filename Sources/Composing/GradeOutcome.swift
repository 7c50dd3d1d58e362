import Model

/// Grade by score, caps, quota, suggestion and decision: always both values, never one.
struct GradeOutcome: Sendable {
    var byScore: Grade?
    var lowerBound: Points?
    var caps: [CapReason]
    var quota: QuotaOutcome?
    var quotaPercent: Quantity
    var isCutByQuota: Bool
    var suggested: SuggestedLabel?
    var decided: Grade?
    var decision: DecisionNote?

    var pending: (places: Int, tied: Int)? {
        if case .pending(let places, let tied)? = suggested { return (places, tied) }
        return nil
    }

    struct CapReason: Sendable {
        var cap: GradeCap
        var indicatorName: String?
    }
}

/// A row of the decisions table, with its decider.
struct DecisionNote: Sendable {
    var decision: Decision
    var decider: RoleHolder
    var changes: Bool { decision.suggested != decision.decided }
}

extension FeedbackComposition {
    mutating func gradeOutcome() -> GradeOutcome? {
        guard person.noGrade == nil, person.score != nil else { return nil }
        return GradeOutcome(
            byScore: person.gradeByScore,
            lowerBound: person.score.flatMap { scheme.grades.step(for: $0)?.from },
            caps: person.caps.map(capReason), quota: assessment.quota,
            quotaPercent: scheme.grades.quotaPercent,
            isCutByQuota: person.isCutByQuota, suggested: person.suggested, decided: person.decided,
            decision: decisionNote(person.decision))
    }

    private func capReason(_ cap: GradeCap) -> GradeOutcome.CapReason {
        var name: String?
        if case .veto(let code) = cap.reason {
            name = person.lines.first { $0.indicator.code == code }?.indicator.name
        }
        return GradeOutcome.CapReason(cap: cap, indicatorName: name)
    }

    private mutating func decisionNote(_ decision: Decision?) -> DecisionNote? {
        decision.flatMap { boundary.admit($0, of: $0.holder, as: "审定", at: $0.place) }
            .map { DecisionNote(decision: $0, decider: boundary.role(named: $0.decidedBy)) }
    }
}

extension GradeOutcome {
    static let naming = Naming<GradeOutcome>(
        "等次",
        [
            .text("按得分", "只看得分的等次", example: "好", optional: { $0.byScore?.label }),
            .points("该等次下限", "这一等次的最低得分；最末等次没有", example: "90.00", optional: { $0.lowerBound }),
            .list("封顶原因", CapReason.naming, "使等次不能更高的事项") { $0.caps },
            .flag("名额限制", "得分够最高等次，但名额已满") { $0.isCutByQuota },
            .quantity("名额比例", "最高等次占参评人数的百分比", example: "40") { $0.quotaPercent },
            .whole("参评人数", "按得分有等次的人数", example: "32", optional: { $0.quota?.base }),
            .whole("名额", "最高等次的名额", example: "12", optional: { $0.quota?.places }),
            .text("建议", "程序建议的等次，或待审定", example: "较好", optional: { $0.suggested?.text }).obligatory,
            .flag("待审定", "名额线上得分相同，不由程序决定") { $0.pending != nil },
            .whole("并列人数", "待审定时同分的人数", example: "3", optional: { $0.pending?.tied }),
            .whole("余下名额", "待审定时余下的名额", example: "1", optional: { $0.pending?.places }),
            .text("审定", "审定的等次", example: "较好", optional: { $0.decided?.label }),
            .record("审定记录", DecisionNote.naming, "审定表中的一行", optional: { $0.decision }),
        ])
}

extension GradeOutcome.CapReason {
    static let naming = Naming<GradeOutcome.CapReason>(
        "封顶原因",
        [
            .text("最高等次", "因此最高为哪一等次", example: "较好") { $0.cap.atMost.label },
            .flag("因一票否决", "本人指标触发一票否决") { if case .veto = $0.cap.reason { true } else { false } },
            .flag("因黄牌", "有未销的黄牌") { if case .yellow = $0.cap.reason { true } else { false } },
            .flag("因红牌", "有未销的红牌") { if case .red = $0.cap.reason { true } else { false } },
            .text("指标名称", "触发一票否决的指标", example: "损害营商环境问题查实件数", optional: { $0.indicatorName }),
            .text("牌号", "未销的牌", example: "2025Q4-P007", optional: { $0.cardID }),
        ])

    private var cardID: String? {
        switch cap.reason {
        case .veto: return nil
        case .yellow(let card), .red(let card): return card
        }
    }
}

extension DecisionNote {
    static let naming = Naming<DecisionNote>(
        "审定记录",
        [
            .text("建议", "审定表所列的建议", example: "好") { $0.decision.suggested },
            .text("审定", "审定的结果", example: "较好") { $0.decision.decided },
            .flag("有变动", "审定与建议不同") { $0.changes },
            .text("理由", "审定的理由", example: "群众反映属实") { $0.decision.reason.clause },
            .record("决定人", RoleHolder.naming, "决定的人或机构") { $0.decider },
            .date("日期", "决定日期", example: "2026年4月8日") { $0.decision.date },
        ])
}
