import Model

enum CasesTable: TableForm {
    static let code = Column("案例编号", "case", .code)
    static let title = Column("标题", "title", .text)
    static let indicator = Column("指标代码", "indicator", .indicator, optional: true)
    static let projectType = Column("项目类型", "project_type", .text, optional: true)
    static let stage = Column("阶段", "stage", .text, optional: true)
    static let cause = Column("原因类别", "cause", .word("人", "事", "资源", "政策"), optional: true)
    static let practice = Column("做法", "practice", .freeText)
    static let effect = Column("成效", "effect", .freeText)
    static let office = Column("提供股室", "providing_office", .office.asRole)
    static let mayBeQuoted = Column("同意引用", "may_be_quoted", CellForm<Bool>.flag)

    static let shape = TableShape(
        .cases,
        [
            code.heading, title.heading, indicator.heading, projectType.heading, stage.heading, cause.heading,
            practice.heading, effect.heading, office.heading, mayBeQuoted.heading,
        ], key: [code.title])

    static func entity(from row: inout RowReader) -> PracticeCase? {
        let code = row.read(code)
        let title = row.read(title)
        let indicator = row.read(indicator)
        let projectType = row.read(projectType)
        let stage = row.read(stage)
        let cause = row.read(cause)
        let practice = row.read(practice)
        let effect = row.read(effect)
        let office = row.read(office)
        let mayBeQuoted = row.read(mayBeQuoted)
        guard let code, let title, let practice, let effect, let office, let mayBeQuoted else { return nil }
        return PracticeCase(
            code: code, title: title, indicator: indicator, projectType: projectType, stage: stage,
            cause: cause, practice: practice, effect: effect, office: office, mayBeQuoted: mayBeQuoted)
    }
}
