import Model

/// One person's quarter, ready for paper (绩效反馈报告).
struct FeedbackReport: Sendable {
    var heading: PaperHeading
    var person: Person
    var officeName: String
    var isNamesake: Bool
    var talkLeader: RoleHolder
    var supervisor: RoleHolder?
    var officeHead: RoleHolder?
    var noGrade: NoGradeReason?
    var missing: [MissingPart]
    var calculation: ScoreCalculation?
    var grade: GradeOutcome?
    var change: ScoreChange?
    var trend: TrendChart?
    var parkRank: Rank?
    var officeRank: Rank?
    var lines: [IndicatorLine]
    var warnings: [IndicatorLine]
    var strengths: [IndicatorLine]
    var gaps: [IndicatorLine]
    /// The line that came nearest to full points, for a report without strengths.
    var nearest: IndicatorLine?
    var projects: [LaggingProject]
    /// The person owns projects at all, so that an empty list of lagging ones can say why.
    var ownsProjects: Bool
    var cases: [CaseMatch]
    var lastTalk: LastTalk?
    /// Open, or closed in this quarter: the person's own and those of the person's projects.
    var items: [ItemEntry]
    var cards: [CardEntry]
    var objections: [Objection]
    var proposals: [ProposalEntry]
    var objectionRoute: ObjectionRoute
}

/// What is not there yet, named so that the person can ask for it.
enum MissingPart: Sendable {
    case line(code: String, name: String)
    case panel
    case office
}

/// S against the quarter before.
struct ScoreChange: Sendable {
    var before: TrendPoint
    var difference: Points
}

/// How to object to the result inside the park.
struct ObjectionRoute: Sendable {
    var settings: Scheme.Objection
    /// Counted from the sign-off; `nil` in a draft or beyond the calendar.
    var lastDay: Day?
}

/// What heads every personal paper and notice.
///
/// A class because its names are read one by one, each through the paper that holds it.
final class PaperHeading: Sendable {
    let park: Scheme.Park
    let scheme: String
    let schemeVersion: String
    let period: Period
    let asOf: Day?
    let progressDate: Day?
    let isRunning: Bool
    let signoff: Signoff?
    let mark: IssueMark?

    init(_ assessment: Assessment, _ mark: IssueMark?) {
        self.mark = mark
        park = assessment.scheme.park
        scheme = "\(assessment.scheme.id) \(assessment.scheme.version)"
        schemeVersion = assessment.scheme.version
        period = assessment.period
        asOf = assessment.asOf
        progressDate = assessment.progressDate
        isRunning = assessment.isRunning
        signoff = assessment.data.signoff
    }
}
