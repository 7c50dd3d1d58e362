import Files
import Model

/// `state/run.log`: one line for each run, without personal data.
package enum RunLog {
    /// `2026-04-10T09:00:00+08:00 outcome=draft period=2026Q1`.
    package static func line(time: String, _ fields: [(key: String, value: String)]) -> String {
        ([time] + fields.map { $0.key + "=" + shown($0.value) }).joined(separator: " ") + "\n"
    }

    /// Quoted where a reader that splits at blanks would go wrong; a line break cannot forge a line.
    private static func shown(_ value: String) -> String {
        let isPlain =
            !value.isEmpty
            && value.unicodeScalars.allSatisfy { $0.value > 32 && !"\"=\\\u{7F}".unicodeScalars.contains($0) }
        if isPlain { return value }
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\" + String(scalar)
            case _ where scalar.value < 32 || scalar.value == 127: text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

extension OutputSession {
    /// Adds the run's line to `state/run.log` (0600).
    package func log(time: String, _ fields: [(key: String, value: String)]) throws(Diagnostic) {
        try state.append(Array(RunLog.line(time: time, fields).utf8), to: "run.log")
    }
}
