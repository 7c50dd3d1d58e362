package enum RectificationState: String, Sendable, CaseIterable {
    case notStarted = "未启动"
    case inProgress = "整改中"
    case awaitingAcceptance = "待验收"
    case accepted = "已验收"
    case closed = "已销号"
    case terminated = "已终止"
    /// Accepted for good: closing presumes acceptance.
    package var isAccepted: Bool { self == .accepted || self == .closed }
    package var isOpen: Bool { self == .notStarted || self == .inProgress || self == .awaitingAcceptance }
}

package struct Rectification: Sendable {
    package var code: String
    /// A card's id, or an indicator code or other matter.
    package var source: String
    package var holder: Holder
    package var problem: String
    package var goal: String
    package var measure: String
    package var responsibleUnit: String
    package var deadline: Day
    package var extendedTo: Day?
    package var extensionApprovedBy: String?
    package var applied: Day?
    package var state: RectificationState
    package var acceptedBy: String?
    package var acceptedOn: Day?
    package var evidence: String?
    package var place: SourcePlace
    package init(
        code: String, source: String, holder: Holder, problem: String, goal: String, measure: String,
        responsibleUnit: String, deadline: Day, extendedTo: Day?, extensionApprovedBy: String?, applied: Day?,
        state: RectificationState, acceptedBy: String?, acceptedOn: Day?, evidence: String?,
        place: SourcePlace
    ) {
        self.code = code
        self.source = source
        self.holder = holder
        self.problem = problem
        self.goal = goal
        self.measure = measure
        self.responsibleUnit = responsibleUnit
        self.deadline = deadline
        self.extendedTo = extendedTo
        self.extensionApprovedBy = extensionApprovedBy
        self.applied = applied
        self.state = state
        self.acceptedBy = acceptedBy
        self.acceptedOn = acceptedOn
        self.evidence = evidence
        self.place = place
    }
}
