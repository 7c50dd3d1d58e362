import Model

enum OfficesTable: TableForm {
    static let code = Column("股室代码", "office", .defining(.office))
    static let name = Column("股室名称", "office_name", .text)
    static let head = Column("负责人工号", "head", .person.asRole)
    static let supervisor = Column("分管领导", "supervisor", .person.asRole)
    static let formerCode = Column("前身代码", "former_office", .formerOffices, optional: true)

    static let shape = TableShape(
        .offices, [code.heading, name.heading, head.heading, supervisor.heading, formerCode.heading],
        key: [code.title], needsRows: true)

    static func entity(from row: inout RowReader) -> Office? {
        let code = row.read(code)
        let name = row.read(name)
        let head = row.read(head)
        let supervisor = row.read(supervisor)
        let formerCodes = row.read(formerCode)
        guard let code, let name, let head, let supervisor else { return nil }
        var office = Office(
            code: code, name: name, head: head, supervisor: supervisor, formerCode: nil, place: row.place)
        office.formerCodes = formerCodes ?? []
        return office
    }
}
