package struct Project: Sendable {
    package var code: Code
    package var name: String
    package var type: String
    package var stage: String
    package var owner: Code
    package var office: Code
    /// Per cent, 0 to 999.
    package var planned: Points
    package var actual: Points
    package var asOf: Day
    package var lagReason: String?
    package var cause: String?
    package var claimed: Day?
    package var place: SourcePlace
    package init(
        code: Code, name: String, type: String, stage: String, owner: Code, office: Code, planned: Points,
        actual: Points, asOf: Day, lagReason: String?, cause: String?, claimed: Day?, place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.type = type
        self.stage = stage
        self.owner = owner
        self.office = office
        self.planned = planned
        self.actual = actual
        self.asOf = asOf
        self.lagReason = lagReason
        self.cause = cause
        self.claimed = claimed
        self.place = place
    }
    /// Points behind plan; negative when ahead.
    package var lag: Points { planned - actual }
}
