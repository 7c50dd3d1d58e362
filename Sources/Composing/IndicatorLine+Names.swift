import Model

extension IndicatorLine {
    static let naming = Naming<IndicatorLine>(
        "指标行", identity + figures + methodFlags + limits + steps + states + origins + progress)

    typealias Entries = [Naming<IndicatorLine>.Entry]

    static let identity: Entries = [
        .text("指标代码", "指标库中的代码", example: "QY-01") { $0.line.indicator.code.text },
        .text("指标名称", "指标库中的名称", example: "入企走访企业") { $0.line.indicator.name }.obligatory,
        .text("类别", "关键、个性或激励", example: "关键") { $0.line.indicator.indicatorClass.rawValue },
        .flag("关键", "是关键指标") { $0.line.indicator.indicatorClass == .key },
        .flag("个性", "是个性指标") { $0.line.indicator.indicatorClass == .individual },
        .flag("激励", "是激励指标，只加分，不算失分") { $0.isIncentive },
        .text("单位", "计量单位", example: "家次") { $0.unitSuffix },
        .text("口径", "当季或累计", example: "当季") { $0.line.indicator.span.rawValue },
        .flag("累计口径", "目标和实际都从年初算起") { $0.line.indicator.span == .cumulative },
        .text("数据来源", "指标库中所写的来源", example: "走访台账:家次") { $0.line.indicator.sourceText },
        .text("目标来源", "分解、岗位职责、申报或认领", example: "岗位职责", optional: { $0.line.target.origin }),
        .date("期限", "目标的期限", example: "2026年3月31日", optional: { $0.line.target.deadline }),
    ]

    private static let figures: Entries = [
        .quantity("目标", "目标值；据实的指标没有", example: "30", optional: { $0.line.target.value }),
        .flag("据实", "目标写作“据实”，没有目标值") { $0.line.target.value == nil },
        .quantity("实际", "实际值；未报、不适用等没有", example: "27", optional: { $0.line.actual }),
        .points("完成率", "按计分法算出的完成率（%），不封顶", example: "90.00", optional: { $0.line.completion }),
        .points("满分", "本行满分", example: "2.50") { $0.line.full },
        .points("得分", "本行得分；没有计分的没有", example: "2.25", optional: { $0.line.score }),
        .flag("超过满分", "得分超过满分") { line in line.line.score.map { $0 > line.line.full } ?? false },
        .points("失分", "满分减得分；激励指标和没有计分的没有", example: "0.25", optional: { $0.lost }),
        .quantity("差额", "离目标还差多少（逆向指标为超出多少）；已达到的没有", example: "3", optional: { $0.shortfall }),
        .text("差额单位", "差额的单位；单位是 % 的，差的是个百分点", example: "家次") { $0.shortfallUnit },
        .quantity("超出", "C、V：比目标多出多少；没有多的没有", example: "1", optional: { $0.excess }),
        .record("满意度", satisfactionNaming, "满意度的指数和满意率，总是一起印", optional: { $0.line.satisfaction }),
    ]

    private static let satisfactionNaming = Naming<SatisfactionFigures>(
        "满意度",
        [
            .points("指数", "各答分值的平均", example: "92.00") { $0.index },
            .points("满意率", "基本满意以上的比例（%）", example: "97.50") { $0.rate },
            .whole("有效份数", "有效问卷份数", example: "40") { $0.validSheets },
        ])

    static let methodFlags: Entries = [
        .text("计分法", "计分法代号", example: "A") { $0.method.rawValue },
        .text("计分法名称", "计分法的名称", example: "完成率法") { $0.method.chinese },
        .flag("方法为A", "完成率法") { $0.method == .completion },
        .flag("方法为B", "分档法") { $0.method == .steps },
        .flag("方法为C", "扣分法，含带一票否决的扣分法") { $0.method == .deduction || $0.method == .deductionOrVeto },
        .flag("方法为D", "加分法") { $0.method == .bonus },
        .flag("方法为E", "排名法") { $0.method == .place },
        .flag("方法为F", "评议法") { $0.method == .panel },
        .flag("方法为G", "满意度法") { $0.method == .satisfaction },
        .flag("方法为H", "逆向比率法") { $0.method == .inverse },
        .flag("方法为I", "百分点差法") { $0.method == .percentagePoints },
        .flag("方法为V", "一票否决") { $0.method == .veto },
    ]

    /// How the line is scored, whatever it reaches.
    static let limits: Entries = [
        .quantity("起分线", "A、G、H：完成率低于它得 0 分（%）", example: "60", optional: { $0.floor }),
        .quantity("封顶线", "A、G、H、I：完成率超过它按它计（%）", example: "110", optional: { $0.cap }),
        .quantity("系数", "C、D、I：每件或每个百分点的分值 k", example: "0.5", optional: { $0.line.parameters.k }),
        .points("上限分", "I：最高得分", example: "3.30", optional: { $0.topScore }),
        .list("各档", stepNaming, "B：全部分档，从高到低") {
            $0.method == .steps ? $0.line.parameters.steps ?? [] : []
        },
        .list("各名次分", placeNaming, "E：全部名次分") {
            $0.method == .place ? $0.line.parameters.places ?? [] : []
        },
    ]

    private static let steps: Entries = [
        .flag("低于起分线", "完成率低于起分线，得 0 分") { $0.isBelowFloor },
        .flag("已封顶", "完成率超过封顶线") { $0.isCapped },
        .points("计入完成率", "A、G、H：封顶后的完成率（%）", example: "90.00", optional: { $0.countedCompletion }),
        .flag("按公式不足零分", "C、I：按公式小于 0，记 0 分") { $0.isAtBottom },
        .flag("按公式超过上限", "D、E、I：按公式超过上限，记上限") { $0.isAtTop },
        .record("所在档", stepNaming, "B：完成率所在的档；未达最低档没有", optional: { $0.step }),
        .record("上一档", stepNaming, "B：再高一档；已在最高档没有", optional: { $0.nextStep }),
        .quantity("名次分", "E：名次对应的分", example: "1.5", optional: { $0.placePoints }),
        .flag("已否决", "触发一票否决") { $0.line.vetoed },
    ]

    private static let stepNaming = Naming<Scheme.Step>(
        "分档",
        [
            .quantity("起点", "完成率不低于它（%）", example: "98") { $0.from },
            .quantity("比例", "得满分的多少倍", example: "0.9") { $0.share },
            .flag("全额", "得满分，不是它的几成") { $0.share == Quantity(whole: 1) },
        ])

    private static let placeNaming = Naming<Scheme.PlacePoints>(
        "名次分",
        [
            .whole("名次", "第几名", example: "2") { $0.rank },
            .quantity("分", "得多少分", example: "1.5") { $0.points },
        ])

    private static let states: Entries = [
        .text("状态代码", "present、not-due、exempt 或 missing，供 XML 使用", example: "present") { $0.stateWord },
        .flag("有数", "有实际值（或评议均分）") { $0.line.isPresent },
        .flag("已计分", "有得分") { $0.isScored },
        .flag("暂缺", "未报") { $0.line.isMissing },
        .flag("未到期", "本季不计分，不计入满分") { $0.notDue != nil },
        .text("不适用说明", "填报为不适用时的说明", example: "本季无新开工项目", optional: { $0.notApplicable?.clause }),
        .flag("目标为零", "累计口径目标为 0，本季不计分") { $0.notDue == .zeroTarget },
        .flag("台账未提供", "本季没有该台账") { $0.notDue == .tableAbsent },
        .flag("台账无记录", "台账中没有可计算比率的记录") { $0.notDue == .noRows },
        .record("样本不足", sampleNaming, "满意度有效问卷不够", optional: { $0.sample }),
        .record("容错", exemptionNaming, "容错免责的记录", optional: { $0.exemption }),
    ]

    private var stateWord: String {
        switch line.state {
        case .present: return "present"
        case .notDue: return "not-due"
        case .exempt: return "exempt"
        case .missing: return "missing"
        }
    }
    private var notApplicable: String? {
        if case .notApplicable(let text)? = notDue { return text }
        return nil
    }
    private var sample: Sample? {
        guard case .tooFewSheets(let valid, let needed)? = notDue else { return nil }
        return Sample(valid: valid, needed: needed)
    }

    private struct Sample: Sendable {
        let valid: Int
        let needed: Int
    }
    private static let sampleNaming = Naming<Sample>(
        "样本",
        [
            .whole("有效份数", "有效问卷份数", example: "3") { $0.valid },
            .whole("应有份数", "至少应有的份数", example: "5") { $0.needed },
        ])

    private static let exemptionNaming = Naming<Exemption>(
        "容错",
        [
            .text("事由", "容错免责的事由", example: "探索性试点") { $0.reason.clause },
            .record("批准人", RoleHolder.naming, "批准的人或机构", optional: { $0.approver }),
            .date("批准日期", "批准日期", example: "2026年3月12日") { $0.day },
        ])

    private static let origins: Entries = [
        .record("台账计数", ledgerNaming, "实际值由台账计出时，计了几条", optional: { $0.ledger }),
        .record("评议", panelNaming, "F：评议的均分和人数，不出现单个评委", optional: { $0.panel }),
        .date("填报截至日期", "填报实际值的截至日期", example: "2026年3月31日", optional: { $0.report?.asOf }),
        .text("佐证", "填报的佐证", example: "统计直报表", optional: { $0.report?.evidence?.clause }),
        .text("说明", "填报的说明", example: "含外资项目 2 个", optional: { $0.report?.remark?.clause }),
        .flag("未报加分", "激励指标没有填报，记 0 分") { $0.line.origin == .nothingReported },
    ]

    private static let ledgerNaming = Naming<LedgerCount>(
        "台账计数",
        [
            .text("台账", "台账名称", example: "走访台账") { $0.source.ledger },
            .text("所计", "所计的数", example: "家次") { $0.source.figure },
            .whole("记录条数", "参加计算的记录条数", example: "27") { $0.rows },
            .whole("符合条数", "其中符合条件的条数（比率的分子）", example: "26") { $0.matching },
            .flag("是比率", "所计的数是比率") { $0.source.isRate },
        ])

    private static let panelNaming = Naming<PanelMean>(
        "评议均分",
        [
            .points("均分", "计入的评分平均", example: "91.20") { $0.mean },
            .whole("评委人数", "评分的人数", example: "7") { $0.raters },
            .flag("去掉一高一低", "去掉了一个最高分和一个最低分") { $0.trimmed },
        ])

    static let panel = panelNaming

    private static let progress: Entries = [
        .record("序时", expectedNaming, "季度进行中：到截至日应达到的进度", optional: { $0.line.expected })
    ]

    private static let expectedNaming = Naming<ExpectedProgress>(
        "序时进度",
        [
            .points("应达", "到截至日应达到的数", example: "20.00") { $0.value },
            .flag("落后", "实际低于应达，序时预警") { $0.isBehind },
            .flag("按季末目标推算", "在上季末与本季末目标之间按时间推算") {
                if case .plannedPath = $0.basis { return true }
                return false
            },
            .quantity("上季末目标", "推算的起点", example: "20", optional: { $0.path?.from }),
            .quantity("本季末目标", "推算的终点", example: "45", optional: { $0.path?.to }),
        ])
}

extension ExpectedProgress {
    fileprivate var path: (from: Quantity, to: Quantity)? {
        if case .plannedPath(let from, let to) = basis { return (from, to) }
        return nil
    }
}
