import Model

extension FeedbackReport {
    static let naming = Naming<FeedbackReport>(
        "绩效反馈报告", PaperHeading.entries { $0.heading } + who + outcome + lists + talk)

    private typealias Entries = [Naming<FeedbackReport>.Entry]

    private static let who: Entries = [
        .text("姓名", "本人姓名", example: "王伟") { $0.person.name }.obligatory,
        .text("工号", "本人工号", example: "P007") { $0.person.code.text }.obligatory,
        .flag("有同名", "本园区另有同名的人") { $0.isNamesake },
        .text("股室名称", "所在股室", example: "规划工程部") { $0.officeName }.obligatory,
        .text("股室代码", "所在股室代码", example: "GH") { $0.person.office.text },
        .text("岗位", "岗位", example: "项目服务专员") { $0.person.post }.obligatory,
        .text("职级", "职级；没有填的没有", example: "一级主办", optional: { $0.person.rank }).obligatory,
        .text("在岗状态", "在岗、试用期、长期请假等", example: "在岗") { $0.person.status.rawValue },
        .record("谈话人", RoleHolder.naming, "负责反馈谈话的领导") { $0.talkLeader }.obligatory,
        .record("分管领导", RoleHolder.naming, "分管本股室的领导", optional: { $0.supervisor }),
        .record("股室负责人", RoleHolder.naming, "本股室负责人", optional: { $0.officeHead }),
    ]

    private static let outcome: Entries = [
        .flag("有得分", "本季有得分") { $0.calculation != nil },
        .record("计算", ScoreCalculation.naming, "得分和它的全部计算；没有得分的没有", optional: { $0.calculation }).obligatory,
        .record("等次", reasonedGrade, "建议等次、审定等次和理由；没有得分的没有", optional: { $0.grade }).obligatory,
        .text("不定等次原因", "不定等次的原因", example: "试用期", optional: { $0.noGrade?.text }).obligatory,
        .flag("因在岗天数不定等次", "本季在岗不足一半") { if case .inPost? = $0.noGrade { true } else { false } },
        .flag("因无个人指标不定等次", "没有本人的指标") { $0.noGrade == .noOwnLines },
        .flag("因状态不定等次", "试用期、长期请假或立案调查") { if case .status? = $0.noGrade { true } else { false } },
        .list("暂缺项", MissingPart.naming, "尚未报齐、因而没有得分的项目") { $0.missing },
        .record("环比", ScoreChange.naming, "与上一季度相比；任一季没有得分的没有", optional: { $0.change }).obligatory,
        .record("趋势图", TrendChart.naming, "最多八个季度的得分图；没有任何得分的没有", optional: { $0.trend }).obligatory,
        .record("园区名次", Rank.naming, "方案允许向本人显示名次时才有", optional: { $0.parkRank }),
        .record("股室名次", Rank.naming, "方案允许向本人显示名次时才有", optional: { $0.officeRank }),
    ]

    /// A report gives the grade with its reasons.
    private static let reasonedGrade = GradeOutcome.naming.obliging(["封顶原因", "审定记录"])

    private static let lists: Entries = [
        .list("指标", of: IndicatorLine.naming, "本人的全部指标") { $0.lines.map(\.facts) }.obligatory,
        .list("预警", of: IndicatorLine.naming, "季度进行中：落后于序时进度的指标") { $0.warnings.map(\.facts) },
        .list("长处", of: IndicatorLine.naming, "得满分以上的指标和拿到的加分，最多三项") { $0.strengths.map(\.facts) }.obligatory,
        .list("短板", of: IndicatorLine.naming, "失分最多的指标，最多三项") { $0.gaps.map(\.facts) }.obligatory,
        .record("最接近满分", of: IndicatorLine.naming, "没有长处时，失分最少的指标") { $0.nearest?.facts },
        .list("滞后项目", LaggingProject.naming, "本人负责、实际低于计划的项目") { $0.projects }.obligatory,
        .flag("有负责项目", "本人有负责的重点项目") { $0.ownsProjects },
        .list("案例", CaseMatch.naming, "其他股室的相似案例，最多三个") { $0.cases }.obligatory,
        .record("上次谈话", LastTalk.naming, "最近一次谈话", optional: { $0.lastTalk }).obligatory,
        .list("整改事项", ItemEntry.naming, "本人及本人负责项目的整改事项，未办结的和本季办结的") { $0.items },
        .list("以前的事项", ItemEntry.naming, "其中以前各季立的，办得怎样") { report in
            report.items.filter { $0.item.opened < report.heading.period }
        },
        .list("本季新立事项", ItemEntry.naming, "其中本季立的") { report in
            report.items.filter { $0.item.opened == report.heading.period }
        },
        .list("计划事项", ItemEntry.naming, "其中未办结的，改进计划按它列行") { $0.items.filter(\.item.isOpen) },
        .list("牌", CardEntry.naming, "本人及本人负责项目的牌") { $0.cards }.obligatory,
        .list("申报", ProposalEntry.naming, "本人自主申报的指标") { $0.proposals },
        .list("异议", objectionNaming, "本人已提出的异议") { $0.objections },
    ]

    private static let talk: Entries = [
        .whole("异议工作日", "几个工作日内可提异议", example: "5") { $0.objectionRoute.settings.workingDays },
        .date(
            "异议截止", "提异议的最后一天，更正件从更正之日算起；未定稿的没有", example: "2026年4月17日",
            optional: { $0.objectionRoute.lastDay }
        ).mark,
        .text("异议联系", "异议的受理处", example: "党群工作部绩效办") { $0.objectionRoute.settings.contact }.obligatory,
        .text("异议电话", "异议的受理电话", example: "0000-8123456") { $0.objectionRoute.settings.telephone },
    ]

    private static let objectionNaming = Naming<Objection>(
        "异议",
        [
            .date("日期", "提出日期", example: "2026年4月12日") { $0.date },
            .text("事项", "异议的事项", example: "走访次数") { $0.matter.clause },
            .text("结论", "处理结论；未答复的没有", example: "核增 1 家次", optional: { $0.conclusion?.clause }),
            .date("答复日期", "答复日期", example: "2026年4月16日", optional: { $0.answered }),
        ])
}

extension PaperHeading {
    static func entries<Paper>(
        _ heading: @escaping @Sendable (Paper) -> PaperHeading
    ) -> [Naming<Paper>.Entry] {
        [
            .text("园区名称", "园区名称", example: "临江工业园区") { heading($0).park.name },
            .text("园区代码", "园区代码", example: "LJ") { heading($0).park.code.text },
            .text("落款", "发文机关", example: "临江工业园区党群工作部") { heading($0).park.issuer },
            .whole("落款字数", "落款的字数，红头按它定字号", example: "11") { heading($0).park.issuer.count },
            .text("方案", "考核方案的编号和版本", example: "linjiang 2025.1") { heading($0).scheme },
            .text("方案版本", "考核方案的版本", example: "2025.1") { heading($0).schemeVersion },
            .period("季度", "考核季度", example: "2026年第一季度") { heading($0).period }.obligatory,
            .text("季度代码", "季度的代码，供 XML 使用", example: "2026Q1") { heading($0).period.description },
            .date("数据截至", "填报和台账中最晚的日期；没有数据的没有", example: "2026年3月31日", optional: { heading($0).asOf })
                .obligatory,
            .date("进度截至", "填报和项目中最晚的截至日期", example: "2026年5月31日", optional: { heading($0).progressDate }),
            .flag("进行中", "季度尚未结束，不打分、不定等次") { heading($0).isRunning },
            .flag("已定稿", "该季度已有定稿单") { heading($0).signoff != nil },
            .date("定稿日期", "定稿日期", example: "2026年4月10日", optional: { heading($0).signoff?.date }),
        ] + IssueMark.entries { heading($0).mark }
    }
}

extension MissingPart {
    static let naming = Naming<MissingPart>(
        "暂缺项",
        [
            .flag("为指标", "一项指标未报") { if case .line = $0 { true } else { false } },
            .flag("为综合评议", "综合评议未报") { if case .panel = $0 { true } else { false } },
            .flag("为股室得分", "股室得分因股室有未报而暂缺") { if case .office = $0 { true } else { false } },
            .text("指标代码", "未报的指标", example: "QY-01", optional: { $0.line?.code }),
            .text("指标名称", "未报的指标", example: "入企走访企业", optional: { $0.line?.name }),
        ])

    private var line: (code: String, name: String)? {
        if case .line(let code, let name) = self { return (code, name) }
        return nil
    }
}

extension ScoreChange {
    static let naming = Naming<ScoreChange>(
        "环比",
        [
            .period("上季", "上一季度", example: "2025年第四季度") { $0.before.period },
            .points("上季得分", "上一季度得分", example: "88.20") { $0.before.score },
            .text("上季等次", "上一季度等次", example: "较好", optional: { $0.before.grade }),
            .points("变化", "本季减上季，下降为负", example: "2.30") { $0.difference },
            .points("变化幅度", "变化的大小，不带正负号", example: "2.30") {
                Points(hundredths: abs($0.difference.hundredths))
            },
            .flag("上升", "比上季高") { $0.difference > .zero },
            .flag("下降", "比上季低") { $0.difference < .zero },
        ])
}

extension Rank {
    static let naming = Naming<Rank>(
        "名次",
        [
            .whole("名次", "第几名", example: "5") { $0.place },
            .whole("同名次人数", "并列的人数，含本人", example: "1") { $0.sharedBy },
            .flag("并列", "与他人并列") { $0.sharedBy > 1 },
            .text("决定项", "得分相同时由哪一项分先后", example: "关键指标得分率", optional: { $0.decidedBy?.rawValue }),
        ])
}
