package enum CardColour: String, Hashable, Sendable, CaseIterable, Comparable {
    case yellow, red
    package var chinese: String { self == .red ? "红牌" : "黄牌" }
    package static func < (a: CardColour, b: CardColour) -> Bool { a == .yellow && b == .red }
}

/// A card issued on paper before Yardstick (table 历史牌).
package struct PaperCard: Sendable {
    package var id: String
    package var holder: Holder
    package var colour: CardColour
    package var reason: String
    package var factsPeriod: Period
    package var issued: Day
    package var deadline: Day
    package var lifted: Day?
    package var place: SourcePlace
    package init(
        id: String, holder: Holder, colour: CardColour, reason: String, factsPeriod: Period, issued: Day,
        deadline: Day, lifted: Day?, place: SourcePlace
    ) {
        self.id = id
        self.holder = holder
        self.colour = colour
        self.reason = reason
        self.factsPeriod = factsPeriod
        self.issued = issued
        self.deadline = deadline
        self.lifted = lifted
        self.place = place
    }
}
