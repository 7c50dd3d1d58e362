import Model

extension CellForm where Value == Quantity {
    /// A plain decimal, kept as typed.
    static func number(places: Int, _ range: ClosedRange<Int>? = nil) -> CellForm {
        let span = range.map { "，\($0.lowerBound)–\($0.upperBound)" } ?? ""
        return decimal("数，最多 \(places) 位小数" + span) { text throws(CellFault) in
            let value = try plainDecimal(text, places: places)
            if let range { try limit(value, to: range) }
            return value
        }
    }

    private static func decimal(
        _ description: String, _ parse: @escaping @Sendable (String) throws(CellFault) -> Value
    ) -> CellForm {
        var form = CellForm(description, parse)
        form.emptyCode = .notANumber
        return form
    }
}

extension CellForm where Value == Points {
    /// Marks, progress: at most two decimals within bounds.
    static func points(_ range: ClosedRange<Int>) -> CellForm {
        points("\(range.lowerBound)–\(range.upperBound)，最多 2 位小数") { value throws(CellFault) in
            try limit(value, to: range)
        }
    }

    static let fullPoints = points("大于 0，最多 2 位小数") { value throws(CellFault) in
        guard value.millionths > 0, value <= Quantity(whole: 1_000) else {
            throw .outOfRange("应大于 0、不超过 1000", "请改为大于 0 的数。")
        }
    }

    static let deduction = points("不小于 0，最多 2 位小数") { value throws(CellFault) in
        guard value.millionths >= 0, value <= Quantity(whole: 1_000) else {
            throw .outOfRange("应不小于 0、不超过 1000", "请填扣几分，不写负号。")
        }
    }

    private static func points(
        _ description: String, _ check: @escaping @Sendable (Quantity) throws(CellFault) -> Void
    ) -> CellForm {
        var form = CellForm(description) { text throws(CellFault) in
            let value = try plainDecimal(text, places: 2)
            try check(value)
            return value.rounded
        }
        form.emptyCode = .notANumber
        return form
    }
}

extension CellForm where Value == Int {
    static func whole(_ range: ClosedRange<Int>) -> CellForm {
        var form = CellForm("整数，\(range.lowerBound)–\(range.upperBound)") { text throws(CellFault) in
            let value = try plainDecimal(text, places: 0)
            try limit(value, to: range)
            return value.millionths / Quantity.scale
        }
        form.emptyCode = .notANumber
        return form
    }
}

/// 目标值: a number, or 据实 (`nil`).
struct TargetCell: Sendable {
    var value: Quantity?
}

extension CellForm where Value == TargetCell {
    static let target: CellForm = {
        var form = CellForm("数，最多 4 位小数，或据实") { text throws(CellFault) in
            TargetCell(
                value: text == "据实" ? nil : try plainDecimal(text, places: 4, orWords: "没有目标值的填“据实”。"))
        }
        form.emptyCode = .notANumber
        return form
    }()
}

extension CellForm where Value == Result.Actual {
    static let actual: CellForm = {
        var form = CellForm("数，最多 4 位小数，或未报、不适用") { text throws(CellFault) in
            switch text {
            case "未报": return Result.Actual.missing
            case "不适用": return .notApplicable
            default:
                return .value(try plainDecimal(text, places: 4, orWords: "没有数的填“未报”，不适用的填“不适用”并在说明里写原因。"))
            }
        }
        form.emptyCode = .notANumber
        return form
    }()
}

/// A plain decimal, or a fault that says how to write the number that was meant.
///
/// - Parameter words: what may stand in place of a number, for a text without any digit.
func plainDecimal(_ text: String, places: Int, orWords words: String = "") throws(CellFault) -> Quantity {
    do {
        return try Quantity(plain: text, atMost: places)
    } catch {
        switch error {
        case .notANumber:
            throw CellFault(
                code: .notANumber, predicate: "不是数字", remedy: plainDecimalRemedy(text, places, words))
        case .tooManyDecimals:
            let rule = places == 0 ? "应是整数" : "最多 \(places) 位小数"
            throw CellFault(code: .tooManyDecimals, predicate: "小数位数过多，\(rule)", remedy: "请按规定的位数填写。")
        case .tooLarge: throw .outOfRange("整数部分超过 12 位", "请检查单位。")
        }
    }
}

func limit(_ value: Quantity, to range: ClosedRange<Int>) throws(CellFault) {
    guard value >= Quantity(whole: range.lowerBound), value <= Quantity(whole: range.upperBound) else {
        throw .outOfRange(
            "超出 \(range.lowerBound)–\(range.upperBound)",
            "请改为 \(range.lowerBound) 到 \(range.upperBound) 之间的数。")
    }
}

extension CellFault {
    static func outOfRange(_ predicate: String, _ remedy: String) -> CellFault {
        CellFault(code: .outOfRange, predicate: predicate, remedy: remedy)
    }
}

/// Names the usual slip; a full-width digit and a unit look right on the screen.
private func plainDecimalRemedy(_ text: String, _ places: Int, _ words: String) -> String {
    let half = String(
        String.UnicodeScalarView(
            NearestWord.folded(text).compactMap(Unicode.Scalar.init)
        ).filter { $0 != "," && $0 != "%" && $0 != "+" })
    if half != text, let value = try? Quantity(plain: half, atMost: 6) {
        return "请写成 \(value)，不带百分号、千分位、空格和全角数字。"
    }
    if text == "-0" { return "请写成 0。" }
    if let number = numberBeforeAUnit(half) { return "请写成 \(number)，不带单位。" }
    if !words.isEmpty, !half.utf8.contains(where: { (0x30...0x39).contains($0) }) {
        return "请填数；\(words)"
    }
    let form = places == 0 ? "整数" : "最多 \(places) 位小数的数"
    return "请改为\(form)，如 \(places == 0 ? "5" : "95.5")，不带单位。"
}

/// 12 of 12家; nothing of 10O, 1e2 or 3-5, in which it is not plain what was meant.
private func numberBeforeAUnit(_ text: String) -> Quantity? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
    let unit = text.dropFirst(number.count)
    guard !unit.isEmpty, unit.unicodeScalars.allSatisfy(\.properties.isIdeographic) else { return nil }
    return try? Quantity(plain: String(number), atMost: 6)
}
