import Glibc
import Model

/// Finds out in which encoding a table was written and turns it into UTF-8 without BOM.
///
/// Order: BOM, strict UTF-8, strict GB18030 (which covers GBK and GB2312). GB18030 is never tried first,
/// because nearly every UTF-8 text of an even number of Hanzi is also some GB18030 text.
enum TextEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8 BOM"
    case gb18030 = "GB18030"

    struct Text {
        var bytes: [UInt8]
        var encoding: TextEncoding
    }

    /// The byte order mark of UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func decode(_ bytes: [UInt8], file: String) throws(Diagnostic) -> Text {
        let place = SourcePlace(file: file)
        if bytes.starts(with: mark) {
            let rest = Array(bytes.dropFirst(3))
            if let offset = invalidUTF8Offset(in: rest) {
                throw .brokenAfterMark(place, offset: offset + 3)
            }
            return Text(bytes: rest, encoding: .utf8WithMark)
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw .utf16(place)
        }
        guard let offset = invalidUTF8Offset(in: bytes) else {
            guard commonGB(bytes) != .pairs else { throw .ambiguous(place) }
            return Text(bytes: bytes, encoding: .utf8)
        }
        let text = try decodeGB18030(bytes, failedAsUTF8At: offset, place: place)
        return Text(bytes: text, encoding: .gb18030)
    }

    /// - Parameter start: offset of these bytes in the file.
    static func decodeGB18030(
        _ bytes: [UInt8], at start: Int = 0, failedAsUTF8At utf8Offset: Int, place: SourcePlace
    ) throws(Diagnostic) -> [UInt8] {
        switch converted(bytes, from: "GB18030") {
        case .text(let text): return text
        case .invalid(let offset):
            // The reading that got further is the likelier one, so its offset leads to the bad byte.
            throw .neither(place, offset: max(start + offset, utf8Offset))
        case .unsupported: throw .undecodable(place, "不是 UTF-8，本机又缺少 GB18030 转换模块。")
        }
    }

    enum CommonGB { case ascii, pairs, other }

    /// Whether a valid UTF-8 text is also GB18030 text of nothing but common characters.
    ///
    /// Common are the symbols and letters of rows 1–9 and the 3,755 Hanzi of level 1 of GB 2312 (lead bytes up to
    /// D7). A UTF-8 Hanzi begins with E3…E9, which is no such lead byte, so a Chinese UTF-8 text never comes
    /// here; what does is a short GB text such as 路 (C2 B7), which as UTF-8 is a middle dot.
    private static func commonGB(_ bytes: [UInt8]) -> CommonGB {
        bytes.withUnsafeBufferPointer(commonGB)
    }

    static func commonGB(_ bytes: UnsafeBufferPointer<UInt8>) -> CommonGB {
        var at = 0
        var sawPair = false
        while at < bytes.count {
            guard bytes[at] >= 0x80 else {
                at += 1
                continue
            }
            let isCommonLead = (0xA1...0xA9).contains(bytes[at]) || (0xB0...0xD7).contains(bytes[at])
            guard isCommonLead, at + 1 < bytes.count, (0xA1...0xFE).contains(bytes[at + 1]) else {
                return .other
            }
            sawPair = true
            at += 2
        }
        return sawPair ? .pairs : .ascii
    }

    /// Offset of the first byte that breaks UTF-8; overlong forms and surrogates do.
    static func invalidUTF8Offset(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer(invalidUTF8Offset)
    }

    static func invalidUTF8Offset(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var at = 0
        while at < bytes.count {
            if bytes[at] < 0x80 {
                at += 1
                continue
            }
            let length = sequenceLength(bytes, at)
            guard length > 0 else { return at }
            at += length
        }
        return nil
    }

    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        func follows(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            at + offset < bytes.count && range.contains(bytes[at + offset])
        }
        switch bytes[at] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return follows(1) ? 2 : 0
        case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : 0
        case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : 0
        case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
        case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : 0
        case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
        case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : 0
        default: return 0
        }
    }

    private enum Conversion {
        case text([UInt8])
        case invalid(offset: Int)
        case unsupported
    }

    private static func converted(_ bytes: [UInt8], from charset: String) -> Conversion {
        let failed = iconv_t(bitPattern: -1)
        guard let converter = iconv_open("UTF-8", charset), converter != failed else { return .unsupported }
        defer { iconv_close(converter) }
        // A two-byte GB18030 code becomes three bytes of UTF-8 at most, a four-byte one four.
        let capacity = bytes.count + bytes.count / 2 + 8
        var consumed = 0
        var isComplete = false
        let text = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            bytes.withUnsafeBytes { raw in
                // iconv only reads it; the C declaration leaves out the const.
                var from = UnsafeMutablePointer(mutating: raw.bindMemory(to: CChar.self).baseAddress)
                var fromLeft = raw.count
                buffer.withMemoryRebound(to: CChar.self) { target in
                    var to = target.baseAddress
                    var toLeft = target.count
                    isComplete = iconv(converter, &from, &fromLeft, &to, &toLeft) != -1 && fromLeft == 0
                    count = target.count - toLeft
                }
                consumed = raw.count - fromLeft
            }
        }
        return isComplete ? .text(text) : .invalid(offset: consumed)
    }
}

extension DiagnosticCode {
    static let wrongEncoding = DiagnosticCode("E103")
}

extension Diagnostic {
    fileprivate static func undecodable(_ place: SourcePlace, _ headline: String) -> Diagnostic {
        Diagnostic(.wrongEncoding, at: place, headline, remedy: "请另存为“CSV UTF-8（逗号分隔）”。")
    }

    static func utf16(_ place: SourcePlace) -> Diagnostic { .undecodable(place, "文件是 UTF-16 编码。") }

    static func brokenAfterMark(_ place: SourcePlace, offset: Int) -> Diagnostic {
        .undecodable(place, "文件以 UTF-8 标记开头，第 \(offset) 字节处却不是 UTF-8。")
    }

    static func ambiguous(_ place: SourcePlace) -> Diagnostic {
        .undecodable(place, "文件既可读作 UTF-8 又可读作 GB18030，无法判断是哪一种编码。")
    }

    static func neither(_ place: SourcePlace, offset: Int) -> Diagnostic {
        .undecodable(place, "第 \(offset) 字节处既不是 UTF-8 也不是 GB18030。")
    }
}
