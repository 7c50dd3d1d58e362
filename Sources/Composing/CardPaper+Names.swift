import Model

extension CardPaper {
    static let naming = Naming<CardPaper>(
        "红黄牌警示通知书", PaperHeading.entries { $0.heading } + object + basis + demands + leaders + imprint)

    private typealias Entries = [Naming<CardPaper>.Entry]

    private static let object: Entries = [
        .text("文号", "发文字号；预览稿留空号", example: "临园绩督〔2026〕__号") { $0.number }.obligatory.mark,
        .text("牌号", "牌的编号：事实季度-对象代码", example: "2026Q1-P007") { $0.notice.id }.obligatory,
        .text("牌别", "黄牌或红牌", example: "黄牌") { $0.notice.colour.chinese }.obligatory,
        .text("牌别代码", "yellow 或 red，供 XML 使用", example: "yellow") { $0.notice.colour.rawValue },
        .flag("黄牌", "是黄牌") { $0.isYellow },
        .flag("红牌", "是红牌") { !$0.isYellow },
        .flag("已签发", "已赋牌，有签发日期") { $0.notice.issued != nil },
        .text("对象名称", "被警示的个人、股室或项目的名称", example: "王伟") { $0.notice.name }.obligatory,
        .text("对象代码", "工号、股室代码或项目代码", example: "P007") { $0.notice.object.code.text },
        .text("对象类型代码", "person、office 或 project，供 XML 使用", example: "person") { $0.objectWord },
        .flag("对象为个人", "对象是个人") { $0.notice.object.kind == .person },
        .flag("对象为股室", "对象是股室") { $0.notice.object.kind == .office },
        .flag("对象为项目", "对象是项目，牌不影响个人得分") { $0.notice.object.kind == .project },
        .flag("有同名", "本园区另有同名的人，应同时写工号") { $0.isNamesake },
        .text("股室名称", "对象所在的股室", example: "规划工程部", optional: { $0.officeName }),
        .text("岗位", "个人的岗位", example: "项目服务专员", optional: { $0.post }),
        .text("职级", "个人的职级", example: "一级主办", optional: { $0.rank }),
        .record("责任人", RoleHolder.naming, "个人本人、股室负责人或项目责任人", optional: { $0.responsible }),
    ]

    private var objectWord: String {
        switch notice.object.kind {
        case .person: return "person"
        case .office: return "office"
        case .project: return "project"
        }
    }

    private static let basis: Entries = [
        .list("事实", CardFactEntry.naming, "触发的规则和事实，红牌规则在前") { $0.facts }.obligatory,
        .list("历次牌", CardEntry.naming, "同一对象以前的牌") { $0.earlier }.obligatory,
        .record("审定记录", DecisionNote.naming, "审定表中的一行", optional: { $0.decision }),
        .text("建议牌别", "程序建议的牌别；由审定加的牌没有", example: "黄牌", optional: { $0.notice.proposed?.chinese }),
        .flag("牌别有变动", "审定的牌别与建议不同") {
            if let proposed = $0.notice.proposed, let decided = $0.notice.decided {
                proposed != decided
            } else {
                false
            }
        },
    ]

    private static let demands: Entries = [
        .whole("整改工作日", "整改期限，工作日", example: "15") { $0.terms.rectifyWorkingDays }.obligatory,
        .whole("谈话工作日", "谈话期限，工作日；整改方案同时提交", example: "5") { $0.terms.talkWorkingDays },
        .whole("申辩工作日", "陈述和申辩期限，工作日", example: "3") { $0.objection.statementWorkingDays }.obligatory,
        .date("签发日期", "成文日期；未签发的没有", example: "2026年4月10日", optional: { $0.notice.issued }),
        .date("整改开始", "签发次日起的第一个工作日", example: "2026年4月13日", optional: { $0.rectifyFrom }),
        .date("整改期限", "整改结束日期", example: "2026年4月30日", optional: { $0.notice.rectifyBy }).obligatory,
        .whole("提醒工作日", "整改期限前几个工作日提醒", example: "5") { $0.reminderWorkingDays },
        .date("提醒日期", "整改期限前提醒的日子；签发前没有", example: "2026年4月23日", optional: { $0.reminder }),
        .date("谈话期限", "谈话和提交整改方案的最后日期", example: "2026年4月17日", optional: { $0.notice.talkBy }).obligatory,
        .date("申辩期限", "陈述和申辩的最后日期", example: "2026年4月15日", optional: { $0.notice.statementBy }).obligatory,
        .quantity("年度扣分", "年度考核扣几分", example: "1") { $0.annualPoints }.obligatory,
        .text("销牌前最高等次", "个人未销牌时季度等次最高为", example: "较好") { $0.gradeCeiling.label },
        .text("申辩联系", "陈述和申辩的受理处", example: "党群工作部绩效办") { $0.objection.contact }.obligatory,
        .text("申辩电话", "受理电话", example: "0000-8123456") { $0.objection.telephone },
    ]

    /// Printed without sign: 扣 1 分.
    private var annualPoints: Quantity {
        Quantity(millionths: abs(terms.annualPoints.millionths), decimals: terms.annualPoints.decimals)
    }

    private static let leaders: Entries = [
        .record("谈话领导", RoleHolder.naming, "黄牌由股室负责人或分管领导谈，红牌由主要领导谈", optional: { $0.talkLeader }).obligatory,
        .record("股室负责人", RoleHolder.naming, "对象所在股室的负责人", optional: { $0.officeHead }),
        .record("分管领导", RoleHolder.naming, "对象所在股室的分管领导", optional: { $0.supervisor }),
        .record("主要领导", RoleHolder.naming, "园区主要领导") { $0.mainLeader },
    ]

    private static let imprint: Entries = [
        .text("抄送", "抄送", example: "分管领导", optional: { $0.settings?.copy }),
        .text("印发机关", "印发机关", example: "临江工业园区党群工作部", optional: { $0.settings?.printedBy }),
    ]
}

extension CardFactEntry {
    static let naming = Naming<CardFactEntry>("事实", rule + flags + figures + matters)

    private typealias Entries = [Naming<CardFactEntry>.Entry]

    private static let rule: Entries = [
        .text("规则", "规则代号", example: "Y2") { $0.fact.rule.rawValue },
        .text("规则牌别", "规则对应的牌别", example: "黄牌") { $0.fact.rule.colour.chinese },
    ]

    private static let flags: Entries = CardRule.allCases.map { rule in
        .flag("规则为\(rule.rawValue)", meaning(of: rule)) { $0.fact.rule == rule }
    }

    private static func meaning(of rule: CardRule) -> String {
        switch rule {
        case .y1, .r1: return "按得分落入的等次"
        case .y2, .r2: return "关键指标完成率"
        case .y3, .r3: return "项目落后计划"
        case .y4: return "企业诉求超时未办结"
        case .y5, .r5: return "抽查发现问题"
        case .y6: return "股室得分末位且偏低"
        case .r4: return "黄牌到期未整改到位"
        case .r6: return "一年内再次触发"
        case .r7: return "一票否决"
        }
    }

    private static let figures: Entries = [
        .points("得分", "Y1、R1、Y6：得分", example: "66.67", optional: { $0.score }),
        .text("等次", "Y1、R1：只看得分的等次", example: "一般", optional: { $0.grade?.label }),
        .points("等次上限", "Y1、R1：高一等次的下限，得分低于它", example: "70.00", optional: { $0.upperBound }),
        .whole("名次", "Y6：股室名次", example: "9", optional: { $0.place }),
        .points("股室线", "Y6：末位股室低于此分", example: "75.00") { $0.rules.officeLastBelow },
        .list("指标", IndicatorLine.naming, "Y2、R2、R7：有关的指标，完成率低的在前") { $0.lines }.obligatory,
        .points("严重线", "Y2、R2：完成率（%）", example: "60.00") { $0.rules.severeBelow },
        .whole("严重条数", "R2：低于严重线的条数", example: "2") { $0.rules.severeCount },
        .points("轻微线", "Y2：完成率（%）", example: "80.00") { $0.rules.mildBelow },
        .whole("轻微条数", "Y2：低于轻微线的条数", example: "2") { $0.rules.mildCount },
        .points("滞后黄牌线", "Y3：落后不少于", example: "10.00") { $0.rules.lagYellowFrom },
        .points("滞后红牌线", "R3：落后超过", example: "30.00") { $0.rules.lagRedAbove },
        .whole("回看季度", "R6：前几个季度内", example: "4") { $0.rules.repeatQuarters },
    ]

    private static let matters: Entries = [
        .record("项目", projectNaming, "Y3、R3：落后的项目", optional: { $0.project }).obligatory,
        .record("诉求", appealNaming, "Y4：超时的诉求", optional: { $0.appeal }).obligatory,
        .record("抽查", DeductedFinding.naming, "Y5、R5：抽查发现的问题", optional: { $0.finding }).obligatory,
        .text("抽查佐证", "Y5、R5：佐证", example: "督查通报第 3 期", optional: { $0.finding?.check.evidence.clause })
            .obligatory,
        .record("前牌", CardEntry.naming, "R4、R6：以前的黄牌", optional: { $0.earlier }).obligatory,
    ]

    private static let projectNaming = Naming<Project>(
        "项目",
        [
            .text("项目代码", "项目代码", example: "J003") { $0.code.text },
            .text("项目名称", "项目名称", example: "临江多用途码头") { $0.name },
            .text("类型", "项目类型", example: "码头") { $0.type },
            .text("阶段", "项目阶段", example: "前期") { $0.stage },
            .points("计划进度", "计划进度（%）", example: "45.00") { $0.planned },
            .points("实际进度", "实际进度（%）", example: "28.00") { $0.actual },
            .points("落后", "计划减实际的百分点", example: "17.00") { $0.lag },
            .date("截至日期", "进度截至日期", example: "2026年3月31日") { $0.asOf },
            .text("滞后原因", "项目台账所填的原因", example: "水域许可未批", optional: { $0.lagReason?.clause }),
            .text("原因类别", "人、事、资源或政策", example: "政策", optional: { $0.cause }),
        ])

    private struct LateAppeal: Sendable {
        var appeal: Appeal
        var limitDay: Day
        var daysPast: Int
    }

    private static let appealNaming = Naming<LateAppeal>(
        "超时诉求",
        [
            .text("诉求编号", "诉求编号", example: "SQ-2026-031") { $0.appeal.code.text },
            .text("类别", "诉求类别", example: "用电") { $0.appeal.category },
            .date("提出日期", "提出日期", example: "2026年3月2日") { $0.appeal.raised },
            .whole("时限", "办理时限，工作日", example: "5") { $0.appeal.limitWorkingDays },
            .date("到期日", "办理时限的最后一天", example: "2026年3月9日") { $0.limitDay },
            .whole("超期工作日", "到季末超过时限的工作日", example: "16") { $0.daysPast },
        ])

    private var score: Points? {
        switch fact.detail {
        case .grade(let score, _), .lastOffice(let score, _): return score
        default: return nil
        }
    }
    private var grade: Grade? { if case .grade(_, let grade) = fact.detail { grade } else { nil } }
    private var upperBound: Points? {
        guard let grade else { return nil }
        let position = grades.position(of: grade)
        return position > 0 && position <= grades.ladder.count ? grades.ladder[position - 1].from : nil
    }
    private var place: Int? { if case .lastOffice(_, let place) = fact.detail { place } else { nil } }
    private var project: Project? { if case .lag(let project) = fact.detail { project } else { nil } }
    private var appeal: LateAppeal? {
        guard case .appeal(let appeal, let limitDay) = fact.detail else { return nil }
        return LateAppeal(appeal: appeal, limitDay: limitDay, daysPast: daysPast ?? 0)
    }
    private var finding: DeductedFinding? {
        guard case .finding(let check) = fact.detail else { return nil }
        return DeductedFinding(check: check, isCountedInLine: false)
    }
}
