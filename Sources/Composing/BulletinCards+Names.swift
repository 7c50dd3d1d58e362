import Model

extension Bulletin {
    static let cardsNaming = Naming<CardSummary>(
        "红黄牌", for: .circulated,
        [
            .text("个人文字", "全园区被警示的个人人数，可以印出的写法", example: "不足5人") { $0.persons.text },
            .flag("无个人", "没有个人被警示") { $0.persons == .nobody },
            .whole("个人数", "被警示的个人人数；不足5人时没有", example: "6", optional: { $0.persons.figure }),
            .flag("个人分色", "可以分黄牌、红牌印出而不泄露个人") { !$0.personsByColour.isEmpty },
            .list("个人各色", shareNaming, "黄牌、红牌各多少人；会泄露个人时为空") { $0.personsByColour },
            .list("实名", namedNaming, "股室和项目的牌，按代码") { $0.named },
            .whole("实名数", "股室和项目的牌数", example: "2") { $0.named.count },
            .list("在管", earlierNaming, "以前签发、尚未销牌的股室和项目的牌") { $0.earlier },
        ])

    private static let shareNaming = Naming<CardSummary.PersonShare>(
        "个人分色", for: .circulated,
        [
            .text("牌别", "黄牌或红牌", example: "黄牌") { $0.colour.chinese },
            .text("牌别代码", "yellow 或 red，供 XML 使用", example: "yellow") { $0.colour.rawValue },
            .text("人数文字", "可以印出的人数", example: "6人") { $0.count.text },
            .whole("人数", "人数", example: "6", optional: { $0.count.figure }),
        ])

    private static let namedNaming = Naming<CardSummary.NamedCard>(
        "实名牌", for: .circulated,
        [
            .text("牌号", "牌的编号", example: "2026Q1-X03") { $0.card.id },
            .text("名称", "股室或项目名称", example: "临江码头二期工程") { $0.card.name },
            .text("对象代码", "股室或项目代码", example: "X03") { $0.card.object.code.text },
            .flag("股室牌", "对象是股室") { $0.card.object.kind == .office },
            .flag("项目牌", "对象是项目") { $0.card.object.kind == .project },
            .text("股室", "责任股室；对象已不在表中时没有", example: "规划工程部", optional: { $0.office }),
            .text("牌别", "黄牌或红牌", example: "黄牌") { $0.card.colour.chinese },
            .text("牌别代码", "yellow 或 red，供 XML 使用", example: "yellow") { $0.card.colour.rawValue },
            .flag("红", "红牌") { $0.card.colour == .red },
            .flag("已赋牌", "已经审定；否则为拟赋牌") { $0.card.outcome == .issued },
            .texts("规则", "依据的规则编号，先红后黄", example: "Y3") { $0.card.rules.map(\.rawValue) },
            .list("事实", factNaming, "各条事实") { $0.card.facts },
            .date("整改期限", "整改截止日期；未定稿没有", example: "2026年5月6日", optional: { $0.card.rectifyBy }),
        ])

    private static let factNaming = Naming<CardFact>(
        "牌的事实", for: .circulated,
        [
            .text("规则", "规则编号", example: "Y3") { $0.rule.rawValue },
            .texts("指标", "完成率低的关键指标名称", example: "重点项目年度投资完成率") {
                if case .lines(let lines) = $0.detail { return lines.map(\.indicator.name) }
                return []
            },
            .flag("指标未达", "关键指标完成率低") {
                if case .lines = $0.detail { return true }
                return false
            },
            .points(
                "滞后", "项目落后的百分点", example: "15.00",
                optional: {
                    if case .lag(let project) = $0.detail { return project.lag }
                    return nil
                }),
            .flag("抽查问题", "抽查发现问题") {
                if case .finding = $0.detail { return true }
                return false
            },
            .points(
                "末位得分", "股室得分末位且低于界线时的得分", example: "72.10",
                optional: {
                    if case .lastOffice(let score, _) = $0.detail { return score }
                    return nil
                }),
            .text(
                "未销黄牌", "逾期未销、升级的黄牌牌号", example: "2025Q4-X03",
                optional: {
                    if case .notCleared(let record) = $0.detail { return record.id }
                    return nil
                }),
            .text(
                "以前黄牌", "重复时以前的黄牌牌号", example: "2025Q3-X03",
                optional: {
                    if case .repeated(let record) = $0.detail { return record.id }
                    return nil
                }),
            .flag("一票否决", "发生一票否决") {
                if case .veto = $0.detail { return true }
                return false
            },
        ])

    private static let earlierNaming = Naming<CardSummary.EarlierCard>(
        "在管牌", for: .circulated,
        [
            .text("牌号", "牌的编号", example: "2025Q4-X03") { $0.record.id },
            .text("名称", "股室或项目名称", example: "临江码头二期工程") { $0.name },
            .text("牌别", "黄牌或红牌", example: "黄牌") { $0.record.colour.chinese },
            .text("牌别代码", "yellow 或 red，供 XML 使用", example: "yellow") { $0.record.colour.rawValue },
            .text("状态", "已赋牌、整改中或待验收", example: "整改中") { $0.record.stateText },
            .date("签发日期", "签发日期", example: "2026年1月12日") { $0.record.issued },
            .date("整改期限", "整改截止日期", example: "2026年2月2日") { $0.record.rectifyBy },
            .flag("逾期", "到数据截至日整改期限已过") { $0.isOverdue },
        ])
}
