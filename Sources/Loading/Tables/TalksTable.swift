import Model

enum TalksTable: TableForm {
    static let person = Column("工号", "staff_number", .person)
    static let leader = Column("谈话人", "leader", .person.asRole)
    static let date = Column("日期", "date", .day)
    static let type = Column("类型", "type", .word("反馈", "提醒", "警示", "诫勉"))
    static let promise = Column("约定事项", "promise", .freeText, optional: true)
    static let deadline = Column("期限", "deadline", .day, optional: true)

    static let shape = TableShape(
        .talks,
        [person.heading, leader.heading, date.heading, type.heading, promise.heading, deadline.heading],
        key: [person.title, date.title, type.title])

    static func entity(from row: inout RowReader) -> Talk? {
        let person = row.read(person, mayBeGone: true)
        let leader = row.read(leader, mayBeGone: true)
        let date = row.read(date)
        let type = row.read(type)
        let promise = row.read(promise)
        let deadline = row.read(deadline)
        guard let person, let leader, let date, let type else { return nil }
        return Talk(
            person: person, leader: leader, date: date, type: type, promise: promise, deadline: deadline,
            place: row.place)
    }
}
