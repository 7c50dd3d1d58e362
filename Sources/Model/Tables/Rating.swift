package struct Rating: Sendable {
    package var holder: Holder
    /// `nil`: a mark for the component Q (persons) or C (offices).
    package var indicator: Code?
    package var rater: String
    package var mark: Points
    package init(holder: Holder, indicator: Code?, rater: String, mark: Points) {
        self.holder = holder
        self.indicator = indicator
        self.rater = rater
        self.mark = mark
    }
}
