import Model

/// A rectification item as a line of a report, a ledger or a list, by the same names everywhere.
package struct ItemEntry: Sendable {
    var item: RectificationItem
    var objectName: String
    /// The person who has to answer for it; `nil` when an office does.
    var owner: RoleHolder?
    var unitName: String
    var formerUnitNames: [String]
    var acceptedBy: RoleHolder?
    /// Judged at 数据截至, never by a clock.
    var isOverdue: Bool
    /// Working days past the deadline at 数据截至.
    var daysPast: Int?
    var life: CardLife?
    /// Of a card: what it is about, in words.
    var matters: [String] = []

    private var matter: RectificationItem.Matter { item.matter }
    /// What was applied for and accepted before an item came back counts no more.
    var applied: Day? { item.isOpen && item.state != .awaitingAcceptance ? nil : item.row?.applied }
    var acceptedOn: Day? { item.isOpen ? nil : item.row?.acceptedOn }
    var isAwaiting: Bool { item.isOpen && item.state == .awaitingAcceptance }
    /// What has to be done first stands first: overdue, then by deadline, then what waits for acceptance, then closed.
    var order: Int { !item.isOpen ? 3 : isOverdue ? 0 : isAwaiting ? 2 : 1 }

    /// HR's words, else the figures in which the problem was found.
    var problem: String { item.row?.problem.clause ?? found }
    var found: String {
        let figures = item.figures
        switch matter {
        case .card:
            let name = item.object.kind == .project ? "\(objectName) " : ""
            let facts = matters.joined(separator: "、")
            return name + figures.title + (facts.isEmpty ? "" : "：\(facts)")
        case .line(let code): return ([code.text + " " + figures.title] + lineFigures).joined(separator: "，")
        case .project:
            return figures.title + (figures.lost.map { "，落后计划 \($0) 个百分点" } ?? "")
        case .appeal(let code):
            return "诉求 \(code)（\(figures.title)）超期未办结" + (figures.day.map { "，期限 \($0.chinese)" } ?? "")
        case .finding(let code):
            return "抽查 \(code)：\(figures.title.clause)" + (figures.day.map { "（\($0.chinese)）" } ?? "")
        case .other(let text): return text
        }
    }

    private var lineFigures: [String] {
        let figures = item.figures
        let unit = figures.unit ?? ""
        return [
            figures.target.map { "目标 \($0)\(unit)" }, figures.actual.map { "实际 \($0)\(unit)" },
            // Only a panel's line has a completion and no actual.
            figures.actual == nil ? figures.completion.map { "评议均分 \($0)" } : nil,
            figures.lost.map { "失 \($0) 分" },
        ].compactMap(\.self)
    }

    /// HR's unit; one the item has left behind is no answer any more.
    var responsibleUnit: String {
        guard let typed = item.row?.responsibleUnit, !formerUnitNames.contains(typed) else { return unitName }
        return typed
    }

    package static func precedes(_ a: ItemEntry, _ b: ItemEntry) -> Bool {
        if a.order != b.order { return a.order < b.order }
        let (left, right) = (a.item.due ?? .last, b.item.due ?? .last)
        return left == right ? a.item.id < b.item.id : left < right
    }
}

extension Composer {
    /// The facts of a card's item, and what of its rules is none of them.
    func matters(of item: RectificationItem) -> [String] {
        guard let id = item.cardID else { return [] }
        let rules = items.cardRules[id] ?? []
        return item.covers.map { fact in
            switch fact.matter {
            case .line(let code):
                let name = assessment.data.indicators.first { $0.code == code }?.name
                return [code.text, name].compactMap(\.self).joined(separator: " ")
            case .project: return "进度滞后"
            case .appeal(let code): return "诉求 \(code) 超期未办结"
            case .finding(let code): return "抽查 \(code) 发现的问题"
            case .card(let text), .other(let text): return text
            }
        } + rules.compactMap(\.matter)
    }
}

extension CardRule {
    /// Of the rules that are about no line, project, appeal or finding.
    fileprivate var matter: String? {
        switch self {
        case .y1, .r1: return "得分等次偏低"
        case .r4: return "黄牌到期未验收"
        case .r6: return "一年内再次达到黄牌条件"
        case .y6: return "股室得分末位"
        case .y2, .r2, .y3, .r3, .y4, .y5, .r5, .r7: return nil
        }
    }
}

extension Day {
    /// After every date of a park: what has no deadline yet stands last.
    fileprivate static var last: Day { Period(index: 2200 * 4 + 3).lastDay }
}

extension ItemEntry {
    package static let naming = Naming<ItemEntry>(
        "整改事项", identity + content + progress)

    private typealias Entries = [Naming<ItemEntry>.Entry]

    private static let identity: Entries = [
        .text("整改编号", "整改事项的编号，登记整改时照抄", example: "2026Q1-P003-QY-01") { $0.item.id },
        .text("登记编号", "整改表中的编号；没有登记的没有", example: "ZG2026-003", optional: { $0.item.row?.code }),
        .period("立项季度", "哪一季度的事实", example: "2026年第一季度") { $0.item.opened },
        .text("立项季度代码", "立项季度的代码，供 XML 使用", example: "2026Q1") { $0.item.opened.description },
        .text("对象类别", "个人、股室或项目", example: "个人") { $0.item.object.kind.rawValue },
        .text("对象代码", "工号、股室代码或项目代码", example: "P003") { $0.item.object.code.text },
        .text("对象名称", "姓名、股室名称或项目名称", example: "张秋实") { $0.objectName },
        .text("来源", "牌号、指标代码、诉求编号、抽查编号；项目滞后和其他事项为其名称", example: "QY-01") { $0.source },
        .flag("为牌", "红黄牌的整改") { if case .card = $0.item.matter { true } else { false } },
        .flag("为指标", "失分较多的指标") { if case .line = $0.item.matter { true } else { false } },
        .flag("为项目", "滞后的项目") { $0.item.matter == .project },
        .flag("为诉求", "超期未办结的诉求") { if case .appeal = $0.item.matter { true } else { false } },
        .flag("为抽查", "抽查发现的问题") { if case .finding = $0.item.matter { true } else { false } },
        .flag("为其他", "人工登记的其他事项") { if case .other = $0.item.matter { true } else { false } },
        .record("牌的进程", CardLife.naming, "红黄牌从签发到销牌的各步；不是牌的没有", optional: { $0.life }),
    ]

    private static let content: Entries = [
        .text("问题", "登记的问题；没有登记的为发现时的数字", example: "QY-01 入企走访企业，目标 30家次，实际 17家次，失 4.00 分") {
            $0.problem
        },
        .text("目标", "登记的整改目标；没有登记的没有", example: "走访 30 家次", optional: { $0.item.row?.goal.clause }),
        .text("措施", "登记的措施；没有登记的没有", example: "按产业链编排路线", optional: { $0.item.row?.measure.clause }),
        .text("责任单位", "登记的责任单位，没有登记或已调离的为现在的股室", example: "企业服务中心") { $0.responsibleUnit },
        .text("所在股室", "现在负责的股室", example: "企业服务中心") { $0.unitName },
        .texts("原责任单位", "调动、合并以前的股室", example: "行政审批服务部") { $0.formerUnitNames },
        .record("责任人", RoleHolder.naming, "本人或项目责任人；由股室负责的没有", optional: { $0.owner }),
        .date("时限", "整改时限，已批准延期的为延期后的日期；尚未签发的牌没有", example: "2026年6月30日", optional: { $0.item.due }),
        .flag("已延期", "时限经批准延期") { $0.item.row?.extendedTo != nil && $0.item.row?.extensionApprovedBy != nil },
    ]

    private static let progress: Entries = [
        .text("状态", "未启动、整改中、待验收、已验收、已销号或已终止", example: "整改中") { $0.item.state.rawValue },
        .flag("未办结", "没有验收，也没有终止") { $0.item.isOpen },
        .flag("待验收", "已申请验收") { $0.isAwaiting },
        .flag("已终止", "按记录撤销，不再整改") { $0.item.state == .terminated },
        .flag("未登记", "整改表里还没有这一事项") { $0.item.row == nil },
        .flag("已逾期", "到数据截至日已过时限而未验收") { $0.isOverdue },
        .whole("逾期工作日", "逾期的工作日数；没有逾期的没有", example: "12", optional: { $0.daysPast }),
        .flag("复发", "销号后两个季度内同一问题再次出现") { $0.item.isRecurring },
        .texts("复发季度", "再次出现的季度", example: "2026年第一季度") { $0.item.recurrences.map(\.chinese) },
        .text("复发自", "再次出现前已销号的事项；另立事项的才有", example: "2025Q3-P003", optional: { $0.item.recurrenceOf }),
        .flag("预览", "本季尚未定稿，事项是预览") { $0.item.isDraft },
        .date("申请日期", "申请验收的日期", example: "2026年5月20日", optional: { $0.applied }),
        .date("验收日期", "验收日期", example: "2026年5月25日", optional: { $0.acceptedOn }),
        .record("验收人", RoleHolder.naming, "验收的人或机构", optional: { $0.acceptedBy }),
    ]

    var source: String {
        switch matter {
        case .card(let text), .other(let text): return text
        case .line(let code), .appeal(let code), .finding(let code): return code.text
        case .project: return item.object.code.text
        }
    }
}
