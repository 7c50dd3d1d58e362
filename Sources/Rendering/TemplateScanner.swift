import Model

/// Cuts a template into tags; what lies between them is text.
struct TemplateScanner {
    private let bytes: [UInt8]
    private let lines: TemplateLines
    private var opening = Array("{{".utf8)
    private var closing = Array("}}".utf8)
    private var position = 0
    private var tags: [TemplateTag] = []
    private var findings: [Diagnostic] = []
    /// Closing delimiters that do not come again.
    private var missing: [[UInt8]] = []

    init(_ source: TemplateSource, _ lines: TemplateLines) {
        bytes = source.bytes
        self.lines = lines
    }

    static func scan(_ source: TemplateSource, _ lines: TemplateLines) -> Checked<[TemplateTag]> {
        var scanner = TemplateScanner(source, lines)
        while let start = scanner.find(scanner.opening, from: scanner.position) { scanner.readTag(at: start) }
        return Checked(scanner.tags, scanner.findings)
    }

    private var hasUsualDelimiters: Bool { opening == Array("{{".utf8) && closing == Array("}}".utf8) }

    private mutating func report(_ finding: (TemplateLines) -> Diagnostic) {
        if findings.count < TemplateFindings.limit { findings.append(finding(lines)) }
    }

    private mutating func readTag(at start: Int) {
        var inner = start + opening.count
        while inner < bytes.count, bytes[inner].isMarkupSpace { inner += 1 }
        switch inner < bytes.count ? bytes[inner] : 0 {
        case UInt8(ascii: "!"): readComment(start, inner)
        case UInt8(ascii: "="): readDelimiters(start, inner)
        case UInt8(ascii: "{") where hasUsualDelimiters:
            readUnescaped(start, inner, closing: Array("}}}".utf8))
        case UInt8(ascii: "&"): readUnescaped(start, inner, closing: closing)
        default: readNamed(start, inner)
        }
    }

    private mutating func readComment(_ start: Int, _ inner: Int) {
        guard let end = findClosing(closing, from: inner) else {
            report { .unclosedTag(at: start, $0) }
            return skipLine(from: start)
        }
        append(.silent, start..<end + closing.count, inner..<inner)
    }

    private mutating func readUnescaped(_ start: Int, _ inner: Int, closing: [UInt8]) {
        report { .unescaped(at: start, $0) }
        guard let end = findClosing(closing, from: inner) else { return skipLine(from: start) }
        append(.silent, start..<end + closing.count, inner..<inner, mayStandAlone: false)
    }

    private mutating func readDelimiters(_ start: Int, _ inner: Int) {
        guard let end = findClosing([UInt8(ascii: "=")] + closing, from: inner + 1) else {
            report { .unclosedTag(at: start, $0) }
            return skipLine(from: start)
        }
        let range = start..<end + 1 + closing.count
        let parts = bytes[inner + 1..<end].split(whereSeparator: \.isMarkupSpace)
        append(.silent, range, inner..<inner)
        guard parts.count == 2, parts.joined().allSatisfy(Self.mayDelimit), parts[0].count <= 8,
            parts[1].count <= 8
        else { return report { .wrongDelimiters(at: start, $0) } }
        opening = Array(parts[0])
        closing = Array(parts[1])
    }

    /// Signs of ASCII only, so that a delimiter can never be part of a name.
    private static func mayDelimit(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
            && !TemplateName.isLetter(Unicode.Scalar(byte))
    }

    private mutating func readNamed(_ start: Int, _ inner: Int) {
        let (kind, begin) = sign(at: inner)
        guard let end = endOfTag(from: begin) else { return recover(kind, start, begin) }
        let content = trimmed(begin..<end)
        let range = start..<end + closing.count
        if isOtherwise(kind, content) { return append(.otherwise, range, content) }
        append(kind, range, content, mayStandAlone: kind != .variable)
    }

    private func isOtherwise(_ kind: TemplateTag.Kind, _ content: Range<Int>) -> Bool {
        switch kind {
        case .inverted: return content.isEmpty
        case .variable: return bytes[content].elementsEqual("否则".utf8)
        default: return false
        }
    }

    private func sign(at offset: Int) -> (TemplateTag.Kind, Int) {
        switch offset < bytes.count ? bytes[offset] : 0 {
        case UInt8(ascii: "#"): return (.section, offset + 1)
        case UInt8(ascii: "^"): return (.inverted, offset + 1)
        case UInt8(ascii: "/"): return (.close, offset + 1)
        case UInt8(ascii: ">"): return (.partial, offset + 1)
        case UInt8(ascii: "<"): return (.parent, offset + 1)
        case UInt8(ascii: "$"): return (.block, offset + 1)
        default: return (.variable, offset)
        }
    }

    /// Where the tag closes, or `nil` when another opens first.
    private func endOfTag(from offset: Int) -> Int? {
        var offset = offset
        while offset < bytes.count {
            if matches(closing, at: offset) { return offset }
            if matches(opening, at: offset) { return nil }
            offset += 1
        }
        return nil
    }

    /// Reports a tag that does not close and goes on behind its name, as if it had closed there.
    private mutating func recover(_ kind: TemplateTag.Kind, _ start: Int, _ begin: Int) {
        report { .unclosedTag(at: start, $0) }
        var end = begin
        while end < bytes.count, endsNoName(bytes[end]) { end += 1 }
        let content = trimmed(begin..<end)
        if end < bytes.count, bytes[end] == closing.first { end += 1 }
        append(
            kind == .variable ? .silent : kind, start..<max(end, start + opening.count), content,
            mayStandAlone: false)
    }

    private func endsNoName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: ".") || TemplateName.isLetter(Unicode.Scalar(byte))
    }

    /// Leaves the rest of the line out, so that the lines below are still checked.
    private mutating func skipLine(from start: Int) {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        tags.append(TemplateTag(kind: .silent, range: start..<end, content: start..<start))
        position = end
    }

    private mutating func append(
        _ kind: TemplateTag.Kind, _ range: Range<Int>, _ content: Range<Int>, mayStandAlone: Bool = true
    ) {
        var tag = TemplateTag(kind: kind, range: range, content: content)
        if mayStandAlone { tag.line = lineStandingAlone(range) }
        tags.append(tag)
        position = range.upperBound
    }

    private func lineStandingAlone(_ range: Range<Int>) -> Range<Int>? {
        var begin = range.lowerBound
        while begin > 0, bytes[begin - 1].isBlank { begin -= 1 }
        guard begin == 0 || bytes[begin - 1] == 0x0A else { return nil }
        var end = range.upperBound
        while end < bytes.count, bytes[end].isBlank { end += 1 }
        if end == bytes.count { return begin..<end }
        if bytes[end] == 0x0A { return begin..<end + 1 }
        guard bytes[end] == 0x0D, end + 1 < bytes.count, bytes[end + 1] == 0x0A else { return nil }
        return begin..<end + 2
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, bytes[low].isMarkupSpace { low += 1 }
        while high > low, bytes[high - 1].isMarkupSpace { high -= 1 }
        return low..<high
    }

    private func matches(_ needle: [UInt8], at offset: Int) -> Bool {
        guard offset + needle.count <= bytes.count else { return false }
        for index in needle.indices where bytes[offset + index] != needle[index] { return false }
        return true
    }

    private func find(_ needle: [UInt8], from offset: Int) -> Int? {
        var offset = offset
        while offset + needle.count <= bytes.count {
            if matches(needle, at: offset) { return offset }
            offset += 1
        }
        return nil
    }

    /// Remembers that there is none, so that a million opened comments are not searched to the end each.
    private mutating func findClosing(_ needle: [UInt8], from offset: Int) -> Int? {
        if missing.contains(needle) { return nil }
        let found = find(needle, from: offset)
        if found == nil { missing.append(needle) }
        return found
    }
}

extension DiagnosticCode {
    /// A tag or section that does not close, or closes what is not open.
    package static let templateUnclosed = DiagnosticCode("E601")
    package static let templateUnescaped = DiagnosticCode("E602")
    /// A tag that says nothing the language knows.
    package static let templateTagMalformed = DiagnosticCode("E621")
}

extension Diagnostic {
    /// A finding at a byte of a template, with the line and a caret.
    static func template(
        _ code: DiagnosticCode, at offset: Int, _ lines: TemplateLines, _ headline: String, _ remedy: String
    ) -> Diagnostic {
        Diagnostic(
            code, at: lines.place(at: offset), headline, remedy: remedy, excerpt: lines.excerpt(at: offset))
    }

    fileprivate static func unclosedTag(at offset: Int, _ lines: TemplateLines) -> Diagnostic {
        .template(.templateUnclosed, at: offset, lines, "标记没有结束。", "请在标记末尾补上“}}”。")
    }

    fileprivate static func unescaped(at offset: Int, _ lines: TemplateLines) -> Diagnostic {
        .template(
            .templateUnescaped, at: offset, lines, "此处不能使用不转义的变量。", "请改用两个花括号：{{名称}}。")
    }

    fileprivate static func wrongDelimiters(at offset: Int, _ lines: TemplateLines) -> Diagnostic {
        .template(
            .templateTagMalformed, at: offset, lines, "分隔符的写法不对。",
            "请写成 {{=<% %>=}}：两个由符号组成的分隔符，中间一个空格，不含字母、数字和等号。")
    }
}
