import Model

extension ScoreCalculation {
    static let naming = Naming<ScoreCalculation>(
        "得分计算",
        [
            .list("组成", ScorePart.naming, "个人指标 P、股室得分 O、综合评议 Q，按此顺序") { $0.parts },
            .flag("权重有调整", "有一项未开展，其权重按比例分给其余各项") { $0.isReweighted },
            .record("个人指标", LineTotal.naming, "P 的来历：关键和个性指标得分合计、满分合计", optional: { $0.own }),
            .record("综合评议", IndicatorLine.panel, "Q 的来历", optional: { $0.panel }),
            .record("股室得分", OfficeCalculation.naming, "O 的来历", optional: { $0.office }),
            .points("加分合计", "激励指标得分之和", example: "3.50") { $0.incentiveUncapped },
            .points("加分上限", "加分最多计入多少", example: "10.00") { $0.incentiveCap },
            .points("加分", "计入的加分 J", example: "3.50") { $0.incentive },
            .flag("加分已封顶", "加分合计超过上限") { $0.incentiveUncapped > $0.incentive },
            .flag("有加分", "加分大于 0") { $0.incentive > .zero },
            .points("扣分", "抽查扣分 X", example: "1.00") { $0.deductions },
            .flag("有扣分", "扣分大于 0") { $0.deductions > .zero },
            .list("抽查问题", DeductedFinding.naming, "本人的抽查问题，含已在指标中扣分的") { $0.findings },
            .points("合计", "各项折算分之和加加分减扣分，限幅之前", example: "91.50") { $0.unlimited },
            .flag("已限幅", "合计超出最低、最高分，按限值计") { $0.unlimited != $0.score },
            .points("最低分", "得分下限", example: "0.00") { $0.limits.lowerBound },
            .points("最高分", "得分上限", example: "110.00") { $0.limits.upperBound },
            .points("得分", "本季得分 S", example: "91.50") { $0.score }.obligatory,
        ])
}

extension ScorePart {
    static let naming = Naming<ScorePart>(
        "组成项",
        [
            .text("代号", "P、O 或 Q", example: "P") { $0.component.rawValue },
            .flag("为个人指标", "这一项是个人指标 P") { $0.component == .own },
            .flag("为股室得分", "这一项是股室得分 O") { $0.component == .office },
            .flag("为综合评议", "这一项是综合评议 Q") { $0.component == .panel },
            .flag("未开展", "本季没有这一项") { $0.isNotDue },
            .points("方案权重", "考核方案中的权重", example: "70.00") { $0.schemeWeight },
            .record("计入", WeightedPart.naming, "本季计入的数；未开展的没有", optional: { $0.part }),
            .points("条长", "图：得分条的长度，100 为满", example: "62.90") { $0.bar },
            .points("底长", "图：权重条的长度", example: "70.00") { $0.track },
        ])
}

extension WeightedPart {
    static let naming = Naming<WeightedPart>(
        "折算",
        [
            .points("数值", "这一项的得分", example: "89.85") { $0.value },
            .points("权重", "本季印出的权重（%）", example: "70.00") { $0.weight },
            .points("折算分", "数值×权重÷100，四舍五入到两位", example: "62.90") { $0.points },
        ])
}

extension LineTotal {
    static let naming = Naming<LineTotal>(
        "指标合计",
        [
            .points("得分合计", "各行得分之和", example: "27.30") { $0.scores },
            .points("满分合计", "各行满分之和", example: "30.00") { $0.full },
            .points("得分率", "得分合计÷满分合计×100", example: "91.00") { $0.percent },
        ])
}

extension OfficeCalculation {
    static let naming = Naming<OfficeCalculation>(
        "股室得分",
        [
            .text("股室名称", "股室名称", example: "规划工程部") { $0.name },
            .record("指标合计", LineTotal.naming, "股室自己的指标", optional: { $0.own }),
            .record("指标计入", WeightedPart.naming, "股室指标折算", optional: { $0.ownPart }),
            .record("党工委评价", IndicatorLine.panel, "党工委评分的均分和人数", optional: { $0.committee }),
            .record("评价计入", WeightedPart.naming, "党工委评价折算", optional: { $0.committeePart }),
            .points("加分", "股室加分", example: "2.00") { $0.incentive },
            .points("扣分", "股室抽查扣分", example: "0.00") { $0.deductions },
            .points("得分", "股室得分 O", example: "85.50") { $0.score },
        ])
}

extension DeductedFinding {
    static let naming = Naming<DeductedFinding>(
        "抽查问题",
        [
            .text("抽查编号", "抽查编号", example: "CC-2026-07") { $0.check.code.text },
            .date("日期", "抽查日期", example: "2026年2月18日") { $0.check.date },
            .text("事项", "查到的问题", example: "首问责任未落实") { $0.check.matter.clause },
            .text("性质", "一般、作风、严重或数据造假", example: "一般") { $0.check.nature },
            .points("扣分", "这个问题的扣分", example: "1.00") { $0.check.deduction },
            .flag("已在指标扣分", "这个问题已由指标计入，不再扣分") { $0.isCountedInLine },
        ])
}
