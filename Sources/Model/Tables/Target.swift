/// 指标分解: an indicator given to a holder.
///
/// A class: a large park has a million, and tables, indexes and lines hold the same ones.
package final class Target: Sendable {
    package let indicator: Code
    package let holder: Holder
    /// `nil` is 据实 (no target value).
    package let value: Quantity?
    /// The assignment's own full points, else the indicator's.
    package let fullPoints: Points
    package let deadline: Day?
    package let origin: String?
    package let place: SourcePlace
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

    package func with(fullPoints: Points) -> Target {
        Target(
            indicator: indicator, holder: holder, value: value, fullPoints: fullPoints, deadline: deadline,
            origin: origin, place: place)
    }
}
