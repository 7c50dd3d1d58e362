import Model

/// Turns a value's type and the formatters behind its name into a print plan, or says why they do not fit.
struct PrintPlanner {
    private let name: String
    private let type: ValueType
    private let format: OutputFormat
    private var plan = PrintPlan()
    private var hasForm = false
    private var saysAbsence = false
    private(set) var absent: String?
    private(set) var word: String?

    /// The plan, and the texts that go to the literals.
    struct Result {
        var plan: PrintPlan
        let absent: String?
        let word: String?
        /// Digits, point, sign and nothing else.
        let isNumber: Bool
    }

    struct Fault: Error {
        let code: DiagnosticCode
        let offset: Int
        let headline: String
        let remedy: String
    }

    private init(_ name: String, _ type: ValueType, _ format: OutputFormat) {
        self.name = name
        self.type = type
        self.format = format
    }

    static func plan(_ name: ResolvedName, _ node: VariableNode, _ format: OutputFormat) throws(Fault)
        -> Result
    {
        var planner = PrintPlanner(node.path.text, name.type, format)
        planner.plan.form = planner.usualForm(name.type)
        for call in node.formatters { try planner.apply(call) }
        try planner.checkPrintable(node.offset)
        try planner.checkAbsence(name.isOptional, node.offset)
        return Result(
            plan: planner.plan, absent: planner.absent, word: planner.word, isNumber: planner.isNumber)
    }

    private var isNumber: Bool {
        switch plan.form {
        case .number, .hundredths, .rounded, .coordinate: return type.isNumber && !plan.showsPercent
        default: return false
        }
    }

    private func usualForm(_ type: ValueType) -> PrintPlan.Form {
        switch type {
        case .date: return format == .html ? .chineseDay : .isoDay
        case .period: return format == .html ? .quarter : .quarterCode
        case .whole, .points, .quantity: return .number
        case .link: return .link
        default: return .text
        }
    }

    private mutating func apply(_ call: FormatterCall) throws(Fault) {
        guard let formatter = Formatter(rawValue: call.word) else { throw .unknownFormatter(call) }
        guard !saysAbsence else { throw .misfit(call, "“\(call.word)”不能写在“无则”后面。", "请写在“无则”前面。") }
        guard formatter.accepts(type) else {
            throw .misfit(
                call, "“\(call.word)”不能用于\(type.chinese) \(name)。", "它用于\(formatter.fitting)。")
        }
        try checkArgument(formatter, call)
        if formatter.isModifier { return try modify(formatter, call) }
        guard !hasForm else { throw .misfit(call, "“\(call.word)”不能与前面的格式连用。", "请只留一个。") }
        hasForm = true
        try setForm(formatter, call)
    }

    private func checkArgument(_ formatter: Formatter, _ call: FormatterCall) throws(Fault) {
        switch formatter.argument {
        case .none where !call.argument.isEmpty:
            throw .misfit(call, "“\(call.word)”后面不能再写内容。", "请删去\(Diagnostic.quoted(call.argument))。")
        case .text where call.argument.isEmpty:
            let remedy = formatter == .absent ? "不印任何字请写“无则空”。" : "请写出要印的字。"
            throw .misfit(call, "“\(call.word)”后面没有内容。", remedy)
        case .count where !(1...10_000).contains(Int(call.argument) ?? 0):
            throw .misfit(call, "“\(call.word)”后面应是 1 到 10000 的字数。", "例如“截 20”。")
        default: break
        }
    }

    private mutating func modify(_ formatter: Formatter, _ call: FormatterCall) throws(Fault) {
        let fits: [PrintPlan.Form] = [.number, .hundredths, .rounded, .coordinate]
        switch formatter {
        case .percent, .sign, .magnitude:
            guard fits.contains(plan.form) else {
                throw .misfit(call, "“\(call.word)”不能与前面的格式连用。", "它可与“分”“整数”“坐标”连用。")
            }
            if formatter == .percent { plan.showsPercent = true }
            if formatter == .sign { plan.showsPlus = true }
            if formatter == .magnitude { plan.dropsSign = true }
        case .absent:
            absent = call.argument
            saysAbsence = true
        default: saysAbsence = true
        }
    }

    private mutating func setForm(_ formatter: Formatter, _ call: FormatterCall) throws(Fault) {
        if plan.showsPercent || plan.showsPlus || plan.dropsSign {
            guard [.hundredths, .rounded, .coordinate].contains(formatter) else {
                throw .misfit(call, "“\(call.word)”不能与前面的格式连用。", "请只留一个。")
            }
        }
        plan.form = form(of: formatter)
        switch formatter {
        case .cut: plan.limit = Int32(Int(call.argument) ?? 0)
        case .present: word = call.argument
        case .joined:
            word = call.argument.isEmpty ? "、" : call.argument
            if let element = type.scalarElement { plan.itemForm = usualForm(element) }
        default: break
        }
    }

    private func form(of formatter: Formatter) -> PrintPlan.Form {
        switch formatter {
        case .hundredths: return .hundredths
        case .rounded: return .rounded
        case .coordinate, .styleNumber: return .coordinate
        case .chineseNumeral: return .chineseNumeral
        case .circled: return .circled
        case .serial: return .serial
        case .bracketed: return .bracketed
        case .chineseDay: return .chineseDay
        case .yearMonth: return .yearMonth
        case .monthDay: return .monthDay
        case .isoDay: return .isoDay
        case .quarter: return .quarter
        case .quarterCode: return .quarterCode
        case .year: return .year
        case .yesNo: return .yesNo
        case .cut: return .cut
        case .present: return .present
        case .joined: return .joined
        case .percent, .sign, .magnitude, .absent, .absentNothing: return plan.form
        }
    }

    private func checkPrintable(_ offset: Int) throws(Fault) {
        if hasForm { return }
        switch type {
        case .list:
            throw Fault(
                code: .templateNeedsSection, offset: offset, headline: "\(name) 是列表，不能直接印出。",
                remedy: "请写 {{#\(name)}}…{{/\(name)}}，或用“连”。")
        case .record:
            throw Fault(
                code: .templateNeedsSection, offset: offset, headline: "\(name) 是对象，不能直接印出。",
                remedy: "请写 {{\(name == "." ? "名称" : name + ".名称")}} 这样的下级名称。")
        case .flag:
            throw Fault(
                code: .templateNeedsSection, offset: offset, headline: "\(name) 是是非，不能直接印出。",
                remedy: "请写 {{#\(name)}}…{{/\(name)}}，或用“是否”“有则”。")
        default: break
        }
    }

    private mutating func checkAbsence(_ isOptional: Bool, _ offset: Int) throws(Fault) {
        if plan.form == .present || saysAbsence {
            plan.absence = absent == nil ? .nothing : .literal
        } else if isOptional {
            throw Fault(
                code: .templateAbsenceUnsaid, offset: offset, headline: "\(name) 可能没有值，没有写明那时印什么。",
                remedy: "请写 {{\(name) | 无则 —}}、{{\(name) | 无则空}}，或放进小节 {{#\(name)}}…{{/\(name)}}。")
        }
    }
}

extension PrintPlanner.Fault {
    fileprivate static func misfit(_ call: FormatterCall, _ headline: String, _ remedy: String) -> Self {
        Self(code: .templateFormatterMisfit, offset: call.offset, headline: headline, remedy: remedy)
    }

    fileprivate static func unknownFormatter(_ call: FormatterCall) -> Self {
        let all = Formatter.allCases.map(\.rawValue)
        let remedy =
            NearestName.find(call.word, among: all).map { "是否为 \($0)？" }
            ?? "可用的有：\(all.joined(separator: "、"))。"
        let word = call.word.isEmpty ? "“|”后面没有格式名。" : "没有格式\(Diagnostic.quoted(call.word))。"
        return Self(code: .templateUnknownFormatter, offset: call.offset, headline: word, remedy: remedy)
    }
}

extension DiagnosticCode {
    package static let templateUnknownFormatter = DiagnosticCode("E611")
    package static let templateFormatterMisfit = DiagnosticCode("E612")
    package static let templateAbsenceUnsaid = DiagnosticCode("E613")
    package static let templateNeedsSection = DiagnosticCode("E614")
}
