import Model

/// Looks at the raw bytes before libxml2 does, for what libxml2 cannot be stopped from doing.
struct MarkupGate {
    let limits: MarkupLimits

    func refusal(of bytes: UnsafeRawBufferPointer, file: String) -> Diagnostic? {
        guard bytes.count <= limits.bytes else { return .tooLarge(file, limit: limits.bytes) }
        let layout = Layout(bytes)
        guard let layout, accepts(layout, head: bytes) else { return .encodingNotAccepted(file) }
        // 32 KiB cannot hold enough attributes to cost time; the reader counts those exactly.
        guard bytes.count > 32 << 10, hasAttributeFlood(layout, in: bytes) else { return nil }
        return .tooManyAttributes(SourcePlace(file: file), limit: limits.attributesOfElement)
    }

    /// How ASCII characters stand in the bytes.
    struct Layout {
        /// Bytes per unit: 1, or 2 for UTF-16.
        let width: Int
        /// Where in a unit the low byte is.
        let low: Int

        /// `nil` for UCS-4 and EBCDIC, which nobody sends but attackers.
        init?(_ bytes: UnsafeRawBufferPointer) {
            let head = Array(bytes.prefix(4))
            switch head {
            case [0, 0, 0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0, 0, 0, 0x3C], [0x3C, 0, 0, 0],
                [0, 0, 0x3C, 0], [0, 0x3C, 0, 0], [0x4C, 0x6F, 0xA7, 0x94]:
                return nil
            default: break
            }
            if head.starts(with: [0xFF, 0xFE]) || head == [0x3C, 0, 0x3F, 0] {
                (width, low) = (2, 0)
            } else if head.starts(with: [0xFE, 0xFF]) || head == [0, 0x3C, 0, 0x3F] {
                (width, low) = (2, 1)
            } else {
                (width, low) = (1, 0)
            }
        }

        /// The ASCII character of a unit, 0xFF for any other.
        @inline(__always)
        func character(_ bytes: UnsafeRawBufferPointer, _ unit: Int) -> UInt8 {
            if width == 1 { return bytes[unit] }
            return bytes[unit * 2 + 1 - low] == 0 ? bytes[unit * 2 + low] : 0xFF
        }
    }

    /// Whether the declared encoding is one in which `<` and `=` can be recognised by their bytes.
    ///
    /// In UTF-7 or ISO-2022 they cannot, so the flood below would go unseen.
    func accepts(_ layout: Layout, head bytes: UnsafeRawBufferPointer) -> Bool {
        // Most documents have no declaration, or this one.
        if layout.width == 1 && bytes.first != 0xEF {
            guard bytes.starts(with: Self.declarationStart) else { return true }
            if bytes.starts(with: Self.usualDeclaration) { return true }
        }
        let units = min(bytes.count / layout.width, 1024)
        var text = (0..<units).map { layout.character(bytes, $0) }[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        if layout.width == 2, text.first == 0xFF { text = text.dropFirst() }
        guard text.starts(with: Self.declarationStart) else { return true }
        guard let close = text.firstIndex(of: UInt8(ascii: ">")) else {
            return units == bytes.count / layout.width
        }
        let declaration = String(decoding: text[..<close], as: UTF8.self).lowercased()
        let names = declaration.split(separator: "encoding", omittingEmptySubsequences: false).dropFirst()
        guard let rest = names.first else { return true }
        let value = rest.drop { " \t\r\n=\"'".contains($0) }.prefix { !"\"' ?".contains($0) }
        return names.count == 1 && Self.accepted(width: layout.width).contains(String(value))
    }

    private static let declarationStart = Array("<?xml".utf8)
    private static let usualDeclaration = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8)

    private static func accepted(width: Int) -> Set<String> {
        width == 2
            ? ["utf-16", "utf-16le", "utf-16be"]
            : ["utf-8", "us-ascii", "ascii", "iso-8859-1", "gb2312", "gbk", "gb18030"]
    }

    private func hasAttributeFlood(_ layout: Layout, in bytes: UnsafeRawBufferPointer) -> Bool {
        var flood = AttributeFlood(limit: limits.attributesOfElement)
        return flood.rises(in: bytes, layout)
    }
}

/// Notices when more than twice the allowed number of `="` stand between two `<`.
///
/// libxml2 compares each attribute with all before it and calls nobody until the tag ends. `<` stands in no
/// tag and no attribute value, so counting from `<` to `<` misses none; a text full of `="` is refused too.
struct AttributeFlood {
    private let most: Int
    private var count = 0
    private var afterEquals = false

    init(limit: Int) { most = limit * 2 }

    /// Looks at the next bytes of a document; `true` means that it must be refused.
    mutating func rises(in bytes: UnsafeRawBufferPointer, _ layout: MarkupGate.Layout) -> Bool {
        for unit in 0..<bytes.count / layout.width {
            switch layout.character(bytes, unit) {
            case UInt8(ascii: "<"): (count, afterEquals) = (0, false)
            case UInt8(ascii: "="): afterEquals = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if afterEquals { count += 1 }
                if count > most { return true }
                afterEquals = false
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): break
            default: afterEquals = false
            }
        }
        return false
    }
}
