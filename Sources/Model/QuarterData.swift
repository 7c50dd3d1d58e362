/// One quarter's tables, with every id resolved and every cell read; made only by Loading.
///
/// A table that is absent is `nil` (*not due*); a present but empty ledger is `[]` (*counts 0*).
/// Rows are in order of their keys, never of the file, so that row order cannot show in a result.
package struct QuarterData: Sendable {
    package var period: Period
    package var scheme: Scheme
    package var signoff: Signoff?
    package var offices: [Office] = []
    package var people: [Person] = []
    package var indicators: [Indicator] = []
    package var targets: [Target] = []
    package var results: [Result] = []
    package var ratings: [Rating]?
    package var spotChecks: [SpotCheck]?
    package var exemptions: [Exemption] = []
    package var projects: [Project]?
    package var visits: [Visit]?
    package var appeals: [Appeal]?
    package var enterprises: [Enterprise] = []
    package var survey: [SurveySheet]?
    package var cases: [PracticeCase] = []
    package var proposals: [Proposal] = []
    package var rectifications: [Rectification] = []
    package var talks: [Talk] = []
    package var objections: [Objection] = []
    package var decisions: [Decision] = []
    package var paperCards: [PaperCard] = []
    /// Persons, offices and projects a fault touches: no papers, no part in ranks and quota.
    package var withheld: Set<Code> = []
    /// Offices of people whose own row is faulty: their visits and appeals still count for the office.
    package var officesOfWithheldPeople: [Code: Code] = [:]
    /// Files read, with byte counts, for the run report.
    package var sources: [SourceFile] = []

    package init(period: Period, scheme: Scheme, signoff: Signoff? = nil) {
        self.period = period
        self.scheme = scheme
        self.signoff = signoff
    }

    package struct SourceFile: Hashable, Sendable {
        package var path: String
        package var rows: Int
        /// `UTF-8`, `UTF-8 BOM` or `GB18030`.
        package var encoding: String
        package init(path: String, rows: Int, encoding: String) {
            self.path = path
            self.rows = rows
            self.encoding = encoding
        }
    }
}

/// 定稿单: by it a person makes a period official.
package struct Signoff: Hashable, Sendable {
    package var period: Period
    package var revision: Int
    package var date: Day
    package var signer: String
    /// Signed although the data say the quarter is still running.
    package var ended: Bool
    package init(period: Period, revision: Int, date: Day, signer: String, ended: Bool) {
        self.period = period
        self.revision = revision
        self.date = date
        self.signer = signer
        self.ended = ended
    }
}

/// Everything under `input/`: the calendar and the quarters that could be read, oldest first.
package struct ParkData: Sendable {
    package var calendar: WorkCalendar
    package var quarters: [QuarterData]
    /// Quarters whose tables are too broken to compute anything.
    package var refused: [Period]
    package init(calendar: WorkCalendar, quarters: [QuarterData], refused: [Period] = []) {
        self.calendar = calendar
        self.quarters = quarters
        self.refused = refused
    }
}
