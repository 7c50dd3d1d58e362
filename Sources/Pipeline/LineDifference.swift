/// Two texts line by line: what goes and what comes, for people to read.
struct LineDifference {
    /// `- ` and `+ ` with line numbers, long ones cut.
    let lines: [String]

    /// More would not be read; the rest is counted.
    static let longest = 40
    private static let widest = 160

    init(_ old: String, _ new: String) {
        let (old, new) = (Self.split(old), Self.split(new))
        let changes = new.difference(from: old)
        let entries =
            changes.removals.map { Entry($0, sign: "-") } + changes.insertions.map { Entry($0, sign: "+") }
        let ordered = entries.sorted { ($0.line, $0.sign == "+" ? 1 : 0) < ($1.line, $1.sign == "+" ? 1 : 0) }
        var shown = ordered.prefix(Self.longest).map(\.text)
        if ordered.count > Self.longest { shown.append("  ……另有 \(ordered.count - Self.longest) 行") }
        lines = shown
    }

    private struct Entry {
        let line: Int
        let sign: Character
        let text: String

        init(_ change: CollectionDifference<Substring>.Change, sign: Character) {
            let (offset, element) =
                switch change {
                case .insert(let offset, let element, _), .remove(let offset, let element, _):
                    (offset, element)
                }
            line = offset + 1
            self.sign = sign
            let cut = element.count > LineDifference.widest
            text = "  \(sign) \(line)：\(element.prefix(LineDifference.widest))" + (cut ? "…" : "")
        }
    }

    private static func split(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
