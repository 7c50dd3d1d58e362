import Model

/// In which place of the page a value will stand; decides what may stand there and how it is escaped.
enum MarkupPlace: Equatable, Sendable {
    case text
    case attribute
    /// `href`, `src`: only a value of type link, and it comes first.
    case address
    /// A `style` attribute or element, `fill` and the like: only digits, point and sign.
    case style
    /// With the reason, for the message.
    case forbidden(String)

    static func of(_ reader: MarkupReader) -> MarkupPlace {
        switch reader.state.mode {
        case .content: return ofText(in: reader)
        case .value: return reader.format == .xml ? .attribute : ofValue(in: reader)
        case .start, .prolog, .epilog: return .forbidden("根元素之外")
        case .comment: return .forbidden("注释里")
        case .characterData: return .forbidden("CDATA 里")
        case .instruction, .bang: return .forbidden("声明里")
        case .beforeValue: return .forbidden("没有引号的属性值里")
        case .attributeName, .afterAttributeName, .beforeAttribute, .needsSpace:
            return .forbidden("属性名的位置")
        case .tagOpen, .tagName, .slash, .closeName, .afterCloseName: return .forbidden("标签名里")
        case .entity: return .forbidden("字符引用里")
        }
    }

    private static func ofText(in reader: MarkupReader) -> MarkupPlace {
        switch reader.rawElement {
        case nil: return .text
        case "style" where reader.format == .html: return .style
        case let name?: return .forbidden("\(name) 元素里")
        }
    }

    private static func ofValue(in reader: MarkupReader) -> MarkupPlace {
        let name = String(decoding: reader.state.attribute, as: UTF8.self).lowercased()
        if name.hasPrefix("on") { return .forbidden("事件属性 \(name) 里") }
        if addressAttributes.contains(name) {
            return reader.state.token.isEmpty ? .address : .forbidden("\(name) 的地址中间")
        }
        if forbiddenAttributes.contains(name) || name.hasPrefix("xmlns") { return .forbidden("属性 \(name) 里") }
        return styleAttributes.contains(name) ? .style : .attribute
    }

    /// A fault of a literal value, or `nil`.
    static func fault(inValue value: [UInt8], of attribute: [UInt8]) -> String? {
        let name = String(decoding: attribute, as: UTF8.self).lowercased()
        let text = String(decoding: value.prefix(200), as: UTF8.self).lowercased().filter { !$0.isWhitespace }
        if name == "http-equiv", text == "refresh" { return "页面不能自动跳转。" }
        guard addressAttributes.contains(name) || forbiddenAddresses.contains(name) else { return nil }
        if text.hasPrefix("//") || text.hasPrefix("\\") { return "地址不能指向别处。" }
        guard let colon = text.firstIndex(where: { ":/?#&".contains($0) }),
            text[colon] == ":" || text[colon] == "&"
        else { return nil }
        return text.hasPrefix("data:image/") && name == "src" ? nil : "地址不能带 \(text[...colon]) 这样的开头。"
    }

    /// A browser reads their content as raw text, so escaping would show; script and style are code.
    static let rawElements: Set<String> = [
        "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
    ]

    private static let addressAttributes: Set<String> = ["href", "src", "xlink:href"]

    private static let forbiddenAddresses: Set<String> = [
        "action", "formaction", "poster", "cite", "data", "background", "ping", "manifest",
    ]

    private static let forbiddenAttributes: Set<String> = forbiddenAddresses.union([
        "srcset", "imagesrcset", "srcdoc", "http-equiv", "charset", "target", "rel", "type", "sandbox",
    ])

    /// Values in which a browser reads CSS, with its own `url(…)`.
    private static let styleAttributes: Set<String> = [
        "style", "fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end",
        "marker", "cursor",
    ]
}
