import Rendering

/// A tag of a shipped template, found by its braces alone: independent of the parser under test.
struct Tag {
    /// `#`, `^`, `/`, `>`, `<`, `$`, `!`, or a space for a value.
    let sign: Character
    let range: Range<Int>
    /// Of the name, without formatters.
    let nameRange: Range<Int>
    let name: String
    /// Of the closing tag, for sections.
    var close: Int?

    static func scan(_ source: TemplateSource) -> [Tag] {
        let bytes = source.bytes
        var tags: [Tag] = []
        var position = 0
        while let start = find("{{", in: bytes, from: position), let end = find("}}", in: bytes, from: start)
        {
            tags.append(Tag(bytes, start..<end + 2))
            position = end + 2
        }
        return paired(tags)
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.range = range
        var low = range.lowerBound + 2
        let signs: [Character] = ["#", "^", "/", ">", "<", "$", "!"]
        let first = Character(Unicode.Scalar(bytes[low]))
        sign = signs.contains(first) ? first : " "
        if sign != " " { low += 1 }
        while bytes[low] == 0x20 { low += 1 }
        var high = low
        while high < range.upperBound - 2, bytes[high] != UInt8(ascii: "|") { high += 1 }
        while high > low, bytes[high - 1] == 0x20 { high -= 1 }
        nameRange = low..<high
        name = String(decoding: bytes[low..<high], as: UTF8.self)
    }

    static func find(_ text: StaticString, in bytes: [UInt8], from: Int) -> Int? {
        let wanted = Array(text.description.utf8)
        guard from + wanted.count <= bytes.count else { return nil }
        return (from...bytes.count - wanted.count).first {
            bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }

    private static func paired(_ tags: [Tag]) -> [Tag] {
        var tags = tags
        var open: [Int] = []
        for index in tags.indices {
            switch tags[index].sign {
            case "#", "^", "<", "$": open.append(index)
            case "/":
                if let last = open.popLast() { tags[last].close = index }
            default: break
            }
        }
        return tags
    }

    var isSection: Bool { sign == "#" || sign == "^" }
    /// A value's name with letters in it: not `.`.
    var isValue: Bool { sign == " " && name != "." && name != "否则" && !name.isEmpty }
    var lastPart: String { String(name.split { $0 == "." || $0 == "/" }.last ?? "") }
}
