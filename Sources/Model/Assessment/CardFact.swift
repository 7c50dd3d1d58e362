/// A rule that raises or colours a card; the raw value is printed.
package enum CardRule: String, Hashable, Sendable, CaseIterable, Comparable {
    case r1 = "R1"
    case r2 = "R2"
    case r3 = "R3"
    case r4 = "R4"
    case r5 = "R5"
    case r6 = "R6"
    case r7 = "R7"
    case y1 = "Y1"
    case y2 = "Y2"
    case y3 = "Y3"
    case y4 = "Y4"
    case y5 = "Y5"
    case y6 = "Y6"
    package var colour: CardColour { rawValue.hasPrefix("R") ? .red : .yellow }
    /// Printed order: red rules, then yellow ones.
    package static func < (a: CardRule, b: CardRule) -> Bool { a.rawValue < b.rawValue }
}

/// One fact on a card notice.
package struct CardFact: Sendable {
    package enum Detail: Sendable {
        case grade(score: Points, grade: Grade)
        /// The key lines concerned, worst first.
        case lines([LineAssessment])
        case lag(Project)
        case appeal(Appeal, limitDay: Day)
        case finding(SpotCheck)
        case lastOffice(score: Points, place: Int)
        case notCleared(CardRecord)
        case repeated(CardRecord)
        case veto(LineAssessment)
    }
    package var rule: CardRule
    package var detail: Detail
    package init(rule: CardRule, detail: Detail) {
        self.rule = rule
        self.detail = detail
    }

    /// The appeal or finding it uses up, once and for ever.
    package var usedMatter: CardMatter? {
        switch detail {
        case .appeal(let appeal, _): return .appeal(appeal.code)
        case .finding(let finding): return .finding(finding.code)
        default: return nil
        }
    }
}

/// What a card may use once only; an appeal and a finding may bear the same number.
package enum CardMatter: Hashable, Sendable {
    case appeal(Code)
    case finding(Code)

    package var code: Code {
        switch self {
        case .appeal(let code), .finding(let code): return code
        }
    }
}
