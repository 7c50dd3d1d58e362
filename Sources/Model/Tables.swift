/// The rows of a quarter's tables after every id resolved (docs/rules.md §2 lists tables and columns).
///
/// Each row keeps its place, so that a rule that fails later can still point at it.

package enum HolderKind: String, Hashable, Sendable, CaseIterable {
    case office = "股室"
    case person = "个人"
    case project = "项目"
}

/// An office, person or project to which a target, result, finding or card belongs.
package struct Holder: Hashable, Sendable, Comparable {
    package let kind: HolderKind
    package let code: Code
    package init(_ kind: HolderKind, _ code: Code) {
        self.kind = kind
        self.code = code
    }
    package static func < (a: Holder, b: Holder) -> Bool {
        (a.code, a.kind.rawValue) < (b.code, b.kind.rawValue)
    }
}

package struct Office: Sendable {
    package var code: Code
    package var name: String
    package var head: Code
    package var supervisor: Code
    package var formerCode: Code?
    package var place: SourcePlace
    package init(
        code: Code, name: String, head: Code, supervisor: Code, formerCode: Code?, place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.head = head
        self.supervisor = supervisor
        self.formerCode = formerCode
        self.place = place
    }
}

package enum EmploymentStatus: String, Sendable, CaseIterable {
    case active = "在岗"
    case probation = "试用期"
    case longLeave = "长期请假"
    case investigation = "立案调查"
    case secondment = "挂职"
    case leader = "领导"
}

package struct Person: Sendable {
    package var code: Code
    package var name: String
    package var office: Code
    package var post: String
    package var rank: String?
    package var postCoefficient: Quantity?
    /// 谈话人.
    package var talkLeader: Code
    package var status: EmploymentStatus
    package var arrived: Day?
    package var left: Day?
    package var place: SourcePlace
    package init(
        code: Code, name: String, office: Code, post: String, rank: String?, postCoefficient: Quantity?,
        talkLeader: Code, status: EmploymentStatus, arrived: Day?, left: Day?, place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.office = office
        self.post = post
        self.rank = rank
        self.postCoefficient = postCoefficient
        self.talkLeader = talkLeader
        self.status = status
        self.arrived = arrived
        self.left = left
        self.place = place
    }
}

package enum IndicatorClass: String, Hashable, Sendable, CaseIterable {
    case key = "关键"
    case individual = "个性"
    case incentive = "激励"
}

package enum IndicatorSpan: String, Sendable, CaseIterable {
    case quarterly = "当季"
    case cumulative = "累计"
}

package enum ScoringMethod: String, Hashable, Sendable, CaseIterable {
    case completion = "A"
    case steps = "B"
    case deduction = "C"
    case bonus = "D"
    case place = "E"
    case panel = "F"
    case satisfaction = "G"
    case inverse = "H"
    case percentagePoints = "I"
    case veto = "V"
    case deductionOrVeto = "C/V"
}

/// A ledger from which an actual is counted instead of being typed.
package enum LedgerSource: String, Hashable, Sendable, CaseIterable {
    case visits = "走访台账:家次"
    case appealsClosed = "诉求台账:办结条数"
    case appealsClosedRate = "诉求台账:办结率"
    case appealsOnTimeRate = "诉求台账:按时响应率"
    case projectsOnScheduleRate = "项目台账:达标率"
    case projectsOnSchedule = "项目台账:达标个数"
    case satisfactionIndex = "满意度:指数"
    case satisfactionRate = "满意度:满意率"
    case findings = "抽查:问题数"
}

/// 参数 of an indicator; what is not set comes from the scheme.
package struct MethodParameters: Hashable, Sendable {
    package var k: Quantity?
    package var cap: Quantity?
    package var floor: Quantity?
    package var steps: [Scheme.Step]?
    package var places: [Scheme.PlacePoints]?
    package init(
        k: Quantity? = nil, cap: Quantity? = nil, floor: Quantity? = nil, steps: [Scheme.Step]? = nil,
        places: [Scheme.PlacePoints]? = nil
    ) {
        self.k = k
        self.cap = cap
        self.floor = floor
        self.steps = steps
        self.places = places
    }
}

package struct Indicator: Sendable {
    package var code: Code
    package var name: String
    package var indicatorClass: IndicatorClass
    package var group: String
    package var subgroup: String
    package var unit: String
    /// 正向 or 逆向, as typed.
    package var direction: String
    package var span: IndicatorSpan
    package var method: ScoringMethod
    package var parameters: MethodParameters
    /// 参数 as typed, for printing.
    package var parametersText: String?
    package var fullPoints: Points
    package var responsibleOffice: Code
    /// 数据来源 as typed.
    package var sourceText: String
    package var source: LedgerSource?
    package var tags: [String]
    package var place: SourcePlace
    package init(
        code: Code, name: String, indicatorClass: IndicatorClass, group: String, subgroup: String,
        unit: String,
        direction: String, span: IndicatorSpan, method: ScoringMethod, parameters: MethodParameters,
        parametersText: String?, fullPoints: Points, responsibleOffice: Code, sourceText: String,
        source: LedgerSource?, tags: [String], place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.indicatorClass = indicatorClass
        self.group = group
        self.subgroup = subgroup
        self.unit = unit
        self.direction = direction
        self.span = span
        self.method = method
        self.parameters = parameters
        self.parametersText = parametersText
        self.fullPoints = fullPoints
        self.responsibleOffice = responsibleOffice
        self.sourceText = sourceText
        self.source = source
        self.tags = tags
        self.place = place
    }

    package var followsPlannedPath: Bool { tags.contains("序时") }
}

/// 指标分解: an indicator given to a holder.
package struct Target: Sendable {
    package var indicator: Code
    package var holder: Holder
    /// `nil` is 据实 (no target value).
    package var value: Quantity?
    /// The assignment's own full points, else the indicator's.
    package var fullPoints: Points
    package var deadline: Day?
    package var origin: String?
    package var place: SourcePlace
    package init(
        indicator: Code, holder: Holder, value: Quantity?, fullPoints: Points, deadline: Day?,
        origin: String?,
        place: SourcePlace
    ) {
        self.indicator = indicator
        self.holder = holder
        self.value = value
        self.fullPoints = fullPoints
        self.deadline = deadline
        self.origin = origin
        self.place = place
    }
}

package struct Result: Sendable {
    package enum Actual: Hashable, Sendable {
        case value(Quantity)
        /// 未报.
        case missing
        /// 不适用.
        case notApplicable
    }
    package var indicator: Code
    package var holder: Holder
    package var actual: Actual
    package var asOf: Day
    package var evidence: String?
    package var remark: String?
    package var place: SourcePlace
    package init(
        indicator: Code, holder: Holder, actual: Actual, asOf: Day, evidence: String?, remark: String?,
        place: SourcePlace
    ) {
        self.indicator = indicator
        self.holder = holder
        self.actual = actual
        self.asOf = asOf
        self.evidence = evidence
        self.remark = remark
        self.place = place
    }
}

package struct Rating: Sendable {
    package var holder: Holder
    /// `nil`: a mark for the component Q (persons) or C (offices).
    package var indicator: Code?
    package var rater: String
    package var mark: Points
    package var comment: String?
    package var place: SourcePlace
    package init(
        holder: Holder, indicator: Code?, rater: String, mark: Points, comment: String?, place: SourcePlace
    ) {
        self.holder = holder
        self.indicator = indicator
        self.rater = rater
        self.mark = mark
        self.comment = comment
        self.place = place
    }
}

package struct SpotCheck: Sendable {
    package var code: Code
    package var date: Day
    package var holder: Holder
    package var matter: String
    package var deduction: Points
    package var evidence: String
    package var nature: String
    package var place: SourcePlace
    package init(
        code: Code, date: Day, holder: Holder, matter: String, deduction: Points, evidence: String,
        nature: String,
        place: SourcePlace
    ) {
        self.code = code
        self.date = date
        self.holder = holder
        self.matter = matter
        self.deduction = deduction
        self.evidence = evidence
        self.nature = nature
        self.place = place
    }
}

package struct Exemption: Sendable {
    package enum Subject: Hashable, Sendable {
        case line(Code)
        /// A project, an appeal or a spot-check finding.
        case matter(Code)
    }
    package var subject: Subject
    package var holder: Holder
    package var reason: String
    package var approvedBy: String
    package var approvedOn: Day
    package var place: SourcePlace
    package init(
        subject: Subject, holder: Holder, reason: String, approvedBy: String, approvedOn: Day,
        place: SourcePlace
    ) {
        self.subject = subject
        self.holder = holder
        self.reason = reason
        self.approvedBy = approvedBy
        self.approvedOn = approvedOn
        self.place = place
    }
}

package struct Project: Sendable {
    package var code: Code
    package var name: String
    package var type: String
    package var stage: String
    package var owner: Code
    package var office: Code
    /// Per cent, 0 to 999.
    package var planned: Points
    package var actual: Points
    package var asOf: Day
    package var lagReason: String?
    package var cause: String?
    package var claimed: Day?
    package var place: SourcePlace
    package init(
        code: Code, name: String, type: String, stage: String, owner: Code, office: Code, planned: Points,
        actual: Points, asOf: Day, lagReason: String?, cause: String?, claimed: Day?, place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.type = type
        self.stage = stage
        self.owner = owner
        self.office = office
        self.planned = planned
        self.actual = actual
        self.asOf = asOf
        self.lagReason = lagReason
        self.cause = cause
        self.claimed = claimed
        self.place = place
    }
    /// Points behind plan; negative when ahead.
    package var lag: Points { planned - actual }
}

package struct Visit: Sendable {
    package var date: Day
    package var person: Code
    package var enterprise: Code
    package var topic: String?
    package var place: SourcePlace
    package init(date: Day, person: Code, enterprise: Code, topic: String?, place: SourcePlace) {
        self.date = date
        self.person = person
        self.enterprise = enterprise
        self.topic = topic
        self.place = place
    }
}

package struct Appeal: Sendable {
    package var code: Code
    package var enterprise: Code
    package var category: String
    package var raised: Day
    package var responded: Day?
    package var closed: Day?
    package var limitWorkingDays: Int
    package var handler: Code
    package var verdict: String?
    package var place: SourcePlace
    package init(
        code: Code, enterprise: Code, category: String, raised: Day, responded: Day?, closed: Day?,
        limitWorkingDays: Int, handler: Code, verdict: String?, place: SourcePlace
    ) {
        self.code = code
        self.enterprise = enterprise
        self.category = category
        self.raised = raised
        self.responded = responded
        self.closed = closed
        self.limitWorkingDays = limitWorkingDays
        self.handler = handler
        self.verdict = verdict
        self.place = place
    }
}

package struct Enterprise: Sendable {
    package var code: Code
    package var name: String
    package var shortName: String?
    package var isAboveScale: Bool
    package var isKeyProject: Bool
    package init(code: Code, name: String, shortName: String?, isAboveScale: Bool, isKeyProject: Bool) {
        self.code = code
        self.name = name
        self.shortName = shortName
        self.isAboveScale = isAboveScale
        self.isKeyProject = isKeyProject
    }
}

package struct SurveySheet: Sendable {
    package var code: Code
    package var enterprise: Code
    package var office: Code
    /// One of the scheme's words, or 不了解 (not valid).
    package var answer: String
    package var place: SourcePlace
    package init(code: Code, enterprise: Code, office: Code, answer: String, place: SourcePlace) {
        self.code = code
        self.enterprise = enterprise
        self.office = office
        self.answer = answer
        self.place = place
    }
}

package struct PracticeCase: Sendable {
    package var code: Code
    package var title: String
    package var indicator: Code?
    package var projectType: String?
    package var stage: String?
    package var cause: String?
    package var practice: String
    package var effect: String
    package var office: Code
    package var mayBeQuoted: Bool
    package init(
        code: Code, title: String, indicator: Code?, projectType: String?, stage: String?, cause: String?,
        practice: String, effect: String, office: Code, mayBeQuoted: Bool
    ) {
        self.code = code
        self.title = title
        self.indicator = indicator
        self.projectType = projectType
        self.stage = stage
        self.cause = cause
        self.practice = practice
        self.effect = effect
        self.office = office
        self.mayBeQuoted = mayBeQuoted
    }
}

package struct Proposal: Sendable {
    package var code: Code
    package var person: Code
    package var name: String
    package var reason: String
    package var target: String
    package var fullPoints: Points
    /// 待审, 同意, 不同意.
    package var state: String
    package var reviewer: String?
    package var effective: Period?
    package init(
        code: Code, person: Code, name: String, reason: String, target: String, fullPoints: Points,
        state: String,
        reviewer: String?, effective: Period?
    ) {
        self.code = code
        self.person = person
        self.name = name
        self.reason = reason
        self.target = target
        self.fullPoints = fullPoints
        self.state = state
        self.reviewer = reviewer
        self.effective = effective
    }
}

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

package struct Talk: Sendable {
    package var person: Code
    package var leader: Code
    package var date: Day
    package var type: String
    package var promise: String?
    package var deadline: Day?
    package var place: SourcePlace
    package init(
        person: Code, leader: Code, date: Day, type: String, promise: String?, deadline: Day?,
        place: SourcePlace
    ) {
        self.person = person
        self.leader = leader
        self.date = date
        self.type = type
        self.promise = promise
        self.deadline = deadline
        self.place = place
    }
}

package struct Objection: Sendable {
    package var person: Code
    package var date: Day
    package var matter: String
    package var conclusion: String?
    package var answered: Day?
    package var place: SourcePlace
    package init(
        person: Code, date: Day, matter: String, conclusion: String?, answered: Day?, place: SourcePlace
    ) {
        self.person = person
        self.date = date
        self.matter = matter
        self.conclusion = conclusion
        self.answered = answered
        self.place = place
    }
}

package struct Decision: Sendable {
    package enum Matter: String, Sendable, CaseIterable {
        case grade = "等次"
        case card = "赋牌"
        case lifting = "销牌"
        case withdrawal = "撤牌"
    }
    package var matter: Matter
    package var holder: Holder
    package var cardID: String?
    /// 建议, as the program computed it, or 无.
    package var suggested: String
    /// 审定.
    package var decided: String
    package var reason: String
    package var decidedBy: String
    package var date: Day
    package var place: SourcePlace
    package init(
        matter: Matter, holder: Holder, cardID: String?, suggested: String, decided: String, reason: String,
        decidedBy: String, date: Day, place: SourcePlace
    ) {
        self.matter = matter
        self.holder = holder
        self.cardID = cardID
        self.suggested = suggested
        self.decided = decided
        self.reason = reason
        self.decidedBy = decidedBy
        self.date = date
        self.place = place
    }
}

package enum CardColour: String, Hashable, Sendable, CaseIterable, Comparable {
    case yellow, red
    package var chinese: String { self == .red ? "红牌" : "黄牌" }
    package static func < (a: CardColour, b: CardColour) -> Bool { a == .yellow && b == .red }
}

/// A card issued on paper before Yardstick (table 历史牌).
package struct PaperCard: Sendable {
    package var id: String
    package var holder: Holder
    package var colour: CardColour
    package var reason: String
    package var factsPeriod: Period
    package var issued: Day
    package var deadline: Day
    package var lifted: Day?
    package var place: SourcePlace
    package init(
        id: String, holder: Holder, colour: CardColour, reason: String, factsPeriod: Period, issued: Day,
        deadline: Day, lifted: Day?, place: SourcePlace
    ) {
        self.id = id
        self.holder = holder
        self.colour = colour
        self.reason = reason
        self.factsPeriod = factsPeriod
        self.issued = issued
        self.deadline = deadline
        self.lifted = lifted
        self.place = place
    }
}
