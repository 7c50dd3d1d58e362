/// An identifier of the input: staff number, office, project, indicator, appeal … code.
///
/// `[A-Za-z0-9_-]{1,32}`, so it is safe in file names and needs no escaping anywhere. Codes of persons,
/// offices and projects differ from each other (docs/rules.md §2).
package struct Code: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// Returns `nil` for anything but 1 to 32 ASCII letters, digits, `-` and `_`.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard (1...32).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        self.text = text
    }

    package var description: String { text }

    /// By bytes, never by locale: that is how ASCII texts compare.
    package static func < (a: Code, b: Code) -> Bool { a.text < b.text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            return true
        default: return false
        }
    }
}
