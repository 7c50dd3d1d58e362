import Model

enum VisitsTable: TableForm {
    static let date = Column("日期", "date", .day)
    static let person = Column("工号", "staff_number", .person)
    static let enterprise = Column("企业代码", "enterprise", .enterprise)
    static let topic = Column("主题", "topic", .freeText, optional: true)

    static let shape = TableShape(
        .visits, [date.heading, person.heading, enterprise.heading, topic.heading], key: [])

    static func entity(from row: inout RowReader) -> Visit? {
        let date = row.read(date)
        let person = row.read(person)
        let enterprise = row.read(enterprise)
        // Looked at and not kept: no paper shows what a visit was about.
        _ = row.read(topic)
        guard let date, let person, let enterprise else { return nil }
        return Visit(date: date, person: person, enterprise: enterprise, place: row.place)
    }
}
