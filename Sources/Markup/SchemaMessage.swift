import Model

/// libxml2's complaint about a document that is off its XSD, in Chinese.
///
/// libxml2 has only the English sentence, `Element 'a', attribute 'b': …`; names and allowed values are kept,
/// the document's own value is shown only where it cannot be personal.
struct SchemaMessage {
    private let element: String
    private let attribute: String?
    private let body: Substring
    private let echoesValues: Bool

    init(_ original: String, echoesValues: Bool) {
        self.echoesValues = echoesValues
        let text = original.last == "\n" ? original.dropLast() : original[...]
        guard text.hasPrefix("Element '"), let colon = text.range(ofFirst: "': ") else {
            (element, attribute, body) = ("", nil, text)
            return
        }
        let names = text[..<colon.lowerBound].dropFirst("Element '".count)
        body = text[colon.upperBound...]
        if let comma = names.range(ofFirst: "', attribute '") {
            element = Self.local(names[..<comma.lowerBound])
            attribute = Self.local(names[comma.upperBound...])
        } else {
            (element, attribute) = (Self.local(names), nil)
        }
    }

    /// One sentence without its full stop; `prefix` is that of the element being read.
    func headline(prefix: String) -> String {
        let shown = prefix.isEmpty ? element : prefix + ":" + element
        return structure(shown) ?? value
            ?? "不符合 XSD（\(echoesValues || !body.contains("value") ? String(body) : "值不合规定")）"
    }

    private func structure(_ element: String) -> String? {
        if body.hasPrefix("This element is not expected.") {
            return "此处不能出现元素 \(element)\(expected)"
        } else if body.hasPrefix("No matching global declaration available for the validation root") {
            return "根元素 \(element) 不认识"
        } else if body.hasPrefix("Missing child element(s).") {
            return "元素 \(element) 的内容不全\(expected)"
        } else if body.hasPrefix("The attribute '"), body.hasSuffix("is required but missing.") {
            return "元素 \(element) 缺少属性 \(Self.local(quoted))"
        } else if body.hasPrefix("The attribute '"), body.hasSuffix("is not allowed.") {
            return "元素 \(element) 不能有属性 \(Self.local(quoted))"
        } else if body.hasPrefix("Character content") {
            return "元素 \(element) 里不能直接写文字"
        } else if body.hasPrefix("Element content is not allowed") {
            return "元素 \(element) 里不能有子元素"
        }
        return nil
    }

    private var value: String? {
        let shown = echoesValues && !actual.isEmpty ? Diagnostic.quoted(String(actual)) : ""
        let subject = (attribute.map { "元素 \(element) 的属性 \($0) 的值" } ?? "元素 \(element) 的内容") + shown
        if body.hasPrefix("[facet 'enumeration']"), let set = body.between("set {", "}.") {
            return "\(subject)不在允许的值之中（\(Self.list(set))）"
        } else if body.hasPrefix("[facet 'pattern']"), let pattern = body.between("the pattern '", "'.") {
            return "\(subject)不合格式 \(pattern)"
        } else if body.hasPrefix("[facet '"), let facet = body.between("[facet '", "']") {
            return "\(subject)\(Self.limits[String(facet)] ?? "不合规定")\(limit)"
        } else if let type = body.between(" is not a valid value of the ", ".") {
            return "\(subject)不是\(Self.typeName(type))"
        }
        return nil
    }

    /// `；应为 a 或 b`, from `Expected is one of ( a, b ).`
    private var expected: String {
        guard let names = body.between("( ", " ).") else { return "" }
        let shown = names.split(separator: ", ").map { Self.local($0) }
        return "；应为 " + shown.joined(separator: "、") + (shown.count > 1 ? " 之一" : "")
    }

    private var quoted: Substring { body.between("'", "'") ?? "" }

    /// The document's own value.
    private var actual: Substring {
        if body.hasPrefix("[facet '") {
            return body.between("The value '", "' ") ?? ""
        }
        guard body.first == "'", let end = body.range(ofFirst: "' is not a valid value") else { return "" }
        return body[..<end.lowerBound].dropFirst()
    }

    /// The allowed limit stands last in quotes: `… ('100').` or `… of '1'.`
    private var limit: Substring {
        let parts = body.split(separator: "'", omittingEmptySubsequences: false)
        return parts.count >= 3 ? " " + parts[parts.count - 2] : ""
    }

    private static let limits = [
        "minInclusive": "小于", "maxInclusive": "大于", "minExclusive": "必须大于", "maxExclusive": "必须小于",
        "minLength": "太短，最短", "maxLength": "太长，最长", "length": "长度不对，应为",
        "totalDigits": "位数太多，最多", "fractionDigits": "小数位太多，最多",
    ]

    private static func typeName(_ type: Substring) -> String {
        let name = type.between("'", "'") ?? ""
        return names[String(name)] ?? "有效的 \(name.isEmpty ? "值" : String(name))"
    }

    private static let names = [
        "xs:decimal": "数", "xs:integer": "整数", "xs:int": "整数", "xs:positiveInteger": "正整数",
        "xs:nonNegativeInteger": "非负整数", "xs:date": "日期（YYYY-MM-DD）", "xs:boolean": "true 或 false",
        "xs:dateTime": "日期和时间", "xs:NCName": "名称", "xs:ID": "名称",
    ]

    private static func list(_ set: Substring) -> String {
        set.dropFirst().dropLast().split(separator: "', '", omittingEmptySubsequences: false)
            .joined(separator: "、")
    }

    /// Without the `{namespace}` that libxml2 puts before a name.
    private static func local(_ name: Substring) -> String {
        guard name.first == "{", let brace = name.lastIndex(of: "}") else { return String(name) }
        return String(name[name.index(after: brace)...])
    }
}

extension Substring {
    fileprivate func range(ofFirst text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            formIndex(after: &start)
        }
        return nil
    }

    /// What stands between the first `opening` and the first `closing` after it.
    fileprivate func between(_ opening: String, _ closing: String) -> Substring? {
        guard let first = range(ofFirst: opening) else { return nil }
        let rest = self[first.upperBound...]
        guard let second = rest.range(ofFirst: closing) else { return nil }
        return rest[..<second.lowerBound]
    }
}
