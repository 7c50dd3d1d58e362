import Model

/// The page as a programmer would append it by hand: its own literals between the document's texts, escaped
/// byte by byte.
///
/// The cuts come from the page itself, rendered from a twin of the document whose texts wear marks. Numbers and
/// dates count as literals here, which favours this side.
struct HandWrittenPage {
    private enum Piece {
        case literal(Range<Int>)
        case text(String)
    }

    private let bytes: [UInt8]
    private let pieces: [Piece]
    let texts: Int

    static let opening = "\u{E000}"
    static let closing = "\u{E001}"

    /// The document with marks around its texts.
    static func marked(_ value: Value) -> Value {
        switch value {
        case .text(let text) where !text.isEmpty: return .text(opening + text + closing)
        case .list(let items): return .list(items.map(marked))
        case .record(let record): return .record(Record(values: record.values.map(marked)))
        default: return value
        }
    }

    init(markedPage: [UInt8]) {
        var bytes: [UInt8] = []
        var pieces: [Piece] = []
        for (index, part) in String(decoding: markedPage, as: UTF8.self).split(
            separator: Self.opening, omittingEmptySubsequences: false
        ).enumerated() {
            let halves = part.split(separator: Self.closing, maxSplits: 1, omittingEmptySubsequences: false)
            if index > 0 { pieces.append(.text(Self.unescaped(String(halves[0])))) }
            let literal = Array((index > 0 ? halves[1] : halves[0]).utf8)
            pieces.append(.literal(bytes.count..<bytes.count + literal.count))
            bytes += literal
        }
        self.bytes = bytes
        self.pieces = pieces
        texts = pieces.count / 2
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")
    }

    func write() -> [UInt8] {
        var page: [UInt8] = []
        page.reserveCapacity(bytes.count * 2)
        for piece in pieces {
            switch piece {
            case .literal(let range): page.append(contentsOf: bytes[range])
            case .text(let text): append(text, to: &page)
            }
        }
        return page
    }

    private func append(_ text: String, to page: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): page.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): page.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): page.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): page.append(contentsOf: "&quot;".utf8)
            default: page.append(byte)
            }
        }
    }
}
