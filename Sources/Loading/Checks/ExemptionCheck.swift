import Model

extension QuarterTables {
    /// What is exempted exists in this quarter.
    func checkExemptions(_ book: inout FindingBook) {
        let targetKeys = targetKeys
        let matters = Set(
            (projects.entries.map(\.mark) + appeals.entries.map(\.mark) + spotChecks.entries.map(\.mark))
                .compactMap(\.key.first))
        let isReadable = !projects.isBroken && !appeals.isBroken && !spotChecks.isBroken
        for (index, exemption) in exemptions.soundRows {
            switch exemption.subject {
            case .line(let code):
                let key = [code.text, exemption.holder.kind.rawValue, exemption.holder.code.text]
                guard targets.isRead, !targetKeys.contains(key) else { continue }
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
