import Model
import Pipeline

/// What `check --json` prints: one object, whatever happened; no names (persons by staff number).
enum CheckJSON {
    static func text(of summary: RunSummary) -> String {
        let errors = summary.findings.count { $0.severity == .error }
        let list = summary.findings.map(object).joined(separator: ",\n    ")
        return """
            {
              "version": 1,
              "exit": \(summary.status.rawValue),
              "outcome": "\(errors == 0 ? "unchanged" : "refused")",
              "errors": \(errors),
              "findings": [\(list.isEmpty ? "" : "\n    " + list + "\n  ")]
            }

            """
    }

    private static func object(_ finding: Diagnostic) -> String {
        let place = finding.place
        let fields: [(String, String?)] = [
            ("code", string(finding.code.text)),
            ("severity", string(finding.severity == .error ? "error" : "warning")),
            ("file", place.map { string($0.file) }),
            ("line", place.flatMap { $0.line > 0 ? String($0.line) : nil }),
            ("column", place.flatMap { $0.column > 0 ? String($0.column) : nil }),
            ("cell", place?.cell.map(string)),
            ("message", string(finding.headline)),
            ("remedy", finding.remedy.isEmpty ? nil : string(finding.remedy)),
            ("affected", finding.affected.isEmpty ? nil : array(finding.affected.sorted().map(\.text))),
            ("row", finding.row.isEmpty ? nil : row(finding.row)),
        ]
        return "{"
            + fields.compactMap { name, value in value.map { "\"\(name)\": \($0)" } }.joined(separator: ", ")
            + "}"
    }

    private static func row(_ cells: [Diagnostic.ShownCell]) -> String {
        "{" + cells.map { "\(string($0.title)): \(string($0.text))" }.joined(separator: ", ") + "}"
    }

    private static func array(_ texts: [String]) -> String {
        "[" + texts.map(string).joined(separator: ", ") + "]"
    }

    private static func string(_ text: String) -> String {
        var escaped = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hex = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped + "\""
    }
}
