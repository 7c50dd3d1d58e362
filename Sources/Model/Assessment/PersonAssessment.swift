package enum NoGradeReason: Hashable, Sendable {
    case status(EmploymentStatus)
    case inPost(days: Int, of: Int)
    /// No present key or individual line, and none missing.
    case noOwnLines

    package var text: String {
        switch self {
        case .status(let status): return status.rawValue
        case .inPost(let days, let all): return "本季在岗 \(days) 天，不足全季 \(all) 天的一半"
        case .noOwnLines: return "无个人指标"
        }
    }
}

/// A cap on the grade, with its reason.
package struct GradeCap: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case veto(indicator: Code)
        /// Card id.
        case yellow(card: String)
        case red(card: String)
    }
    package var atMost: Grade
    package var reason: Reason
    package init(atMost: Grade, reason: Reason) {
        self.atMost = atMost
        self.reason = reason
    }
}

package struct PersonAssessment: Sendable {
    package var person: Person
    package var lines: [LineAssessment]
    package var isWithheld: Bool
    package var noGrade: NoGradeReason?
    package var missing: [Missing] = []
    /// P: key and individual lines.
    package var own: LineTotal?
    /// Normalised key score, a ranking key.
    package var key: LineTotal?
    /// Σ own incentive lines before the class cap, and J.
    package var incentiveUncapped: Points = .zero
    package var incentive: Points = .zero
    package var panel: Component<PanelMean> = .notDue
    package var officeScore: Component<Points> = .notDue
    package var deductions = Deductions(total: .zero, findings: [], countedInLine: [])
    package var ownPart: WeightedPart?
    package var officePart: WeightedPart?
    package var panelPart: WeightedPart?
    /// S.
    package var score: Points?
    package var parkRank: Rank?
    package var officeRank: Rank?
    package var gradeByScore: Grade?
    package var caps: [GradeCap] = []
    /// 名额限制: the grade by score was the quota grade and no place was left.
    package var isCutByQuota = false
    package var suggested: SuggestedLabel?
    /// After sign-off; before it only when a decision row stands.
    package var decided: Grade?
    @Apart package var decision: Decision? = nil
    /// Up to 8 quarters, oldest first, this one last when scored.
    package var trend: [TrendPoint] = []
    package var lastTalk: Talk?

    package init(person: Person, lines: [LineAssessment], isWithheld: Bool) {
        self.person = person
        self.lines = lines
        self.isWithheld = isWithheld
    }
}

package struct TrendPoint: Hashable, Sendable {
    package var period: Period
    package var score: Points
    package var grade: String?
    /// Quarter without sign-off.
    package var isDraft: Bool
    package init(period: Period, score: Points, grade: String?, isDraft: Bool) {
        self.period = period
        self.score = score
        self.grade = grade
        self.isDraft = isDraft
    }
}
