package struct Rank: Hashable, Sendable {
    package enum Key: String, Hashable, Sendable {
        case keyScore = "关键指标得分率"
        case deductions = "扣分较少"
        case incentive = "加分较多"
    }
    package var place: Int
    /// How many share the place, itself included.
    package var sharedBy: Int
    /// The key after S that separated it from an equal S; `nil` when S decided.
    package var decidedBy: Key?
    package init(place: Int, sharedBy: Int, decidedBy: Key?) {
        self.place = place
        self.sharedBy = sharedBy
        self.decidedBy = decidedBy
    }
}
