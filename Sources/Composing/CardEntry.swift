import Model

/// A card as a line in somebody's report or another card's notice: issued earlier, or proposed this quarter.
struct CardEntry: Sendable {
    var id: String
    var colour: CardColour
    var objectName: String
    var kind: HolderKind
    var factsPeriod: Period
    var rules: [CardRule]
    var issued: Day?
    var rectifyBy: Day?
    /// 拟赋牌, 已赋牌, 整改中 …
    var state: String
    var isProposed = false
    var isOpen = false
    /// Deadline before 数据截至 and not accepted.
    var isOverdue = false
    var lifted: Day?
    var isPaper = false
    /// On the notice of the red card that it becomes (R4).
    var isReplaced = false
}

extension CardEntry {
    init(_ record: CardRecord, name: String, asOf: Day?) {
        let isAccepted = record.rectification?.isAccepted ?? false
        let isOpen = record.closure == nil
        var lifted: Day?
        if case .lifted(let day)? = record.closure { lifted = day }
        self.init(
            id: record.id, colour: record.colour, objectName: name, kind: record.object.kind,
            factsPeriod: record.factsPeriod, rules: record.rules.sorted(), issued: record.issued,
            rectifyBy: record.rectifyBy, state: record.stateText, isOpen: isOpen,
            isOverdue: isOpen && !isAccepted && asOf.map { record.rectifyBy < $0 } ?? false, lifted: lifted,
            isPaper: record.isPaper)
    }

    init(_ notice: CardNotice) {
        let isProposed = notice.outcome == .proposed
        self.init(
            id: notice.id, colour: notice.colour, objectName: notice.name, kind: notice.object.kind,
            factsPeriod: notice.period, rules: notice.rules.sorted(), issued: notice.issued,
            rectifyBy: notice.rectifyBy, state: isProposed ? "拟赋牌" : "已赋牌", isProposed: isProposed,
            isOpen: true)
    }

    static let naming = Naming<CardEntry>(
        "牌",
        [
            .text("牌号", "牌的编号：事实季度-对象代码", example: "2025Q4-P007") { $0.id },
            .text("牌别", "黄牌或红牌", example: "黄牌") { $0.colour.chinese },
            .flag("黄牌", "是黄牌") { $0.colour == .yellow },
            .flag("红牌", "是红牌") { $0.colour == .red },
            .text("对象名称", "对象的名称", example: "临江多用途码头") { $0.objectName },
            .flag("对象为项目", "牌给项目，不影响个人得分") { $0.kind == .project },
            .period("事实季度", "事实发生的季度", example: "2025年第四季度") { $0.factsPeriod },
            .texts("规则", "触发的规则代号", example: "Y2") { $0.rules.map(\.rawValue) },
            .date("签发日期", "签发日期；拟赋牌没有", example: "2026年1月12日", optional: { $0.issued }),
            .date("整改期限", "整改期限；拟赋牌没有", example: "2026年2月2日", optional: { $0.rectifyBy }),
            .text("状态", "拟赋牌、已赋牌、整改中、待验收、已验收、已销牌、升级红牌、撤销", example: "整改中") { $0.state },
            .flag("拟赋牌", "本季建议，尚未签发") { $0.isProposed },
            .flag("由本牌取代", "通知书上：到期没有验收，由这张红牌取代的黄牌") { $0.isReplaced },
            .flag("未了结", "没有销牌、升级或撤销") { $0.isOpen },
            .flag("已逾期", "到数据截至日已过整改期限而未验收") { $0.isOverdue },
            .date("销牌日期", "销牌日期", example: "2026年3月3日", optional: { $0.lifted }),
        ])
}
