import Model

/// A good practice of another office that fits one of the person's gaps or lagging projects.
struct CaseMatch: Sendable {
    enum Reason: Hashable, Sendable {
        case indicator(String)
        case projectType(String)
        case stage(String)
        case cause(String)
        /// Both texts speak of it.
        case theme(String)
    }
    var practice: PracticeCase
    var officeName: String
    var reasons: [Reason]
}

extension CaseMatch {
    static let naming = Naming<CaseMatch>(
        "匹配案例",
        [
            .text("案例编号", "案例编号", example: "AL-012") { $0.practice.code.text },
            .text("标题", "案例标题", example: "容缺预审破解用地审批等待") { $0.practice.title },
            .text("做法", "做法", example: "并联审批、专班周调度") { $0.practice.practice.clause },
            .text("成效", "成效", example: "审批时间由 60 天压到 35 天") { $0.practice.effect.clause },
            .text("提供股室", "提供案例的股室", example: "招商服务部") { $0.officeName },
            .list("匹配依据", Reason.naming, "为什么与本人的情况相似") { $0.reasons },
        ])
}

extension CaseMatch.Reason {
    static let naming = Naming<CaseMatch.Reason>(
        "匹配依据",
        [
            .flag("同指标", "与失分指标相同") { if case .indicator = $0 { true } else { false } },
            .flag("同类型", "与滞后项目类型相同") { if case .projectType = $0 { true } else { false } },
            .flag("同阶段", "与滞后项目阶段相同") { if case .stage = $0 { true } else { false } },
            .flag("同原因", "与滞后项目的原因类别相同") { if case .cause = $0 { true } else { false } },
            .flag("同主题", "滞后原因（或完成情况的说明）与案例说的是同一件事") { if case .theme = $0 { true } else { false } },
            .text("内容", "相同的指标、类型、阶段、原因或主题", example: "码头") { $0.text },
        ])

    private var text: String {
        switch self {
        case .indicator(let text), .projectType(let text), .stage(let text), .cause(let text),
            .theme(let text):
            return text
        }
    }
}
