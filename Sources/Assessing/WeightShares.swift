import Model

/// Printed weights after the components that are not due gave theirs to the others in proportion.
enum WeightShares {
    /// Two decimals, together 100; what rounding leaves over goes to the largest remainders, ties in the given order.
    ///
    /// - Parameter weights: `nil` for a component that is not due.
    static func distribute(_ weights: [Points?]) -> [Points?] {
        let due = weights.compactMap { $0?.hundredths }.reduce(0, +)
        guard due > 0 else { return weights.map { _ in nil } }
        var shares = weights.map { $0.map { $0.hundredths * 10_000 / due } }
        let remainders = weights.map { $0.map { $0.hundredths * 10_000 % due } ?? -1 }
        let left = 10_000 - shares.compactMap { $0 }.reduce(0, +)
        let order = remainders.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
        for position in order.prefix(max(0, left)) { shares[position] = shares[position].map { $0 + 1 } }
        return shares.map { $0.map(Points.init(hundredths:)) }
    }
}

extension WeightedPart {
    /// round2(weight × value / 100); `nil` when the component is not due.
    init?(weight: Points?, value: Points?) {
        guard let weight, let value else { return nil }
        self.init(weight: weight, value: value, points: weight.percent(of: value))
    }
}
