import Model

/// What a method needs to score a line; `target` is `nil` for 据实 and panel lines.
struct ScoringInput {
    var full: Points
    var target: Quantity?
    var actual: Quantity
    var parameters: MethodParameters

    /// k, cap, floor, steps and places of the indicator, else of the scheme (docs/rules.md §3).
    static func parameters(of indicator: Indicator, full: Points, _ defaults: Scheme.MethodDefaults)
        -> MethodParameters
    {
        var inForce = MethodParameters()
        let own = indicator.parameters
        switch indicator.method {
        case .completion, .satisfaction, .inverse:
            inForce.cap = own.cap ?? defaults.caps[indicator.indicatorClass]
            inForce.floor = own.floor ?? defaults.floor
        case .steps: inForce.steps = own.steps ?? defaults.steps
        case .deduction, .deductionOrVeto: inForce.k = own.k ?? defaults.deductionK
        case .bonus: inForce.k = own.k ?? defaults.bonusK
        case .place: inForce.places = own.places ?? defaults.places
        case .percentagePoints:
            inForce.cap = own.cap ?? defaults.caps[indicator.indicatorClass]
            inForce.k =
                own.k ?? PercentagePointScore.defaultK(full: full, share: defaults.percentagePointShare)
        case .panel, .veto: break
        }
        return inForce
    }
}

/// A line's completion (where its method has one) and its score, both as printed.
struct LineScore: Hashable {
    var completion: Points?
    var score: Points
}

/// 1 point in the unit of a product of two ``Quantity`` values (millionths × millionths).
let squaredScale = Int128(Quantity.scale) * Int128(Quantity.scale)
