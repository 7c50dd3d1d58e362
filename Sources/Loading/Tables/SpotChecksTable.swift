import Model

enum SpotChecksTable: TableForm {
    static let code = Column("抽查编号", "finding", .code)
    static let date = Column("日期", "date", .day)
    static let holderKind = Column("对象", "holder_kind", .holder(.office, .person, .project))
    static let holderCode = Column("对象代码", "holder", .code.described("股室代码、工号或项目代码"))
    static let matter = Column("事项", "matter", .freeText)
    static let deduction = Column("扣分", "deduction", .deduction)
    static let evidence = Column("佐证", "evidence", .freeText)
    static let nature = Column("性质", "nature", .text.described("一般、作风、严重、数据造假，或方案 finding 所列"))

    static let shape = TableShape(
        .spotchecks,
        [
            code.heading, date.heading, holderKind.heading, holderCode.heading, matter.heading,
            deduction.heading, evidence.heading, nature.heading,
        ], key: [code.title])

    static func entity(from row: inout RowReader) -> SpotCheck? {
        let code = row.read(code)
        let date = row.read(date)
        let holder = row.holder(holderKind, holderCode)
        let matter = row.read(matter)
        let deduction = row.read(deduction)
        let evidence = row.read(evidence)
        let nature = row.read(nature, among: natures)
        guard let code, let date, let holder, let matter, let deduction, let evidence, let nature else {
            return nil
        }
        return SpotCheck(
            code: code, date: date, holder: holder, matter: matter, deduction: deduction, evidence: evidence,
            nature: nature, place: row.place)
    }

    /// 一般 and whatever the scheme gives a card to.
    private static func natures(in scheme: Scheme) -> [String] {
        let shipped = ["一般", "作风", "严重", "数据造假"]
        return shipped + scheme.cards.findingColours.keys.filter { !shipped.contains($0) }.sorted()
    }
}
