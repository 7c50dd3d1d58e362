import Model

/// The closed list of what may stand behind a bar; docs/template-language.md has an example of each.
enum Formatter: String, CaseIterable, Sendable {
    case hundredths = "分"
    case rounded = "整数"
    case percent = "百分比"
    case sign = "符号"
    case magnitude = "绝对值"
    case coordinate = "坐标"
    case styleNumber = "样式数"
    case chineseNumeral = "中文数字"
    case circled = "带圈"
    case serial = "号"
    case bracketed = "六角"
    case chineseDay = "年月日"
    case yearMonth = "年月"
    case monthDay = "月日"
    case isoDay = "日期"
    case quarter = "季度"
    case quarterCode = "季度代码"
    case year = "年度"
    case yesNo = "是否"
    case cut = "截"
    case joined = "连"
    case present = "有则"
    case absent = "无则"
    case absentNothing = "无则空"

    enum Argument { case none, count, text, optionalText }

    var argument: Argument {
        switch self {
        case .cut: return .count
        case .present, .absent: return .text
        case .joined: return .optionalText
        default: return .none
        }
    }

    /// Adds to another formatter instead of replacing it.
    var isModifier: Bool {
        switch self {
        case .percent, .sign, .magnitude, .absent, .absentNothing: return true
        default: return false
        }
    }

    func accepts(_ type: ValueType) -> Bool {
        switch self {
        case .hundredths, .rounded, .percent, .sign, .magnitude, .coordinate, .styleNumber:
            return type.isNumber
        case .chineseNumeral, .circled, .serial: return type.isWhole
        case .bracketed: return type.isWhole || type.isPeriod
        case .chineseDay, .yearMonth, .monthDay, .isoDay: return type.isDate
        case .quarter, .quarterCode, .year: return type.isPeriod
        case .yesNo: return type.isFlag
        case .cut: return type.isText
        case .joined: return type.scalarElement != nil
        case .present: return type.isScalar
        case .absent, .absentNothing: return true
        }
    }

    /// For messages: the types it fits.
    var fitting: String {
        switch self {
        case .hundredths, .rounded, .percent, .sign, .magnitude, .coordinate, .styleNumber: return "整数、分值和数"
        case .chineseNumeral, .circled, .serial: return "整数"
        case .bracketed: return "整数和季度"
        case .chineseDay, .yearMonth, .monthDay, .isoDay: return "日期"
        case .quarter, .quarterCode, .year: return "季度"
        case .yesNo: return "是非"
        case .cut: return "文字"
        case .joined: return "由文字、数或日期组成的列表"
        case .present: return "列表和对象以外的值"
        case .absent, .absentNothing: return "各种值"
        }
    }
}

extension ValueType {
    var isText: Bool { if case .text = self { true } else { false } }
    var isFlag: Bool { if case .flag = self { true } else { false } }
    var isRecord: Bool { if case .record = self { true } else { false } }
    var isWhole: Bool { if case .whole = self { true } else { false } }
    var isDate: Bool { if case .date = self { true } else { false } }
    var isPeriod: Bool { if case .period = self { true } else { false } }
    var isLink: Bool { if case .link = self { true } else { false } }
    var isList: Bool { if case .list = self { true } else { false } }

    var isNumber: Bool {
        switch self {
        case .whole, .points, .quantity: return true
        default: return false
        }
    }

    var isScalar: Bool {
        switch self {
        case .record, .list: return false
        default: return true
        }
    }

    var record: RecordType? { if case .record(let type) = self { type } else { nil } }

    /// Of a list whose items print without a section.
    var scalarElement: ValueType? {
        guard case .list(let element) = self, element.isScalar, !element.isFlag else { return nil }
        return element
    }

    /// The type's name in messages and in the tree of names.
    var chinese: String {
        switch self {
        case .text: return "文字"
        case .flag: return "是非"
        case .whole: return "整数"
        case .points: return "分值"
        case .quantity: return "数"
        case .date: return "日期"
        case .period: return "季度"
        case .link: return "链接"
        case .record: return "对象"
        case .list: return "列表"
        }
    }
}
