import Model

enum ExemptionsTable: TableForm {
    static let indicator = Column("指标代码", "indicator", .indicator, optional: true)
    static let matter = Column("事项编号", "matter", .code, optional: true)
    static let holderKind = Column("对象", "holder_kind", .holder(.office, .person, .project))
    static let holderCode = Column("对象代码", "holder", .code.described("股室代码、工号或项目代码"))
    static let reason = Column("事由", "reason", .freeText)
    static let approvedBy = Column("批准人", "approved_by", .decider)
    static let approvedOn = Column("批准日期", "approved_on", .day)

    static let shape = TableShape(
        .exemptions,
        [
            indicator.heading, matter.heading, holderKind.heading, holderCode.heading, reason.heading,
            approvedBy.heading, approvedOn.heading,
        ], key: [indicator.title, matter.title, holderKind.title, holderCode.title])

    static func entity(from row: inout RowReader) -> Exemption? {
        let indicator = row.read(indicator)
        let matter = row.read(matter)
        let holder = row.holder(holderKind, holderCode)
        let reason = row.read(reason)
        let approvedBy = row.read(approvedBy)
        let approvedOn = row.read(approvedOn)
        if row.isEmpty(Self.indicator) == row.isEmpty(Self.matter) {
            row.report(
                .exemptionSubject, at: Self.indicator.title, "指标代码和事项编号应只填一个。", remedy: "免责指标填指标代码，免责事项填事项编号。"
            )
        }
        guard let subject = indicator.map(Exemption.Subject.line) ?? matter.map(Exemption.Subject.matter),
            let holder, let reason, let approvedBy, let approvedOn
        else { return nil }
        return Exemption(
            subject: subject, holder: holder, reason: reason, approvedBy: approvedBy, approvedOn: approvedOn,
            place: row.place)
    }
}

extension DiagnosticCode {
    static let exemptionSubject = DiagnosticCode("E157")
}
