package struct QuotaOutcome: Hashable, Sendable {
    /// Persons with a grade by score.
    package var base: Int
    package var places: Int
    /// Persons proposed for the quota grade.
    package var taken: Int
    /// 待审定, sharing the places left.
    package var pending: Int
    package init(base: Int, places: Int, taken: Int, pending: Int) {
        self.base = base
        self.places = places
        self.taken = taken
        self.pending = pending
    }
}
