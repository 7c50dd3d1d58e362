import Model

/// The facts of one bulletin (通报), of the park or of one office.
///
/// A bulletin is circulated. Of persons it holds the names of those with the best grade and counts of
/// the whole park, nothing else: what is not in these types cannot be printed by any template.
struct Bulletin: Sendable {
    var scope: Scope
    var period: Period
    var heading: Heading
    var isRunning: Bool
    var isSignedOff: Bool
    var asOf: Day?
    var progressDate: Day?
    var schemeVersion: String
    var dates: Dates

    var offices: [OfficeRow]
    var overall: Overall
    var honours: Honours
    var indicators: [IndicatorRow]
    var projects: [ProjectRow]
    var evaluation: Evaluation
    var service: Service
    var spotChecks: SpotCheckSummary
    var cards: CardSummary
    var problems: [Item]
    var requirements: [Item]

    enum Scope: Sendable {
        case park
        case office(OfficeRow)

        var office: OfficeRow? {
            if case .office(let row) = self { return row }
            return nil
        }
    }

    /// Head and foot of the paper.
    struct Heading: Sendable {
        var park: String
        var issuer: String
        var series: String
        /// Year of the number: that of the issue date, or of the day after the quarter.
        var year: Int
        /// `nil` in drafts.
        var mark: IssueMark?
        var to: String?
        var copy: String?
        var printedBy: String
        /// 成文日期; `nil` before sign-off.
        var date: Day?

        var fullNumber: String { mark?.label ?? "\(series)〔\(year)〕__号" }
    }

    /// Days that requirements may name.
    struct Dates: Sendable {
        /// Last day of the month after the quarter; of the quarter itself while it runs.
        var nearTerm: Day
        /// Last day of the quarter in which to catch up.
        var catchUp: Day
        var cardYellowDays: Int
        var cardRedDays: Int
        /// Earliest rectification deadline of the cards named here.
        var firstCardDeadline: Day?
    }
}

extension Bulletin {
    struct OfficeRow: Sendable {
        var code: Code
        var name: String
        var own: LineTotal?
        var ownPart: WeightedPart?
        var committee: Points?
        var committeePart: WeightedPart?
        var incentive: Points
        var deductions: Points
        var score: Points?
        /// Against the quarter before.
        var change: Points?
        var place: Int?
        var sharedBy: Int
        var suggested: String?
        var decided: String?
        var isVetoed: Bool
        var isIncomplete: Bool
        /// 第三等次, decided or suggested.
        var isThird: Bool

        var label: String? { decided ?? suggested }
    }

    /// Offices of one class, for the sentence that lists them.
    struct ClassGroup: Sendable {
        var label: String
        var offices: [String]

        /// In the order in which the classes first occur in `rows`, which stand by place.
        static func groups(of rows: [OfficeRow]) -> [ClassGroup] {
            var groups: [ClassGroup] = []
            for row in rows {
                guard let label = row.label else { continue }
                if let index = groups.firstIndex(where: { $0.label == label }) {
                    groups[index].offices.append(row.name)
                } else {
                    groups.append(ClassGroup(label: label, offices: [row.name]))
                }
            }
            return groups
        }
    }

    /// Figures of the whole park, also in an office's bulletin.
    struct Overall: Sendable {
        var offices: Int
        var scored: Int
        /// Mean of the printed office scores.
        var mean: Points?
        var highest: Points?
        var lowest: Points?
        /// Persons with a grade by score; `nil` when it would give away how many are below the best.
        var graded: PublicCount?
        var lines: LineCounts
    }

    /// Office lines by state; key and individual ones, and what they reached.
    struct LineCounts: Sendable {
        var all = 0
        var present = 0
        /// Full points or more.
        var reached = 0
        var behind = 0
        var missing = 0
        var notDue = 0
        var exempt = 0
    }

    /// Those with the best grade.
    struct Honours: Sendable {
        var grade: String
        var names: [Name]
        /// In an office's bulletin of a large park: the names stand in the park's.
        var isElsewhere = false
        /// A tie across the quota line waits for the committee.
        var isPending: Bool
        /// Grades below the best, merged so far that nobody can be told.
        var others: [Share]
        var quotaPercent: Quantity

        struct Name: Sendable {
            var name: String
            /// Only where somebody else in the park has the same name.
            var office: String?
        }
        struct Share: Sendable {
            var label: String
            var count: PublicCount
        }
    }

    struct IndicatorRow: Sendable {
        var line: LineAssessment
        var office: String

        var isBehindPlan: Bool { line.expected?.isBehind == true }
        var share: Points? {
            guard let score = line.score, line.full > .zero else { return nil }
            return Points.rounding(
                Int128(score.hundredths) * 100, over: Int128(line.full.hundredths))
        }
    }

    /// The lines of one office, for the annexed table.
    struct OfficeLines: Sendable {
        var office: String
        var rows: [IndicatorRow]

        /// Offices by code, lines in their order.
        static func groups(of rows: [IndicatorRow]) -> [OfficeLines] {
            Dictionary(grouping: rows, by: \.line.target.holder.code).sorted { $0.key < $1.key }
                .map { OfficeLines(office: $0.value.first?.office ?? "", rows: $0.value) }
        }
    }

    struct ProjectRow: Sendable {
        var project: Project
        var office: String
        var isExempt: Bool
        var isBehind: Bool { project.lag > .zero && !isExempt }
    }

    /// What served enterprises answered. Sheets never appear singly.
    struct Evaluation: Sendable {
        var isDue: Bool
        var minimumSheets: Int
        var park: SatisfactionFigures?
        /// The park's figure leaves out offices with too few sheets, which would else follow by subtraction.
        var leavesOutSmall: Bool
        var offices: [(office: String, figures: SatisfactionFigures)]
        var tooFew: [String]
    }

    /// Visits and appeals of the quarter.
    struct Service: Sendable {
        var visits: Int?
        var visitedEnterprises: Int?
        /// Raised in an earlier quarter and not closed before this one.
        var carried: Int?
        var raised: Int?
        var closed: Int?
        var open: Int?
    }

    struct SpotCheckSummary: Sendable {
        var isDue: Bool
        var ofOffices: [OfficeFinding]
        /// Different persons with a finding, in the whole park.
        var persons: PublicCount

        struct OfficeFinding: Sendable {
            var office: String
            var date: Day
            var nature: String
            var deduction: Points
        }
    }

    struct CardSummary: Sendable {
        /// Persons with a card, in the whole park.
        var persons: PublicCount
        /// Colour by colour, only where no colour gives a person away.
        var personsByColour: [PersonShare]
        var named: [NamedCard]
        var earlier: [EarlierCard]

        struct PersonShare: Sendable {
            var colour: CardColour
            var count: PublicCount
        }
        /// Of an office or a project.
        struct NamedCard: Sendable {
            var card: CardNotice
            var office: String?
        }
        struct EarlierCard: Sendable {
            var record: CardRecord
            var name: String
            /// On 数据截至.
            var isOverdue: Bool
        }
    }

    /// A problem or a requirement; the sentence stands in the template, keyed by the kind.
    struct Item: Sendable {
        enum Kind: Sendable, CaseIterable {
            case indicators, projects, offices, vetoes, appeals, evaluation, findings, cards, missing, talks
        }
        var kind: Kind
        /// 1, 2, 3 …
        var ordinal: Int
        var subjects: [String]
        var count: Int
        var deadline: Day?
    }
}
