import Files
import Model

/// The text of a table as UTF-8 without BOM, in pieces that end with a line.
///
/// No line end is lost inside a character: in UTF-8 and in GB18030 alike the byte 0A is nothing else.
struct TableText: Sendable {
    /// Bytes without a line end after which a file is not read on. Far beyond ``CSVReader/rowLimit``, so that an
    /// open quote is still reported as one.
    static let longestLine = 4 << 20

    let encoding: TextEncoding
    private var source: Source
    private var lines = WholeLines()
    private var offset = 0
    private var brokenUTF8At = 0
    private let place: SourcePlace

    private enum Source: Sendable {
        case whole([UInt8])
        case pieces(KeptFile.Pieces)
        case ended
    }

    /// What is in memory already, with whatever encoding it has.
    init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
        let text = try TextEncoding.decode(bytes, file: file)
        self.init(decoded: text.bytes, encoding: text.encoding, file: file)
    }

    /// Text that is UTF-8 without BOM.
    init(decoded bytes: [UInt8], encoding: TextEncoding = .utf8, file: String) {
        self.encoding = encoding
        source = .whole(bytes)
        place = SourcePlace(file: file)
    }

    /// A file that is read again piece by piece.
    init(_ kept: KeptFile, _ scan: EncodingScan, file: String) throws(Diagnostic) {
        var scan = scan
        encoding = try scan.encoding()
        brokenUTF8At = scan.brokenUTF8At ?? 0
        source = .pieces(KeptFile.Pieces(kept))
        place = SourcePlace(file: file)
    }

    /// `nil` at the end; pieces before the last end with a line end.
    mutating func next() throws(Diagnostic) -> [UInt8]? {
        switch source {
        case .ended: return nil
        case .whole(let bytes):
            source = .ended
            return bytes.isEmpty ? nil : bytes
        case .pieces(var pieces):
            while let piece = try pieces.next() {
                source = .pieces(pieces)
                let raw = lines.add(piece)
                guard raw.isEmpty else { return try decoded(raw) }
            }
            source = .ended
            let rest = lines.takeRest()
            return rest.isEmpty ? nil : try decoded(rest)
        }
    }

    private mutating func decoded(_ raw: [UInt8]) throws(Diagnostic) -> [UInt8] {
        defer { offset += raw.count }
        switch encoding {
        case .utf8: return raw
        case .utf8WithMark: return offset == 0 ? Array(raw.dropFirst(TextEncoding.mark.count)) : raw
        case .gb18030:
            return try TextEncoding.decodeGB18030(
                raw, at: offset, failedAsUTF8At: brokenUTF8At, place: place)
        }
    }
}

/// Cuts pieces of bytes at line ends.
struct WholeLines: Sendable {
    private var rest: [UInt8] = []

    var unfinished: Int { rest.count }

    /// The lines that are complete now.
    mutating func add(_ piece: [UInt8]) -> [UInt8] {
        guard let end = piece.lastIndex(of: UInt8(ascii: "\n")) else {
            rest += piece
            return []
        }
        var lines = rest
        rest = Array(piece[(end + 1)...])
        if lines.isEmpty && rest.isEmpty { return piece }
        lines += piece[...end]
        return lines
    }

    mutating func takeRest() -> [UInt8] {
        defer { rest = [] }
        return rest
    }
}
