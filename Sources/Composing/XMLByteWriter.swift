/// Writes indented XML as bytes: one element per line, attributes in the order given, LF only.
///
/// For the files that are written by code; papers come from templates.
struct XMLByteWriter {
    /// An attribute whose value is `nil` is left out.
    typealias Attributes = KeyValuePairs<String, (any CustomStringConvertible)?>

    private(set) var bytes: [UInt8] = []
    private var depth = 0

    init() { append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }

    /// Hands over what was written so far and goes on behind it.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    mutating func element(_ name: StaticString, _ attributes: Attributes = [:]) {
        startTag(name, attributes)
        append("/>\n")
    }

    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], content: (inout XMLByteWriter) -> Void
    ) {
        open(name, attributes)
        let start = bytes.count
        content(&self)
        guard bytes.count == start else { return close(name) }
        depth -= 1
        bytes.removeLast(2)  // ">\n"
        append("/>\n")
    }

    /// An element with content, which is then to be written; ``close(_:)`` ends it.
    mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
        startTag(name, attributes)
        append(">\n")
        depth += 1
    }

    mutating func close(_ name: StaticString) {
        depth -= 1
        indent()
        append("</")
        append(name)
        append(">\n")
    }

    private mutating func startTag(_ name: StaticString, _ attributes: Attributes) {
        indent()
        append("<")
        append(name)
        for (key, value) in attributes {
            guard let value else { continue }
            append(" ")
            append(key)
            append("=\"")
            escape(value.description)
            append("\"")
        }
    }

    private mutating func indent() { bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth)) }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func escape(_ text: String) {
        guard Self.mayNeedEscaping(text) else { return append(text) }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\"": append("&quot;")
            // A parser turns these into spaces unless they are written as references.
            case "\t", "\n", "\r": append("&#\(scalar.value);")
            case _ where Self.isIllegal(scalar): append("\u{FFFD}")
            default: bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            }
        }
    }

    /// U+FFFE and U+FFFF begin with EF BF.
    private static func mayNeedEscaping(_ text: String) -> Bool {
        var before: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
                return true
            case 0xBF where before == 0xEF: return true
            default: before = byte
            }
        }
        return false
    }

    /// Characters XML 1.0 cannot hold even as a reference; loading refuses them, so this is the second lock.
    private static func isIllegal(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
}
