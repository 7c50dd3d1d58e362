import Model

/// What one person is to reach in the quarter (个人绩效考核清单), handed over and signed at its start.
///
/// It knows targets and how they are scored; what was reached is not in these types and no template can print it.
struct PersonalList: Sendable {
    var heading: PaperHeading
    var person: Person
    var officeName: String
    var isNamesake: Bool
    var talkLeader: RoleHolder
    var officeHead: RoleHolder?
    var supervisor: RoleHolder?
    var lines: [IndicatorLine]
    var projects: [Project]
    var proposals: [ProposalEntry]
    /// Most points that incentive lines can add.
    var incentiveCap: Points

    func lines(of indicatorClass: IndicatorClass) -> [IndicatorLine] {
        lines.filter { $0.line.indicator.indicatorClass == indicatorClass }
    }

    func fullPoints(of indicatorClass: IndicatorClass) -> Points {
        lines(of: indicatorClass).map(\.line.full).sum()
    }
}

extension Composer {
    /// `nil` without a finding when a fault of the input withholds the person.
    package func personalList(for person: PersonAssessment) -> Checked<Document?> {
        guard !person.isWithheld else { return Checked(nil) }
        let code = person.person.code
        let projects = index.projects(of: code)
        var boundary = PaperBoundary(
            subject: code, owners: [Holder(.person, code)], directory: directory)
        let office = directory.office(person.person.office)
        let list = PersonalList(
            heading: PaperHeading(assessment, mark), person: person.person,
            officeName: directory.officeName(person.person.office), isNamesake: directory.isNamesake(code),
            talkLeader: boundary.role(person.person.talkLeader),
            officeHead: office.map { boundary.role($0.head) },
            supervisor: office.map { boundary.role($0.supervisor) },
            lines: person.lines.compactMap { boundary.line($0, holderName: person.person.name) },
            projects: projects, proposals: boundary.proposals(of: code, in: index),
            incentiveCap: assessment.scheme.methods.incentiveCap)
        return boundary.document(
            .personalList, period: assessment.period, path: "lists/\(code)",
            facts: PersonalList.naming.record(of: list))
    }
}

extension PersonalList {
    static let naming = Naming<PersonalList>(
        "个人绩效考核清单",
        PaperHeading.entries { $0.heading } + [
            .date("季度开始", "本季的第一天", example: "2026年1月1日") { $0.heading.period.firstDay },
            .date("季度结束", "本季的最后一天", example: "2026年3月31日") { $0.heading.period.lastDay },
            .text("姓名", "本人姓名", example: "王伟") { $0.person.name }.obligatory,
            .text("工号", "本人工号", example: "P007") { $0.person.code.text }.obligatory,
            .flag("有同名", "本园区另有同名的人") { $0.isNamesake },
            .text("股室名称", "所在股室", example: "规划工程部") { $0.officeName }.obligatory,
            .text("股室代码", "所在股室代码", example: "GH") { $0.person.office.text },
            .text("岗位", "岗位", example: "项目服务专员") { $0.person.post }.obligatory,
            .text("职级", "职级；没有填的没有", example: "一级主办", optional: { $0.person.rank }),
            .record("谈话人", RoleHolder.naming, "负责谈话的领导") { $0.talkLeader }.obligatory,
            .record("股室负责人", RoleHolder.naming, "本股室负责人", optional: { $0.officeHead }),
            .flag("本人为负责人", "本人就是股室负责人，由分管领导签名") { $0.officeHead?.code == $0.person.code.text },
            .record("分管领导", RoleHolder.naming, "分管本股室的领导", optional: { $0.supervisor }),
            .whole("指标数", "本人的指标项数", example: "6") { $0.lines.count },
            .list("关键指标", targetNaming, "本人的关键指标") { $0.lines(of: .key) }.obligatory,
            .list("个性指标", targetNaming, "本人的个性指标") { $0.lines(of: .individual) }.obligatory,
            .list("激励指标", targetNaming, "本人的激励指标，只加分") { $0.lines(of: .incentive) }.obligatory,
            .points("关键满分", "关键指标满分合计", example: "8.00") { $0.fullPoints(of: .key) },
            .points("个性满分", "个性指标满分合计", example: "2.00") { $0.fullPoints(of: .individual) },
            .points("加分上限", "激励指标合计最多加几分", example: "10.00") { $0.incentiveCap },
            .list("负责项目", projectNaming, "本人负责的重点项目") { $0.projects },
            .list("申报", ProposalEntry.naming, "本人自主申报的指标") { $0.proposals },
        ])

    /// A line before anything is known of what it reaches.
    private static let targetNaming = Naming<IndicatorLine>(
        "目标行", IndicatorLine.identity + IndicatorLine.methodFlags + IndicatorLine.limits + figures)

    private static let figures: [Naming<IndicatorLine>.Entry] = [
        .quantity("目标", "目标值；据实的指标没有", example: "30", optional: { $0.line.target.value }),
        .flag("据实", "目标写作“据实”，没有目标值") { $0.line.target.value == nil },
        .points("满分", "本行满分", example: "2.50") { $0.line.full },
        .flag("有否决", "兼有一票否决") { $0.method == .deductionOrVeto },
    ]

    private static let projectNaming = Naming<Project>(
        "负责项目",
        [
            .text("项目代码", "项目代码", example: "J003") { $0.code.text },
            .text("项目名称", "项目名称", example: "临江多用途码头") { $0.name },
            .text("类型", "项目类型", example: "码头") { $0.type },
            .text("阶段", "项目阶段", example: "前期") { $0.stage },
            .points("计划进度", "本季的计划进度（%）", example: "45.00") { $0.planned },
            .date("认领日期", "本人认领的日期；不是认领的没有", example: "2026年1月12日", optional: { $0.claimed }),
        ])
}
