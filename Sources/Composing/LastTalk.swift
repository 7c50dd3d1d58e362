import Model

/// The newest talk before this paper, with what was agreed and whether its date is over.
struct LastTalk: Sendable {
    var talk: Talk
    var leader: RoleHolder
    /// Judged at 数据截至, never by a clock.
    var isPast: Bool

    static let naming = Naming<LastTalk>(
        "上次谈话",
        [
            .date("日期", "谈话日期", example: "2026年1月15日") { $0.talk.date },
            .text("类型", "反馈、提醒、警示或诫勉", example: "反馈") { $0.talk.type },
            .record("谈话人", RoleHolder.naming, "谈话的领导") { $0.leader },
            .text("约定事项", "上次约定的事", example: "两周内补齐走访", optional: { $0.talk.promise?.clause }),
            .date("期限", "约定的期限", example: "2026年2月15日", optional: { $0.talk.deadline }),
            .flag("已到期", "到数据截至日约定期限已过") { $0.isPast },
        ])
}
