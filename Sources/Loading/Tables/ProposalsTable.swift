import Model

enum ProposalsTable: TableForm {
    static let code = Column("申报编号", "proposal", .code)
    static let person = Column("工号", "staff_number", .person)
    static let name = Column("指标名称", "indicator_name", .text)
    static let reason = Column("理由", "reason", .freeText)
    static let target = Column("目标值", "target", .text)
    static let fullPoints = Column("满分", "full_points", .fullPoints)
    static let state = Column("状态", "state", .word("待审", "同意", "不同意"))
    static let reviewer = Column("审核人", "reviewer", .text, optional: true)
    static let effective = Column("生效期", "effective", .period, optional: true)

    static let shape = TableShape(
        .proposals,
        [
            code.heading, person.heading, name.heading, reason.heading, target.heading, fullPoints.heading,
            state.heading, reviewer.heading, effective.heading,
        ], key: [code.title])

    static func entity(from row: inout RowReader) -> Proposal? {
        let code = row.read(code)
        let person = row.read(person)
        let name = row.read(name)
        let reason = row.read(reason)
        let target = row.read(target)
        let fullPoints = row.read(fullPoints)
        let state = row.read(state)
        let reviewer = row.read(reviewer)
        let effective = row.read(effective)
        guard let code, let person, let name, let reason, let target, let fullPoints, let state else {
            return nil
        }
        return Proposal(
            code: code, person: person, name: name, reason: reason, target: target, fullPoints: fullPoints,
            state: state, reviewer: reviewer, effective: effective, place: row.place)
    }
}
