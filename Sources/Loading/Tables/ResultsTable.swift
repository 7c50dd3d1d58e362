import Model

enum ResultsTable: TableForm {
    static let indicator = Column("指标代码", "indicator", .indicator)
    static let holderKind = Column("对象", "holder_kind", .holder(.office, .person))
    static let holderCode = Column("对象代码", "holder", .code.described("股室代码或工号"))
    static let actual = Column("实际值", "actual", CellForm<Result.Actual>.actual)
    static let asOf = Column("截至日期", "as_of", .day)
    static let evidence = Column("佐证", "evidence", .freeText, optional: true)
    static let remark = Column("说明", "remark", .freeText, optional: true)

    static let shape = TableShape(
        .results,
        [
            indicator.heading, holderKind.heading, holderCode.heading, actual.heading, asOf.heading,
            evidence.heading, remark.heading,
        ], key: [indicator.title, holderKind.title, holderCode.title, asOf.title], needsRows: true)

    static func entity(from row: inout RowReader) -> Result? {
        let indicator = row.read(indicator)
        let holder = row.holder(holderKind, holderCode)
        let actual = row.read(actual)
        let asOf = row.read(asOf)
        let evidence = row.read(evidence)
        let remark = row.read(remark)
        guard let indicator, let holder, let actual, let asOf else { return nil }
        return Result(
            indicator: indicator, holder: holder, actual: actual, asOf: asOf, evidence: evidence,
            remark: remark, place: row.place)
    }
}
