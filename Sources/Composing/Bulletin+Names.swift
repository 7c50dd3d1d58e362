import Model

extension Bulletin {
    static let naming = Naming<Bulletin>("通报", for: .circulated, head + period + figures + matters)

    private typealias Entries = [Naming<Bulletin>.Entry]

    private static let head: Entries =
        [
            .text("园区名称", "方案中的园区名称", example: "临江工业园区") { $0.heading.park },
            .text("落款", "方案中的落款单位，也是发文机关", example: "临江工业园区党群工作部") { $0.heading.issuer },
            .whole("标志字数", "落款加“文件”二字的字数，决定红头字号", example: "13") {
                $0.heading.issuer.count + 2
            },
            .text("文号", "发文字号；预览稿没有序号，留空待填", example: "临园绩通〔2026〕__号") { $0.heading.fullNumber }
                .obligatory.mark,
            .flag("预览稿", "没有文号的稿") { $0.heading.mark == nil }.obligatory.mark,
            .text("主送", "主送机关", example: "各股室、直属单位", optional: { $0.heading.to }),
            .text("抄送", "抄送机关", example: "园区党工委、管委会领导", optional: { $0.heading.copy }),
            .text("印发机关", "版记中的印发机关", example: "临江工业园区党群工作部") { $0.heading.printedBy },
            .date(
                "成文日期", "定稿单上的日期；未定稿没有", example: "2026年4月10日",
                optional: { $0.heading.mark?.date ?? $0.heading.date }
            ).mark,
        ] + IssueMark.entries { $0.heading.mark }

    private static let period: Entries = [
        .text("范围", "park 全园区，office 一个股室；供 XML 使用", example: "park") {
            $0.scope.office == nil ? "park" : "office"
        },
        .flag("园区通报", "全园区的通报") { $0.scope.office == nil },
        .record("本股室", officeNaming, "股室通报的股室；园区通报没有", optional: { $0.scope.office }),
        .period("季度", "考核季度", example: "2026年第一季度") { $0.period }.obligatory,
        .date("季度首日", "本季第一天", example: "2026年1月1日") { $0.period.firstDay },
        .date("季度末日", "本季最后一天", example: "2026年3月31日") { $0.period.lastDay },
        .flag("运行中", "本季尚未结束，只通报进展") { $0.isRunning },
        .flag("已定稿", "已有定稿单，等次为审定等次") { $0.isSignedOff },
        .date("数据截至", "完成情况和台账的最新日期", example: "2026年3月31日", optional: { $0.asOf }),
        .date("进展截至", "完成情况和项目的最新截至日期", example: "2026年5月31日", optional: { $0.progressDate }),
        .text("方案版本", "考核方案的版本", example: "2025.1") { $0.schemeVersion }.obligatory,
        .whole("黄牌整改天数", "黄牌整改期限的工作日数", example: "15") { $0.dates.cardYellowDays },
        .whole("红牌整改天数", "红牌整改期限的工作日数", example: "30") { $0.dates.cardRedDays },
    ]

    private static let figures: Entries = [
        .record("总体", overallNaming, "全园区总体数字") { $0.overall }.obligatory,
        .list("股室", officeNaming, "园区通报：各股室，按名次；股室通报：只有本股室") { $0.offices }.obligatory,
        .flag("有股室得分", "至少一个股室有得分") { $0.offices.contains { $0.score != nil } },
        .list("等次分组", classNaming, "股室按等次分组，第一等次在前；暂缺的不在内") { ClassGroup.groups(of: $0.offices) },
        .text("最高等次", "个人最高等次的名称", example: "好") { $0.honours.grade },
        .list("好名单", honourNaming, "等次为最高的人员，按工号为序，全园区") { $0.honours.names }.obligatory,
        .whole("好人数", "好名单的人数", example: "12") { $0.honours.names.count },
        .flag("名单另见", "园区人数多，好名单只在全园区通报中") { $0.honours.isElsewhere },
        .flag("有待审定", "名额线上并列，待党工委审定") { $0.honours.isPending },
        .quantity("名额比例", "最高等次名额占参评人数的百分比", example: "40") { $0.honours.quotaPercent },
        .list("其余等次", shareNaming, "其余等次的人数，全园区；人数少的已合并，不能单独印") {
            $0.isRunning ? [] : $0.honours.others
        },
        .list("指标", indicatorNaming, "股室承担的指标，按代码；股室通报只有本股室的") { $0.indicators },
        .list("股室指标", officeLinesNaming, "同上，按股室分组") { OfficeLines.groups(of: $0.indicators) },
        .record("指标计数", countsNaming, "上述指标按状态计数，不含激励指标") { LineCounts($0.indicators) },
        .list("领先指标", indicatorNaming, "完成率不低于 100% 的，最多五项，高的在前") {
            BulletinItems.leading($0.indicators)
        }.obligatory,
        .list("落后指标", indicatorNaming, "失分（运行中为落后于序时）的，最多五项，失分多的在前") {
            Array(BulletinItems.lagging($0.indicators).prefix(BulletinItems.shownLines))
        }.obligatory,
        .list("项目", projectNaming, "重点项目，按代码") { $0.projects }.obligatory,
        .whole("达标项目数", "实际进度不低于计划的项目个数", example: "6") { bulletin in
            bulletin.projects.filter { $0.project.lag <= .zero }.count
        },
        .list("滞后项目", projectNaming, "落后于计划且未容错的项目，滞后多的在前") { bulletin in
            bulletin.projects.filter(\.isBehind).sorted {
                ($1.project.lag, $0.project.code) < ($0.project.lag, $1.project.code)
            }
        },
    ]

    private static let matters: Entries = [
        .record(
            "企业评价", evaluationNaming, "服务对象（企业）满意度测评", optional: { $0.evaluation.isDue ? $0.evaluation : nil }
        ).obligatory,
        .record("企业服务", serviceNaming, "走访和诉求") { $0.service }.obligatory,
        .record("抽查", spotCheckNaming, "不定期抽查", optional: { $0.spotChecks.isDue ? $0.spotChecks : nil })
            .obligatory,
        .record("红黄牌", cardsNaming, "红黄牌警示") { $0.cards }.obligatory,
        .list("问题", itemNaming, "存在问题，按序") { $0.problems }.obligatory,
        .list("要求", itemNaming, "下一步要求，按序") { $0.requirements }.obligatory,
    ]
}

extension Bulletin {
    private static let overallNaming = Naming<Overall>(
        "总体", for: .circulated,
        [
            .whole("股室数", "参评股室个数", example: "9") { $0.offices },
            .whole("有得分股室数", "已有得分的股室个数", example: "9") { $0.scored },
            .points("平均分", "各股室得分的平均", example: "88.16", optional: { $0.mean }),
            .points("最高分", "股室最高得分", example: "96.20", optional: { $0.highest }),
            .points("最低分", "股室最低得分", example: "72.35", optional: { $0.lowest }),
            .whole("参评人数", "有得分等次的人数，全园区；会泄露个人时没有", example: "32", optional: { $0.graded?.figure }),
            .flag("参评人数不足五人", "参评人数只能写不足5人") { $0.graded == .few },
            .record("指标计数", countsNaming, "全园区股室指标按状态计数") { $0.lines },
        ])

    private static let countsNaming = Naming<LineCounts>(
        "指标计数", for: .circulated,
        [
            .whole("总数", "指标项数，不含激励指标", example: "42") { $0.all },
            .whole("有数", "有实际值的项数", example: "40") { $0.present },
            .whole("满分", "得满分（含超额）的项数", example: "28") { $0.reached },
            .whole("失分", "有数而未得满分的项数", example: "12") { $0.present - $0.reached },
            .whole("落后序时", "运行中的季度落后于应达进度的项数", example: "3") { $0.behind },
            .whole("未报", "未报的项数", example: "1") { $0.missing },
            .whole("不考核", "本季不考核的项数", example: "1") { $0.notDue },
            .whole("容错", "容错免责的项数", example: "0") { $0.exempt },
        ])

    private static let officeNaming = Naming<OfficeRow>(
        "股室得分", for: .circulated,
        [
            .text("代码", "股室代码", example: "S01") { $0.code.text },
            .text("名称", "股室名称", example: "规划工程部") { $0.name },
            .points("指标得分", "各项指标得分之和", example: "22.35", optional: { $0.own?.scores }),
            .points("指标满分", "各项指标满分之和", example: "24.00", optional: { $0.own?.full }),
            .points("指标得分率", "指标得分 ÷ 指标满分（%）", example: "93.13", optional: { $0.own?.percent }),
            .points("指标权重", "指标部分的权重（%）", example: "80.00", optional: { $0.ownPart?.weight }),
            .points("指标折算", "指标部分折算分", example: "74.50", optional: { $0.ownPart?.points }),
            .points("评价均分", "党工委评价的平均分", example: "90.00", optional: { $0.committee }),
            .points("评价权重", "党工委评价的权重（%）", example: "20.00", optional: { $0.committeePart?.weight }),
            .points("评价折算", "党工委评价折算分", example: "18.00", optional: { $0.committeePart?.points }),
            .points("加分", "激励加分", example: "2.00") { $0.incentive },
            .points("扣分", "抽查扣分", example: "0.50") { $0.deductions },
            .points("得分", "股室得分", example: "94.00", optional: { $0.score }),
            .points("环比", "与上季得分之差", example: "1.25", optional: { $0.change }),
            .flag("上升", "得分高于上季") { ($0.change ?? .zero) > .zero },
            .flag("下降", "得分低于上季") { ($0.change ?? .zero) < .zero },
            .whole("名次", "全园区名次", example: "1", optional: { $0.place }),
            .flag("并列", "名次与其他股室并列") { $0.sharedBy > 1 },
            .text("建议等次", "按规则建议的等次，或待审定", example: "第一等次", optional: { $0.suggested }),
            .text("审定等次", "审定的等次", example: "第一等次", optional: { $0.decided }),
            .text("等次", "审定等次，没有时为建议等次", example: "第一等次", optional: { $0.label }),
            .flag("一票否决", "发生一票否决") { $0.isVetoed },
            .flag("暂缺", "有未报，暂无得分") { $0.isIncomplete },
        ])

    private static let classNaming = Naming<ClassGroup>(
        "等次分组", for: .circulated,
        [
            .text("等次", "股室等次，或待审定", example: "第一等次") { $0.label },
            .texts("股室", "股室名称，按名次", example: "规划工程部") { $0.offices },
        ])

    private static let officeLinesNaming = Naming<OfficeLines>(
        "股室指标", for: .circulated,
        [
            .text("股室", "股室名称", example: "规划工程部") { $0.office },
            .list("指标", indicatorNaming, "该股室承担的指标，按代码") { $0.rows },
        ])

    private static let honourNaming = Naming<Honours.Name>(
        "好名单", for: .circulated,
        [
            .text("姓名", "姓名", example: "周晓岚") { $0.name },
            .text("股室", "所在股室，只在全园区有人同名时写", example: "规划工程部", optional: { $0.office }),
        ])

    private static let shareNaming = Naming<Honours.Share>(
        "其余等次", for: .circulated,
        [
            .text("等次", "等次，或合并后的等次", example: "较好") { $0.label },
            .text("人数文字", "可以印出的人数", example: "18人") { $0.count.text },
            .whole("人数", "人数；不足5人时没有", example: "18", optional: { $0.count.figure }),
        ])

    private static let projectNaming = Naming<ProjectRow>(
        "项目进度", for: .circulated,
        [
            .text("代码", "项目代码", example: "X01") { $0.project.code.text },
            .text("名称", "项目名称", example: "临江码头二期工程") { $0.project.name },
            .text("类型", "项目类型", example: "基础设施") { $0.project.type },
            .text("阶段", "项目阶段", example: "主体施工") { $0.project.stage },
            .text("股室", "责任股室", example: "规划工程部") { $0.office },
            .points("计划进度", "计划进度（%）", example: "60.00") { $0.project.planned },
            .points("实际进度", "实际进度（%）", example: "45.00") { $0.project.actual },
            .points("滞后", "落后的百分点；超前为负", example: "15.00") { $0.project.lag },
            .flag("落后", "落后于计划，未容错") { $0.isBehind },
            .flag("容错", "已容错免责，不计落后") { $0.isExempt },
            .text("原因类别", "滞后原因类别：人、事、资源或政策", example: "资源", optional: { $0.project.cause }),
            .date("截至日期", "进度的截至日期", example: "2026年3月31日") { $0.project.asOf },
        ])
}

extension Bulletin {
    static let figuresNaming = Naming<SatisfactionFigures>(
        "满意度数字", for: .circulated,
        [
            .points("指数", "满意度指数", example: "92.00") { $0.index },
            .points("满意率", "满意率（%）", example: "97.50") { $0.rate },
            .whole("有效份数", "有效问卷份数", example: "40") { $0.validSheets },
        ])

    private static let evaluationNaming = Naming<Evaluation>(
        "企业评价", for: .circulated,
        [
            .record("全园区", figuresNaming, "全园区的指数和满意率；样本不足没有", optional: { $0.park }),
            .flag("不含样本不足股室", "全园区数字未计入样本不足的股室") { $0.leavesOutSmall },
            .whole("最少份数", "每个股室至少要有的有效份数", example: "5") { $0.minimumSheets },
            .list(
                "股室", evaluatedNaming, "有足够样本的股室",
                { $0.offices.map { EvaluatedOffice(office: $0.office, figures: $0.figures) } }),
            .texts("样本不足", "样本不足、不单列的股室", example: "财政金融部") { $0.tooFew },
            .flag("有样本不足", "有样本不足的股室") { !$0.tooFew.isEmpty },
        ])

    private struct EvaluatedOffice: Sendable {
        var office: String
        var figures: SatisfactionFigures
    }

    private static let evaluatedNaming = Naming<EvaluatedOffice>(
        "股室评价", for: .circulated,
        [
            .text("股室", "股室名称", example: "企业服务中心") { $0.office },
            .points("指数", "满意度指数", example: "92.00") { $0.figures.index },
            .points("满意率", "满意率（%）", example: "97.50") { $0.figures.rate },
            .whole("有效份数", "有效问卷份数", example: "40") { $0.figures.validSheets },
        ])

    private static let serviceNaming = Naming<Service>(
        "企业服务", for: .circulated,
        [
            .whole("走访家次", "本季走访家次；没有走访台账没有", example: "412", optional: { $0.visits }),
            .whole("走访企业数", "本季走访过的不同企业数", example: "96", optional: { $0.visitedEnterprises }),
            .whole("结转诉求数", "上季没有办结、转到本季的诉求条数；没有诉求台账没有", example: "4", optional: { $0.carried }),
            .whole("提出诉求数", "本季提出的诉求条数；没有诉求台账没有", example: "118", optional: { $0.raised }),
            .whole("办结诉求数", "本季办结的诉求条数", example: "112", optional: { $0.closed }),
            .whole("未办结诉求数", "到季末尚未办结的诉求条数", example: "6", optional: { $0.open }),
        ])

    private static let spotCheckNaming = Naming<SpotCheckSummary>(
        "抽查", for: .circulated,
        [
            .list("股室问题", findingNaming, "以股室为对象的问题，按日期") { $0.ofOffices },
            .whole("股室问题数", "以股室为对象的问题个数", example: "2") { $0.ofOffices.count },
            .text("个人文字", "全园区有问题的个人人数，可以印出的写法", example: "不足5人") { $0.persons.text },
            .flag("无个人", "没有个人有问题") { $0.persons == .nobody },
            .whole("个人数", "有问题的个人人数；不足5人时没有", example: "6", optional: { $0.persons.figure }),
        ])

    private static let findingNaming = Naming<SpotCheckSummary.OfficeFinding>(
        "股室抽查问题", for: .circulated,
        [
            .text("股室", "股室名称", example: "安全环保部") { $0.office },
            .date("日期", "抽查日期", example: "2026年2月11日") { $0.date },
            .text("性质", "一般、作风、严重或数据造假", example: "一般") { $0.nature },
            .points("扣分", "扣分", example: "0.50") { $0.deduction },
        ])

    private static let itemNaming = Naming<Item>(
        "事项", for: .circulated,
        [
            .whole("序号", "从 1 起", example: "1") { $0.ordinal },
            .text("中文序号", "序号的中文写法", example: "一") { ChineseNumeral.text($0.ordinal) },
            .texts("对象", "涉及的指标、项目或股室，最多五个", example: "规划工程部") { $0.subjects },
            .whole("数量", "涉及的总数", example: "3") { $0.count },
            .flag("对象未列全", "只列了一部分") { $0.subjects.count < $0.count },
            .date("期限", "完成期限；看各件自己的期限时没有", example: "2026年4月30日", optional: { $0.deadline }),
            .flag("关于指标", "指标落后") { $0.kind == .indicators },
            .flag("关于项目", "项目滞后") { $0.kind == .projects },
            .flag("关于股室", "股室为末一等次") { $0.kind == .offices },
            .flag("关于否决", "股室发生一票否决") { $0.kind == .vetoes },
            .flag("关于诉求", "诉求未办结") { $0.kind == .appeals },
            .flag("关于满意度", "满意度未达目标") { $0.kind == .evaluation },
            .flag("关于抽查", "抽查发现问题") { $0.kind == .findings },
            .flag("关于红黄牌", "红黄牌整改") { $0.kind == .cards },
            .flag("关于未报", "完成情况未报") { $0.kind == .missing },
            .flag("关于谈话", "反馈谈话") { $0.kind == .talks },
        ])
}
