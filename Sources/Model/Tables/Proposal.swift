package struct Proposal: Sendable {
    package var code: Code
    package var person: Code
    package var name: String
    package var reason: String
    package var target: String
    package var fullPoints: Points
    /// 待审, 同意, 不同意.
    package var state: String
    package var reviewer: String?
    package var effective: Period?
    package var place: SourcePlace
    package init(
        code: Code, person: Code, name: String, reason: String, target: String, fullPoints: Points,
        state: String,
        reviewer: String?, effective: Period?, place: SourcePlace
    ) {
        self.code = code
        self.person = person
        self.name = name
        self.reason = reason
        self.target = target
        self.fullPoints = fullPoints
        self.state = state
        self.reviewer = reviewer
        self.effective = effective
        self.place = place
    }
}
