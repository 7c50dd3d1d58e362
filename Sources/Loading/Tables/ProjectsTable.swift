import Model

enum ProjectsTable: TableForm {
    static let code = Column("项目代码", "project", .defining(.project))
    static let name = Column("项目名称", "project_name", .text)
    static let type = Column("类型", "type", .text)
    static let stage = Column("阶段", "stage", .text)
    static let owner = Column("责任人工号", "owner", .person)
    static let office = Column("股室代码", "office", .office)
    static let planned = Column("计划进度", "planned", .points(0...999))
    static let actual = Column("实际进度", "actual", .points(0...999))
    static let asOf = Column("截至日期", "as_of", .day)
    static let lagReason = Column("滞后原因", "lag_reason", .freeText, optional: true)
    static let cause = Column("原因类别", "cause", .word("人", "事", "资源", "政策"), optional: true)
    static let claimed = Column("认领日期", "claimed", .day, optional: true)

    static let shape = TableShape(
        .projects,
        [
            code.heading, name.heading, type.heading, stage.heading, owner.heading, office.heading,
            planned.heading, actual.heading, asOf.heading, lagReason.heading, cause.heading, claimed.heading,
        ], key: [code.title, asOf.title])

    static func entity(from row: inout RowReader) -> Project? {
        let code = row.read(code)
        let name = row.read(name)
        let type = row.read(type)
        let stage = row.read(stage)
        let owner = row.read(owner)
        let office = row.read(office)
        let planned = row.read(planned)
        let actual = row.read(actual)
        let asOf = row.read(asOf)
        let lagReason = row.read(lagReason)
        let cause = row.read(cause)
        let claimed = row.read(claimed)
        guard let code, let name, let type, let stage, let owner, let office, let planned, let actual,
            let asOf
        else { return nil }
        return Project(
            code: code, name: name, type: type, stage: stage, owner: owner, office: office, planned: planned,
            actual: actual, asOf: asOf, lagReason: lagReason, cause: cause, claimed: claimed,
            place: row.place)
    }
}
