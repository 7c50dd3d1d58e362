/// Everything computed for one quarter: what documents and assessment.xml print, nothing else.
///
/// Made only by Assessing. People, offices and cards come in order of their codes.
package struct Assessment: Sendable {
    package var period: Period
    package var data: QuarterData
    /// 数据截至: the newest date of results and ledgers inside the quarter; `nil` without any.
    package var asOf: Day?
    /// Newest 截至日期 of results and projects; decides whether the quarter is running.
    package var progressDate: Day?
    /// A running quarter has no scores, grades, ranks or cards, only lines and early warnings (docs/rules.md §8).
    package var isRunning: Bool
    /// Months of the quarter that were full on ``progressDate``.
    package var fullMonths: Int
    package var offices: [OfficeAssessment] = []
    /// Leaders are not in it.
    package var people: [PersonAssessment] = []
    package var cards: [CardNotice] = []
    /// Cards of earlier quarters in force or lifted, as this quarter's papers should show them.
    package var earlierCards: [CardRecord] = []
    package var quota: QuotaOutcome?
    /// Objects a fault touches, the people of a touched office included.
    package var withheld: Set<Code> = []
    /// Ledger rows dated outside the quarter, listed and not counted.
    package var uncountedRows: [UncountedRow] = []
    /// The newest row of every rectification item up to this quarter, by code.
    package var rectifications: [Rectification] = []
    /// Names of everybody ever seen up to this quarter, for objects gone from the tables.
    package var personNames: [Code: String] = [:]
    package var officeNames: [Code: String] = [:]
    package var projectNames: [Code: String] = [:]

    package init(
        period: Period, data: QuarterData, asOf: Day?, progressDate: Day?, isRunning: Bool, fullMonths: Int
    ) {
        self.period = period
        self.data = data
        self.asOf = asOf
        self.progressDate = progressDate
        self.isRunning = isRunning
        self.fullMonths = fullMonths
    }

    package var scheme: Scheme { data.scheme }
    package var isSignedOff: Bool { data.signoff != nil }
}

package struct UncountedRow: Hashable, Sendable {
    package var place: SourcePlace
    package var date: Day
    package init(place: SourcePlace, date: Day) {
        self.place = place
        self.date = date
    }
}

// MARK: Lines

/// One indicator of one holder: state, actual, completion, score.
package struct LineAssessment: Sendable {
    package enum State: Hashable, Sendable {
        case present
        case notDue(NotDueReason)
        case exempt(approvedBy: String, approvedOn: Day, reason: String)
        /// 未报: marks the draft 暂缺.
        case missing
    }

    package enum NotDueReason: Hashable, Sendable {
        /// 不适用, with its 说明.
        case notApplicable(String)
        /// Target 0 of a 累计 line.
        case zeroTarget
        /// The table that would feed the line is absent.
        case tableAbsent
        /// A rate over no rows.
        case noRows
        /// Fewer valid sheets than the scheme asks for (样本不足).
        case tooFewSheets(valid: Int, needed: Int)
    }

    /// Where the actual comes from.
    package enum Origin: Hashable, Sendable {
        case typed(asOf: Day, evidence: String?, remark: String?)
        /// Counted from `rows` ledger rows, of which `matching` fulfil the condition (rates).
        case ledger(LedgerSource, rows: Int, matching: Int)
        case panel(PanelMean)
        /// An incentive line without a result row scores 0.
        case nothingReported
    }

    package var indicator: Indicator
    package var target: Target
    package var state: State
    package var origin: Origin?
    /// As typed, or the derived figure; `nil` unless present (a panel's mean is in ``completion``).
    package var actual: Quantity?
    /// Index and rate together, where either is printed.
    package var satisfaction: SatisfactionFigures?
    /// Completion in per cent, uncapped: methods A, B, G, H, F (the mean); for I round2(100·score/W).
    package var completion: Points?
    /// k, cap, floor, steps, places that were in force.
    package var parameters: MethodParameters
    package var vetoed: Bool = false
    /// Score; `nil` unless the line is present and the quarter has ended.
    package var score: Points?
    /// Expected progress of a running quarter and whether the actual is behind it.
    package var expected: ExpectedProgress?

    package init(
        indicator: Indicator, target: Target, state: State, origin: Origin? = nil, actual: Quantity? = nil,
        parameters: MethodParameters
    ) {
        self.indicator = indicator
        self.target = target
        self.state = state
        self.origin = origin
        self.actual = actual
        self.parameters = parameters
    }

    package var full: Points { target.fullPoints }
    package var isPresent: Bool { state == .present }
    package var isMissing: Bool { state == .missing }

    /// Completion in the sense of the card rules: A, B, G, H and I have one, C, D, E, F, V none.
    package var cardCompletion: Points? {
        switch indicator.method {
        case .completion, .steps, .satisfaction, .inverse, .percentagePoints:
            return isPresent ? completion : nil
        case .deduction, .bonus, .place, .panel, .veto, .deductionOrVeto: return nil
        }
    }

    /// Full points minus score; what a gap costs. `nil` unless scored.
    package var pointsLost: Points? { score.map { full - $0 } }
}

package struct SatisfactionFigures: Hashable, Sendable {
    package var index: Points
    package var rate: Points
    package var validSheets: Int
    package init(index: Points, rate: Points, validSheets: Int) {
        self.index = index
        self.rate = rate
        self.validSheets = validSheets
    }
}

/// Expected progress on ``Assessment/progressDate``, rounded to two decimals.
package struct ExpectedProgress: Hashable, Sendable {
    package enum Basis: Hashable, Sendable {
        /// 累计 line tagged 序时, between two quarter-end targets.
        case plannedPath(from: Quantity, to: Quantity)
        /// 当季 ledger count, target × full months / 3.
        case monthlyShare
    }
    package var value: Points
    package var basis: Basis
    package var isBehind: Bool
    package init(value: Points, basis: Basis, isBehind: Bool) {
        self.value = value
        self.basis = basis
        self.isBehind = isBehind
    }
}

/// Mean of a panel's marks. Raters never appear singly.
package struct PanelMean: Hashable, Sendable {
    package var mean: Points
    package var raters: Int
    /// One highest and one lowest were dropped.
    package var trimmed: Bool
    package init(mean: Points, raters: Int, trimmed: Bool) {
        self.mean = mean
        self.raters = raters
        self.trimmed = trimmed
    }
}

/// A component of a score: due with a figure, not due, or missing.
package enum Component<Figure: Hashable & Sendable>: Hashable, Sendable {
    case present(Figure)
    case notDue
    case missing

    package var figure: Figure? {
        if case .present(let figure) = self { return figure }
        return nil
    }
}

/// One addend of S or O: round2(weight × value / 100).
package struct WeightedPart: Hashable, Sendable {
    /// Printed weight, after a component that is not due gave its weight away.
    package var weight: Points
    package var value: Points
    package var points: Points
    package init(weight: Points, value: Points, points: Points) {
        self.weight = weight
        self.value = value
        self.points = points
    }
}

/// Σ scores, Σ full points and round2(100·Σ/Σ).
package struct LineTotal: Hashable, Sendable {
    package var scores: Points
    package var full: Points
    package var percent: Points
    package init(scores: Points, full: Points, percent: Points) {
        self.scores = scores
        self.full = full
        self.percent = percent
    }
}

/// Points taken off for spot-check findings (X), and the findings a line already counts.
package struct Deductions: Hashable, Sendable {
    package var total: Points
    /// Codes of the findings that bear X.
    package var findings: [Code]
    /// 已在该指标扣分.
    package var countedInLine: [Code]
    package init(total: Points, findings: [Code], countedInLine: [Code]) {
        self.total = total
        self.findings = findings
        self.countedInLine = countedInLine
    }
}

package struct Rank: Hashable, Sendable {
    package enum Key: String, Hashable, Sendable {
        case keyScore = "关键指标得分率"
        case deductions = "扣分较少"
        case incentive = "加分较多"
    }
    package var place: Int
    /// How many share the place, itself included.
    package var sharedBy: Int
    /// The key after S that separated it from an equal S; `nil` when S decided.
    package var decidedBy: Key?
    package init(place: Int, sharedBy: Int, decidedBy: Key?) {
        self.place = place
        self.sharedBy = sharedBy
        self.decidedBy = decidedBy
    }
}

// MARK: Offices

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
    package var classDecision: Decision?
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

// MARK: People

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
    package var decision: Decision?
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

package struct QuotaOutcome: Hashable, Sendable {
    /// Persons with a grade by score.
    package var base: Int
    package var places: Int
    /// Persons proposed for the quota grade.
    package var taken: Int
    /// 待审定, sharing the places left.
    package var pending: Int
    package init(base: Int, places: Int, taken: Int, pending: Int) {
        self.base = base
        self.places = places
        self.taken = taken
        self.pending = pending
    }
}

// MARK: Cards

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
    package var rules: [CardRule] { facts.map(\.rule) }
}

/// A card that was issued, with what became of it.
package struct CardRecord: Hashable, Sendable {
    package enum Closure: Hashable, Sendable {
        case lifted(Day)
        /// 升级红牌, by the red card's id.
        case escalated(Day, by: String)
        /// 撤牌: as if it had never been, from that day on.
        case withdrawn(Day)
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
