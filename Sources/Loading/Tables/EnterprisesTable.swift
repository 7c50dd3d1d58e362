import Model

enum EnterprisesTable: TableForm {
    static let code = Column("企业代码", "enterprise", .defining(.enterprise))
    static let name = Column("企业名称", "enterprise_name", .text)
    static let shortName = Column("简称", "short_name", .text, optional: true)
    static let isAboveScale = Column("规上", "above_scale", CellForm<Bool>.flag)
    static let isKeyProject = Column("重点项目", "key_project", CellForm<Bool>.flag)

    static let shape = TableShape(
        .enterprises,
        [code.heading, name.heading, shortName.heading, isAboveScale.heading, isKeyProject.heading],
        key: [code.title])

    static func entity(from row: inout RowReader) -> Enterprise? {
        let code = row.read(code)
        let name = row.read(name)
        let shortName = row.read(shortName)
        let isAboveScale = row.read(isAboveScale)
        let isKeyProject = row.read(isKeyProject)
        guard let code, let name, let isAboveScale, let isKeyProject else { return nil }
        return Enterprise(
            code: code, name: name, shortName: shortName, isAboveScale: isAboveScale,
            isKeyProject: isKeyProject)
    }
}
