import Model

enum TargetsTable: TableForm {
    static let indicator = Column("指标代码", "indicator", .indicator)
    static let holderKind = Column("对象", "holder_kind", .holder(.office, .person))
    static let holderCode = Column("对象代码", "holder", .code.described("股室代码或工号"))
    static let value = Column("目标值", "target", CellForm<TargetCell>.target)
    static let fullPoints = Column("满分", "full_points", .fullPoints, optional: true)
    static let deadline = Column("期限", "deadline", .day, optional: true)
    static let origin = Column("来源", "origin", .word("分解", "岗位职责", "申报", "认领"), optional: true)

    static let shape = TableShape(
        .targets,
        [
            indicator.heading, holderKind.heading, holderCode.heading, value.heading, fullPoints.heading,
            deadline.heading, origin.heading,
        ], key: [indicator.title, holderKind.title, holderCode.title], needsRows: true)

    static func entity(from row: inout RowReader) -> TargetRow? {
        let indicator = row.read(indicator)
        let holder = row.holder(holderKind, holderCode)
        let value = row.read(value)
        let fullPoints = row.read(fullPoints)
        let deadline = row.read(deadline)
        let origin = row.read(origin)
        guard let indicator, let holder, let value else { return nil }
        return TargetRow(
            target: Target(
                indicator: indicator, holder: holder, value: value.value, fullPoints: fullPoints ?? .zero,
                deadline: deadline, origin: origin, place: row.place),
            ownFullPoints: fullPoints)
    }
}

/// An assignment whose full points may still have to come from the indicator.
struct TargetRow: Sendable {
    var target: Target
    var ownFullPoints: Points?
}
