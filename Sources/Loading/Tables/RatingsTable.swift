import Model

enum RatingsTable: TableForm {
    static let holderKind = Column("对象", "holder_kind", .holder(.office, .person))
    static let holderCode = Column("对象代码", "holder", .code.described("股室代码或工号"))
    static let indicator = Column("指标代码", "indicator", .indicator, optional: true)
    static let rater = Column("评委序号", "rater", .text)
    static let mark = Column("分数", "mark", .points(0...100))
    static let comment = Column("评语", "comment", .freeText, optional: true)

    static let shape = TableShape(
        .ratings,
        [
            holderKind.heading, holderCode.heading, indicator.heading, rater.heading, mark.heading,
            comment.heading,
        ], key: [holderKind.title, holderCode.title, indicator.title, rater.title])

    static func entity(from row: inout RowReader) -> Rating? {
        let holder = row.holder(holderKind, holderCode)
        let indicator = row.read(indicator)
        let rater = row.read(rater)
        let mark = row.read(mark)
        // 评语 is read to be checked; no paper may show it.
        _ = row.read(comment)
        guard let holder, let rater, let mark else { return nil }
        return Rating(holder: holder, indicator: indicator, rater: rater, mark: mark)
    }
}
