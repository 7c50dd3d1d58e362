package struct Rating: Sendable {
    package var holder: Holder
    /// `nil`: a mark for the component Q (persons) or C (offices).
    package var indicator: Code?
    package var rater: String
    package var mark: Points
    package var comment: String?
    package var place: SourcePlace
    package init(
        holder: Holder, indicator: Code?, rater: String, mark: Points, comment: String?, place: SourcePlace
    ) {
        self.holder = holder
        self.indicator = indicator
        self.rater = rater
        self.mark = mark
        self.comment = comment
        self.place = place
    }
}
