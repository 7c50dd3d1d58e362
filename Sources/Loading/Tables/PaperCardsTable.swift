import Model

enum PaperCardsTable: TableForm {
    static let id = Column("牌号", "card", CellForm<String>.identifier)
    static let holderKind = Column("对象", "holder_kind", .holder(.office, .person, .project))
    static let holderCode = Column("对象代码", "holder", .code.described("股室代码、工号或项目代码"))
    static let colour = Column("牌别", "colour", CellForm<CardColour>.colour)
    static let reason = Column("事由", "reason", .freeText)
    static let factsPeriod = Column("事实季度", "facts_period", .period)
    static let issued = Column("签发日期", "issued", .day)
    static let deadline = Column("整改期限", "deadline", .day)
    static let lifted = Column("销牌日期", "lifted", .day, optional: true)

    static let shape = TableShape(
        .cards,
        [
            id.heading, holderKind.heading, holderCode.heading, colour.heading, reason.heading,
            factsPeriod.heading, issued.heading, deadline.heading, lifted.heading,
        ], key: [id.title])

    static func entity(from row: inout RowReader) -> PaperCard? {
        let id = row.read(id)
        let holder = row.holder(holderKind, holderCode, mayBeGone: true)
        let colour = row.read(colour)
        let reason = row.read(reason)
        let factsPeriod = row.read(factsPeriod)
        let issued = row.read(issued)
        let deadline = row.read(deadline)
        let lifted = row.read(lifted)
        if let factsPeriod, let issued, issued < factsPeriod.firstDay {
            row.report(
                .datesOutOfOrder, at: Self.issued.title, "签发日期 \(issued) 早于事实季度 \(factsPeriod)。",
                remedy: "请核对。")
        }
        row.require(issued, Self.issued, notAfter: deadline, Self.deadline)
        row.require(issued, Self.issued, notAfter: lifted, Self.lifted)
        guard let id, let holder, let colour, let reason, let factsPeriod, let issued, let deadline else {
            return nil
        }
        return PaperCard(
            id: id, holder: holder, colour: colour, reason: reason, factsPeriod: factsPeriod, issued: issued,
            deadline: deadline, lifted: lifted, place: row.place)
    }
}
