import Model

enum RectificationsTable: TableForm {
    static let code = Column("整改编号", "rectification", CellForm<String>.itemNumber)
    static let source = Column("来源", "source", .text)
    static let holderKind = Column("对象", "holder_kind", .holder(.office, .person, .project))
    static let holderCode = Column("对象代码", "holder", .code.described("股室代码、工号或项目代码"))
    static let problem = Column("问题", "problem", .freeText)
    static let goal = Column("目标", "goal", .freeText)
    static let measure = Column("措施", "measure", .freeText)
    static let responsibleUnit = Column("责任单位", "responsible_unit", .text)
    static let deadline = Column("时限", "deadline", .day)
    static let extendedTo = Column("延期至", "extended_to", .day, optional: true)
    static let extensionApprovedBy = Column("延期批准人", "extension_approved_by", .decider, optional: true)
    static let applied = Column("申请日期", "applied", .day, optional: true)
    static let state = Column("状态", "state", CellForm<RectificationState>.word())
    static let acceptedBy = Column("验收人", "accepted_by", .decider, optional: true)
    static let acceptedOn = Column("验收日期", "accepted_on", .day, optional: true)
    static let evidence = Column("佐证", "evidence", .freeText, optional: true)

    static let shape = TableShape(
        .rectifications,
        [
            code.heading, source.heading, holderKind.heading, holderCode.heading, problem.heading,
            goal.heading, measure.heading, responsibleUnit.heading, deadline.heading, extendedTo.heading,
            extensionApprovedBy.heading, applied.heading, state.heading, acceptedBy.heading,
            acceptedOn.heading, evidence.heading,
        ], key: [code.title])

    static func entity(from row: inout RowReader) -> Rectification? {
        let code = row.read(code)
        let source = row.read(source)
        let holder = row.holder(holderKind, holderCode, mayBeGone: true)
        let problem = row.read(problem)
        let goal = row.read(goal)
        let measure = row.read(measure)
        let responsibleUnit = row.read(responsibleUnit)
        let deadline = row.read(deadline)
        let extendedTo = row.read(extendedTo)
        let extensionApprovedBy = row.read(extensionApprovedBy)
        let applied = row.read(applied)
        let state = row.read(state)
        let acceptedBy = row.read(acceptedBy)
        let acceptedOn = row.read(acceptedOn)
        let evidence = row.read(evidence)
        row.require(deadline, Self.deadline, notAfter: extendedTo, Self.extendedTo)
        row.require(applied, Self.applied, notAfter: acceptedOn, Self.acceptedOn)
        guard let code, let source, let holder, let problem, let goal, let measure, let responsibleUnit,
            let deadline, let state
        else { return nil }
        let item = Rectification(
            code: code, source: source, holder: holder, problem: problem, goal: goal, measure: measure,
            responsibleUnit: responsibleUnit, deadline: deadline, extendedTo: extendedTo,
            extensionApprovedBy: extensionApprovedBy, applied: applied, state: state, acceptedBy: acceptedBy,
            acceptedOn: acceptedOn, evidence: evidence, place: row.place)
        if row.isSound { requireApprovals(of: item, in: &row) }
        return item
    }

    /// Cards are judged by the day of acceptance and by approved extensions only.
    private static func requireApprovals(of item: Rectification, in row: inout RowReader) {
        if (item.extendedTo == nil) != (item.extensionApprovedBy == nil) {
            row.report(
                .incompleteRectification, at: extendedTo.title, "延期至和延期批准人应同时填写。", remedy: "未批准的延期请不要填。")
        }
        if item.state.isAccepted && (item.acceptedOn == nil || item.acceptedBy == nil) {
            row.report(
                .incompleteRectification, at: state.title, "状态为\(item.state.rawValue)，却没有验收人或验收日期。",
                remedy: "请补填验收人和验收日期，或改状态。")
        }
    }
}

extension DiagnosticCode {
    static let incompleteRectification = DiagnosticCode("E170")
}
