/// One problem on its way from being found to being closed (整改—验收—销号, docs/rules.md §6.4).
///
/// The program opens it; HR act on it in the table 整改. It leaves only by acceptance or a recorded withdrawal.
package struct RectificationItem: Hashable, Sendable {
    /// What the item is about; with its object it says whether two items are about the same fact.
    package enum Matter: Hashable, Sendable {
        case card(String)
        case line(Code)
        /// The object's own lag.
        case project
        case appeal(Code)
        case finding(Code)
        /// A row of 整改 whose 来源 is none of these.
        case other(String)
    }

    /// A fact by which an open item is known again, whoever answers for it by now.
    package struct Fact: Hashable, Sendable {
        package var object: Holder
        package var matter: Matter
        package init(_ object: Holder, _ matter: Matter) {
            self.object = object
            self.matter = matter
        }
    }

    /// The figures in which the problem was found; what HR type in 问题 goes before them.
    package struct Figures: Hashable, Sendable {
        /// Name of the indicator, project or card rules; category of an appeal; matter of a finding.
        package var title: String
        package var target: Quantity?
        package var actual: Quantity?
        package var unit: String?
        package var completion: Points?
        /// Points of the score, or percentage points of a project behind plan.
        package var lost: Points?
        /// Of a finding its date, of an appeal its limit day, of a card its issue.
        package var day: Day?
        package init(
            title: String, target: Quantity? = nil, actual: Quantity? = nil, unit: String? = nil,
            completion: Points? = nil, lost: Points? = nil, day: Day? = nil
        ) {
            self.title = title
            self.target = target
            self.actual = actual
            self.unit = unit
            self.completion = completion
            self.lost = lost
            self.day = day
        }
    }

    /// `<quarter>-<object>-<line or matter>`; of a card its own id; of HR's own rows their 整改编号.
    package let id: String
    /// The quarter in whose facts it was found, or in whose folder HR first entered it.
    package let opened: Period
    /// The person, office or project that the fact is about; never changes.
    package let object: Holder
    package let matter: Matter
    package var figures: Figures
    /// Facts of a card: while it is open none of them opens an item of its own.
    package var covers: [Fact] = []

    /// Who has to answer for it now: a person in post, else an office; `nil` when the office is gone without successor.
    package var owner: Holder?
    /// The person last known to answer for it.
    package var person: Code?
    /// The office last known to answer for it.
    package var unit: Code?
    /// Offices that answered for it before, oldest first.
    package var formerUnits: [Code] = []

    package var state: RectificationState = .notStarted
    /// When it has to be done: typed, of a card from its issue, else the end of the quarter after the fact's.
    package var due: Day?
    /// The quarter in which it left, by acceptance or by a recorded withdrawal.
    package var closed: Period?
    /// Quarters in which the same fact came back within the time the scheme gives (复发).
    package var recurrences: [Period] = []
    /// The accepted item of a card whose fact is back.
    package var recurrenceOf: String?
    /// Found in a quarter without sign-off.
    package var isDraft = false
    /// HR's newest row; later folders repeat it while the item is open.
    @Apart package var row: Row? = nil

    package init(id: String, opened: Period, object: Holder, matter: Matter, figures: Figures) {
        self.id = id
        self.opened = opened
        self.object = object
        self.matter = matter
        self.figures = figures
    }

    /// What HR entered for an item.
    package struct Row: Hashable, Sendable {
        package var code: String
        package var problem: String
        package var goal: String
        package var measure: String
        package var responsibleUnit: String
        package var deadline: Day
        package var extendedTo: Day?
        package var extensionApprovedBy: String?
        package var applied: Day?
        package var acceptedBy: String?
        package var acceptedOn: Day?
        package var evidence: String?

        package init(_ row: Rectification) {
            code = row.code
            problem = row.problem
            goal = row.goal
            measure = row.measure
            responsibleUnit = row.responsibleUnit
            deadline = row.deadline
            extendedTo = row.extendedTo
            extensionApprovedBy = row.extensionApprovedBy
            applied = row.applied
            acceptedBy = row.acceptedBy
            acceptedOn = row.acceptedOn
            evidence = row.evidence
        }

        package init(
            code: String, problem: String, goal: String, measure: String, responsibleUnit: String,
            deadline: Day, extendedTo: Day? = nil, extensionApprovedBy: String? = nil, applied: Day? = nil,
            acceptedBy: String? = nil, acceptedOn: Day? = nil, evidence: String? = nil
        ) {
            self.code = code
            self.problem = problem
            self.goal = goal
            self.measure = measure
            self.responsibleUnit = responsibleUnit
            self.deadline = deadline
            self.extendedTo = extendedTo
            self.extensionApprovedBy = extensionApprovedBy
            self.applied = applied
            self.acceptedBy = acceptedBy
            self.acceptedOn = acceptedOn
            self.evidence = evidence
        }
    }

    package var fact: Fact { Fact(object, matter) }
    /// Every fact that opens nothing while this item is open.
    package var facts: [Fact] { [fact] + covers }
    package var isOpen: Bool { closed == nil }
    package var isRecurring: Bool { !recurrences.isEmpty || recurrenceOf != nil }
    package var cardID: String? {
        if case .card(let id) = matter { return id }
        return nil
    }

    /// Past its deadline on that day and still open.
    package func isOverdue(on day: Day?) -> Bool {
        guard isOpen, let day, let due else { return false }
        return due < day
    }
}

/// What became of the items in one quarter; always open at start + opened = closed + open at end.
package struct ItemCounts: Hashable, Sendable {
    package var openAtStart = 0
    /// Found or entered in the quarter, those that came back (复发) included.
    package var opened = 0
    /// Of ``opened``.
    package var recurring = 0
    package var closed = 0
    package var openAtEnd = 0
    package init() {}
    package var addUp: Bool { openAtStart + opened == closed + openAtEnd }
}

extension RectificationItem.Matter {
    /// As `history.xml` and assessment.xml write it.
    package var token: String {
        switch self {
        case .card: return "card"
        case .line: return "line"
        case .project: return "project"
        case .appeal: return "appeal"
        case .finding: return "finding"
        case .other: return "other"
        }
    }

    package var text: String {
        switch self {
        case .card(let text), .other(let text): return text
        case .line(let code), .appeal(let code), .finding(let code): return code.text
        case .project: return ""
        }
    }

    package init?(token: String, _ text: String) {
        switch (token, Code(text)) {
        case ("card", _): self = .card(text)
        case ("other", _): self = .other(text)
        case ("project", _): self = .project
        case ("line", let code?): self = .line(code)
        case ("appeal", let code?): self = .appeal(code)
        case ("finding", let code?): self = .finding(code)
        default: return nil
        }
    }
}
