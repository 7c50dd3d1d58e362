/// Splits the inside of a tag at its bars: `环比 | 符号 | 无则 —`.
enum FormatterReader {
    static func read(_ bytes: [UInt8], _ content: Range<Int>) -> (name: String, calls: [FormatterCall]) {
        let bar = UInt8(ascii: "|")
        var start = end(of: content, in: bytes, at: bar)
        let name = text(bytes, content.lowerBound..<start)
        var calls: [FormatterCall] = []
        while start < content.upperBound {
            let begin = skipBlanks(bytes, start + 1..<content.upperBound)
            let wordEnd = bytes[begin..<content.upperBound].firstIndex { $0.isMarkupSpace || $0 == bar }
            let word = text(bytes, begin..<(wordEnd ?? content.upperBound))
            let rest = begin + word.utf8.count..<content.upperBound
            // What absence prints may hold a bar itself, so it takes the rest of the tag.
            start = word == Formatter.absent.rawValue ? rest.upperBound : end(of: rest, in: bytes, at: bar)
            calls.append(
                FormatterCall(word: word, argument: text(bytes, rest.lowerBound..<start), offset: begin))
        }
        return (name, calls)
    }

    private static func end(of range: Range<Int>, in bytes: [UInt8], at bar: UInt8) -> Int {
        bytes[range].firstIndex(of: bar) ?? range.upperBound
    }

    private static func skipBlanks(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        bytes[range].firstIndex { !$0.isMarkupSpace } ?? range.upperBound
    }

    private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        var slice = bytes[range]
        while let last = slice.last, last.isMarkupSpace { slice.removeLast() }
        while let first = slice.first, first.isMarkupSpace { slice.removeFirst() }
        return String(decoding: slice, as: UTF8.self)
    }
}
