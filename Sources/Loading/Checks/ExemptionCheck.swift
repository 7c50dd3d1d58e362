import Model

extension QuarterTables {
    /// What is exempted exists in this quarter.
    func checkExemptions(_ assignments: Assignments, _ book: inout FindingBook) {
        guard exemptions.marks.count > 0 else { return }
        let matters = projects.marks.firstKeys.union(appeals.marks.firstKeys)
            .union(spotChecks.marks.firstKeys)
        let isReadable = !projects.isBroken && !appeals.isBroken && !spotChecks.isBroken
        for (index, exemption) in exemptions.soundRows {
            switch exemption.subject {
            case .line(let code):
                guard targets.isRead, !assignments.has(code, exemption.holder) else { continue }
                exemptions.report(
                    index, .exemptionWithoutLine, at: ExemptionsTable.indicator.title,
                    "指标 \(code) 没有分解给 \(exemption.holder.code)，无从免责。", remedy: "请核对指标代码和对象。", into: &book)
            case .matter(let code):
                guard isReadable, !matters.contains(code.text) else { continue }
                exemptions.report(
                    index, .unknownMatter, at: ExemptionsTable.matter.title,
                    "事项编号 \(code) 不是本季度的项目、诉求或抽查。", remedy: "请核对编号。", into: &book)
            }
        }
    }
}

extension DiagnosticCode {
    static let unknownMatter = DiagnosticCode("E135")
    static let exemptionWithoutLine = DiagnosticCode("E158")
}
