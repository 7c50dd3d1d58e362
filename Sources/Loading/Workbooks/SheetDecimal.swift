import Model

/// A number as a workbook stores it, rounded to the 15 significant digits that Excel shows.
///
/// Workbooks hold the shortest or longest decimal of a binary number: 89.95 stands there as 89.949999999999996.
/// The rounding is done on the digits, half up, so no binary arithmetic comes in.
struct SheetDecimal: CustomStringConvertible {
    private static let significant = 15
    private static let zero = UInt8(ascii: "0")

    private var isNegative = false
    /// Without leading or trailing zeros; empty for 0.
    private var digits: [UInt8] = []
    /// Digits before the decimal point; may be negative or beyond ``digits``.
    private var point = 0

    /// `nil` when the text is no decimal number of a sensible size.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        let whole = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(whole.count)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard !whole.isEmpty || !fraction.isEmpty, let exponent = Self.exponent(rest) else { return nil }
        digits = Array(whole) + Array(fraction)
        point = whole.count + exponent
        normalise()
        guard abs(point) <= 30 else { return nil }
    }

    private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
        guard let mark = text.first else { return 0 }
        guard mark == UInt8(ascii: "E") || mark == UInt8(ascii: "e"), text.count <= 6 else { return nil }
        return Int(String(decoding: text.dropFirst(), as: UTF8.self))
    }

    private mutating func normalise() {
        dropZeros()
        guard digits.count > Self.significant else { return }
        let roundsUp = digits[Self.significant] >= UInt8(ascii: "5")
        digits.removeSubrange(Self.significant...)
        if roundsUp { increment() }
        dropZeros()
    }

    private mutating func increment() {
        for index in digits.indices.reversed() {
            guard digits[index] == UInt8(ascii: "9") else {
                digits[index] += 1
                return
            }
            digits[index] = Self.zero
        }
        digits.insert(UInt8(ascii: "1"), at: 0)
        point += 1
    }

    private mutating func dropZeros() {
        let leading = digits.prefix { $0 == Self.zero }.count
        digits.removeFirst(leading)
        point -= leading
        while digits.last == Self.zero { digits.removeLast() }
        if digits.isEmpty { (point, isNegative) = (0, false) }
    }

    var timesHundred: SheetDecimal {
        var copy = self
        if !digits.isEmpty { copy.point += 2 }
        return copy
    }

    var description: String {
        guard !digits.isEmpty else { return "0" }
        let zeros = { (count: Int) in [UInt8](repeating: Self.zero, count: max(0, count)) }
        let whole = point <= 0 ? [Self.zero] : Array(digits.prefix(point)) + zeros(point - digits.count)
        let fraction = zeros(-point) + digits.dropFirst(max(0, point))
        let text = String(decoding: whole, as: UTF8.self)
        let tail = fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)
        return (isNegative ? "-" : "") + text + tail
    }

    /// The day a serial number counts to; `nil` for one that is none.
    ///
    /// Serial 1 is 1900-01-01, and Excel holds 1900 for a leap year, so its day 60 never was.
    func date(startsIn1904: Bool) -> String? {
        guard !isNegative, point <= 6, let serial = Int(digits.isEmpty ? "0" : wholeText) else { return nil }
        let origin = startsIn1904 ? Self.day1904 : (serial < 60 ? Self.day1900 : Self.day1900 - 1)
        guard startsIn1904 || (serial > 0 && serial != 60), serial < 110_000 else { return nil }
        let day = Day(ordinal: origin + serial).description
        return point < digits.count ? day + " " + time : day
    }

    private var wholeText: String {
        point <= 0 ? "0" : String(description.prefix { $0 != "." })
    }

    /// Hours and minutes of the fraction; a cell with them is refused as a date, and this shows why.
    private var time: String {
        let fraction = description.drop { $0 != "." }.dropFirst().prefix(9)
        let billionths =
            (Int(fraction) ?? 0)
            * [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000][
                9 - fraction.count]
        let minutes = min(1439, (billionths * 1440 + 500_000_000) / 1_000_000_000)
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return two(minutes / 60) + ":" + two(minutes % 60)
    }

    /// 1899-12-31 and 1904-01-01 since 1970-01-01.
    private static let day1900 = -25_568
    private static let day1904 = -24_107
}
