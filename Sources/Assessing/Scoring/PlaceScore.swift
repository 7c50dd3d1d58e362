import Model

/// Method E: points by place, at most W.
enum PlaceScore {
    static func score(_ input: ScoringInput) -> LineScore? {
        guard input.actual.isWhole, input.actual.millionths > 0 else { return nil }
        let rank = input.actual.millionths / Quantity.scale
        let points = input.parameters.places?.first { $0.rank == rank }?.points.rounded ?? .zero
        return LineScore(completion: nil, score: min(input.full, points))
    }
}
