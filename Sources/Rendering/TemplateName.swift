/// What names of fields, blocks and partials are made of.
enum TemplateName {
    /// Chinese words or ASCII identifiers; no blanks, dots, slashes or signs.
    static func isValid(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy(isLetter)
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", "_", "-": return true
        default:
            guard scalar.value >= 0x80 else { return false }
            let properties = scalar.properties
            // 〇 is a number, not a letter, in Unicode's eyes.
            return properties.isAlphabetic || properties.isIdeographic || properties.numericType == .decimal
        }
    }
}

/// A name as written in a tag: `姓名`, `股室.名称`, `../期间`, `根.姓名`, `.`.
struct NamePath: Hashable, Sendable {
    /// How many `../` stand before it.
    let up: Int
    /// Empty for `.`.
    let parts: [String]
    let text: String

    /// Returns `nil` for a text that is no name.
    init?(_ text: String) {
        self.text = text
        var rest = text[...]
        var up = 0
        while rest.hasPrefix("../") {
            rest = rest.dropFirst(3)
            up += 1
        }
        self.up = up
        if rest == "." {
            parts = []
            return
        }
        let pieces = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.allSatisfy({ TemplateName.isValid($0) }) else { return nil }
        parts = pieces.map(String.init)
    }
}
