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

    mutating func read(_ byte: UInt8, at spot: Spot) {
        if byte == 0x0A { hasBraceOnLine = false }
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

    // MARK: Text

    private mutating func readText(_ byte: UInt8, _ spot: Spot) {
        switch byte {
        case UInt8(ascii: "<"):
            state.resume = state.mode
            state.mode = .tagOpen
            state.spot = spot
            state.token = []
        case UInt8(ascii: "&") where state.mode == .content: startEntity(spot)
        case UInt8(ascii: "{"), UInt8(ascii: "}"): readBrace(spot)
        case UInt8(ascii: "]"): state.token = Array((state.token + [byte]).suffix(2))
        case UInt8(ascii: ">") where state.token == Array("]]".utf8):
            report(.init(spot: spot, "文字里不能有“]]>”。", "请写成 ]]&gt;。"))
        default:
            state.token = []
            if !byte.isMarkupSpace { checkInsideRoot(spot) }
        }
        if state.mode == .start, byte.isMarkupSpace { leaveStart(spot) }
    }

    /// Blanks before the first tag: XML allows them, but not before its declaration; HTML starts with DOCTYPE.
    private mutating func leaveStart(_ spot: Spot) {
        if format == .html {
            report(.init(spot: spot, "HTML 必须以 <!DOCTYPE html> 开头，前面不能有空白。", "请删去开头的空白。"), isFatal: true)
        }
        state.mode = .prolog
    }

    private mutating func checkInsideRoot(_ spot: Spot) {
        guard state.mode != .content else { return }
        report(.init(spot: spot, "根元素之外不能有文字。", "请把文字移到根元素里面。"), isFatal: true)
    }

    private mutating func readBrace(_ spot: Spot) {
        guard !isRaw else { return }
        checkInsideRoot(spot)
        guard !hasBraceOnLine else { return }
        hasBraceOnLine = true
        report(
            MarkupProblem(
                spot: spot, "单独的花括号，标记可能没写完整。",
                "标记是 {{名称}}；要印花括号请写 &#123; 或 &#125;。", code: .templateUnclosed))
    }

    private mutating func startEntity(_ spot: Spot) {
        if isRaw, format == .html {
            report(.init(spot: spot, "script 和 style 里不能有“&”。", "浏览器在这里不解释 &…;，请改写。"))
        }
        state.resume = state.mode
        state.mode = .entity
        entitySpot = spot
        entity = []
    }

    private mutating func readEntity(_ byte: UInt8, _ spot: Spot) {
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

    private static func isEntity(_ token: [UInt8]) -> Bool {
        let name = String(decoding: token, as: UTF8.self)
        if ["amp", "lt", "gt", "quot", "apos"].contains(name) { return true }
        guard name.hasPrefix("#") else { return false }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, digits.last != "+", let scalar = Unicode.Scalar(value) else { return false }
        return XMLCharacter.isAllowed(scalar)
    }

    // MARK: Tags

    private mutating func readTagOpen(_ byte: UInt8, _ spot: Spot) {
        switch byte {
        case UInt8(ascii: "/"): state.mode = .closeName
        case UInt8(ascii: "!"): state.mode = .bang
        case UInt8(ascii: "?"): state.mode = .instruction
        case _ where Self.startsName(byte):
            startElement(byte)
        default:
            report(.init(spot: state.spot, "“<”后面不是标签名。", "文字里的小于号请写成 &lt;。"))
            state.mode = state.resume
            read(byte, at: spot)
        }
    }

    private mutating func startElement(_ byte: UInt8) {
        if state.resume == .start, format == .html {
            report(.init(spot: state.spot, "HTML 必须以 <!DOCTYPE html> 开头。", "请在最前面写上 <!DOCTYPE html>。"))
        }
        if state.resume == .epilog {
            report(.init(spot: state.spot, "根元素结束以后又有元素。", "请检查是否多写了结束标签。"), isFatal: true)
        }
        if isRaw {
            report(.init(spot: state.spot, "script 和 style 里不能有“<”。", "请改写。"), isFatal: true)
        }
        state.mode = .tagName
        state.tagSpot = state.spot
        state.token = [byte]
        state.attributes = []
    }

    private mutating func readTagName(_ byte: UInt8, _ spot: Spot) {
        if Self.isNameByte(byte) { return state.token.append(byte) }
        state.settle()
        readBetweenAttributes(byte, spot)
    }

    private mutating func readBetweenAttributes(_ byte: UInt8, _ spot: Spot) {
        switch byte {
        case _ where byte.isMarkupSpace: state.mode = .beforeAttribute
        case UInt8(ascii: "/"): state.mode = .slash
        case UInt8(ascii: ">"): finishOpenTag(isEmpty: false)
        case _ where Self.startsName(byte):
            if state.mode == .needsSpace { report(.init(spot: spot, "属性之间缺少空格。", "请加一个空格。")) }
            state.mode = .attributeName
            state.spot = spot
            state.attribute = [byte]
        case UInt8(ascii: "<"):
            report(.init(spot: state.tagSpot, "标签没有结束。", "请补上“>”。"))
            finishOpenTag(isEmpty: false)
            read(byte, at: spot)
        default: report(.init(spot: spot, "标签里有不该有的字符。", "属性请写成 名称=\"值\"。"), isFatal: true)
        }
    }

    private mutating func readAttributeName(_ byte: UInt8, _ spot: Spot) {
        if state.mode == .attributeName, Self.isNameByte(byte) { return state.attribute.append(byte) }
        if byte == UInt8(ascii: "=") {
            state.mode = .beforeValue
        } else if byte.isMarkupSpace {
            state.mode = .afterAttributeName
        } else {
            report(
                .init(
                    spot: state.spot, "属性 \(text(state.attribute)) 没有值。",
                    "请写成 \(text(state.attribute))=\"…\"。"))
            state.mode = .needsSpace
            readBetweenAttributes(byte, spot)
        }
    }

    private mutating func readBeforeValue(_ byte: UInt8, _ spot: Spot) {
        if byte.isMarkupSpace { return }
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
            return report(
                .init(
                    spot: spot, "属性 \(text(state.attribute)) 的值没有加引号。", "请写成 \(text(state.attribute))=\"…\"。"),
                isFatal: true)
        }
        if state.attributes.contains(state.attribute) {
            report(.init(spot: state.spot, "属性 \(text(state.attribute)) 写了两次。", "请删去一个。"))
        }
        state.attributes.append(state.attribute)
        state.mode = .value
        state.quote = byte
        state.spot = spot
        state.token = []
    }

    private mutating func readValue(_ byte: UInt8, _ spot: Spot) {
        switch byte {
        case state.quote:
            checkValue()
            state.mode = .needsSpace
        case UInt8(ascii: "<"):
            report(.init(spot: state.spot, "属性值的引号没有结束。", "请补上引号；值里的小于号请写成 &lt;。"), isFatal: true)
        case UInt8(ascii: "&"): startEntityInValue(spot)
        case UInt8(ascii: "{"), UInt8(ascii: "}"): readBrace(spot, inValue: true)
        default: state.token.append(byte)
        }
    }

    private mutating func startEntityInValue(_ spot: Spot) {
        // Kept in the value, because an entity could hide the scheme of an address.
        state.token.append(UInt8(ascii: "&"))
        startEntity(spot)
    }

    private mutating func readBrace(_ spot: Spot, inValue: Bool) {
        let kept = state.mode
        state.mode = .content
        readBrace(spot)
        state.mode = kept
    }

    /// Pages stand alone: no address that leaves the folder, no script in a link, no silent forwarding.
    private mutating func checkValue() {
        guard format == .html, let fault = MarkupPlace.fault(inValue: state.token, of: state.attribute) else {
            return
        }
        report(
            MarkupProblem(
                spot: state.spot, fault, "页面只能用相对地址、#锚点和 data:image/ 图片。", code: .templateForeignAddress))
    }

    private mutating func readSlash(_ byte: UInt8, _ spot: Spot) {
        guard byte == UInt8(ascii: ">") else {
            return report(.init(spot: spot, "标签里的“/”后面应是“>”。", "请写成 <br/> 这样。"), isFatal: true)
        }
        finishOpenTag(isEmpty: true)
    }

    private mutating func finishOpenTag(isEmpty: Bool) {
        guard let element = state.open.last else { return }
        checkEmptiness(element, isEmpty: isEmpty)
        checkPrefixes(element)
        state.mode = .content
        state.token = []
        if isEmpty { closeInnermost() }
    }

    /// A prefix that nobody declares is a fault to every parser.
    private mutating func checkPrefixes(_ element: MarkupState.Element) {
        let xmlns = Array("xmlns:".utf8)
        let declared = state.attributes.filter { $0.starts(with: xmlns) }.map {
            Array($0.dropFirst(xmlns.count))
        }
        if let last = state.open.indices.last { state.open[last].prefixes = declared }
        for name in [element.name] + state.attributes {
            guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let prefix = Array(name[..<colon])
            guard prefix != Array("xml".utf8), prefix != Array("xmlns".utf8),
                !state.open.contains(where: { $0.prefixes.contains(prefix) })
            else { continue }
            report(
                .init(
                    spot: element.spot, "前缀 \(text(prefix)): 没有声明。",
                    "请删去前缀，或在根元素上写 xmlns:\(text(prefix))=\"…\"。"))
        }
    }

    /// A browser reads `<div/>` as `<div>` and swallows what follows.
    private mutating func checkEmptiness(_ element: MarkupState.Element, isEmpty: Bool) {
        guard format == .html, !isForeign else { return }
        let name = text(element.name)
        let isVoid = Self.void.contains(name)
        if isEmpty, !isVoid {
            report(.init(spot: element.spot, "HTML 里 <\(name)/> 不是空元素。", "请写成 <\(name)></\(name)>。"))
        } else if !isEmpty, isVoid {
            report(.init(spot: element.spot, "空元素 <\(name)> 没有结束。", "请写成 <\(name)/>。"))
            closeInnermost()
        }
    }

    private mutating func closeInnermost() {
        state.open.removeLast()
        state.mode = state.open.isEmpty ? .epilog : .content
    }

    private mutating func readCloseName(_ byte: UInt8, _ spot: Spot) {
        if state.mode == .closeName, Self.isNameByte(byte) { return state.token.append(byte) }
        if byte.isMarkupSpace {
            state.mode = .afterCloseName
            return
        }
        if byte != UInt8(ascii: ">") {
            report(.init(spot: state.spot, "结束标签没有写完整。", "请写成 </\(text(state.token))>。"))
        }
        closeElement(state.token)
        if byte == UInt8(ascii: "<") { read(byte, at: spot) }
    }

    private mutating func closeElement(_ name: [UInt8]) {
        defer { state.token = [] }
        state.mode = state.resume
        guard let index = state.open.lastIndex(where: { $0.name == name }) else {
            let remedy = state.open.last.map { "此处应是 </\(text($0.name))>。" } ?? "请删去。"
            return report(.init(spot: state.spot, "</\(text(name))> 没有对应的开始标签。", remedy))
        }
        for element in state.open[(index + 1)...].reversed() {
            report(
                .init(spot: element.spot, "元素 <\(text(element.name))> 没有结束。", "请补上 </\(text(element.name))>。")
            )
        }
        state.open.removeSubrange(index...)
        state.mode = state.open.isEmpty ? .epilog : .content
    }

    // MARK: Declarations

    private mutating func readBang(_ byte: UInt8, _ spot: Spot) {
        state.token.append(byte)
        let read = text(state.token)
        if read == "--" {
            state.token = []
            state.mode = .comment
        } else if read == "[CDATA[", state.resume == .content, format == .xml || isRaw {
            state.token = []
            state.mode = .characterData
        } else if read == "DOCTYPE html>", state.resume == .start, format == .html {
            state.token = []
            state.mode = .prolog
        } else if !"DOCTYPE html>".hasPrefix(read), !"--".hasPrefix(read),
            !"[CDATA[".hasPrefix(read)
                || byte == UInt8(ascii: ">")
        {
            report(
                .init(
                    spot: state.spot, "此处不能有“<!\(Diagnostic.shown(read))”。",
                    "HTML 只能以 <!DOCTYPE html> 开头，XML 不能有 DOCTYPE；注释请写 {{! … }}。"), isFatal: true)
        }
    }

    private mutating func readComment(_ byte: UInt8, _ spot: Spot) {
        state.token.append(byte)
        if state.token.starts(with: Array(">".utf8)) || state.token.starts(with: Array("->".utf8)) {
            return report(.init(spot: state.spot, "注释的开头不对。", "请写成 <!-- … -->。"), isFatal: true)
        }
        guard state.token.count >= 3 else { return }
        let end = state.token.suffix(3)
        guard end.starts(with: Array("--".utf8)) else { return }
        if byte != UInt8(ascii: ">") { report(.init(spot: spot, "注释里不能有“--”。", "请改用别的符号。")) }
        state.token = []
        state.mode = state.resume == .start && format == .xml ? .prolog : state.resume
    }

    private mutating func readCharacterData(_ byte: UInt8) {
        state.token = Array((state.token + [byte]).suffix(3))
        guard state.token == Array("]]>".utf8) else { return }
        state.token = []
        state.mode = .content
    }

    private mutating func readInstruction(_ byte: UInt8, _ spot: Spot) {
        state.token.append(byte)
        guard byte == UInt8(ascii: ">"), state.token.dropLast().last == UInt8(ascii: "?") else { return }
        let declaration = text(state.token).split(separator: " ").joined(separator: " ").lowercased()
        let allowed = ["xml version=\"1.0\"?>", "xml version=\"1.0\" encoding=\"utf-8\"?>"]
        if format == .html || state.resume != .start || !allowed.contains(declaration) {
            report(
                .init(
                    spot: state.spot, "此处不能有“<?…?>”。",
                    "XML 模板可以用 <?xml version=\"1.0\" encoding=\"UTF-8\"?> 开头，别处不能有处理指令。"))
        }
        state.token = []
        state.mode = state.resume == .start ? .prolog : state.resume
    }

    // MARK: Names

    /// Inside `script`, `style` or another element whose text a browser does not read as text.
    var isRaw: Bool { rawElement != nil }

    var rawElement: String? {
        guard let name = state.open.last.map({ text($0.name).lowercased() }) else { return nil }
        return MarkupPlace.rawElements.contains(name) ? name : nil
    }

    /// Inside SVG or MathML, where a browser accepts `<path/>`.
    private var isForeign: Bool {
        state.open.contains { $0.name == Array("svg".utf8) || $0.name == Array("math".utf8) }
    }

    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    private static func startsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), 0x80...:
            return true
        default: return false
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        startsName(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    private func text(_ bytes: [UInt8]) -> String {
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
