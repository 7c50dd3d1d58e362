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
    /// Only assessing looks at them, as at ``ratings``; empty when ``hasForgottenRows``.
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
    /// Approved proposals of this folder or an earlier one that are in force; their lines stand among ``targets``.
    package var declared: [DeclaredIndicator] = []
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
    /// 更正定稿单 `signoff-rN.xml`, in order of their numbers.
    package var revisions: [Signoff] = []
    /// 单独签发销牌、撤牌的定稿单 `signoff-nK.xml`, in order of their numbers.
    package var notices: [Signoff] = []
    /// The bytes that were parsed: tables, sign-offs, the scheme in force, the calendar. Sorted by path.
    package var inputs: [InputFile] = []

    /// The quarter was assessed and cannot be assessed again.
    package private(set) var hasForgottenRows = false

    package init(period: Period, scheme: Scheme, signoff: Signoff? = nil) {
        self.period = period
        self.scheme = scheme
        self.signoff = signoff
    }

    /// Lets go of the rows that only assessing looks at: a large park has two million.
    package mutating func forgetAssessedRows() {
        hasForgottenRows = true
        results = []
        if ratings != nil { ratings = [] }
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

/// One file as it was read, so that what is digested and copied is what was computed with.
package struct InputFile: Sendable {
    /// Below the input folder: `2025Q1/people.csv`, `schemes/2025.xml`, `calendar.csv`.
    package var path: String
    package var contents: Contents

    package enum Contents: Sendable {
        case bytes([UInt8])
        /// Too large to be held in memory for the whole run.
        case kept(any FileContents)
    }

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        contents = .bytes(bytes)
    }

    package init(path: String, contents: Contents) {
        self.path = path
        self.contents = contents
    }

    package var bytes: [UInt8] {
        get throws(Diagnostic) {
            switch contents {
            case .bytes(let bytes): return bytes
            case .kept(let kept): return try kept.bytes()
            }
        }
    }
}

/// Bytes that stay where they are until somebody needs them.
package protocol FileContents: AnyObject, Sendable {
    var sha256: String { get }
    var size: Int { get }
    /// The bytes that the digest was taken of, or a finding.
    func bytes() throws(Diagnostic) -> [UInt8]
}

/// 定稿单: by it a person makes a period official.
package struct Signoff: Hashable, Sendable {
    package var period: Period
    /// 0 for the first sign-off; of a notices sign-off its own number, from 1.
    package var revision: Int
    package var date: Day
    package var signer: String
    /// Signed although the data say the quarter is still running.
    package var ended: Bool
    /// Only liftings and withdrawals between quarters.
    package var isNotices: Bool
    /// Why a revision became necessary; printed on every paper of it.
    package var reason: String?
    /// What was looked at when it was signed.
    package var sources: [Source]

    package struct Source: Hashable, Sendable {
        /// As ``InputFile/path``.
        package var path: String
        package var sha256: String
        package init(path: String, sha256: String) {
            self.path = path
            self.sha256 = sha256
        }
    }

    package init(
        period: Period, revision: Int, date: Day, signer: String, ended: Bool, isNotices: Bool = false,
        reason: String? = nil, sources: [Source] = []
    ) {
        self.period = period
        self.revision = revision
        self.date = date
        self.signer = signer
        self.ended = ended
        self.isNotices = isNotices
        self.reason = reason
        self.sources = sources
    }

    /// `signoff.xml`, `signoff-r1.xml`, `signoff-n1.xml`.
    package var fileName: String {
        if isNotices { return "signoff-n\(revision).xml" }
        return revision == 0 ? "signoff.xml" : "signoff-r\(revision).xml"
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
