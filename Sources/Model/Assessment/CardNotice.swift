/// All facts of one quarter about one object.
package struct CardNotice: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// No sign-off yet (拟赋牌).
        case proposed
        /// 已赋牌, in the decided colour.
        case issued
        /// 不赋牌.
        case refused
    }
    package var period: Period
    package var object: Holder
    /// Newest known name of the object.
    package var name: String
    /// The person's or project's office, or the office itself; `nil` when gone from the tables.
    package var office: Code?
    /// 责任人: the person, the office's head, the project's owner.
    package var responsible: Code?
    /// In rule order; empty for a card that only the committee proposed.
    package var facts: [CardFact]
    /// `nil` when nobody proposed it.
    package var proposed: CardColour?
    package var decision: Decision?
    /// Decided when signed off, or when a decision row stands; `nil` while only proposed, or refused.
    package var decided: CardColour?
    package var outcome: Outcome
    /// Issue date and the dates that follow from it; `nil` before sign-off.
    package var issued: Day?
    package var rectifyBy: Day?
    package var talkBy: Day?
    package var statementBy: Day?
    package var earlier: [CardRecord]
    /// A fault touches the object or its decision: no paper, no record.
    package var isWithheld = false

    package init(
        period: Period, object: Holder, name: String, office: Code?, responsible: Code?, facts: [CardFact],
        proposed: CardColour?, earlier: [CardRecord]
    ) {
        self.period = period
        self.object = object
        self.name = name
        self.office = office
        self.responsible = responsible
        self.facts = facts
        self.proposed = proposed
        self.earlier = earlier
        outcome = .proposed
    }

    /// `2025Q1-P007`.
    package var id: String { "\(period)-\(object.code)" }
    /// The colour the paper shows.
    package var colour: CardColour { decided ?? proposed ?? .yellow }
    /// Each once, red before yellow: two overdue appeals are two facts and one rule.
    package var rules: [CardRule] { Set(facts.map(\.rule)).sorted() }
}

/// A card that was issued, with what became of it.
package struct CardRecord: Hashable, Sendable {
    package enum Closure: Hashable, Sendable {
        case lifted(Day)
        /// 升级红牌, by the red card's id.
        case escalated(Day, by: String)
        /// 撤牌: as if it had never been, from that day on.
        case withdrawn(Day)

        package var day: Day {
            switch self {
            case .lifted(let day), .escalated(let day, _), .withdrawn(let day): return day
            }
        }
    }
    package var id: String
    package var object: Holder
    /// The issued colour.
    package var colour: CardColour
    package var factsPeriod: Period
    package var issued: Day
    package var rectifyBy: Day
    package var rules: [CardRule]
    package var closure: Closure?
    /// Newest row of the card's rectification item.
    package var rectification: RectificationState?
    package var acceptedOn: Day?
    /// R4 has fired, whatever the committee made of it.
    package var escalationRaised = false
    /// Issued on paper before Yardstick.
    package var isPaper = false

    package init(
        id: String, object: Holder, colour: CardColour, factsPeriod: Period, issued: Day, rectifyBy: Day,
        rules: [CardRule]
    ) {
        self.id = id
        self.object = object
        self.colour = colour
        self.factsPeriod = factsPeriod
        self.issued = issued
        self.rectifyBy = rectifyBy
        self.rules = rules
    }

    /// 已赋牌、整改中、待验收、已验收、已销牌、升级红牌 or 撤销.
    package var stateText: String {
        switch closure {
        case .lifted: return "已销牌"
        case .escalated: return "升级红牌"
        case .withdrawn: return "撤销"
        case nil:
            switch rectification {
            case nil, .notStarted: return "已赋牌"
            case .inProgress: return "整改中"
            case .awaitingAcceptance: return "待验收"
            case .accepted, .closed: return "已验收"
            case .terminated: return "已赋牌"
            }
        }
    }
}
