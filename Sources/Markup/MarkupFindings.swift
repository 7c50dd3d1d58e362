import Model

extension DiagnosticCode {
    package static let markupBroken = DiagnosticCode("E400")
    package static let markupHasDoctype = DiagnosticCode("E401")
    package static let markupOffSchema = DiagnosticCode("E402")
    package static let markupTooDeep = DiagnosticCode("E403")
    package static let markupTooLarge = DiagnosticCode("E404")
    package static let markupEncoding = DiagnosticCode("E407")
    /// The XSD itself cannot be used.
    package static let schemaUnusable = DiagnosticCode("E408")
}

extension Diagnostic {
    static func broken(_ place: SourcePlace, _ cause: String, remedy: String = "") -> Diagnostic {
        Diagnostic(.markupBroken, at: place, "不是格式正确的 XML：\(cause)。", remedy: remedy)
    }

    static func doctype(_ place: SourcePlace) -> Diagnostic {
        Diagnostic(.markupHasDoctype, at: place, "含有 DOCTYPE 声明，不允许。", remedy: "请删去 DOCTYPE 和其中的实体定义。")
    }

    static func tooDeep(_ place: SourcePlace, limit: Int) -> Diagnostic {
        Diagnostic(.markupTooDeep, at: place, "元素嵌套超过 \(limit) 层。", remedy: "请减少嵌套。")
    }

    static func tooLarge(_ file: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .markupTooLarge, at: SourcePlace(file: file), "文件超过 \(limit >> 20) MiB。", remedy: "请检查是否放错了文件。")
    }

    static func textTooLong(_ place: SourcePlace, limit: Int) -> Diagnostic {
        Diagnostic(.markupTooLarge, at: place, "一段文本超过 \(limit >> 10) KiB。", remedy: "请缩短。")
    }

    static func attributeTooLong(_ place: SourcePlace, name: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .markupTooLarge, at: place, "属性 \(name.prefix(40)) 的值超过 \(limit >> 10) KiB。", remedy: "请缩短。")
    }

    static func tooManyAttributes(_ place: SourcePlace, limit: Int) -> Diagnostic {
        Diagnostic(.markupTooLarge, at: place, "一个元素的属性超过 \(limit) 个。", remedy: "请检查文件是否损坏。")
    }

    static func tooManyAttributesInAll(_ place: SourcePlace, limit: Int) -> Diagnostic {
        Diagnostic(.markupTooLarge, at: place, "文件里的属性超过 \(limit) 个。", remedy: "请检查是否放错了文件。")
    }

    static func encodingNotAccepted(_ file: String) -> Diagnostic {
        Diagnostic(
            .markupEncoding, at: SourcePlace(file: file, line: 1), "XML 声明的编码不接受。",
            remedy: "请改用 UTF-8（也接受 UTF-16、GB18030、GBK）。")
    }
}
