import Model

/// What a leader takes along to a talk (谈话提纲): for the leader alone, never handed to the person.
///
/// All of the person's report, and beside it what only the leader sees: what to praise, prompts for the causes, how the
/// own side's view differs from the enterprises', and a form for the record.
struct TalkSheet: Sendable {
    var report: FeedbackReport
    /// The report's own, by its names.
    var reportFacts: Record
    var leader: RoleHolder
    /// What the talk is about, the feedback talk first.
    var occasions: [PlannedTalk]
    var praise: [Praise]
    var views: [ViewsGap]
}

extension Composer {
    /// The sheet of one leader for the person of a report.
    package func talkSheet(_ composed: ComposedReport, _ pile: TalkPile) -> Checked<Document?> {
        var boundary = composed.boundary
        let assessed = composed.person
        let code = assessed.person.code
        let leader = pile.leader
        let sheet = TalkSheet(
            report: composed.report, reportFacts: composed.facts, leader: boundary.role(leader),
            occasions: pile.talks(with: code),
            praise: Praise.facts(of: composed.report, projects: index.projects(of: code)),
            views: [ViewsGap(of: assessed, by: self)]
                + [index.office(assessed.person.office)].compactMap(\.self).map {
                    ViewsGap(of: $0, by: self)
                })
        return boundary.document(
            .talkSheet, period: assessment.period, path: "talks/\(leader)/\(code)",
            facts: TalkSheet.naming.record(of: sheet))
    }
}

extension TalkSheet {
    static let naming = Naming<TalkSheet>(
        "谈话提纲", for: [.leader],
        ofReport + [
            .record("等次", GradeOutcome.naming, "建议等次、审定等次和理由；没有得分的没有", optional: { $0.report.grade }),
            .record("谈话人", RoleHolder.naming, "用这份提纲的领导") { $0.leader }.obligatory,
            .list("谈话事由", occasionNaming, "为什么谈：反馈、黄牌、红牌") { $0.occasions }.obligatory,
            .list("可表扬", Praise.naming, "先肯定的事实，最多三条") { $0.praise }.obligatory,
            .flag("可表扬满三条", "数据里找到了三条") { $0.praise.count == 3 },
            .list("看法差距", ViewsGap.naming, "单位与企业的看法：本人的、股室的") { $0.views }.obligatory,
        ])

    /// All names of the report but those that a sheet has for itself. They are not read once more: the report is most of a
    /// sheet.
    private static let ofReport = FeedbackReport.naming.entries.enumerated()
        .filter { !["谈话人", "等次"].contains($1.field.name) }
        .map { (place, entry) in
            // What is obligatory there, the sheet says itself.
            var field = entry.field
            field.isObligatory = false
            return Naming<TalkSheet>.Entry(field) { $0.reportFacts.values[place] }
        }

    private static let occasionNaming = Naming<PlannedTalk>(
        "谈话事由", for: [.leader],
        [
            .flag("为反馈", "季度反馈谈话") { $0.occasion == .feedback },
            .flag("为黄牌", "因黄牌的谈话") { $0.colour == .yellow },
            .flag("为红牌", "因红牌的谈话") { $0.colour == .red },
            .text("牌号", "因哪张牌", example: "2026Q1-P007", optional: { $0.cardID }),
            .date("期限", "最迟哪天谈；未签发的牌和运行中季度的反馈谈话没有", example: "2026年4月17日", optional: { $0.due }),
            .whole("工作日", "牌签发后几个工作日内谈", example: "5", optional: { $0.workingDays }),
            .flag("已逾期", "过了期限还没有谈") { $0.isOverdue },
            .date("已谈日期", "哪天谈的；还没有谈的没有", example: "2026年4月15日", optional: { $0.held }),
        ])
}
