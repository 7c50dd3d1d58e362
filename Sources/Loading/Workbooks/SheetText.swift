import Model

/// Texts and numbers of cells as a person typed or sees them.
enum SheetText {
    /// `_x000D_` stands for a character that XML cannot carry; CRLF becomes LF as in a CSV file.
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") || text.contains("\r") else { return text }
        var scalars = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if let (decoded, length) = escape(at: rest) {
                scalars.append(decoded)
                rest = rest.dropFirst(length)
            } else {
                scalars.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return String(scalars).replacing("\r\n", with: "\n")
    }

    private static func escape(at text: Substring.UnicodeScalarView) -> (Unicode.Scalar, Int)? {
        let seven = Array(text.prefix(7))
        guard seven.count == 7, seven[0] == "_", seven[1] == "x", seven[6] == "_" else { return nil }
        let digits = String(String.UnicodeScalarView(seven[2..<6]))
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }), let value = UInt32(digits, radix: 16)
        else {
            return nil
        }
        return Unicode.Scalar(value).map { ($0, 7) }
    }

    /// The number of a cell under its style: 45747 as 2025-03-31, 0.95 as 95%, 7 as 007; anything else plain.
    ///
    /// A percentage is shown with its sign so that it is refused like one in a CSV file: 0.95 is not what was meant.
    static func number(_ raw: String, look: NumberLook, startsIn1904: Bool) -> String {
        guard let number = SheetDecimal(raw) else { return raw }
        switch look {
        case .plain: return number.description
        case .percentage: return number.timesHundred.description + "%"
        case .padded(let width):
            let plain = number.description
            guard plain.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return plain }
            return String(repeating: "0", count: max(0, width - plain.utf8.count)) + plain
        case .date: return number.date(startsIn1904: startsIn1904) ?? number.description
        }
    }

    /// An ISO date with an idle time, as `t="d"` cells hold it.
    static func date(_ text: String) -> String {
        guard text.utf8.count > 10, let day = Day(iso: String(text.prefix(10))) else { return text }
        let time = text.dropFirst(10)
        return time.allSatisfy { "T0:.Z".contains($0) } ? day.description : text
    }
}

/// How a style shows a number, as far as it changes what the number says.
enum NumberLook: Hashable, Sendable {
    case plain, date, percentage
    /// `000`: leading zeros of a code that Excel took for a number.
    case padded(Int)

    init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percentage
        // 27–36 and 50–58 are the dates of Chinese, Japanese and Korean Excel.
        case 14...22, 27...36, 45...47, 50...58: self = .date
        default: self = .plain
        }
    }

    init(format: String) {
        let code = Self.bare(format)
        if code.utf8.count > 1, code.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            self = .padded(code.utf8.count)
        } else if code.contains("%") {
            self = .percentage
        } else {
            self = code.contains(where: { "ymdhs".contains($0) }) ? .date : .plain
        }
    }

    /// The first section without quoted words, escaped characters, and `[…]` of colours, conditions and locales.
    private static func bare(_ format: String) -> String {
        var code = ""
        var rest = format.lowercased()[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            // Elapsed time in [h] or [mm] is a time; everything else in brackets is not shown.
            case "[":
                let inside = rest.prefix { $0 != "]" }
                if let first = inside.first, inside.allSatisfy({ $0 == first }), "hms".contains(first) {
                    code += inside
                }
                rest = rest.dropFirst(inside.count + 1)
            case "\\", "_", "*": rest = rest.dropFirst()
            case ";": return code
            default: code.append(character)
            }
        }
        return code == "general" ? "" : code
    }
}
