import Model

/// Builds the tree of a template from its tags.
struct TemplateParser {
    /// Sections and blocks in one file, and again after partials are put in.
    static let deepest = 32

    private let source: TemplateSource
    private let lines: TemplateLines
    private var findings: [Diagnostic] = []
    private var open: [OpenTag] = []
    private var nodes: [TemplateNode] = []
    /// What stood before each open tag; apart from it, so that going back copies no array.
    private var outer: [[TemplateNode]] = []
    private var isTooDeep = false

    /// A section, block or parent that waits for its end.
    private struct OpenTag {
        let kind: TemplateTag.Kind
        let name: String
        let tag: TemplateTag
        var body: [TemplateNode]?
        var otherwiseStart = 0
    }

    private init(_ source: TemplateSource, _ lines: TemplateLines) {
        self.source = source
        self.lines = lines
    }

    static func parse(_ source: TemplateSource) -> Checked<TemplateScript> {
        let lines = TemplateLines(source)
        let tags = TemplateScanner.scan(source, lines)
        var parser = TemplateParser(source, lines)
        parser.read(tags.value)
        let script = TemplateScript(source: source, lines: lines, nodes: parser.nodes)
        return Checked(script, tags.findings + parser.findings)
    }

    private mutating func read(_ tags: [TemplateTag]) {
        var position = 0
        for tag in tags {
            appendText(position..<max(position, tag.line?.lowerBound ?? tag.range.lowerBound))
            if tag.line == nil { markLineStart(tag.range.lowerBound) }
            append(tag)
            if isTooDeep { break }
            position = tag.line?.upperBound ?? tag.range.upperBound
        }
        if !isTooDeep { appendText(position..<max(position, source.bytes.count)) }
        while let unclosed = open.last {
            if !isTooDeep { report { .unclosedSection(unclosed.name, unclosed.tag, $0) } }
            close(unclosed, at: source.bytes.count)
        }
    }

    private mutating func append(_ tag: TemplateTag) {
        switch tag.kind {
        case .silent: break
        case .variable: appendVariable(tag)
        case .section, .inverted, .parent, .block: openTag(tag)
        case .partial: appendPartial(tag)
        case .otherwise: startOtherwise(tag)
        case .close: closeTag(tag)
        }
    }

    private mutating func appendText(_ range: Range<Int>) {
        var start = range.lowerBound
        var position = start
        while position < range.upperBound {
            if position == 0 || source.bytes[position - 1] == 0x0A, !isEmptyLine(position) {
                if start < position { nodes.append(.text(start..<position)) }
                nodes.append(.lineStart(position))
                start = position
            }
            position += 1
        }
        if start < range.upperBound { nodes.append(.text(start..<range.upperBound)) }
    }

    private func isEmptyLine(_ offset: Int) -> Bool {
        source.bytes[offset] == 0x0A || source.bytes[offset] == 0x0D
    }

    private mutating func markLineStart(_ offset: Int) {
        if offset == 0 || source.bytes[offset - 1] == 0x0A { nodes.append(.lineStart(offset)) }
    }

    private mutating func appendVariable(_ tag: TemplateTag) {
        let pieces = FormatterReader.read(source.bytes, tag.content)
        guard let path = NamePath(pieces.name) else {
            return report { .wrongName(pieces.name, at: tag.range.lowerBound, $0) }
        }
        nodes.append(
            .variable(VariableNode(path: path, formatters: pieces.calls, offset: tag.content.lowerBound)))
    }

    private mutating func appendPartial(_ tag: TemplateTag) {
        guard let partial = partial(tag) else { return }
        nodes.append(.partial(partial))
    }

    private mutating func partial(_ tag: TemplateTag) -> PartialNode? {
        let name = text(tag.content)
        guard TemplateName.isValid(name) else {
            report { .wrongPartialName(name, at: tag.content.lowerBound, $0) }
            return nil
        }
        let indent = tag.line.map { $0.lowerBound..<tag.range.lowerBound }
        return PartialNode(name: name, offset: tag.content.lowerBound, indent: indent)
    }

    private mutating func openTag(_ tag: TemplateTag) {
        guard open.count < Self.deepest else {
            report { .tooDeep(at: tag.range.lowerBound, $0) }
            isTooDeep = true
            return
        }
        open.append(OpenTag(kind: tag.kind, name: text(tag.content), tag: tag))
        outer.append(nodes)
        nodes = []
    }

    private mutating func startOtherwise(_ tag: TemplateTag) {
        guard let last = open.indices.last, open[last].kind == .section, open[last].body == nil else {
            return report { .misplacedOtherwise(at: tag.range.lowerBound, $0) }
        }
        open[last].body = nodes
        open[last].otherwiseStart = tag.range.lowerBound
        nodes = []
    }

    private mutating func closeTag(_ tag: TemplateTag) {
        let name = text(tag.content)
        guard let index = open.lastIndex(where: { $0.name == name }) else { return closeMisspelt(name, tag) }
        while open.count > index + 1, let inner = open.last {
            report { .unclosedSection(inner.name, inner.tag, $0) }
            close(inner, at: tag.range.lowerBound)
        }
        if let last = open.last { close(last, at: tag.range.lowerBound) }
    }

    /// A near miss of the innermost name closes it, so that one slip gives one finding.
    private mutating func closeMisspelt(_ name: String, _ tag: TemplateTag) {
        guard let last = open.last, NearestName.find(name, among: [last.name]) != nil else {
            let innermost = open.last?.name
            return report { .extraClose(name, innermost, at: tag.range.lowerBound, $0) }
        }
        report { .misspeltClose(name, last.name, at: tag.range.lowerBound, $0) }
        close(last, at: tag.range.lowerBound)
    }

    private mutating func close(_ tag: OpenTag, at end: Int) {
        open.removeLast()
        let inside = nodes
        nodes = outer.removeLast()
        switch tag.kind {
        case .section, .inverted: appendSection(tag, inside, end)
        case .parent: appendParent(tag, inside)
        default: appendBlock(tag, inside)
        }
    }

    private mutating func appendSection(_ tag: OpenTag, _ inside: [TemplateNode], _ end: Int) {
        guard let path = NamePath(tag.name) else {
            return report { .wrongName(tag.name, at: tag.tag.range.lowerBound, $0) }
        }
        nodes.append(
            .section(
                SectionNode(
                    path: path, isInverted: tag.kind == .inverted, start: tag.tag.range.lowerBound,
                    offset: tag.tag.content.lowerBound, end: end, body: tag.body ?? inside,
                    otherwise: tag.body == nil ? nil : inside, otherwiseStart: tag.otherwiseStart)))
    }

    private mutating func appendParent(_ tag: OpenTag, _ inside: [TemplateNode]) {
        guard let partial = partial(tag.tag) else { return }
        var blocks: [BlockNode] = []
        for node in inside {
            switch node {
            case .block(let block): blocks.append(block)
            case .lineStart: break
            case .text(let range) where source.bytes[range].allSatisfy(\.isMarkupSpace): break
            case .text(let range):
                let offset = firstInk(range)
                report { .outsideBlock(at: offset, $0) }
            default: report { .outsideBlock(at: tag.tag.range.lowerBound, $0) }
            }
        }
        nodes.append(.parent(ParentNode(partial: partial, blocks: blocks)))
    }

    private func firstInk(_ range: Range<Int>) -> Int {
        range.first { !source.bytes[$0].isMarkupSpace } ?? range.lowerBound
    }

    private mutating func appendBlock(_ tag: OpenTag, _ inside: [TemplateNode]) {
        guard TemplateName.isValid(tag.name) else {
            return report { .wrongName(tag.name, at: tag.tag.range.lowerBound, $0) }
        }
        nodes.append(.block(BlockNode(name: tag.name, offset: tag.tag.content.lowerBound, nodes: inside)))
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: source.bytes[range], as: UTF8.self) }

    private mutating func report(_ finding: (TemplateLines) -> Diagnostic) {
        if findings.count < TemplateFindings.limit { findings.append(finding(lines)) }
    }
}

extension DiagnosticCode {
    package static let templatePartialName = DiagnosticCode("E605")
    package static let templateTooDeep = DiagnosticCode("E606")
}

extension Diagnostic {
    fileprivate static func unclosedSection(_ name: String, _ tag: TemplateTag, _ lines: TemplateLines)
        -> Diagnostic
    {
        let (word, sign) =
            switch tag.kind {
            case .parent: ("版式", "<")
            case .block: ("区块", "$")
            case .inverted: ("小节", "^")
            default: ("小节", "#")
            }
        return .template(
            .templateUnclosed, at: tag.range.lowerBound, lines, "\(word) {{\(sign)\(shown(name))}} 没有结束。",
            "请在它结束的地方写 {{/\(shown(name))}}。")
    }

    fileprivate static func extraClose(
        _ name: String, _ open: String?, at offset: Int, _ lines: TemplateLines
    ) -> Diagnostic {
        let remedy = open.map { "此处打开的是 \(shown($0))，请改名或删去。" } ?? "请删去，或补上它的开头 {{#\(shown(name))}}。"
        return .template(.templateUnclosed, at: offset, lines, "{{/\(shown(name))}} 没有对应的开头。", remedy)
    }

    fileprivate static func misspeltClose(
        _ name: String, _ open: String, at offset: Int, _ lines: TemplateLines
    ) -> Diagnostic {
        .template(
            .templateUnclosed, at: offset, lines, "结尾 {{/\(shown(name))}} 与开头 \(shown(open)) 不一致。",
            "请写成 {{/\(shown(open))}}。")
    }

    fileprivate static func wrongName(_ name: String, at offset: Int, _ lines: TemplateLines) -> Diagnostic {
        let headline = name.isEmpty ? "标记里没有名称。" : "\(quoted(name))不能作名称。"
        let wide = name.unicodeScalars.first { (0xFF01...0xFF5E).contains($0.value) }
        let half = wide.flatMap { Unicode.Scalar($0.value - 0xFEE0) }
        let hint = wide.flatMap { wide in half.map { "“\(wide)”是全角的，请用半角的“\($0)”。" } } ?? ""
        return .template(
            .templateTagMalformed, at: offset, lines, headline, hint + "名称只含汉字、字母、数字、- 和 _，各级之间用点。")
    }

    fileprivate static func wrongPartialName(_ name: String, at offset: Int, _ lines: TemplateLines)
        -> Diagnostic
    {
        .template(
            .templatePartialName, at: offset, lines, "片段名\(quoted(name))无效。",
            "片段名只含汉字、字母、数字、- 和 _，不带目录和扩展名。")
    }

    static func tooDeep(at offset: Int, _ lines: TemplateLines) -> Diagnostic {
        .template(
            .templateTooDeep, at: offset, lines, "嵌套超过 \(TemplateParser.deepest) 层。", "请减少小节和片段的嵌套。")
    }

    fileprivate static func misplacedOtherwise(at offset: Int, _ lines: TemplateLines) -> Diagnostic {
        .template(
            .templateTagMalformed, at: offset, lines, "{{否则}} 不在小节里。",
            "{{否则}} 只能在 {{#名称}} 与 {{/名称}} 之间写一次。")
    }

    fileprivate static func outsideBlock(at offset: Int, _ lines: TemplateLines) -> Diagnostic {
        .template(
            .templateTagMalformed, at: offset, lines, "版式标记里，区块之外不能有内容。",
            "请放进 {{$区块}} 与 {{/区块}} 之间。")
    }

    /// A name as it stood in a tag, short enough for a message.
    static func shown(_ name: String) -> String { String(quoted(name).dropFirst().dropLast()) }
}
