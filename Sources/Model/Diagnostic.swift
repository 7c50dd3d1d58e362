/// One finding: a stable code, a place, what is wrong, and what to do about it.
///
/// The texts are Chinese, end with 。 and name persons by staff number only; echoed cells are cut
/// with ``quoted(_:)``. docs/diagnostics.md has one entry per code.
package struct Diagnostic: Error, Hashable, Sendable {
    package enum Severity: Int, Hashable, Sendable, Comparable {
        /// Costs papers, and makes the exit code 65 (data) or 78 (scheme, template).
        case error
        /// Listed in the run report; changes no exit code.
        case warning

        package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
    }

    package let code: DiagnosticCode
    package let severity: Severity
    package let place: SourcePlace?
    /// What is wrong, one sentence.
    package let headline: String
    /// What to do, one sentence; empty when the headline says it.
    package let remedy: String
    /// Persons, offices and projects whose papers cannot be made because of this finding.
    package var affected: [Code]
    /// The offending line with a caret below it, for templates.
    package var excerpt: String?
    /// The row of a table the finding is about, without names and free text.
    package var row: [ShownCell] = []

    /// A cell as it may be shown to HR.
    package struct ShownCell: Hashable, Sendable {
        package let title: String
        package let text: String

        package init(title: String, text: String) {
            self.title = title
            self.text = text
        }
    }

    package init(
        _ code: DiagnosticCode, _ severity: Severity = .error, at place: SourcePlace?,
        _ headline: String, remedy: String = "", affected: [Code] = [], excerpt: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.place = place
        self.headline = headline
        self.remedy = remedy
        self.affected = affected
        self.excerpt = excerpt
    }

    /// Cuts an echoed input text to 20 characters and shows control characters as `U+XXXX`.
    package static func quoted(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(20) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                let hex = String(scalar.value, radix: 16, uppercase: true)
                shown += "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return "“" + shown + (text.unicodeScalars.count > 20 ? "…" : "") + "”"
    }
}

extension Diagnostic: CustomStringConvertible {
    package var description: String {
        let word = severity == .error ? "错误" : "提示"
        var text = "\(word) \(code)"
        if let place { text += " \(place)" }
        text += " " + headline + remedy
        if let excerpt { text += "\n" + excerpt }
        return text
    }
}

extension Diagnostic: Comparable {
    /// Errors before warnings, then by place, so that the order of discovery never shows.
    package static func < (a: Diagnostic, b: Diagnostic) -> Bool {
        if a.severity != b.severity { return a.severity < b.severity }
        switch (a.place, b.place) {
        case (let x?, let y?) where x != y: return x < y
        case (nil, .some): return true
        case (.some, nil): return false
        default: return (a.code.text, a.headline) < (b.code.text, b.headline)
        }
    }
}
