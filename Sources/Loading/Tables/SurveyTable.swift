import Model

enum SurveyTable: TableForm {
    static let code = Column("问卷编号", "sheet", .code)
    static let enterprise = Column("企业代码", "enterprise", .enterprise)
    static let office = Column("股室代码", "office", .office)
    static let answer = Column("评价", "answer", .text.described("方案 answer 所列的词，或不了解"))

    static let shape = TableShape(
        .survey, [code.heading, enterprise.heading, office.heading, answer.heading], key: [code.title])

    static func entity(from row: inout RowReader) -> SurveySheet? {
        let code = row.read(code)
        let enterprise = row.read(enterprise)
        let office = row.read(office)
        let answer = row.read(answer, among: \.answerWords)
        guard let code, let enterprise, let office, let answer else { return nil }
        return SurveySheet(
            code: code, enterprise: enterprise, office: office, answer: answer, place: row.place)
    }
}
