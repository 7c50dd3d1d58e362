import Model

/// X: points off for the holder's own spot-check findings, once per finding.
struct DeductionRule {
    let index: QuarterIndex

    /// Findings that a present line of the holder counts bear no X.
    func deductions(for holder: Holder, lines: [LineAssessment]) -> Deductions {
        let own = (index.spotChecks[holder] ?? []).filter { !index.exemptMatters.contains($0.code) }
        let countedByLine = lines.contains { line in
            guard line.isPresent, case .ledger(.findings, _, _) = line.origin else { return false }
            return true
        }
        let codes = own.map(\.code).sorted()
        if countedByLine { return Deductions(total: .zero, findings: [], countedInLine: codes) }
        return Deductions(total: own.map(\.deduction).sum(), findings: codes, countedInLine: [])
    }
}
