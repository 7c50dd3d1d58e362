import Model

/// A rectification item that is open, or was accepted in this quarter.
struct RectificationEntry: Sendable {
    var item: Rectification
    var isOverdue: Bool
    var acceptedBy: RoleHolder?
    var due: Day { item.extendedTo ?? item.deadline }

    static let naming = Naming<RectificationEntry>(
        "整改事项",
        [
            .text("整改编号", "整改编号", example: "ZG-2026-003") { $0.item.code },
            .text("来源", "牌号、指标代码或其他事项", example: "2025Q4-P007") { $0.item.source },
            .text("问题", "问题", example: "重点项目滞后") { $0.item.problem.clause },
            .text("目标", "整改目标", example: "追平计划进度") { $0.item.goal.clause },
            .text("措施", "整改措施", example: "专班周调度") { $0.item.measure.clause },
            .text("责任单位", "责任单位", example: "规划工程部") { $0.item.responsibleUnit },
            .date("时限", "整改时限，已批准延期的为延期后的日期", example: "2026年4月30日") { $0.due },
            .flag("已延期", "时限经批准延期") { $0.item.extendedTo != nil },
            .text("状态", "未启动、整改中、待验收、已验收、已销号或已终止", example: "整改中") { $0.item.state.rawValue },
            .flag("已逾期", "到数据截至日已过时限而未验收") { $0.isOverdue },
            .date("验收日期", "验收日期", example: "2026年3月28日", optional: { $0.item.acceptedOn }),
            .record("验收人", RoleHolder.naming, "验收的人或机构", optional: { $0.acceptedBy }),
        ])
}
