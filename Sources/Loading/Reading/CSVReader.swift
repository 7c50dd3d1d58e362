import Files
import Model

/// A strict reader of RFC 4180 on UTF-8 bytes: nothing is padded, dropped, trimmed or guessed.
///
/// Lines end with LF or CRLF; a quoted cell may hold commas, doubled quotes and line ends (CRLF becomes LF).
/// Lines without a single byte are skipped.
package struct CSVReader: RowSource {
    /// A row beyond it is not a row of a table.
    package static let rowLimit = 64 << 10
    /// Bytes without a line end after which a file is not read on. Far beyond ``rowLimit``, so that an open quote
    /// is still reported as one.
    static let unreadLimit = 4 << 20

    private let bytes: [UInt8]
    private let origin: TableOrigin
    private var at = 0
    private var line = 1
    private var rowStart = 0
    private var rowLine = 1
    private var findings: [Diagnostic] = []

    package init(bytes: [UInt8], origin: TableOrigin) {
        self.bytes = bytes
        self.origin = origin
    }

    package mutating func next() throws(Diagnostic) -> Row? {
        while skipLineEnd() {}
        guard at < bytes.count else { return nil }
        rowStart = at
        rowLine = line
        findings = []
        var cells: [Cell] = []
        repeat {
            let start = line
            let text = try field(number: cells.count + 1)
            cells.append(Cell(text: text, line: start, column: cells.count + 1))
        } while skipComma()
        try checkSize()
        _ = skipLineEnd()
        return Row(line: rowLine, cells: cells, findings: findings)
    }

    private mutating func field(number: Int) throws(Diagnostic) -> String {
        guard at < bytes.count, bytes[at] == Self.quote else { return try plainField(number: number) }
        let quoted = try quotedField(number: number)
        guard !isAtFieldEnd else { return quoted }
        findings.append(strayQuote(field: number))
        return quoted + (try plainField(number: number, mayHoldQuotes: true))
    }

    private mutating func plainField(number: Int, mayHoldQuotes: Bool = false) throws(Diagnostic) -> String {
        let start = at
        var quotes = false
        while !isAtFieldEnd {
            if bytes[at] == Self.quote { quotes = true }
            at += 1
            if at - rowStart > Self.rowLimit { throw rowTooLong() }
        }
        if quotes && !mayHoldQuotes { findings.append(strayQuote(field: number)) }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    /// Reads on to the closing quote even when the row is already too long: an opening quote that nobody
    /// closed is the likelier fault, and it should be reported where it stands.
    private mutating func quotedField(number: Int) throws(Diagnostic) -> String {
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
            if !isCRLF && text.count <= Self.rowLimit { text.append(byte) }
            if byte == Self.lf { line += 1 }
            at += 1
        }
        throw Diagnostic(
            .unclosedQuote, at: origin.place(line: opening, column: number), "引号没有结束。",
            remedy: "请补上右引号；单元格内的引号要写成两个。")
    }

    private var isAtFieldEnd: Bool {
        guard at < bytes.count else { return true }
        switch bytes[at] {
        case Self.comma, Self.lf: return true
        case Self.cr: return at + 1 < bytes.count && bytes[at + 1] == Self.lf
        default: return false
        }
    }

    private mutating func skipComma() -> Bool {
        guard at < bytes.count, bytes[at] == Self.comma else { return false }
        at += 1
        return true
    }

    private mutating func skipLineEnd() -> Bool {
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

    private func checkSize() throws(Diagnostic) {
        if at - rowStart > Self.rowLimit { throw rowTooLong() }
    }

    private func rowTooLong() -> Diagnostic {
        Diagnostic(
            .rowTooLong, at: origin.place(line: rowLine), "单行超过 64 KiB。",
            remedy: "请检查文件是否缺少换行，或引号没有成对。")
    }

    private func strayQuote(field: Int) -> Diagnostic {
        Diagnostic(
            .strayQuote, at: origin.place(line: rowLine, column: field), "引号只能包住整个单元格。",
            remedy: "请用引号包住整个单元格，单元格内的引号写成两个。")
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let cr = UInt8(ascii: "\r")
    private static let lf = UInt8(ascii: "\n")
}

extension DiagnosticCode {
    static let unclosedQuote = DiagnosticCode("E107")
    static let strayQuote = DiagnosticCode("E113")
}
