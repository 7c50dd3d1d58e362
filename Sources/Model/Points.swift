/// A computed figure in hundredths: a score, a completion in per cent, a weight.
///
/// Every printed figure is one of these, and later steps compute with the printed figure
/// (docs/rules.md §1), so there is no hidden precision and no binary floating point.
package struct Points: Hashable, Sendable, Comparable {
    package var hundredths: Int

    package init(hundredths: Int) { self.hundredths = hundredths }
    package init(whole: Int) { hundredths = whole * 100 }

    package static let zero = Points(hundredths: 0)
    package static let hundred = Points(whole: 100)

    /// Far beyond any figure of a park, and small enough that sums and conversions cannot overflow.
    private static let largest = Int128(Int.max / 20_000)

    /// `numerator / denominator` points, rounded half-up to two decimals, away from zero for negatives.
    ///
    /// - Precondition: `denominator` is not 0.
    package static func rounding(_ numerator: Int128, over denominator: Int128) -> Points {
        let negative = (numerator < 0) != (denominator < 0)
        let magnitude = Int128(numerator.magnitude)
        let divisor = Int128(denominator.magnitude)
        // The whole part first: numerators are products of two inputs and must not be multiplied further.
        let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: divisor)
        let rounded = min(whole, largest) * 100 + (200 * rest + divisor) / (2 * divisor)
        let limited = Int(min(rounded, largest))
        return Points(hundredths: negative ? -limited : limited)
    }

    /// round2(self × other / 100): a share of a weight, a percentage of full points.
    package func percent(of full: Points) -> Points {
        Points.rounding(Int128(hundredths) * Int128(full.hundredths), over: 1_000_000)
    }

    package static func < (a: Points, b: Points) -> Bool { a.hundredths < b.hundredths }
    package static func + (a: Points, b: Points) -> Points { Points(hundredths: a.hundredths + b.hundredths) }
    package static func - (a: Points, b: Points) -> Points { Points(hundredths: a.hundredths - b.hundredths) }
    package static prefix func - (a: Points) -> Points { Points(hundredths: -a.hundredths) }
    package static func += (a: inout Points, b: Points) { a.hundredths += b.hundredths }

    package func clamped(to range: ClosedRange<Points>) -> Points {
        min(max(self, range.lowerBound), range.upperBound)
    }
}

extension Sequence where Element == Points {
    package func sum() -> Points { reduce(.zero, +) }
}

extension Points: CustomStringConvertible {
    /// Always two decimals: `85.71`, `-0.05`.
    package var description: String {
        let magnitude = hundredths.magnitude
        let cents = magnitude % 100
        return (hundredths < 0 ? "-" : "") + "\(magnitude / 100)." + (cents < 10 ? "0" : "") + "\(cents)"
    }
}
