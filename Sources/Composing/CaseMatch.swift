import Model

/// A good practice of another office that fits one of the person's gaps or lagging projects.
struct CaseMatch: Sendable {
    enum Reason: Hashable, Sendable {
        case indicator(String)
        case projectType(String)
        case stage(String)
        case cause(String)
    }
    var practice: PracticeCase
    var officeName: String
    var reasons: [Reason]
}

/// Finds up to three cases: same indicator as a gap, or same type, stage and cause as a lagging project.
struct CaseMatcher: Sendable {
    let cases: [PracticeCase]
    let directory: Directory

    /// Best match first (reasons that agree), then by code. Never the own office's, never without consent.
    func matches(gaps: [Indicator], projects: [Project], office: Code) -> [CaseMatch] {
        cases.filter { $0.mayBeQuoted && $0.office != office }
            .map { practice in
                CaseMatch(
                    practice: practice, officeName: directory.officeName(practice.office),
                    reasons: reasons(practice, gaps, projects))
            }
            .filter { !$0.reasons.isEmpty }
            .sorted { ($1.reasons.count, $0.practice.code) < ($0.reasons.count, $1.practice.code) }
            .prefix(3).map { $0 }
    }

    private func reasons(_ practice: PracticeCase, _ gaps: [Indicator], _ projects: [Project]) -> [CaseMatch
        .Reason]
    {
        var reasons: [CaseMatch.Reason] = []
        if let gap = gaps.first(where: { $0.code == practice.indicator }) {
            reasons.append(.indicator(gap.name))
        }
        let best = projects.map { projectReasons(practice, $0) }.max { $0.count < $1.count }
        return reasons + (best ?? [])
    }

    /// Stage or cause alone says too little: a project matches by its type, or by stage and cause together.
    private func projectReasons(_ practice: PracticeCase, _ project: Project) -> [CaseMatch.Reason] {
        let type = practice.projectType == project.type
        let stage = practice.stage == project.stage
        let cause = practice.cause != nil && practice.cause == project.cause
        guard type || (stage && cause) else { return [] }
        return (type ? [.projectType(project.type)] : []) + (stage ? [.stage(project.stage)] : [])
            + (cause ? [.cause(project.cause ?? "")] : [])
    }
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
            .text("内容", "相同的指标、类型、阶段或原因", example: "码头") { $0.text },
        ])

    private var text: String {
        switch self {
        case .indicator(let text), .projectType(let text), .stage(let text), .cause(let text): return text
        }
    }
}
