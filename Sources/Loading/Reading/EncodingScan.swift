import Model

/// Finds the encoding of a table that comes in pieces, by the rules of ``TextEncoding``.
struct EncodingScan {
    private let place: SourcePlace
    private var lines = WholeLines()
    private var start: [UInt8] = []
    private var offset = 0
    private var lineEnds = 0
    private(set) var brokenUTF8At: Int?
    private var commonGB = TextEncoding.CommonGB.ascii
    private var endlessLine: Int?

    init(file: String) { place = SourcePlace(file: file) }

    mutating func add(_ piece: UnsafeRawBufferPointer) {
        guard endlessLine == nil else { return }
        start += piece.prefix(TextEncoding.mark.count - start.count)
        look(at: lines.add(Array(piece)))
        if lines.unfinished > TableText.longestLine { endlessLine = lineEnds + 1 }
    }

    /// After the last piece.
    mutating func encoding() throws(Diagnostic) -> TextEncoding {
        look(at: lines.takeRest())
        if let line = endlessLine {
            throw .rowTooLong(at: SourcePlace(file: place.file, line: line))
        }
        if start == TextEncoding.mark {
            if let broken = brokenUTF8At { throw .brokenAfterMark(place, offset: broken) }
            return .utf8WithMark
        }
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { throw .utf16(place) }
        guard brokenUTF8At == nil else { return .gb18030 }
        guard commonGB != .pairs else { throw .ambiguous(place) }
        return .utf8
    }

    private mutating func look(at whole: [UInt8]) {
        defer { offset += whole.count }
        whole.withUnsafeBufferPointer { bytes in
            for byte in bytes where byte == UInt8(ascii: "\n") { lineEnds += 1 }
            if brokenUTF8At == nil {
                brokenUTF8At = TextEncoding.invalidUTF8Offset(in: bytes).map { offset + $0 }
            }
            guard commonGB != .other else { return }
            switch TextEncoding.commonGB(bytes) {
            case .ascii: break
            case .pairs: commonGB = .pairs
            case .other: commonGB = .other
            }
        }
    }
}
