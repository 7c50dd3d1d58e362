import Model

/// What a command about templates has to say: lines for stdout, findings for stderr, the exit code.
package struct TemplateAnswer: Sendable {
    package var lines: [String]
    package var findings: [Diagnostic]
    package var status: ExitStatus

    init(_ lines: [String], _ findings: [Diagnostic] = []) {
        self.lines = lines
        self.findings = findings.sorted()
        status = ExitStatus.of(findings)
    }

    /// Nothing was made, for these reasons.
    init(_ summary: RunSummary) {
        lines = []
        findings = summary.findings
        status = summary.status
    }

    /// Templates with an error end with 78, whatever else is wrong.
    init(faultyTemplates findings: [Diagnostic]) { self.init(.stopped(findings)) }
}
