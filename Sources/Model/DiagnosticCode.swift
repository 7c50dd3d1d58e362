/// The stable name of a kind of finding: `E203`, `W510`.
///
/// Each stage declares its own codes as `static let` beside the check that uses them; the ranges are
/// 1xx tables and ids, 2xx cell values, 3xx files, 4xx XML, 5xx workbooks, 6xx templates, 7xx output,
/// 8xx rules of the assessment. docs/diagnostics.md lists them all.
package struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package init(_ text: String) { self.text = text }
    package var description: String { text }
}
