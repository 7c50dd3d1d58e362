/// A number as somebody typed it: a target, an actual, a mark, a parameter.
///
/// Exact, and prints with the decimals it was typed with (`30`, `7.125`, `8.0`); a computed figure is
/// ``Points`` instead.
package struct Quantity: Hashable, Sendable, Comparable {
    /// Millionths, so that every input (at most 6 decimals, 12 integer digits) is exact.
    package let millionths: Int
    /// Decimals to print.
    package var decimals: Int { Int(places) }
    private let places: UInt8

    package static let scale = 1_000_000

    package init(millionths: Int, decimals: Int) {
        self.millionths = millionths
        places = UInt8(clamping: decimals)
    }

    package init(whole: Int) { self.init(millionths: whole * Self.scale, decimals: 0) }

    /// A computed figure used where an input is expected (a derived actual); prints two decimals.
    package init(_ points: Points) { self.init(millionths: points.hundredths * 10_000, decimals: 2) }

    /// Why a text is not a plain decimal.
    package enum Fault: Error, Hashable, Sendable { case notANumber, tooManyDecimals, tooLarge }

    /// Reads `-?(0|[1-9][0-9]*)(\.[0-9]+)?`; `-0`, `+1`, `.5`, `1e2`, `95%` and full-width digits are faults.
    package init(plain text: String, atMost places: Int = 6) throws(Fault) {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        var value = 0
        var whole = 0
        var fraction: Int?
        var startsWithZero = false
        for byte in text.utf8.dropFirst(isNegative ? 1 : 0) {
            if byte == UInt8(ascii: "."), fraction == nil {
                fraction = 0
                continue
            }
            guard Self.isDigit(byte) else { throw .notANumber }
            if let count = fraction { fraction = count + 1 } else { whole += 1 }
            if whole == 1, fraction == nil { startsWithZero = byte == UInt8(ascii: "0") }
            // What is too long is refused below; until then it must not overflow.
            if whole <= 12, (fraction ?? 0) <= 6 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
        }
        guard whole > 0, whole == 1 || !startsWithZero, fraction != 0 else { throw .notANumber }
        guard (fraction ?? 0) <= min(places, 6) else { throw .tooManyDecimals }
        guard whole <= 12 else { throw .tooLarge }
        for _ in (fraction ?? 0)..<6 { value *= 10 }
        guard !(isNegative && value == 0) else { throw .notANumber }
        self.init(millionths: isNegative ? -value : value, decimals: fraction ?? 0)
    }

    /// Equal by value: 8.0 and 8 are the same number, however typed.
    package static func == (a: Quantity, b: Quantity) -> Bool { a.millionths == b.millionths }
    package func hash(into hasher: inout Hasher) { hasher.combine(millionths) }
    package static func < (a: Quantity, b: Quantity) -> Bool { a.millionths < b.millionths }

    /// Rounded half-up to two decimals.
    package var rounded: Points { Points.rounding(Int128(millionths), over: Int128(Self.scale)) }

    package var isWhole: Bool { millionths % Self.scale == 0 }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension Quantity: CustomStringConvertible {
    package var description: String {
        let magnitude = millionths.magnitude
        let whole = magnitude / UInt(Self.scale)
        var text = (millionths < 0 ? "-" : "") + "\(whole)"
        guard decimals > 0 else { return text }
        let fraction = String(magnitude % UInt(Self.scale))
        text += "." + (String(repeating: "0", count: 6 - fraction.count) + fraction).prefix(decimals)
        return text
    }
}
