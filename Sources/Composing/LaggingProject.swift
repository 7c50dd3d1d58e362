import Model

/// A project of the person that is behind plan.
struct LaggingProject: Sendable {
    var project: Project
    var exemption: String?
    var rules: Scheme.CardRules

    var isExempt: Bool { exemption != nil }
    var isPastRed: Bool { !isExempt && project.lag > rules.lagRedAbove }
    var isPastYellow: Bool { !isExempt && !isPastRed && project.lag >= rules.lagYellowFrom }
}

extension LaggingProject {
    static let naming = Naming<LaggingProject>(
        "滞后项目",
        projectEntries + [
            .text("容错事由", "该项目本季容错免责的事由", example: "航道管制", optional: { $0.exemption?.clause }),
            .flag("达到黄牌线", "落后达到黄牌标准") { $0.isPastYellow },
            .flag("达到红牌线", "落后达到红牌标准") { $0.isPastRed },
            .flag("原因为人", "原因类别是人") { $0.project.cause == "人" },
            .flag("原因为事", "原因类别是事") { $0.project.cause == "事" },
            .flag("原因为资源", "原因类别是资源") { $0.project.cause == "资源" },
            .flag("原因为政策", "原因类别是政策") { $0.project.cause == "政策" },
        ])

    private static let projectEntries: [Naming<LaggingProject>.Entry] = [
        .text("项目代码", "项目代码", example: "J003") { $0.project.code.text },
        .text("项目名称", "项目名称", example: "临江多用途码头") { $0.project.name },
        .text("类型", "项目类型", example: "码头") { $0.project.type },
        .text("阶段", "项目阶段", example: "前期") { $0.project.stage },
        .points("计划进度", "计划进度（%）", example: "45.00") { $0.project.planned },
        .points("实际进度", "实际进度（%）", example: "28.00") { $0.project.actual },
        .points("落后", "计划减实际的百分点", example: "17.00") { $0.project.lag },
        .date("截至日期", "进度截至日期", example: "2026年3月31日") { $0.project.asOf },
        .text("滞后原因", "项目台账所填的原因", example: "水域许可未批", optional: { $0.project.lagReason?.clause }),
        .text("原因类别", "人、事、资源或政策", example: "政策", optional: { $0.project.cause }),
    ]
}
