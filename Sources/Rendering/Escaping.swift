/// What each byte of a value becomes in the page.
enum Escaping {
    /// XML has no way to write this character.
    static let illegal: UInt8 = 255
    /// Byte EF, which begins U+FFFE and U+FFFF among many others.
    static let suspect: UInt8 = 254

    /// A switch, because a global array would be shared, and counted, by all workers.
    @inline(__always)
    static func replacement(_ mark: UInt8) -> StaticString {
        switch mark {
        case 1: "&amp;"
        case 2: "&lt;"
        case 3: "&gt;"
        case 4: "&quot;"
        case 5: "&#39;"
        case 6: "&#9;"
        case 7: "&#10;"
        case 8: "&#13;"
        default: ""
        }
    }

    /// For each byte 0, when it stands for itself, or the number of its replacement, or one of the marks above.
    static func table(isInAttribute: Bool) -> [UInt8] {
        var table = [UInt8](repeating: 0, count: 256)
        for byte in 0..<0x20 { table[byte] = illegal }
        table[Int(UInt8(ascii: "&"))] = 1
        table[Int(UInt8(ascii: "<"))] = 2
        table[Int(UInt8(ascii: ">"))] = 3
        table[Int(UInt8(ascii: "\""))] = 4
        // A parser turns blanks of an attribute into spaces, and every CR into LF, unless they are numbered.
        table[0x09] = isInAttribute ? 6 : 0
        table[0x0A] = isInAttribute ? 7 : 0
        table[0x0D] = 8
        table[Int(UInt8(ascii: "'"))] = isInAttribute ? 5 : 0
        table[0xEF] = suspect
        return table
    }

    /// For the literals of a template, which are legal characters already.
    static func bytes(of text: String, isInAttribute: Bool) -> [UInt8] {
        let table = table(isInAttribute: isInAttribute)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch table[Int(byte)] {
            case 0, suspect, illegal: bytes.append(byte)
            case let mark: bytes += replacement(mark).bytes
            }
        }
        return bytes
    }
}

extension StaticString {
    var bytes: [UInt8] { withUTF8Buffer { Array($0) } }
}
