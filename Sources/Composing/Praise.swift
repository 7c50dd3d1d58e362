import Model

/// Something the leader can begin the talk with; a fact from the data, never a compliment.
struct Praise: Sendable {
    enum Fact: Sendable {
        /// Full points or more, or an incentive earned.
        case line(IndicatorLine)
        /// Running quarter: at least what is expected by now.
        case onPath(IndicatorLine)
        case project(Project)
        case accepted(ItemEntry)
        case risen(ScoreChange)
    }
    var fact: Fact

    /// Up to three, in this order: lines, projects on plan, items accepted in this quarter, a better score.
    static func facts(of report: FeedbackReport, projects: [Project]) -> [Praise] {
        let lines = report.strengths.map(Fact.line)
        let onPath = report.lines.filter { line in
            line.line.expected.map { !$0.isBehind } ?? false
        }.map(Fact.onPath)
        let onPlan = projects.filter { $0.lag <= .zero }
            .sorted { ($0.lag, $0.code) < ($1.lag, $1.code) }.map(Fact.project)
        let accepted = report.items.filter { entry in
            entry.item.state.isAccepted && entry.item.closed == report.heading.period
        }.map(Fact.accepted)
        let risen = report.change.flatMap { $0.difference > .zero ? Fact.risen($0) : nil }
        // One of each kind before a second of any, so that the praise is not three figures of one sort.
        let kinds = [lines, onPath, onPlan, accepted, [risen].compactMap(\.self)]
        let first = kinds.compactMap(\.first)
        let rest = kinds.flatMap { $0.dropFirst() }
        return (first + rest).prefix(3).map { Praise(fact: $0) }
    }

    static let naming = Naming<Praise>(
        "可表扬", for: [.leader],
        [
            .record("指标", of: IndicatorLine.naming, "得满分以上的指标或拿到的加分") { $0.line?.facts },
            .record("序时指标", of: IndicatorLine.naming, "季度进行中：达到序时进度的指标") { $0.onPath?.facts },
            .record("项目", projectNaming, "达到或超过计划进度的项目", optional: { $0.project }),
            .record("整改", ItemEntry.naming, "本季验收的整改事项", optional: { $0.accepted }),
            .record("进步", ScoreChange.naming, "比上季提高的得分", optional: { $0.risen }),
        ])

    private var line: IndicatorLine? { if case .line(let line) = fact { line } else { nil } }
    private var onPath: IndicatorLine? { if case .onPath(let line) = fact { line } else { nil } }
    private var project: Project? { if case .project(let project) = fact { project } else { nil } }
    private var accepted: ItemEntry? { if case .accepted(let entry) = fact { entry } else { nil } }
    private var risen: ScoreChange? { if case .risen(let change) = fact { change } else { nil } }

    private static let projectNaming = Naming<Project>(
        "达标项目", for: [.leader],
        [
            .text("项目名称", "项目名称", example: "临江多用途码头") { $0.name },
            .points("计划进度", "计划进度（%）", example: "45.00") { $0.planned },
            .points("实际进度", "实际进度（%）", example: "46.00") { $0.actual },
            .points("超前", "实际减计划的百分点", example: "1.00") { -$0.lag },
        ])
}
