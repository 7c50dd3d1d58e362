import Model
import Pipeline

/// The one JSON object of `--json`; no names, codes only.
struct JSONReport {
    private let summary: RunSummary

    init(_ summary: RunSummary) { self.summary = summary }

    var text: String {
        let issued = summary.issued.flatMap(\.documents).map { document in
            let files = document.files.map { Self.quoted($0.path) }.joined(separator: ",")
            let number = document.number.map { Self.quoted($0.label) } ?? "null"
            return "{\"number\":\(number),\"kind\":\(Self.quoted(document.key.kind.rawValue)),"
                + "\"subject\":\(Self.quoted(document.key.subject)),\"files\":[\(files)]}"
        }
        let errors = summary.findings.filter { $0.severity == .error }.map(Self.object)
        return "{\"version\":\(Self.quoted(Pipeline.version)),\"exit\":\(summary.status.rawValue),"
            + "\"outcome\":\(Self.quoted(summary.outcome)),\"issued\":[\(issued.joined(separator: ","))],"
            + "\"errors\":[\(errors.joined(separator: ","))]}\n"
    }

    private static func object(_ finding: Diagnostic) -> String {
        let file = finding.place.map { quoted($0.file) } ?? "null"
        let line = finding.place.map { String($0.line) } ?? "null"
        let column = finding.place.map { String($0.column) } ?? "null"
        let message = quoted(finding.headline + finding.remedy)
        return "{\"code\":\(quoted(finding.code.text)),\"file\":\(file),\"line\":\(line),"
            + "\"column\":\(column),\"message\":\(message)}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 32:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension TerminalPrinter {
    func finishJSON(_ summary: RunSummary) -> Bool {
        printErrors(summary.findings)
        return StandardStream.write(JSONReport(summary).text, to: .output)
    }
}
