import Model

enum AppealsTable: TableForm {
    static let code = Column("诉求编号", "appeal", .code)
    static let enterprise = Column("企业代码", "enterprise", .enterprise)
    static let category = Column("类别", "category", .text)
    static let raised = Column("提出日期", "raised", .day)
    static let responded = Column("响应日期", "responded", .day, optional: true)
    static let closed = Column("办结日期", "closed", .day, optional: true)
    static let limitWorkingDays = Column("时限", "limit_working_days", .whole(1...999))
    static let handler = Column("经办人工号", "handler", .person)
    static let verdict = Column("评价", "verdict", .text.described("方案 answer 所列的词，或不了解"), optional: true)

    static let shape = TableShape(
        .appeals,
        [
            code.heading, enterprise.heading, category.heading, raised.heading, responded.heading,
            closed.heading, limitWorkingDays.heading, handler.heading, verdict.heading,
        ], key: [code.title])

    static func entity(from row: inout RowReader) -> Appeal? {
        let code = row.read(code)
        let enterprise = row.read(enterprise)
        let category = row.read(category)
        let raised = row.read(raised)
        let responded = row.read(responded)
        let closed = row.read(closed)
        let limit = row.read(limitWorkingDays)
        let handler = row.read(handler)
        let verdict = row.read(verdict, among: \.answerWords)
        row.require(raised, Self.raised, notAfter: responded, Self.responded)
        row.require(raised, Self.raised, notAfter: closed, Self.closed)
        row.require(responded, Self.responded, notAfter: closed, Self.closed)
        guard let code, let enterprise, let category, let raised, let limit, let handler else { return nil }
        return Appeal(
            code: code, enterprise: enterprise, category: category, raised: raised, responded: responded,
            closed: closed, limitWorkingDays: limit, handler: handler, verdict: verdict, place: row.place)
    }
}

extension Scheme {
    /// What an enterprise may answer; 不了解 is no valid answer to count, but an answer.
    var answerWords: [String] { satisfaction.answers.map(\.word) + ["不了解"] }
}
