import Model

/// How the text of a cell becomes a value, and what to say when it does not.
struct CellForm<Value: Sendable>: Sendable {
    /// For docs/tables.md.
    private(set) var description: String
    /// What an empty required cell is reported as.
    var emptyCode: DiagnosticCode = .emptyCell
    /// Names and free text of persons are never repeated in a message.
    var isPrivate = false
    /// What a code in this column points at.
    var reference: Reference.Kind?
    /// The cell gives the code its meaning instead of pointing at it.
    var defines = false
    /// The person or office named here leads, approves or provides, and the row is not about them.
    var isRole = false
    /// The words that may be chosen, when there are only so many.
    var choices: [String] = []
    let parse: @Sendable (String) throws(CellFault) -> Value

    init(_ description: String, _ parse: @escaping @Sendable (String) throws(CellFault) -> Value) {
        self.description = description
        self.parse = parse
    }

    func referring(to kind: Reference.Kind, defines: Bool = false) -> CellForm {
        var copy = self
        copy.reference = kind
        copy.defines = defines
        return copy
    }

    /// The same for a column that names who leads, approves or provides.
    var asRole: CellForm {
        var copy = self
        copy.isRole = true
        return copy
    }

    /// The same with other words in docs/tables.md.
    func described(_ description: String) -> CellForm {
        var copy = self
        copy.description = description
        return copy
    }

    func choosing(_ words: [String]) -> CellForm {
        var copy = self
        copy.choices = words
        return copy
    }

    var kept: CellForm {
        var copy = self
        copy.isPrivate = true
        return copy
    }
}

/// What is wrong with a cell; the title and the echoed text are put before it.
struct CellFault: Error {
    var code: DiagnosticCode
    /// Follows `得分“10O”`, without a full stop.
    var predicate: String
    var remedy: String
    /// The text itself is unprintable or already in the predicate.
    var hidesText = false
}

/// A code in a row that points at something, or is its definition.
struct Reference: Hashable, Sendable {
    enum Kind: UInt8, Hashable, Sendable, CaseIterable { case person, office, project, indicator, enterprise }
    var kind: Kind
    var code: Code
    var column: Int
    var defines: Bool
    /// May stand only in an earlier quarter's tables: an object that is gone can still have a card.
    var mayBeGone = false
    /// Names who leads, approves or provides: a fault of the row does not cost them their papers.
    var isRole = false
    /// From a row with too many or too few cells, so that a title may be wrong.
    var isGuess = false
}

extension DiagnosticCode {
    static let emptyCell = DiagnosticCode("E201")
    static let unknownWord = DiagnosticCode("E202")
    static let notANumber = DiagnosticCode("E203")
    static let outOfRange = DiagnosticCode("E204")
    static let tooManyDecimals = DiagnosticCode("E205")
    static let notADate = DiagnosticCode("E206")
    static let notAPeriod = DiagnosticCode("E209")
}

// MARK: - Words

extension CellForm {
    /// One of the raw values, as they are typed.
    static func word() -> CellForm
    where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
        let words = Value.allCases.map(\.rawValue)
        return CellForm(words.joined(separator: "、")) { text throws(CellFault) in
            guard let value = Value(rawValue: text) else { throw .unknownWord(text, among: words) }
            return value
        }.choosing(words)
    }
}

extension CellForm where Value == String {
    static func word(_ words: String...) -> CellForm {
        CellForm(words.joined(separator: "、")) { text throws(CellFault) in
            guard words.contains(text) else { throw .unknownWord(text, among: words) }
            return text
        }.choosing(words)
    }
}

extension CellForm where Value == HolderKind {
    /// 对象.
    static func holder(_ kinds: HolderKind...) -> CellForm {
        let words = kinds.map(\.rawValue)
        return CellForm(words.joined(separator: "、")) { text throws(CellFault) in
            guard let kind = kinds.first(where: { $0.rawValue == text }) else {
                throw .unknownWord(text, among: words)
            }
            return kind
        }
    }
}

extension CellForm where Value == Bool {
    static let flag = CellForm("是、否") { text throws(CellFault) in
        switch text {
        case "是": return true
        case "否": return false
        default: throw .unknownWord(text, among: ["是", "否"])
        }
    }.choosing(["是", "否"])
}

extension CellForm where Value == CardColour {
    static let colour = CellForm("黄牌、红牌") { text throws(CellFault) in
        guard let colour = CardColour.allCases.first(where: { $0.chinese == text }) else {
            throw .unknownWord(text, among: CardColour.allCases.map(\.chinese))
        }
        return colour
    }.choosing(CardColour.allCases.map(\.chinese))
}

extension CellFault {
    static func unknownWord(_ text: String, among words: [String]) -> CellFault {
        let hint = NearestWord.hint(for: text, among: words)
        return CellFault(
            code: .unknownWord, predicate: "不是可填的词\(hint)", remedy: "可填：\(words.joined(separator: "、"))。")
    }
}

// MARK: - Dates

extension CellForm where Value == Day {
    static let day = CellForm("日期，如 2025-06-30") { text throws(CellFault) in
        guard let day = Day(iso: text) else {
            throw CellFault(code: .notADate, predicate: "不是日期", remedy: remedy(for: text))
        }
        return day
    }

    private static func remedy(for text: String) -> String {
        let parts = text.split { "/-.年月日 T:".contains($0) }.map { Int($0) }
        guard parts.count >= 2, let year = parts[0], let month = parts[1] else {
            return "请写成 2025-06-30 的样子，并确认有这一天。"
        }
        if parts.count == 2, let day = Day(year: year, month: month, day: 1) {
            return "请写到日，如 \(String(day.description.prefix(8)))\(Day.days(inMonth: month, of: year))。"
        }
        guard parts.count >= 3, let number = parts[2], let day = Day(year: year, month: month, day: number)
        else {
            return "请写成 2025-06-30 的样子，并确认有这一天。"
        }
        return "请写成 \(day)\(parts.count > 3 ? "，不带时间" : "")。"
    }
}

extension CellForm where Value == Period {
    static let period = CellForm("季度，如 2025Q1") { text throws(CellFault) in
        guard let period = Period(text) else {
            throw CellFault(code: .notAPeriod, predicate: "不是季度", remedy: "请写成 2025Q1 的样子。")
        }
        return period
    }
}
