import Files
import Model

/// A strict reader of RFC 4180 on UTF-8 bytes: nothing is padded, dropped, trimmed or guessed.
///
/// Lines end with LF or CRLF; a quoted cell may hold commas, doubled quotes and line ends (CRLF becomes LF).
/// Lines without a single byte are skipped.
package struct CSVReader: RowSource {
    /// A row beyond it is not a row of a table.
    package static let rowLimit = 64 << 10
    /// Bytes of one row after which it is only looked for the end of its open quote.
    private static let heldLimit = 1 << 20

    private var text: TableText
    private let origin: TableOrigin
    /// Whole lines; a row that an open quote carries on into the next piece is read again with it.
    private var window: [UInt8] = []
    private var at = 0
    private var line = 1
    private var width = 0
    private var texts = RecentTexts()

    package init(bytes: [UInt8], origin: TableOrigin) {
        self.init(TableText(decoded: bytes, file: origin.file), origin: origin)
    }

    init(_ text: TableText, origin: TableOrigin) {
        self.text = text
        self.origin = origin
    }

    package mutating func next() throws(Diagnostic) -> Row? {
        while true {
            guard at < window.count else {
                guard let piece = try text.next() else { return nil }
                window = piece
                at = 0
                continue
            }
            var scan = RowScan(at: at, line: line, origin: origin)
            let end = try window.withUnsafeBufferPointer { bytes throws(Diagnostic) in
                try scan.row(in: bytes, width: width, &texts)
            }
            switch end {
            case .row(let row):
                (at, line) = (scan.at, scan.line)
                width = row.cells.count
                return row
            case .nothing: (at, line) = (scan.at, scan.line)
            case .openQuote(let opening, let column):
                try readOn(SourcePlace.Opening(line: opening, column: column))
            }
        }
    }

    /// Takes in the next piece, because a quote is open at the end of this one.
    private mutating func readOn(_ quote: SourcePlace.Opening) throws(Diagnostic) {
        window.removeSubrange(..<at)
        at = 0
        // Doubling keeps the reading again of a long row from growing with its square.
        let wanted = 2 * window.count
        guard let piece = try text.next() else { throw unclosed(quote) }
        window += piece
        while window.count < wanted, let piece = try text.next() { window += piece }
        if window.count > Self.heldLimit { try skim(quote) }
    }

    /// Reads on to the closing quote even when the row is already too long: an opening quote that nobody closed
    /// is the likelier fault, and it should be reported where it stands.
    private mutating func skim(_ quote: SourcePlace.Opening) throws(Diagnostic) {
        var scan = RowScan(at: at, line: line, origin: origin)
        let end = try? window.withUnsafeBufferPointer { bytes throws(Diagnostic) in
            try scan.row(in: bytes, width: width, &texts)
        }
        guard case .openQuote(let opening, let column) = end else { return }
        let quote = SourcePlace.Opening(line: opening, column: column)
        while let piece = try text.next() {
            var at = 0
            while let found = piece[at...].firstIndex(of: UInt8(ascii: "\"")) {
                guard found + 1 < piece.count, piece[found + 1] == UInt8(ascii: "\"") else {
                    throw .rowTooLong(at: origin.place(line: line))
                }
                at = found + 2
            }
        }
        throw unclosed(quote)
    }

    private func unclosed(_ quote: SourcePlace.Opening) -> Diagnostic {
        Diagnostic(
            .unclosedQuote, at: origin.place(line: quote.line, column: quote.column), "引号没有结束。",
            remedy: "请补上右引号；单元格内的引号要写成两个。")
    }
}

extension SourcePlace {
    /// Where a quoted cell begins.
    fileprivate struct Opening {
        var line: Int
        var column: Int
    }
}

/// Reads one row out of bytes that hold whole lines.
private struct RowScan {
    enum End {
        case row(Row)
        /// Only empty lines were left.
        case nothing
        case openQuote(line: Int, column: Int)
    }

    private(set) var at: Int
    private(set) var line: Int
    let origin: TableOrigin
    private var findings: [Diagnostic] = []
    private var openQuoteLine: Int?
    private var rowLine = 0

    init(at: Int, line: Int, origin: TableOrigin) {
        self.at = at
        self.line = line
        self.origin = origin
    }

    mutating func row(
        in bytes: UnsafeBufferPointer<UInt8>, width: Int, _ texts: inout RecentTexts
    ) throws(Diagnostic) -> End {
        while skipLineEnd(bytes) {}
        guard at < bytes.count else { return .nothing }
        let start = at
        rowLine = line
        var cells: [Cell] = []
        cells.reserveCapacity(width)
        repeat {
            let line = line
            let column = cells.count + 1
            cells.append(cell(bytes, line, column, &texts))
            if let line = openQuoteLine { return .openQuote(line: line, column: column) }
            guard at - start <= CSVReader.rowLimit else { throw .rowTooLong(at: origin.place(line: rowLine)) }
        } while skipComma(bytes)
        _ = skipLineEnd(bytes)
        return .row(Row(line: rowLine, cells: cells, findings: findings))
    }

    private mutating func cell(
        _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ column: Int, _ texts: inout RecentTexts
    ) -> Cell {
        guard at < bytes.count, bytes[at] == Self.quote else {
            return plainCell(bytes, line, column, &texts)
        }
        let quoted = quotedText(bytes)
        guard openQuoteLine == nil, !isFieldEnd(bytes) else {
            return Cell(text: quoted, line: line, column: column)
        }
        findings.append(strayQuote(column: column))
        let rest = plainCell(bytes, line, column, &texts, mayHoldQuotes: true)
        return Cell(text: quoted + rest.text, line: line, column: column)
    }

    private mutating func plainCell(
        _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ column: Int, _ texts: inout RecentTexts,
        mayHoldQuotes: Bool = false
    ) -> Cell {
        let start = at
        var quotes = false
        var hash = TextHash()
        while !isFieldEnd(bytes) {
            if bytes[at] == Self.quote { quotes = true }
            hash.add(bytes[at])
            at += 1
        }
        if quotes && !mayHoldQuotes { findings.append(strayQuote(column: column)) }
        let text = texts.text(UnsafeBufferPointer(rebasing: bytes[start..<at]), hash)
        return Cell(text: text, line: line, column: column, hash: hash)
    }

    private mutating func quotedText(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let opening = line
        var text: [UInt8] = []
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            if byte == Self.quote {
                at += 1
                guard at < bytes.count, bytes[at] == Self.quote else {
                    return String(decoding: text, as: UTF8.self)
                }
            }
            let isCRLF = byte == Self.cr && at + 1 < bytes.count && bytes[at + 1] == Self.lf
            if !isCRLF && text.count <= CSVReader.rowLimit { text.append(byte) }
            if byte == Self.lf { line += 1 }
            at += 1
        }
        openQuoteLine = opening
        return ""
    }

    private func isFieldEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard at < bytes.count else { return true }
        switch bytes[at] {
        case Self.comma, Self.lf: return true
        case Self.cr: return at + 1 < bytes.count && bytes[at + 1] == Self.lf
        default: return false
        }
    }

    private mutating func skipComma(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard at < bytes.count, bytes[at] == Self.comma else { return false }
        at += 1
        return true
    }

    private mutating func skipLineEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard at < bytes.count else { return false }
        if bytes[at] == Self.lf {
            at += 1
        } else if bytes[at] == Self.cr && at + 1 < bytes.count && bytes[at + 1] == Self.lf {
            at += 2
        } else {
            return false
        }
        line += 1
        return true
    }

    private func strayQuote(column: Int) -> Diagnostic {
        Diagnostic(
            .strayQuote, at: origin.place(line: rowLine, column: column), "引号只能包住整个单元格。",
            remedy: "请用引号包住整个单元格，单元格内的引号写成两个。")
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let cr = UInt8(ascii: "\r")
    private static let lf = UInt8(ascii: "\n")
}

/// Texts that were read lately, so that a word in every row of a ledger is stored once.
///
/// A table of fixed size: what is not found in its place is made anew.
struct RecentTexts: Sendable {
    /// Shorter ones lie inside the `String` itself.
    private static let shortest = 16
    private static let longest = 128
    private var slots = [String](repeating: "", count: 1 << 10)

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: TextHash) -> String {
        guard (Self.shortest...Self.longest).contains(bytes.count) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        let slot = hash.slot(of: slots.count)
        let isHere =
            slots[slot].utf8.withContiguousStorageIfAvailable {
                $0.count == bytes.count && $0.elementsEqual(bytes)
            } ?? false
        if !isHere { slots[slot] = String(decoding: bytes, as: UTF8.self) }
        return slots[slot]
    }
}

extension DiagnosticCode {
    static let unclosedQuote = DiagnosticCode("E107")
    static let strayQuote = DiagnosticCode("E113")
}

extension Diagnostic {
    static func rowTooLong(at place: SourcePlace) -> Diagnostic {
        Diagnostic(
            .rowTooLong, at: place, "单行超过 64 KiB。", remedy: "请检查文件是否缺少换行，或引号没有成对。")
    }
}
