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

/// What a case is looked for: a gap of an indicator, or a project behind plan.
struct CaseWish: Sendable {
    enum Subject: Sendable {
        case line(Indicator)
        case project(type: String, stage: String)
    }
    var subject: Subject
    /// 人, 事, 资源 or 政策; `nil` when nobody has said it.
    var cause: String?
    let themes: Set<CaseTheme>

    init(_ subject: Subject, cause: String?, text: String?) {
        self.subject = subject
        self.cause = cause
        themes = CaseTheme.themes(of: text ?? "")
    }

    init(_ project: Project) {
        self.init(
            .project(type: project.type, stage: project.stage), cause: project.cause, text: project.lagReason)
    }
}

/// Finds up to three cases for what a person is to talk about, with the reasons; none rather than one that does not fit.
struct CaseMatcher: Sendable {
    private let cases: [Entry]
    private let directory: Directory
    /// 关键 indicators by which projects are measured: their cases are about projects too.
    private let projectIndicators: Set<Code>

    private struct Entry: Sendable {
        let practice: PracticeCase
        let themes: Set<CaseTheme>
    }

    init(cases: [PracticeCase], indicators: [Indicator], directory: Directory) {
        self.cases = cases.filter(\.mayBeQuoted).map {
            Entry(practice: $0, themes: CaseTheme.themes(of: $0.title + "，" + $0.practice))
        }
        self.directory = directory
        let measured = Set(indicators.filter { $0.source?.isOfProjects ?? false }.map(\.subgroup))
        projectIndicators = Set(
            indicators.filter { measured.contains($0.subgroup) && $0.indicatorClass == .key }.map(\.code))
    }

    /// Best match first, then by code. Never the own office's, never without consent.
    func matches(_ wishes: [CaseWish], office: Code) -> [CaseMatch] {
        let found = cases.filter { $0.practice.office != office }.compactMap { entry in
            wishes.compactMap { fit(entry, $0) }.max { $0.rank < $1.rank }.map { (entry.practice, $0) }
        }
        let best = found.sorted { ($1.1.rank, $0.0.code) < ($0.1.rank, $1.0.code) }.prefix(3)
        return best.map { practice, fit in
            CaseMatch(
                practice: practice, officeName: directory.officeName(practice.office), reasons: fit.reasons)
        }
    }

    private struct Fit {
        var rank: Int
        var reasons: [CaseMatch.Reason]
    }

    private func fit(_ entry: Entry, _ wish: CaseWish) -> Fit? {
        switch wish.subject {
        case .line(let indicator): return lineFit(entry.practice, indicator, wish.cause)
        case .project(let type, let stage):
            let like = CaseLikeness(entry.practice, entry.themes, wish, type: type, stage: stage)
            return projectFit(entry, like)
        }
    }

    /// The same indicator; a practice bound to one type of project fits only its own cause.
    private func lineFit(_ practice: PracticeCase, _ indicator: Indicator, _ cause: String?) -> Fit? {
        guard practice.indicator == indicator.code else { return nil }
        let sameCause = CaseLikeness.Agreement(practice.cause, cause)
        if practice.projectType != nil && sameCause == .conflict { return nil }
        let isCause = sameCause == .same
        return Fit(
            rank: 20 + (isCause ? 1 : 0),
            reasons: [.indicator(indicator.name)] + (isCause ? [.cause(cause ?? "")] : []))
    }

    private func projectFit(_ entry: Entry, _ like: CaseLikeness) -> Fit? {
        let practice = entry.practice
        let isAboutProjects = practice.indicator.map(projectIndicators.contains) ?? true
        // Written for another indicator: only a full likeness makes it a case for a project.
        let isBound = practice.projectType != nil && practice.stage != nil && like.cause == .same
        guard isAboutProjects || isBound, like.isFit else { return nil }
        return Fit(
            rank: like.shared.count * 100 + like.agreeing * 10 + like.cause.sign, reasons: like.reasons)
    }
}

extension LedgerSource {
    fileprivate var isOfProjects: Bool { self == .projectsOnSchedule || self == .projectsOnScheduleRate }
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
            .flag("同主题", "滞后原因与做法说的是同一件事") { if case .theme = $0 { true } else { false } },
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
