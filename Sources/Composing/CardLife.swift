import Model

/// A card from its issue to its lifting, each step with its day (docs/rules.md §6.3).
///
/// Days that the rules give are dues; days that somebody entered are facts.
package struct CardLife: Sendable {
    var record: CardRecord
    /// Talk and plan are due together: the plan is explained in the talk.
    var talkBy: Day?
    /// Working days before the deadline, by the scheme.
    var reminder: Day?
    /// The deadline before any extension, when one moved it.
    var firstDeadline: Day?
    var applied: Day?
    var accepted: Day?
    var isOverdue: Bool
    var isReminderDue: Bool

    private var closure: CardRecord.Closure? { record.closure }
    var lifted: Day? { if case .lifted(let day)? = closure { day } else { nil } }
    var escalated: (day: Day, by: String)? {
        if case .escalated(let day, let by)? = closure { (day, by) } else { nil }
    }
    var withdrawn: Day? { if case .withdrawn(let day)? = closure { day } else { nil } }

    package static let naming = Naming<CardLife>(
        "牌的进程",
        [
            .text("牌号", "牌的编号", example: "2025Q4-P007") { $0.record.id },
            .text("状态", "已赋牌、整改中、待验收、已验收、已销牌、升级红牌、撤销", example: "整改中") { $0.record.stateText },
            .date("签发日期", "签发日期", example: "2026年1月12日") { $0.record.issued },
            .date("方案期限", "提交整改方案和谈话的最后一天；历史牌没有", example: "2026年1月19日", optional: { $0.talkBy }),
            .date("提醒日期", "整改期限前提醒的日子", example: "2026年1月26日", optional: { $0.reminder }),
            .flag("应提醒", "到数据截至日已到提醒日期，尚未申请验收") { $0.isReminderDue },
            .date("原整改期限", "延期以前的期限；没有延期的没有", example: "2026年2月2日", optional: { $0.firstDeadline }),
            .date("整改期限", "整改期限（含延期）", example: "2026年2月13日") { $0.record.rectifyBy },
            .flag("已逾期", "到数据截至日已过整改期限而未验收") { $0.isOverdue },
            .date("申请日期", "申请验收、销牌的日期", example: "2026年1月28日", optional: { $0.applied }),
            .date("验收日期", "验收日期", example: "2026年1月30日", optional: { $0.accepted }),
            .date("销牌日期", "销牌日期", example: "2026年2月6日", optional: { $0.lifted }),
            .date("升级日期", "升级为红牌的日期", example: "2026年4月10日", optional: { $0.escalated?.day }),
            .text("升级为", "升级成的红牌", example: "2026Q1-P007", optional: { $0.escalated?.by }),
            .date("撤销日期", "撤牌日期", example: "2026年3月3日", optional: { $0.withdrawn }),
        ])
}

extension Composer {
    /// `nil` for a card that is only proposed: none of its days is fixed yet.
    func life(ofCard id: String) -> CardLife? {
        guard let record = items.cards[id] else { return nil }
        let scheme = assessment.scheme
        let row = items.item(id)?.row
        let isOpen = record.closure == nil && record.acceptedOn == nil
        let terms = scheme.cards.terms(of: record.colour)
        let first =
            record.isPaper
            ? record.rectifyBy : calendar.day(workingDays: terms.rectifyWorkingDays, after: record.issued)
        let reminder = calendar.day(
            workingDays: scheme.rectification.reminderWorkingDays, before: record.rectifyBy)
        return CardLife(
            record: record,
            talkBy: record.isPaper ? nil : deadline(terms.talkWorkingDays, after: record.issued),
            reminder: reminder, firstDeadline: first < record.rectifyBy ? first : nil,
            applied: record.step(row?.applied),
            accepted: record.step(record.acceptedOn),
            isOverdue: isOpen && assessment.asOf.map { record.rectifyBy < $0 } ?? false,
            isReminderDue: isOpen && row?.applied == nil
                && assessment.asOf.map { reminder <= $0 && $0 <= record.rectifyBy } ?? false)
    }
}

extension CardRecord {
    /// A yellow ends when it becomes red: what is done later is a step of the red card's life.
    fileprivate func step(_ day: Day?) -> Day? {
        guard let day, case .escalated(let escalated, _)? = closure else { return day }
        return day <= escalated ? day : nil
    }
}
