import Model

/// Reads the literal bytes of a template as the XML they will become, one byte at a time.
///
/// It follows the compiled text through partials and blocks, so it knows at each tag in which place a value
/// will stand, and refuses what a parser would refuse in the page. HTML is `<!DOCTYPE html>` followed by XML
/// that a browser, reading it as HTML, sees in the same way.
struct MarkupReader {
    let format: OutputFormat
    var state = MarkupState()
    private(set) var problems: [MarkupProblem] = []
    /// After a fault that leaves the place unknown, nothing further is said about this template.
    private(set) var isLost = false
    /// One slip often leaves several braces on a line.
    private var hasBraceOnLine = false

    /// The two bytes before, for signs of three.
    private var lastBytes: (UInt8, UInt8) = (0, 0)

    private var entity: [UInt8] = []
    private var entitySpot = Spot(script: 0, offset: 0)

    init(_ format: OutputFormat) { self.format = format }

    /// Notes that a value stands here, so that an address is no longer empty.
    mutating func passValue() {
        switch state.mode {
        case .value: state.token.append(0)
        case .content: state.token = []
        default: break
        }
    }

    /// Reads text up to the next byte that may mean something: most of a template is neither tag nor brace.
    ///
    /// - Returns: how many bytes it took.
    mutating func readPlain(_ bytes: ArraySlice<UInt8>, in script: Int) -> Int {
        guard state.mode == .content, !isLost else { return 0 }
        if state.style != nil { return readPlainStyle(bytes, in: script) }
        let end = bytes.firstIndex { !Self.isPlain[Int($0)] } ?? bytes.endIndex
        let count = end - bytes.startIndex
        guard count > 0 else { return 0 }
        if !state.token.isEmpty { state.token = [] }
        lastBytes = (count > 1 ? bytes[end - 2] : lastBytes.1, bytes[end - 1])
        return count
    }

    private mutating func readPlainStyle(_ bytes: ArraySlice<UInt8>, in script: Int) -> Int {
        var end = bytes.startIndex
        while end < bytes.endIndex, bytes[end] != UInt8(ascii: "<"), bytes[end] != UInt8(ascii: "&") {
            readStyle(bytes[end], Spot(script: script, offset: end))
            end += 1
        }
        return end - bytes.startIndex
    }

    /// Not tag, reference, brace, the end of `]]>` or of a line, nor the end of a wide brace.
    private static let isPlain: [Bool] = (0...255).map { byte in
        !Array("<&{}]>\n".utf8).contains(byte) && byte != 0x9B && byte != 0x9D
    }

    mutating func read(_ byte: UInt8, at spot: Spot) {
        if isLost { return }
        if byte == 0x0A {
            hasBraceOnLine = false
            state.hasLineBreak = true
        }
        defer { lastBytes = (lastBytes.1, byte) }
        switch state.mode {
        case .start, .prolog, .content, .epilog: readText(byte, spot)
        case .tagOpen: readTagOpen(byte, spot)
        case .tagName: readTagName(byte, spot)
        case .needsSpace, .beforeAttribute: readBetweenAttributes(byte, spot)
        case .attributeName, .afterAttributeName: readAttributeName(byte, spot)
        case .beforeValue: readBeforeValue(byte, spot)
        case .value: readValue(byte, spot)
        case .slash: readSlash(byte, spot)
        case .closeName, .afterCloseName: readCloseName(byte, spot)
        case .bang: readBang(byte, spot)
        case .comment: readComment(byte, spot)
        case .characterData: readCharacterData(byte)
        case .instruction: readInstruction(byte, spot)
        case .entity: readEntity(byte, spot)
        }
    }

    /// Says what is still open at the end of the template.
    mutating func finish(at spot: Spot) {
        if isLost { return }
        switch state.mode {
        case .epilog: break
        case .content:
            for element in state.open.reversed() {
                report(
                    .init(
                        spot: element.spot, "元素 <\(text(element.name))> 没有结束。",
                        "请补上 </\(text(element.name))>。"))
            }
        case .start, .prolog: report(.init(spot: spot, "模板里没有根元素。", "请写出页面的根元素。"))
        case .value: report(.init(spot: state.spot, "属性值的引号没有结束。", "请补上引号。"))
        default: report(.init(spot: state.spot, "标签没有结束。", "请补上“>”。"))
        }
    }

    mutating func report(_ problem: MarkupProblem, isFatal: Bool = false) {
        if !isLost, problems.count < TemplateFindings.limit { problems.append(problem) }
        if isFatal { isLost = true }
    }

    mutating func readText(_ byte: UInt8, _ spot: Spot) {
        if state.style != nil { readStyle(byte, spot) }
        switch byte {
        case UInt8(ascii: "<"):
            state.resume = state.mode
            state.mode = .tagOpen
            state.spot = spot
            state.token = []
            state.hasLineBreak = false
        case UInt8(ascii: "&") where state.mode == .content: startEntity(spot)
        case UInt8(ascii: "{"), UInt8(ascii: "}"): readBrace(spot)
        case UInt8(ascii: "]"): state.token = Array((state.token + [byte]).suffix(2))
        case UInt8(ascii: ">") where state.token == Array("]]".utf8):
            report(.init(spot: spot, "文字里不能有“]]>”。", "请写成 ]]&gt;。"))
        default:
            state.token = []
            if !byte.isMarkupSpace { checkInsideRoot(spot) }
            checkWideBrace(byte, spot)
        }
        if state.mode == .start, byte.isMarkupSpace { leaveStart(spot) }
    }

    /// Blanks before the first tag: XML allows them, but not before its declaration; HTML starts with DOCTYPE.
    mutating func leaveStart(_ spot: Spot) {
        if format == .html {
            report(.init(spot: spot, "HTML 必须以 <!DOCTYPE html> 开头，前面不能有空白。", "请删去开头的空白。"), isFatal: true)
        }
        state.mode = .prolog
    }

    mutating func checkInsideRoot(_ spot: Spot) {
        guard state.mode != .content else { return }
        report(.init(spot: spot, "根元素之外不能有文字。", "请把文字移到根元素里面。"), isFatal: true)
    }

    mutating func readBrace(_ spot: Spot) {
        guard !isRaw else { return }
        checkInsideRoot(spot)
        guard !hasBraceOnLine else { return }
        hasBraceOnLine = true
        report(
            MarkupProblem(
                spot: spot, "单独的花括号，标记可能没写完整。",
                "标记是 {{名称}}；要印花括号请写 &#123; 或 &#125;。", code: .templateUnclosed))
    }

    /// U+FF5B and U+FF5D, which a Chinese keyboard types in place of braces: the tag would be printed as it stands.
    mutating func checkWideBrace(_ byte: UInt8, _ spot: Spot) {
        guard byte == 0x9B || byte == 0x9D, lastBytes == (0xEF, 0xBD), !hasBraceOnLine else { return }
        hasBraceOnLine = true
        report(
            MarkupProblem(
                spot: Spot(script: spot.script, offset: spot.offset - 2), "花括号是全角的，不是标记。",
                "请切换到英文输入，写成 {{名称}}；确要印出请写 &#65371; 和 &#65373;。", code: .templateUnclosed))
    }

    private mutating func readStyle(_ byte: UInt8, _ spot: Spot) {
        switch state.style?.read(byte, at: spot) {
        case .surplus(let brace): report(.init(spot: brace, "样式里多了一个“}”。", "请删去它，或补上与它成对的“{”。"))
        case .brokenTag(let brace):
            report(
                MarkupProblem(
                    spot: brace, "单独的花括号，标记可能没写完整。", "标记是 {{> 片段}}。", code: .templateUnclosed))
        case nil: break
        }
        // What ends the style ends its rules.
        guard byte == UInt8(ascii: "<"), let rule = state.style?.open.last else { return }
        report(.init(spot: rule, "样式里的“{”没有结束。", "请在这条样式的末尾补上“}”。"))
        state.style = nil
    }

    /// Takes a `<` that a tag of the template follows for the sign that it is.
    mutating func leaveStraySign() {
        guard state.mode == .tagOpen else { return }
        report(.init(spot: state.spot, "“<”后面不是标签名。", "文字里的小于号请写成 &lt;。"))
        state.mode = state.resume
    }

    mutating func startEntity(_ spot: Spot) {
        if isRaw, format == .html {
            report(.init(spot: spot, "script 和 style 里不能有“&”。", "浏览器在这里不解释 &…;，请改写。"))
        }
        state.resume = state.mode
        state.mode = .entity
        entitySpot = spot
        entity = []
    }

    mutating func readEntity(_ byte: UInt8, _ spot: Spot) {
        if byte == UInt8(ascii: ";") {
            if !Self.isEntity(entity) {
                report(
                    .init(
                        spot: entitySpot, "不认识的字符引用 &\(text(entity));。",
                        "只能用 &amp; &lt; &gt; &quot; &apos; 和 &#160; 这样的编号。"))
            }
            state.mode = state.resume
            return
        }
        guard entity.count < 10, byte == UInt8(ascii: "#") || Self.isNameByte(byte), byte < 0x80 else {
            report(.init(spot: entitySpot, "单独的“&”。", "文字里的 & 请写成 &amp;。"))
            state.mode = state.resume
            return read(byte, at: spot)
        }
        entity.append(byte)
    }

    static func isEntity(_ token: [UInt8]) -> Bool {
        let name = String(decoding: token, as: UTF8.self)
        if ["amp", "lt", "gt", "quot", "apos"].contains(name) { return true }
        guard name.hasPrefix("#") else { return false }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, digits.last != "+", let scalar = Unicode.Scalar(value) else { return false }
        return XMLCharacter.isAllowed(scalar)
    }

    /// Inside `script`, `style` or another element whose text a browser does not read as text.
    var isRaw: Bool { rawElement != nil }

    var rawElement: String? {
        guard let name = state.open.last.map({ text($0.name).lowercased() }) else { return nil }
        return MarkupPlace.rawElements.contains(name) ? name : nil
    }

    /// Inside SVG or MathML, where a browser accepts `<path/>`.
    var isForeign: Bool {
        state.open.contains { $0.name == Array("svg".utf8) || $0.name == Array("math".utf8) }
    }

    /// libxml2 refuses a page with more than 256 levels.
    static let deepest = 200

    static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    static func startsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), 0x80...:
            return true
        default: return false
        }
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        startsName(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix(60), as: UTF8.self)
    }
}

/// What is wrong with the markup of a template.
struct MarkupProblem: Sendable {
    let spot: Spot
    let headline: String
    let remedy: String
    let code: DiagnosticCode

    init(spot: Spot, _ headline: String, _ remedy: String, code: DiagnosticCode = .templateMarkup) {
        self.spot = spot
        self.headline = headline
        self.remedy = remedy
        self.code = code
    }
}

extension DiagnosticCode {
    /// The template's own markup is not well formed.
    package static let templateMarkup = DiagnosticCode("E616")
    /// An address that leaves the folder of papers, or a script in an address.
    package static let templateForeignAddress = DiagnosticCode("E625")
}
