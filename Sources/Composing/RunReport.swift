import Model

/// The batch that a run report is issued with.
package struct ReportedIssue: Sendable {
    /// 0, or the number of the correction.
    package var revision: Int
    package var reason: String?
    /// What the batch holds: of a correction what changed, and what takes papers back.
    package var papers: [MadePaper]

    package init(revision: Int, reason: String?, papers: [MadePaper]) {
        self.revision = revision
        self.reason = reason
        self.papers = papers
    }
}

/// The run report (运行报告) of one period: what was made, what was not and why, and what HR has to do.
///
/// Persons stand by staff number only. A period whose tables could not be used at all has a report too,
/// with its findings and nothing else.
package struct RunReport: Sendable {
    var period: Period
    var park: String?
    var schemeVersion: String?
    var stage: Stage
    var signed: Day?
    var signer: String?
    var asOf: Day?
    var progressDate: Day?
    /// The batch it is issued with; `nil` in a draft.
    var issue: ReportedIssue?
    /// Papers of the quarter that a correction leaves in force.
    var unchanged: Int
    var made: [Made]
    var withheld: [Withheld]
    var errors: [Diagnostic]
    var warnings: [Diagnostic]
    var missing: [MissingReports]
    var pendingPeople: [PersonRow]
    var pendingOffices: [String]
    var quota: QuotaOutcome?
    var cutByQuota: Int
    var nearPeople: [Near]
    var nearOffices: [Near]
    var aboveCap: [AboveCap]
    var changed: [Decision]
    var lifted: [Decision]
    var cards: [CardRow]
    var overdueTalks: [OverdueTalk]
    var overdueCards: [OverdueCard]
    var overdueItems: [RectificationItem]
    var itemCounts: ItemCounts
    /// Cards whose reminder is due, and those that wait for acceptance.
    var cardSteps: [CardLife]
    /// 异议 that nobody has answered.
    var unanswered: [Objection]
    var earlyWarnings: [EarlyWarning]
    var ungraded: [Ungraded]
    var uncounted: [UncountedRow]
    /// Self-declared indicators of this folder, and those in force from earlier ones.
    var proposals: [ProposalEntry]
    /// Projects that somebody has claimed (认领).
    var claims: [Project]
    var indicatorCount: Int
    var declaredCount: Int
    var sources: [QuarterData.SourceFile]
    /// Other periods whose tables could not be used.
    var refused: [Period]

    enum Stage: Sendable {
        /// Tables too broken to compute anything.
        case refused
        case running
        /// Over, waiting for the sign-off.
        case ended
        case signed
    }

    struct Made: Sendable {
        var kind: DocumentKind
        var count: Int
    }

    /// A paper that was due and is not there: a fault in the input, or held back after rendering.
    struct Withheld: Sendable {
        /// Staff number, office code, card id.
        var subject: String
        var kind: DocumentKind
        var office: String?
        var reasons: [Diagnostic]
    }

    /// 未报 lines of one holder.
    struct MissingReports: Sendable {
        var holder: Holder
        var office: String
        var indicators: [Code]
        var panel: Bool
    }

    struct PersonRow: Sendable {
        var code: Code
        var office: String
        var score: Points?
    }

    /// Within ``RunReport/nearness`` of a bound, on either side.
    struct Near: Sendable {
        var code: Code
        var name: String
        var score: Points
        var bound: Points
        /// The label the score earns, and the one on the other side of the bound.
        var label: String
        var other: String
        var isAbove: Bool { score >= bound }
        var distance: Points { isAbove ? score - bound : bound - score }
    }

    struct AboveCap: Sendable {
        var code: Code
        var cap: GradeCap
        var decided: String
        var decision: Decision?
    }

    struct CardRow: Sendable {
        var card: CardNotice
        var office: String?
    }

    struct OverdueTalk: Sendable {
        var record: CardRecord
        var person: Code?
        var due: Day
    }

    struct OverdueCard: Sendable {
        var record: CardRecord
        /// 延期至, when an extension moved the deadline.
        var due: Day
    }

    struct EarlyWarning: Sendable {
        var line: LineAssessment
        var expected: ExpectedProgress
        var office: String
    }

    struct Ungraded: Sendable {
        var code: Code
        var office: String
        var reason: NoGradeReason
    }

    /// Listed for the committee: a score this close to a bound deserves a second look at its inputs.
    static let nearness = Points(whole: 1)
    /// More findings are counted, not listed.
    static let findingLimit = 100
}
