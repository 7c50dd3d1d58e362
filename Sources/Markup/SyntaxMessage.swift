import CLibXML2

/// libxml2's complaint about broken markup, in Chinese.
///
/// The parameters come as libxml2 gives them: a name, and for two tags that do not fit, the second one.
struct SyntaxMessage {
    let code: UInt32
    let name: String
    let other: String
    /// libxml2's own words, for complaints not listed here.
    let original: String

    var cause: String {
        switch code {
        case XML_ERR_DOCUMENT_EMPTY.rawValue: return "没有内容，或不以 < 开头"
        case XML_ERR_DOCUMENT_END.rawValue: return "根元素结束之后还有内容"
        case XML_ERR_TAG_NAME_MISMATCH.rawValue: return "开始标签 \(name) 与结束标签 \(other) 不配对"
        case XML_ERR_TAG_NOT_FINISHED.rawValue: return "元素 \(name) 没有结束，文件可能不完整"
        case XML_ERR_GT_REQUIRED.rawValue: return "标签没有以 > 结束"
        case XML_ERR_LT_REQUIRED.rawValue, XML_ERR_LTSLASH_REQUIRED.rawValue: return "此处应有标签"
        case XML_ERR_NAME_REQUIRED.rawValue, XML_ERR_NAME_TOO_LONG.rawValue: return "此处应有名称（< 或 & 后面）"
        case XML_ERR_UNDECLARED_ENTITY.rawValue:
            return "实体 &\(name); 没有定义，只能用 &amp; &lt; &gt; &quot; &apos; 和字符编号"
        case XML_ERR_ENTITYREF_SEMICOL_MISSING.rawValue: return "& 引用没有以分号结束（单独的 & 应写作 &amp;）"
        case XML_ERR_INVALID_CHARREF.rawValue, XML_ERR_INVALID_HEX_CHARREF.rawValue,
            XML_ERR_INVALID_DEC_CHARREF.rawValue:
            return "字符编号无效"
        default: return attributeCause
        }
    }

    private var attributeCause: String {
        switch code {
        case XML_ERR_ATTRIBUTE_REDEFINED.rawValue: return "属性 \(name) 写了两次"
        case XML_ERR_ATTRIBUTE_NOT_STARTED.rawValue, XML_ERR_ATTRIBUTE_NOT_FINISHED.rawValue:
            return "属性值的引号不完整"
        case XML_ERR_ATTRIBUTE_WITHOUT_VALUE.rawValue: return "属性 \(name) 没有值"
        case XML_ERR_LT_IN_ATTRIBUTE.rawValue: return "属性值里有 <，应写作 &lt;"
        case XML_ERR_SPACE_REQUIRED.rawValue: return "此处应有空格"
        case XML_ERR_MISPLACED_CDATA_END.rawValue: return "文本里有 ]]>"
        case XML_ERR_COMMENT_NOT_FINISHED.rawValue: return "注释没有结束"
        case XML_ERR_HYPHEN_IN_COMMENT.rawValue: return "注释里有 --"
        case XML_ERR_CDATA_NOT_FINISHED.rawValue: return "CDATA 没有结束"
        case XML_ERR_INVALID_CHAR.rawValue: return "含有 XML 不允许的控制字符"
        case XML_ERR_INVALID_ENCODING.rawValue: return "字节与文件的编码不符"
        case XML_ERR_UNKNOWN_ENCODING.rawValue, XML_ERR_UNSUPPORTED_ENCODING.rawValue: return "编码不认识"
        case XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue: return "名称的前缀 \(name) 没有声明"
        default: return "解析停在此处（libxml2：\(original)）"
        }
    }
}
