import Model

/// Finds line, column and excerpt of a byte of a template.
struct TemplateLines: Sendable {
    private let path: String
    private let bytes: [UInt8]
    private let starts: [Int]
    /// Characters before every 256th byte, so that a column in a very long line is found at once.
    private let characters: [Int]

    init(_ source: TemplateSource) {
        path = source.path
        bytes = source.bytes
        starts = [0] + source.bytes.indices.filter { source.bytes[$0] == 0x0A }.map { $0 + 1 }
        characters = Self.count(source.bytes)
    }

    private static func count(_ bytes: [UInt8]) -> [Int] {
        var counts: [Int] = []
        var count = 0
        for (offset, byte) in bytes.enumerated() {
            if offset % 256 == 0 { counts.append(count) }
            if byte.startsCharacter { count += 1 }
        }
        return counts
    }

    private func characters(before offset: Int) -> Int {
        guard !characters.isEmpty else { return 0 }
        let block = min(offset / 256, characters.count - 1)
        return characters[block] + bytes[block * 256..<offset].count { $0.startsCharacter }
    }

    func place(at offset: Int) -> SourcePlace {
        let line = index(of: offset)
        let column = characters(before: min(offset, bytes.count)) - characters(before: starts[line]) + 1
        return SourcePlace(file: path, line: line + 1, column: column)
    }

    /// The line with a caret below the character; long lines are cut to a window around it.
    func excerpt(at offset: Int) -> String {
        let line = index(of: offset)
        let end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
        // Only what the window can show, so that a template of one long line stays cheap.
        let stop = min(offset, end)
        let before = text(boundary(max(starts[line], stop - 400))..<stop)
        let after = text(stop..<boundary(min(end, stop + 400)))
        let lead = before.count > 40 ? "…" + before.suffix(40) : before
        let tail = after.count > 60 ? after.prefix(60) + "…" : after
        let number = "\(line + 1)"
        let margin = String(repeating: " ", count: number.count)
        return "  \(number) | \(lead + tail)\n  \(margin) | \(padding(under: lead))^"
    }

    private func index(of offset: Int) -> Int {
        var low = 0
        var high = starts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The next start of a character, at or after an offset.
    private func boundary(_ offset: Int) -> Int {
        var offset = offset
        while offset < bytes.count, !bytes[offset].startsCharacter { offset += 1 }
        return offset
    }

    private func text(_ range: Range<Int>) -> String {
        let shown = String(decoding: bytes[range], as: UTF8.self)
        return String(shown.filter { $0 != "\r" && $0 != "\r\n" && $0 != "\n" })
    }

    /// Chinese characters are two columns wide on a terminal, so an ideographic space stands under each.
    private func padding(under text: String) -> String {
        String(
            text.map { character -> Character in
                if character == "\t" { return "\t" }
                return character.unicodeScalars.first.map(Self.isWide) == true ? "\u{3000}" : " "
            })
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}
