import Model

/// What a run did, for the command line to print and exit with.
package struct RunSummary: Sendable {
    package var status: ExitStatus
    package var findings: [Diagnostic]
    /// Files per period, in order; empty when nothing was published.
    package var published: [PublishedDraft] = []

    package struct PublishedDraft: Sendable {
        package var name: String
        package var papers: [DocumentKind: Int]
        package var isUnchanged: Bool
    }

    package init(status: ExitStatus, findings: [Diagnostic]) {
        self.status = status
        self.findings = findings.sorted()
    }

    /// A run stopped by faults of scheme or templates ends with 78, whatever else is wrong.
    static func stopped(_ findings: [Diagnostic]) -> RunSummary {
        let isExhausted = ExitStatus.of(findings) == .systemExhausted
        return RunSummary(status: isExhausted ? .systemExhausted : .faultyConfiguration, findings: findings)
    }
}
