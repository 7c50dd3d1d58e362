/// What each byte of a value becomes in the page.
enum Escaping {
    /// 0: stands for itself; otherwise an index of ``replacements``, or one of the marks below.
    static let text = table(isInAttribute: false)
    static let attribute = table(isInAttribute: true)
    /// XML has no way to write this character.
    static let illegal: UInt8 = 255
    /// Byte EF, which begins U+FFFE and U+FFFF among many others.
    static let suspect: UInt8 = 254

    static let replacements: [StaticString] = [
        "", "&amp;", "&lt;", "&gt;", "&quot;", "&#9;", "&#10;", "&#13;",
    ]

    private static func table(isInAttribute: Bool) -> [UInt8] {
        var table = [UInt8](repeating: 0, count: 256)
        for byte in 0..<0x20 { table[byte] = illegal }
        table[Int(UInt8(ascii: "&"))] = 1
        table[Int(UInt8(ascii: "<"))] = 2
        table[Int(UInt8(ascii: ">"))] = 3
        table[Int(UInt8(ascii: "\""))] = 4
        // A parser turns blanks of an attribute into spaces, and every CR into LF, unless they are numbered.
        table[0x09] = isInAttribute ? 5 : 0
        table[0x0A] = isInAttribute ? 6 : 0
        table[0x0D] = 7
        table[0xEF] = suspect
        return table
    }

    /// For the literals of a template, which are legal characters already.
    static func bytes(of text: String, isInAttribute: Bool) -> [UInt8] {
        let table = isInAttribute ? attribute : self.text
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch table[Int(byte)] {
            case 0, suspect, illegal: bytes.append(byte)
            case let index: bytes += replacements[Int(index)].bytes
            }
        }
        return bytes
    }
}

extension StaticString {
    var bytes: [UInt8] { withUTF8Buffer { Array($0) } }
}
