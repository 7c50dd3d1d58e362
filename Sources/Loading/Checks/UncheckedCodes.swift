import Model

extension QuarterTables {
    /// Codes that cannot be looked up are said once, not row by row.
    func warnOfUncheckedCodes(_ known: KnownCodes, _ book: inout FindingBook) {
        if !enterprises.isPresent, [visits.isPresent, appeals.isPresent, survey.isPresent].contains(true) {
            book.add(
                Diagnostic(
                    .noEnterprises, .warning, at: enterprises.origin.place(line: 0), "没有企业表，企业代码没有核对。",
                    remedy: "请放入 enterprises.csv。"))
        }
        if people.isRead, !known.contains(.person, scheme.park.mainLeader) {
            book.add(
                Diagnostic(
                    .mainLeaderUnknown, .warning, at: people.origin.place(line: 0),
                    "方案中的主要领导工号 \(scheme.park.mainLeader) 不在人员表。", remedy: "请在人员表补上（状态为领导），或改方案。"))
        }
    }
}

extension DiagnosticCode {
    static let noEnterprises = DiagnosticCode("W199")
    static let mainLeaderUnknown = DiagnosticCode("W196")
}
