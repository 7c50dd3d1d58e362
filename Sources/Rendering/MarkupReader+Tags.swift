import Model

/// Tags and their attributes.
extension MarkupReader {
    mutating func readTagOpen(_ byte: UInt8, _ spot: Spot) {
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

    mutating func startElement(_ byte: UInt8) {
        if state.resume == .start, format == .html {
            report(.init(spot: state.spot, "HTML 必须以 <!DOCTYPE html> 开头。", "请在最前面写上 <!DOCTYPE html>。"))
        }
        if state.resume == .epilog {
            report(.init(spot: state.spot, "根元素结束以后又有元素。", "请检查是否多写了结束标签。"), isFatal: true)
        }
        if state.open.count >= Self.deepest {
            report(.init(spot: state.spot, "元素嵌套超过 \(Self.deepest) 层。", "请检查是否漏写了结束标签。"), isFatal: true)
        }
        if isRaw {
            report(.init(spot: state.spot, "script 和 style 里不能有“<”。", "请改写。"), isFatal: true)
        }
        state.mode = .tagName
        state.tagSpot = state.spot
        state.token = [byte]
        state.attributes = []
    }

    mutating func readTagName(_ byte: UInt8, _ spot: Spot) {
        if Self.isNameByte(byte) { return state.token.append(byte) }
        state.settle()
        readBetweenAttributes(byte, spot)
    }

    mutating func readBetweenAttributes(_ byte: UInt8, _ spot: Spot) {
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
            report(.init(spot: state.hasLineBreak ? state.tagSpot : spot, "标签没有结束。", "请补上“>”。"))
            finishOpenTag(isEmpty: false)
            read(byte, at: spot)
        default: report(.init(spot: spot, "标签里有不该有的字符。", "属性请写成 名称=\"值\"。"), isFatal: true)
        }
    }

    mutating func readAttributeName(_ byte: UInt8, _ spot: Spot) {
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

    mutating func readBeforeValue(_ byte: UInt8, _ spot: Spot) {
        if byte.isMarkupSpace { return }
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
            // The first byte of “ and ”, which word processors put in.
            let cause = byte == 0xE2 ? "的引号不是半角的" : "的值没有加引号"
            return report(
                .init(
                    spot: spot, "属性 \(text(state.attribute)) \(cause)。", "请写成 \(text(state.attribute))=\"…\"。"
                ),
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

    mutating func readValue(_ byte: UInt8, _ spot: Spot) {
        switch byte {
        case state.quote:
            checkValue()
            state.mode = .needsSpace
        case UInt8(ascii: "<") where state.token.isEmpty:
            // Nothing stands before it that an end quote could be missing from.
            report(.init(spot: spot, "属性值里不能有小于号。", "请删去，或写成 &lt;。"), isFatal: true)
        case UInt8(ascii: "<"):
            report(.init(spot: state.spot, "属性值的引号没有结束。", "请补上引号；值里的小于号请写成 &lt;。"), isFatal: true)
        case UInt8(ascii: "&"): startEntityInValue(spot)
        case UInt8(ascii: "{"), UInt8(ascii: "}"): readBrace(spot, inValue: true)
        default:
            state.token.append(byte)
            checkWideBrace(byte, spot)
        }
    }

    mutating func startEntityInValue(_ spot: Spot) {
        // Kept in the value, because an entity could hide the scheme of an address.
        state.token.append(UInt8(ascii: "&"))
        startEntity(spot)
    }

    mutating func readBrace(_ spot: Spot, inValue: Bool) {
        let kept = state.mode
        state.mode = .content
        readBrace(spot)
        state.mode = kept
    }

    /// Pages stand alone: no address that leaves the folder, no script in a link, no silent forwarding.
    mutating func checkValue() {
        guard format == .html, let fault = MarkupPlace.fault(inValue: state.token, of: state.attribute) else {
            return
        }
        report(
            MarkupProblem(
                spot: state.spot, fault, "页面只能用相对地址、#锚点和 data:image/ 图片。", code: .templateForeignAddress))
    }

    mutating func readSlash(_ byte: UInt8, _ spot: Spot) {
        guard byte == UInt8(ascii: ">") else {
            return report(.init(spot: spot, "标签里的“/”后面应是“>”。", "请写成 <br/> 这样。"), isFatal: true)
        }
        finishOpenTag(isEmpty: true)
    }

    mutating func finishOpenTag(isEmpty: Bool) {
        guard let element = state.open.last else { return }
        checkEmptiness(element, isEmpty: isEmpty)
        checkPrefixes(element)
        state.mode = .content
        state.token = []
        state.style = format == .html && element.name == Self.styleName ? StyleBraces() : nil
        if isEmpty { closeInnermost() }
    }

    /// A prefix that nobody declares is a fault to every parser.
    mutating func checkPrefixes(_ element: MarkupState.Element) {
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
    mutating func checkEmptiness(_ element: MarkupState.Element, isEmpty: Bool) {
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

    mutating func closeInnermost() {
        state.open.removeLast()
        state.mode = state.open.isEmpty ? .epilog : .content
    }

    mutating func readCloseName(_ byte: UInt8, _ spot: Spot) {
        if state.mode == .closeName, Self.isNameByte(byte) { return state.token.append(byte) }
        if byte.isMarkupSpace {
            state.mode = .afterCloseName
            return
        }
        if byte != UInt8(ascii: ">") {
            let isLost = byte == UInt8(ascii: "<") && state.hasLineBreak
            report(
                .init(spot: isLost ? state.spot : spot, "结束标签没有写完整。", "请写成 </\(text(state.token))>。"))
        }
        closeElement(state.token)
        if byte == UInt8(ascii: "<") { read(byte, at: spot) }
    }

    private static let styleName = Array("style".utf8)

    mutating func closeElement(_ name: [UInt8]) {
        defer { state.token = [] }
        state.style = nil
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
}
