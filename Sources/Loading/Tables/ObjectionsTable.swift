import Model

enum ObjectionsTable: TableForm {
    static let person = Column("工号", "staff_number", .person)
    static let date = Column("日期", "date", .day)
    static let matter = Column("事项", "matter", .freeText)
    static let conclusion = Column("结论", "conclusion", .freeText, optional: true)
    static let answered = Column("答复日期", "answered", .day, optional: true)

    static let shape = TableShape(
        .objections,
        [person.heading, date.heading, matter.heading, conclusion.heading, answered.heading],
        key: [person.title, date.title, matter.title])

    static func entity(from row: inout RowReader) -> Objection? {
        let person = row.read(person, mayBeGone: true)
        let date = row.read(date)
        let matter = row.read(matter)
        let conclusion = row.read(conclusion)
        let answered = row.read(answered)
        row.require(date, Self.date, notAfter: answered, Self.answered)
        guard let person, let date, let matter else { return nil }
        return Objection(
            person: person, date: date, matter: matter, conclusion: conclusion, answered: answered,
            place: row.place)
    }
}
