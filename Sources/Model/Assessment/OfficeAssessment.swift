package struct OfficeAssessment: Sendable {
    package var office: Office
    package var lines: [LineAssessment]
    package var isWithheld: Bool
    package var own: LineTotal?
    package var key: LineTotal?
    package var incentive: Points = .zero
    package var committee: Component<PanelMean> = .notDue
    package var deductions = Deductions(total: .zero, findings: [], countedInLine: [])
    /// P and C with their printed weights; `nil` for a part that is not due.
    package var ownPart: WeightedPart?
    package var committeePart: WeightedPart?
    /// Missing lines, and `nil` score because of them.
    package var missing: [Missing] = []
    package var score: Points?
    package var rank: Rank?
    package var classSuggested: SuggestedLabel?
    package var classDecided: String?
    @Apart package var classDecision: Decision? = nil
    package var isVetoed = false

    package init(office: Office, lines: [LineAssessment], isWithheld: Bool) {
        self.office = office
        self.lines = lines
        self.isWithheld = isWithheld
    }
}

/// What is not there yet (暂缺).
package enum Missing: Hashable, Sendable {
    case line(Code)
    /// Q of a person, C of an office.
    case panel
    /// The office's score, because the office misses something.
    case office
}

/// A proposal, or 待审定 when a tie across a line is not cut by machine.
package enum SuggestedLabel: Hashable, Sendable {
    case label(String)
    /// The tied share `places` places.
    case pending(places: Int, tied: Int)

    package var text: String {
        switch self {
        case .label(let text): return text
        case .pending: return "待审定"
        }
    }
}
