package struct Decision: Sendable {
    package enum Matter: String, Sendable, CaseIterable {
        case grade = "等次"
        case card = "赋牌"
        case lifting = "销牌"
        case withdrawal = "撤牌"
    }
    package var matter: Matter
    package var holder: Holder
    package var cardID: String?
    /// 建议, as the program computed it, or 无.
    package var suggested: String
    /// 审定.
    package var decided: String
    package var reason: String
    package var decidedBy: String
    package var date: Day
    package var place: SourcePlace
    package init(
        matter: Matter, holder: Holder, cardID: String?, suggested: String, decided: String, reason: String,
        decidedBy: String, date: Day, place: SourcePlace
    ) {
        self.matter = matter
        self.holder = holder
        self.cardID = cardID
        self.suggested = suggested
        self.decided = decided
        self.reason = reason
        self.decidedBy = decidedBy
        self.date = date
        self.place = place
    }
}
