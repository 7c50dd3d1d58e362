/// The assessment scheme (考核方案): every weight, boundary, threshold and wording key, as data.
///
/// The shape is that of `input/schemes/*.xml` and scheme.xsd; docs/scheme.md describes each entry.
package struct Scheme: Sendable {
    package var id: String
    package var version: String
    package var effectiveFrom: Period
    package var park: Park
    package var person: PersonComponents
    package var office: OfficeComponents
    package var methods: MethodDefaults
    package var satisfaction: Satisfaction
    /// First response counts as on time until the end of this working day after the appeal's date.
    package var responseWorkingDays: Int
    package var grades: GradeRules
    package var officeClasses: OfficeClassRules
    package var cards: CardRules
    package var expectations: Expectations
    package var showRank: Bool
    package var objection: Objection
    package var rectification: Rectifying
    package var documents: [DocumentSettings]
    /// Path of the file, for findings.
    package var place: SourcePlace

    package init(
        id: String, version: String, effectiveFrom: Period, park: Park, person: PersonComponents,
        office: OfficeComponents, methods: MethodDefaults, satisfaction: Satisfaction,
        responseWorkingDays: Int,
        grades: GradeRules, officeClasses: OfficeClassRules, cards: CardRules, expectations: Expectations,
        showRank: Bool, objection: Objection, rectification: Rectifying = .unstated,
        documents: [DocumentSettings], place: SourcePlace
    ) {
        self.id = id
        self.version = version
        self.effectiveFrom = effectiveFrom
        self.park = park
        self.person = person
        self.office = office
        self.methods = methods
        self.satisfaction = satisfaction
        self.responseWorkingDays = responseWorkingDays
        self.grades = grades
        self.officeClasses = officeClasses
        self.cards = cards
        self.expectations = expectations
        self.showRank = showRank
        self.objection = objection
        self.rectification = rectification
        self.documents = documents
        self.place = place
    }

    package struct Park: Sendable {
        package var code: Code
        package var name: String
        /// 落款.
        package var issuer: String
        package var mainLeader: Code
        package init(code: Code, name: String, issuer: String, mainLeader: Code) {
            self.code = code
            self.name = name
            self.issuer = issuer
            self.mainLeader = mainLeader
        }
    }

    /// Weights of P, O and Q in a person's S; together 100.
    package struct PersonComponents: Sendable {
        package var own: Points
        package var office: Points
        package var panel: Points
        package var limits: ClosedRange<Points>
        package init(own: Points, office: Points, panel: Points, limits: ClosedRange<Points>) {
            self.own = own
            self.office = office
            self.panel = panel
            self.limits = limits
        }
    }

    /// Weights of P and C in an office's O; together 100.
    package struct OfficeComponents: Sendable {
        package var own: Points
        package var committee: Points
        package var limits: ClosedRange<Points>
        package init(own: Points, committee: Points, limits: ClosedRange<Points>) {
            self.own = own
            self.committee = committee
            self.limits = limits
        }
    }

    package struct MethodDefaults: Sendable {
        /// Completion below it scores nothing, in per cent.
        package var floor: Quantity
        /// Most points a holder's incentive lines add up to (J).
        package var incentiveCap: Points
        /// Highest completion that counts, in per cent, per indicator class.
        package var caps: [IndicatorClass: Quantity]
        /// Highest threshold first.
        package var steps: [Step]
        package var deductionK: Quantity
        package var bonusK: Quantity
        /// k of method I as a share of the line's full points.
        package var percentagePointShare: Quantity
        package var places: [PlacePoints]
        /// One highest and one lowest mark are dropped when there are more raters than this.
        package var panelDropAbove: Int
        package init(
            floor: Quantity, incentiveCap: Points, caps: [IndicatorClass: Quantity], steps: [Step],
            deductionK: Quantity, bonusK: Quantity, percentagePointShare: Quantity, places: [PlacePoints],
            panelDropAbove: Int
        ) {
            self.floor = floor
            self.incentiveCap = incentiveCap
            self.caps = caps
            self.steps = steps
            self.deductionK = deductionK
            self.bonusK = bonusK
            self.percentagePointShare = percentagePointShare
            self.places = places
            self.panelDropAbove = panelDropAbove
        }
    }

    /// Method B: completion of at least `from` per cent earns `share` of the full points.
    package struct Step: Hashable, Sendable {
        package var from: Quantity
        package var share: Quantity
        package init(from: Quantity, share: Quantity) {
            self.from = from
            self.share = share
        }
    }

    /// Method E.
    package struct PlacePoints: Hashable, Sendable {
        package var rank: Int
        package var points: Quantity
        package init(rank: Int, points: Quantity) {
            self.rank = rank
            self.points = points
        }
    }

    package struct Satisfaction: Sendable {
        package var minimumSheets: Int
        package var answers: [Answer]
        package init(minimumSheets: Int, answers: [Answer]) {
            self.minimumSheets = minimumSheets
            self.answers = answers
        }
        package struct Answer: Sendable {
            package var word: String
            package var points: Points
            /// Counts towards the satisfaction rate.
            package var isSatisfied: Bool
            package init(word: String, points: Points, isSatisfied: Bool) {
                self.word = word
                self.points = points
                self.isSatisfied = isSatisfied
            }
        }
    }

    package struct GradeRules: Sendable {
        /// Best first; a score on a bound earns the higher grade; the last has no bound.
        package var ladder: [Step]
        /// Least share of the quarter's days in post for a grade, in per cent.
        package var inPostShare: Quantity
        package var quotaGrade: Grade
        /// Per cent of the persons with a grade by score.
        package var quotaPercent: Quantity
        package var ceilingVeto: Grade
        package var ceilingYellow: Grade
        package var ceilingRed: Grade
        package init(
            ladder: [Step], inPostShare: Quantity, quotaGrade: Grade, quotaPercent: Quantity,
            ceilingVeto: Grade, ceilingYellow: Grade, ceilingRed: Grade
        ) {
            self.ladder = ladder
            self.inPostShare = inPostShare
            self.quotaGrade = quotaGrade
            self.quotaPercent = quotaPercent
            self.ceilingVeto = ceilingVeto
            self.ceilingYellow = ceilingYellow
            self.ceilingRed = ceilingRed
        }

        package struct Step: Sendable {
            package var grade: Grade
            package var from: Points?
            /// Proposed for a score in this step (Y1, R1).
            package var card: CardColour?
            package init(grade: Grade, from: Points?, card: CardColour?) {
                self.grade = grade
                self.from = from
                self.card = card
            }
        }
    }

    package struct OfficeClassRules: Sendable {
        package var firstPercent: Quantity
        package var firstAtLeast: Int
        package var thirdBelow: Points
        package var first: String
        package var second: String
        package var third: String
        package init(
            firstPercent: Quantity, firstAtLeast: Int, thirdBelow: Points, first: String, second: String,
            third: String
        ) {
            self.firstPercent = firstPercent
            self.firstAtLeast = firstAtLeast
            self.thirdBelow = thirdBelow
            self.first = first
            self.second = second
            self.third = third
        }
    }

    package struct CardRules: Sendable {
        /// Y2/R2: key completions below `severeBelow` (one yellow, `severeCount` red) or `mildBelow` (`mildCount` yellow).
        package var severeBelow: Points
        package var severeCount: Int
        package var mildBelow: Points
        package var mildCount: Int
        package var lagYellowFrom: Points
        package var lagRedAbove: Points
        package var findingColours: [String: CardColour]
        package var officeLastBelow: Points
        /// R6 looks back this many quarters.
        package var repeatQuarters: Int
        /// An extension may add at most this per cent of the period.
        package var extensionShare: Int
        package var yellow: Terms
        package var red: Terms
        package init(
            severeBelow: Points, severeCount: Int, mildBelow: Points, mildCount: Int, lagYellowFrom: Points,
            lagRedAbove: Points, findingColours: [String: CardColour], officeLastBelow: Points,
            repeatQuarters: Int,
            extensionShare: Int, yellow: Terms, red: Terms
        ) {
            self.severeBelow = severeBelow
            self.severeCount = severeCount
            self.mildBelow = mildBelow
            self.mildCount = mildCount
            self.lagYellowFrom = lagYellowFrom
            self.lagRedAbove = lagRedAbove
            self.findingColours = findingColours
            self.officeLastBelow = officeLastBelow
            self.repeatQuarters = repeatQuarters
            self.extensionShare = extensionShare
            self.yellow = yellow
            self.red = red
        }
        package struct Terms: Sendable {
            package var rectifyWorkingDays: Int
            package var talkWorkingDays: Int
            /// Negative: what the card costs in the annual score.
            package var annualPoints: Quantity
            package init(rectifyWorkingDays: Int, talkWorkingDays: Int, annualPoints: Quantity) {
                self.rectifyWorkingDays = rectifyWorkingDays
                self.talkWorkingDays = talkWorkingDays
                self.annualPoints = annualPoints
            }
        }
        package func terms(of colour: CardColour) -> Terms { colour == .red ? red : yellow }
    }

    package struct Expectations: Sendable {
        package var indicators: Int?
        /// Units of things counted one by one, for the 分解不足 warning.
        package var countedUnits: Set<String>
        package var groups: [Group]
        package var points: [IndicatorClass: Points]
        package init(
            indicators: Int?, countedUnits: Set<String>, groups: [Group], points: [IndicatorClass: Points]
        ) {
            self.indicators = indicators
            self.countedUnits = countedUnits
            self.groups = groups
            self.points = points
        }
        package struct Group: Sendable {
            package var name: String
            package var subgroups: Int
            package var indicators: Int
            package init(name: String, subgroups: Int, indicators: Int) {
                self.name = name
                self.subgroups = subgroups
                self.indicators = indicators
            }
        }
    }

    package struct Objection: Sendable {
        package var workingDays: Int
        package var statementWorkingDays: Int
        package var contact: String
        package var telephone: String
        package init(workingDays: Int, statementWorkingDays: Int, contact: String, telephone: String) {
            self.workingDays = workingDays
            self.statementWorkingDays = statementWorkingDays
            self.contact = contact
            self.telephone = telephone
        }
    }

    /// What opens a rectification item by itself, and for how long it may come back (docs/rules.md §6.4).
    package struct Rectifying: Sendable {
        /// A gap is a line whose score is below this per cent of its full points.
        package var gapBelow: Points
        /// Points behind plan from which a project is lagging.
        package var lagFrom: Points
        /// 复发: the same fact within this many quarters of the item's closing.
        package var recurrenceQuarters: Int
        /// Working days before a card's deadline on which a reminder is due.
        package var reminderWorkingDays: Int
        package init(gapBelow: Points, lagFrom: Points, recurrenceQuarters: Int, reminderWorkingDays: Int) {
            self.gapBelow = gapBelow
            self.lagFrom = lagFrom
            self.recurrenceQuarters = recurrenceQuarters
            self.reminderWorkingDays = reminderWorkingDays
        }
        /// For schemes written before there was such an entry.
        package static let unstated = Rectifying(
            gapBelow: Points(whole: 80), lagFrom: Points(whole: 5), recurrenceQuarters: 2,
            reminderWorkingDays: 5)
    }

    /// 代字, start number, 主送, 抄送, 印发机关 of one kind of numbered paper.
    package struct DocumentSettings: Sendable {
        /// `bulletin`, `card`, `lifting`, `withdrawal`.
        package var kind: String
        package var series: String
        package var start: Int
        package var to: String?
        package var copy: String?
        package var printedBy: String
        package init(kind: String, series: String, start: Int, to: String?, copy: String?, printedBy: String)
        {
            self.kind = kind
            self.series = series
            self.start = start
            self.to = to
            self.copy = copy
            self.printedBy = printedBy
        }
    }

    package func documentSettings(for kind: String) -> DocumentSettings? {
        documents.first { $0.kind == kind }
    }
}

/// A label of the ladder; which is better is the ladder's order, not the label's.
package struct Grade: Hashable, Sendable, CustomStringConvertible {
    package let label: String
    package init(_ label: String) { self.label = label }
    package var description: String { label }
}

extension Scheme.GradeRules {
    /// Position from the best (0); a label that is not on the ladder comes last.
    package func position(of grade: Grade) -> Int { ladder.firstIndex { $0.grade == grade } ?? ladder.count }

    /// The grade of a printed score; a score on a boundary earns the higher grade.
    package func step(for score: Points) -> Step? {
        ladder.first { $0.from.map { score >= $0 } ?? true }
    }

    package func worse(of a: Grade, _ b: Grade) -> Grade { position(of: a) >= position(of: b) ? a : b }
}
