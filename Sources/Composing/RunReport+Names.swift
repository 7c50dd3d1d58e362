import Model

extension RunReport {
    static let naming = Naming<RunReport>("运行报告", head + papers + reports + committee + cardsAndTalks + files)

    private typealias Entries = [Naming<RunReport>.Entry]

    private static let head: Entries = [
        .period("季度", "本报告的季度", example: "2026年第一季度") { $0.period }.obligatory,
        .text("园区名称", "方案中的园区名称；没有可用的表时没有", example: "临江工业园区", optional: { $0.park }),
        .text("方案版本", "考核方案的版本", example: "2025.1", optional: { $0.schemeVersion }),
        .flag("不能计算", "表格差错过多，本季什么都没有算") { $0.stage == .refused },
        .flag("运行中", "本季尚未结束，只有进展") { $0.stage == .running },
        .flag("待定稿", "本季已结束，尚未定稿") { $0.stage == .ended },
        .flag("已定稿", "已有定稿单") { $0.stage == .signed },
        .flag("已签发", "随签发的批次归档；预览稿的没有签发") { $0.issue != nil },
        .flag("为更正", "随一次更正签发") { ($0.issue?.revision ?? 0) > 0 },
        .whole("更正次数", "第几次更正；首次签发的为 0", example: "1") { $0.issue?.revision ?? 0 },
        .text("更正理由", "更正的理由；不是更正的没有", example: "走访台账补录", optional: { $0.issue?.reason }),
        .date("定稿日期", "定稿单上的日期", example: "2026年4月10日", optional: { $0.signed }),
        .text("定稿人", "定稿单上的定稿人", example: "L002", optional: { $0.signer }),
        .date("季度末日", "本季最后一天", example: "2026年3月31日") { $0.period.lastDay },
        .date("数据截至", "完成情况和台账的最新日期", example: "2026年3月31日", optional: { $0.asOf }),
        .date(
            "进展截至", "完成情况和项目的最新截至日期；早于季度末日时本季仍在运行", example: "2026年5月31日",
            optional: { $0.progressDate }),
    ]

    private static let papers: Entries = [
        .list("文件", madeNaming, "生成的文件，按种类") { $0.made },
        .whole("文件总数", "生成的文件件数", example: "52") { $0.made.map(\.count).reduce(0, +) },
        .whole(
            "未变件数", "更正没有改变、仍以原签发的为准的件数；没有的没有", example: "57",
            optional: { $0.unchanged > 0 ? $0.unchanged : nil }),
        .list("暂不出件", withheldNaming, "应生成而没有生成的文件") { $0.withheld },
        .whole("差错数", "数据差错的处数", example: "2") { $0.errors.count }.obligatory,
        .list("差错", findingNaming, "数据差错，最多 100 处") { Array($0.errors.prefix(findingLimit)) }
            .obligatory,
        .whole("另有差错数", "未列出的差错处数", example: "0") { max(0, $0.errors.count - findingLimit) },
        .flag("差错未列全", "差错超过 100 处") { $0.errors.count > findingLimit },
        .whole("提示数", "提示的条数", example: "3") { $0.warnings.count },
        .list("提示", findingNaming, "不影响出件的提示，最多 100 条") { Array($0.warnings.prefix(findingLimit)) },
        .texts("不能计算的季度", "表格差错过多、什么都没有算的其他季度", example: "2025年第四季度") {
            $0.refused.map(\.chinese)
        },
        .flag("有不能计算的季度", "有其他季度不能计算") { !$0.refused.isEmpty },
    ]

    private static let reports: Entries = [
        .list("未报", missingNaming, "各对象的未报指标，股室在前") { $0.missing },
        .whole("未报项数", "未报指标的项数", example: "4") { $0.missing.map(\.indicators.count).reduce(0, +) },
        .whole("未评议数", "缺评议分的对象个数", example: "1") { $0.missing.filter(\.panel).count },
        .flag("有未评议", "有对象缺评议分") { $0.missing.contains(where: \.panel) },
        .list("序时预警", warningNaming, "运行中的季度落后于应达进度的指标") { $0.earlyWarnings },
        .list("不定等次", ungradedNaming, "不定等次的人员及原因") { $0.ungraded },
    ]

    private static let committee: Entries = [
        .record("名额", quotaNaming, "最高等次的名额", optional: { $0.quota }),
        .whole("名额限制人数", "因名额限制建议低一等的人数", example: "2") { $0.cutByQuota },
        .flag("有名额限制", "有人因名额限制建议低一等") { $0.cutByQuota > 0 },
        .list("待审定人员", personNaming, "名额线上并列、待审定的人员") { $0.pendingPeople },
        .texts("待审定股室", "等次线上并列、待审定的股室", example: "财政金融部") { $0.pendingOffices },
        .flag("有待审定股室", "有股室待审定") { !$0.pendingOffices.isEmpty },
        .list("临界人员", nearNaming, "得分离等次线不超过 1 分的人员") { $0.nearPeople },
        .list("临界股室", nearNaming, "得分离等次线不超过 1 分的股室") { $0.nearOffices },
        .list("超过封顶", aboveCapNaming, "审定等次高于封顶等次的人员") { $0.aboveCap },
        .list("改变建议", changedNaming, "审定与建议不同的等次和赋牌") { $0.changed },
        .list("销牌撤牌", changedNaming, "销牌和撤牌的决定") { $0.lifted },
    ]

    private static let cardsAndTalks: Entries = [
        .list("本季的牌", cardNaming, "本季事实提出的牌") { $0.cards },
        .list("逾期谈话", overdueTalkNaming, "到数据截至日仍未进行的红黄牌谈话") { $0.overdueTalks },
        .list("逾期的牌", overdueCardNaming, "到数据截至日整改期限已过、未验收的牌") { $0.overdueCards },
        .list("逾期整改", overdueItemNaming, "到数据截至日逾期未完成的整改事项") { $0.overdueItems },
        .record("整改事项数", itemCountNaming, "期初＋新开＝销号＋期末") { $0.itemCounts },
        .list("待办的牌", CardLife.naming, "到了提醒日期或申请了验收的牌") { $0.cardSteps },
        .list("未答复异议", unansweredNaming, "尚未答复的异议") { $0.unanswered },
    ]

    private static let files: Entries = [
        .whole("指标数", "指标库的指标项数", example: "47") { $0.indicatorCount },
        .whole("申报指标数", "已生效的自主申报指标项数", example: "2") { $0.declaredCount },
        .list("申报", ProposalEntry.naming, "本季的指标申报和以前同意、仍在生效的") { $0.proposals },
        .list("认领", claimNaming, "已认领的项目") { $0.claims },
        .list("未计数行", uncountedNaming, "日期在本季以外、未计数的台账行") { $0.uncounted },
        .list("读入文件", sourceNaming, "读入的文件、行数和编码") { $0.sources },
    ]
}

extension RunReport {
    private static let madeNaming = Naming<Made>(
        "文件种类",
        [
            .text("种类", "文件种类", example: "绩效反馈报告") { $0.kind.chinese },
            .whole("件数", "件数", example: "36") { $0.count },
            .flag("两种格式", "同时有 HTML 和 XML") { $0.kind.hasXML },
        ])

    private static let withheldNaming = Naming<Withheld>(
        "暂不出件",
        [
            .text("代码", "工号、股室代码或牌号", example: "P007") { $0.subject },
            .text("文件", "文件种类", example: "绩效反馈报告") { $0.kind.chinese },
            .text("股室", "股室名称", example: "规划工程部", optional: { $0.office }),
            .list("原因", findingNaming, "使其不能出件的差错") { $0.reasons },
        ])

    private static let claimNaming = Naming<Project>(
        "认领",
        [
            .text("项目代码", "项目代码", example: "J003") { $0.code.text },
            .text("责任人", "认领人的工号", example: "P008") { $0.owner.text },
            .date("认领日期", "认领日期", example: "2026年1月8日", optional: { $0.claimed }),
        ])

    private static let findingNaming = Naming<Diagnostic>(
        "差错",
        [
            .text("编码", "差错编码，含义见差错说明", example: "E203") { $0.code.text },
            .text(
                "位置", "文件、行、列或单元格", example: "input/2026Q1/results.csv:17:4",
                optional: {
                    $0.place?.onPaper.description
                }),
            .text("内容", "差在哪里", example: "得分“10O”不是数字。") { $0.headline },
            .text("处理", "怎样改；内容里已说明时为空", example: "请改为 0 到 100 之间的数。") { $0.remedy },
            .texts("影响", "因此不出件的工号或代码", example: "P007") { $0.affected.sorted().map(\.text) },
            .flag("有影响", "有人或股室因此不出件") { !$0.affected.isEmpty },
        ])

    private static let missingNaming = Naming<MissingReports>(
        "未报对象",
        [
            .text("代码", "工号或股室代码", example: "P007") { $0.holder.code.text },
            .flag("是股室", "对象是股室") { $0.holder.kind == .office },
            .text("股室", "股室名称", example: "规划工程部") { $0.office },
            .texts("指标", "未报的指标代码", example: "QY-05") { $0.indicators.map(\.text) },
            .flag("有指标", "有未报的指标") { !$0.indicators.isEmpty },
            .flag("缺评议", "缺定性评议（股室为党工委评价）") { $0.panel },
        ])

    private static let personNaming = Naming<PersonRow>(
        "人员",
        [
            .text("工号", "工号", example: "P007") { $0.code.text },
            .text("股室", "股室名称", example: "规划工程部") { $0.office },
            .points("得分", "得分", example: "92.35", optional: { $0.score }),
        ])

    private static let nearNaming = Naming<Near>(
        "临界",
        [
            .text("代码", "工号或股室代码", example: "P007") { $0.code.text },
            .text("股室", "股室名称", example: "规划工程部") { $0.name },
            .points("得分", "得分", example: "89.60") { $0.score },
            .points("界线", "等次线", example: "90.00") { $0.bound },
            .points("相差", "离等次线的分数", example: "0.40") { $0.distance },
            .flag("在线上", "得分不低于等次线") { $0.isAbove },
            .text("等次", "按得分的等次", example: "较好") { $0.label },
            .text("另一等次", "线另一侧的等次", example: "好") { $0.other },
        ])

    private static let quotaNaming = Naming<QuotaOutcome>(
        "名额",
        [
            .whole("基数", "有得分等次的人数", example: "32") { $0.base },
            .whole("名额数", "最高等次的名额", example: "12") { $0.places },
            .whole("已建议", "已建议最高等次的人数", example: "12") { $0.taken },
            .whole("待审定", "程序没有建议、须审定的人数", example: "0") { $0.pending },
            .whole(
                "名额线并列", "名额线上并列、不由程序决定的人数，审定后仍算；没有并列的没有", example: "2",
                optional: { $0.pending > 0 ? $0.pending : nil }),
        ])
}

extension RunReport {
    private static let aboveCapNaming = Naming<AboveCap>(
        "超过封顶",
        [
            .text("工号", "工号", example: "P007") { $0.code.text },
            .text("审定等次", "审定的等次", example: "较好") { $0.decided },
            .text("封顶等次", "按规则最高的等次", example: "一般") { $0.cap.atMost.label },
            .text("牌号", "使其封顶的牌；一票否决时没有", example: "2025Q4-P007", optional: { $0.cap.card }),
            .flag("一票否决", "因一票否决封顶") { $0.cap.card == nil },
            .text("决定人", "决定人", example: "党工委", optional: { $0.decision?.decidedBy }),
            .date("日期", "决定日期", example: "2026年4月8日", optional: { $0.decision?.date }),
        ])

    private static let changedNaming = Naming<Decision>(
        "决定",
        [
            .text("种类", "等次、赋牌、销牌或撤牌", example: "等次") { $0.matter.rawValue },
            .text("对象代码", "工号、股室或项目代码", example: "P007") { $0.holder.code.text },
            .text("牌号", "赋牌、销牌、撤牌的牌号", example: "2026Q1-P007", optional: { $0.cardID }),
            .text("建议", "建议", example: "好") { $0.suggested },
            .text("审定", "审定", example: "较好") { $0.decided },
            .text("决定人", "决定人", example: "党工委") { $0.decidedBy },
            .date("日期", "决定日期", example: "2026年4月8日") { $0.date },
        ])

    private static let cardNaming = Naming<CardRow>(
        "本季的牌",
        [
            .text("牌号", "牌的编号", example: "2026Q1-P007") { $0.card.id },
            .text("对象类别", "个人、股室或项目", example: "个人") { $0.card.object.kind.rawValue },
            .text("对象代码", "工号、股室或项目代码", example: "P007") { $0.card.object.code.text },
            .text("股室", "所在或责任股室", example: "规划工程部", optional: { $0.office }),
            .text("牌别", "黄牌或红牌", example: "黄牌") { $0.card.colour.chinese },
            .flag("红", "红牌") { $0.card.colour == .red },
            .texts("规则", "依据的规则编号", example: "Y2") { $0.card.rules.map(\.rawValue) },
            .flag("拟赋牌", "尚未定稿") { $0.card.outcome == .proposed },
            .flag("已赋牌", "已审定赋牌") { $0.card.outcome == .issued },
            .flag("不赋牌", "审定为不赋牌") { $0.card.outcome == .refused },
            .date("谈话期限", "谈话截止日期；未定稿没有", example: "2026年4月17日", optional: { $0.card.talkBy }),
            .date("整改期限", "整改截止日期；未定稿没有", example: "2026年5月6日", optional: { $0.card.rectifyBy }),
        ])

    private static let overdueTalkNaming = Naming<OverdueTalk>(
        "逾期谈话",
        [
            .text("牌号", "牌的编号", example: "2025Q4-P007") { $0.record.id },
            .text("牌别", "黄牌或红牌", example: "黄牌") { $0.record.colour.chinese },
            .text("工号", "应与其谈话的人", example: "P007", optional: { $0.person?.text }),
            .date("谈话期限", "谈话截止日期", example: "2026年1月19日") { $0.due },
        ])

    private static let overdueCardNaming = Naming<OverdueCard>(
        "逾期的牌",
        [
            .text("牌号", "牌的编号", example: "2025Q4-P007") { $0.record.id },
            .text("对象代码", "工号、股室或项目代码", example: "P007") { $0.record.object.code.text },
            .text("牌别", "黄牌或红牌", example: "黄牌") { $0.record.colour.chinese },
            .flag("红", "红牌，逾期须督办") { $0.record.colour == .red },
            .text("状态", "已赋牌、整改中或待验收", example: "整改中") { $0.record.stateText },
            .date("整改期限", "整改截止日期（含延期）", example: "2026年2月2日") { $0.due },
        ])

    private static let overdueItemNaming = Naming<RectificationItem>(
        "逾期整改",
        [
            .text("整改编号", "整改编号", example: "2026Q1-X03-JD") { $0.id },
            .text("登记编号", "整改表中的编号；没有登记的没有", example: "ZG2026-003", optional: { $0.row?.code }),
            .text("对象代码", "工号、股室或项目代码", example: "X03") { $0.object.code.text },
            .text("责任人", "现在负责的人的工号；由股室负责的没有", example: "P008", optional: { $0.owner?.person?.text }),
            .text("责任股室", "现在负责的股室代码", example: "GH", optional: { $0.unit?.text }),
            .text("状态", "整改状态", example: "整改中") { $0.state.rawValue },
            .date("时限", "完成时限（含延期）", example: "2026年2月2日", optional: { $0.due }),
        ])

    private static let itemCountNaming = Naming<ItemCounts>(
        "整改事项数",
        [
            .whole("期初", "季初未办结", example: "20") { $0.openAtStart },
            .whole("新开", "本季新开，含复发", example: "12") { $0.opened },
            .whole("复发", "其中复发的", example: "2") { $0.recurring },
            .whole("销号", "本季验收、销号或终止", example: "4") { $0.closed },
            .whole("期末", "季末未办结", example: "28") { $0.openAtEnd },
        ])

    private static let unansweredNaming = Naming<Objection>(
        "未答复异议",
        [
            .text("工号", "提出人的工号", example: "P033") { $0.person.text },
            .date("日期", "提出日期", example: "2026年5月25日") { $0.date },
        ])

    private static let warningNaming = Naming<EarlyWarning>(
        "序时预警",
        [
            .text("指标代码", "指标代码", example: "ZH-11") { $0.line.indicator.code.text },
            .text("指标名称", "指标名称", example: "招商引资实际到位资金") { $0.line.indicator.name },
            .text("对象代码", "工号或股室代码", example: "S03") { $0.line.target.holder.code.text },
            .flag("是股室", "对象是股室") { $0.line.target.holder.kind == .office },
            .text("股室", "股室名称", example: "招商服务部") { $0.office },
            .quantity("目标", "季末目标", example: "27", optional: { $0.line.target.value }),
            .points("应达", "到截至日应达的数", example: "22.11") { $0.expected.value },
            .quantity("实际", "实际值", example: "18.6", optional: { $0.line.actual }),
            .text("单位", "计量单位", example: "亿元") { $0.line.indicator.unit },
        ])

    private static let ungradedNaming = Naming<Ungraded>(
        "不定等次",
        [
            .text("工号", "工号", example: "P031") { $0.code.text },
            .text("股室", "股室名称", example: "招商服务部") { $0.office },
            .text("原因", "不定等次的原因", example: "试用期") { $0.reason.text },
        ])

    private static let uncountedNaming = Naming<UncountedRow>(
        "未计数行",
        [
            .text("位置", "文件和行", example: "input/2026Q1/visits.csv:88") { $0.place.onPaper.description },
            .date("日期", "该行的日期", example: "2025年12月30日") { $0.date },
        ])

    private static let sourceNaming = Naming<QuarterData.SourceFile>(
        "读入文件",
        [
            .text("路径", "文件路径", example: "input/2026Q1/results.csv") {
                SourcePlace(file: $0.path).onPaper.file
            },
            .whole("行数", "数据行数", example: "210") { $0.rows },
            .text("编码", "UTF-8、UTF-8 BOM 或 GB18030", example: "GB18030") { $0.encoding },
        ])
}

extension GradeCap {
    fileprivate var card: String? {
        switch reason {
        case .veto: return nil
        case .yellow(let card), .red(let card): return card
        }
    }
}

extension Holder {
    /// The code, when it is a person's.
    fileprivate var person: Code? { kind == .person ? code : nil }
}
