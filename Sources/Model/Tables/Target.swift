/// 指标分解: an indicator given to a holder.
package struct Target: Sendable {
    package var indicator: Code
    package var holder: Holder
    /// `nil` is 据实 (no target value).
    package var value: Quantity?
    /// The assignment's own full points, else the indicator's.
    package var fullPoints: Points
    package var deadline: Day?
    package var origin: String?
    package var place: SourcePlace
    package init(
        indicator: Code, holder: Holder, value: Quantity?, fullPoints: Points, deadline: Day?,
        origin: String?,
        place: SourcePlace
    ) {
        self.indicator = indicator
        self.holder = holder
        self.value = value
        self.fullPoints = fullPoints
        self.deadline = deadline
        self.origin = origin
        self.place = place
    }
}
