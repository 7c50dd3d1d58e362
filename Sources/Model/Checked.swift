/// A value with the findings made on the way to it.
///
/// Throwing is for "nothing useful left"; a finding travels beside the value, so that one bad row never
/// hides the next one.
package struct Checked<Value: Sendable>: Sendable {
    package var value: Value
    package var findings: [Diagnostic]

    package init(_ value: Value, _ findings: [Diagnostic] = []) {
        self.value = value
        self.findings = findings
    }

    package var hasErrors: Bool { findings.contains { $0.severity == .error } }

    package func map<Other>(_ transform: (Value) -> Other) -> Checked<Other> {
        Checked<Other>(transform(value), findings)
    }
}
