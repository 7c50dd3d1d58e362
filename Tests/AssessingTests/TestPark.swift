import Assessing
import Model

/// Builds small parks for rule tests: only what a test names is in them.
struct TestPark {
    var quarters: [QuarterData] = []
    var calendar = WorkCalendar(
        // 2025: New Year, Spring Festival, Qingming, Labour Day, Dragon Boat; the swaps that move deadlines.
        holidays: Set(
            ["2025-04-04", "2025-05-01", "2025-05-02", "2025-05-05", "2025-06-02"].compactMap(Day.init(iso:))),
        swappedWorkdays: Set(["2025-04-27"].compactMap(Day.init(iso:))))

    func assess() -> [Checked<Assessment>] {
        Assessor.assess(ParkData(calendar: calendar, quarters: quarters))
    }
}

extension Code {
    init(literal text: String) { self = Code(text) ?? { fatalError("not a code: \(text)") }() }
}

extension Day {
    init(_ text: String) { self = Day(iso: text) ?? { fatalError("not a day: \(text)") }() }
}

extension Period {
    init(literal text: String) { self = Period(text) ?? { fatalError("not a period: \(text)") }() }
}

extension Quantity {
    init(_ text: String) { self = (try? Quantity(plain: text)) ?? { fatalError("not a number: \(text)") }() }
}

extension Points {
    init(_ text: String) { self = Quantity(text).rounded }
}

extension Scheme {
    /// The shipped defaults of the contract.
    static let sample = Scheme(
        id: "t", version: "1", effectiveFrom: Period(literal: "2025Q1"),
        park: Park(code: Code(literal: "PK"), name: "园区", issuer: "党群工作部", mainLeader: Code(literal: "L001")),
        person: PersonComponents(
            own: Points(whole: 70), office: Points(whole: 20), panel: Points(whole: 10),
            limits: .zero...Points(whole: 110)),
        office: OfficeComponents(
            own: Points(whole: 80), committee: Points(whole: 20), limits: .zero...Points(whole: 110)),
        methods: MethodDefaults(
            floor: Quantity("60"), incentiveCap: Points(whole: 10),
            caps: [.key: Quantity("110"), .individual: Quantity("100"), .incentive: Quantity("100")],
            steps: [("100", "1"), ("98", "0.9"), ("95", "0.8"), ("90", "0.6")].map {
                Step(from: Quantity($0.0), share: Quantity($0.1))
            },
            deductionK: Quantity("0.5"), bonusK: Quantity("1"), percentagePointShare: Quantity("0.1"),
            places: [(1, "2"), (2, "1.5"), (3, "1")].map { PlacePoints(rank: $0.0, points: Quantity($0.1)) },
            panelDropAbove: 5),
        satisfaction: Satisfaction(
            minimumSheets: 5,
            answers: [("很满意", 100, true), ("满意", 80, true), ("基本满意", 60, true), ("不满意", 0, false)].map {
                Satisfaction.Answer(word: $0.0, points: Points(whole: $0.1), isSatisfied: $0.2)
            }),
        responseWorkingDays: 1,
        grades: GradeRules(
            ladder: [
                .init(grade: Grade("好"), from: Points(whole: 90), card: nil),
                .init(grade: Grade("较好"), from: Points(whole: 70), card: nil),
                .init(grade: Grade("一般"), from: Points(whole: 60), card: .yellow),
                .init(grade: Grade("较差"), from: nil, card: .red),
            ],
            inPostShare: Quantity("50"), quotaGrade: Grade("好"), quotaPercent: Quantity("40"),
            ceilingVeto: Grade("一般"), ceilingYellow: Grade("较好"), ceilingRed: Grade("一般")),
        officeClasses: OfficeClassRules(
            firstPercent: Quantity("30"), firstAtLeast: 1, thirdBelow: Points(whole: 75), first: "第一等次",
            second: "第二等次", third: "第三等次"),
        cards: CardRules(
            severeBelow: Points(whole: 60), severeCount: 2, mildBelow: Points(whole: 80), mildCount: 2,
            lagYellowFrom: Points(whole: 10), lagRedAbove: Points(whole: 30),
            findingColours: ["作风": .yellow, "严重": .red, "数据造假": .red], officeLastBelow: Points(whole: 75),
            repeatQuarters: 4, extensionShare: 50,
            yellow: .init(rectifyWorkingDays: 15, talkWorkingDays: 5, annualPoints: Quantity("-1")),
            red: .init(rectifyWorkingDays: 30, talkWorkingDays: 3, annualPoints: Quantity("-3"))),
        expectations: Expectations(indicators: nil, countedUnits: ["家次"], groups: [], points: [:]),
        showRank: false,
        objection: Objection(workingDays: 5, statementWorkingDays: 3, contact: "", telephone: ""),
        documents: [],
        place: SourcePlace(file: "scheme.xml"))
}

let testPlace = SourcePlace(file: "test")
let testOffice = Code(literal: "OF")

extension QuarterData {
    /// A quarter whose results are as of its last day.
    init(_ period: String, signed: String? = nil, scheme: Scheme = .sample) {
        let period = Period(literal: period)
        self.init(
            period: period, scheme: scheme,
            signoff: signed.map {
                Signoff(period: period, revision: 0, date: Day($0), signer: "王某", ended: false)
            })
        offices = [
            Office(
                code: testOffice, name: "股室", head: Code(literal: "L001"), supervisor: Code(literal: "L001"),
                formerCode: nil, place: testPlace)
        ]
    }

    mutating func addPerson(
        _ code: String, status: EmploymentStatus = .active, arrived: String? = nil, left: String? = nil
    ) {
        people.append(
            Person(
                code: Code(literal: code), name: "某" + code, office: testOffice, post: "岗", rank: nil,
                postCoefficient: nil, talkLeader: Code(literal: "L001"), status: status,
                arrived: arrived.map { Day($0) }, left: left.map { Day($0) }, place: testPlace))
    }

    /// A line with its result; `nil` actual leaves it 未报.
    mutating func addLine(
        _ indicator: String, _ method: ScoringMethod, _ indicatorClass: IndicatorClass = .key,
        full: String = "10",
        target: String?, actual: String?, of holder: Holder, span: IndicatorSpan = .quarterly,
        parameters: MethodParameters = MethodParameters(), source: LedgerSource? = nil, remark: String? = nil
    ) {
        let code = Code(literal: indicator)
        if !indicators.contains(where: { $0.code == code }) {
            indicators.append(
                Indicator(
                    code: code, name: indicator, indicatorClass: indicatorClass, group: "组", subgroup: "小组",
                    unit: "家次", direction: "正向", span: span, method: method, parameters: parameters,
                    parametersText: nil, fullPoints: Points(full), responsibleOffice: testOffice,
                    sourceText: source?.rawValue ?? "填报", source: source, tags: [], place: testPlace))
        }
        targets.append(
            Target(
                indicator: code, holder: holder, value: target.map { Quantity($0) }, fullPoints: Points(full),
                deadline: nil, origin: nil, place: testPlace))
        guard let actual else { return }
        results.append(
            Result(
                indicator: code, holder: holder, actual: .value(Quantity(actual)), asOf: period.lastDay,
                evidence: nil,
                remark: remark, place: testPlace))
    }

    /// Two lines on target make the quarter a normal one of an otherwise unremarkable person.
    mutating func addPlainPerson(_ code: String) {
        addPerson(code)
        addLine(
            "plain", .completion, .individual, target: "100", actual: "100",
            of: Holder(.person, Code(literal: code)))
    }

    mutating func addProject(_ code: String, behind: String, owner: String = "P") {
        projects =
            (projects ?? []) + [
                Project(
                    code: Code(literal: code), name: "项目" + code, type: "产业", stage: "在建",
                    owner: Code(literal: owner),
                    office: testOffice, planned: Points(whole: 50),
                    actual: Points(whole: 50) - Points(behind),
                    asOf: period.lastDay, lagReason: nil, cause: nil, claimed: nil, place: testPlace)
            ]
    }

    mutating func addAppeal(
        _ code: String, raised: String, limit: Int = 5, closed: String? = nil, handler: String = "P"
    ) {
        appeals =
            (appeals ?? []) + [
                Appeal(
                    code: Code(literal: code), enterprise: Code(literal: "E1"), category: "用工",
                    raised: Day(raised),
                    responded: Day(raised), closed: closed.map { Day($0) }, limitWorkingDays: limit,
                    handler: Code(literal: handler), verdict: nil, place: testPlace)
            ]
    }

    mutating func addFinding(_ code: String, _ nature: String, of holder: Holder, deduction: String = "0") {
        spotChecks =
            (spotChecks ?? []) + [
                SpotCheck(
                    code: Code(literal: code), date: period.firstDay, holder: holder, matter: "事项",
                    deduction: Points(deduction), evidence: "照片", nature: nature, place: testPlace)
            ]
    }

    mutating func addRectification(
        _ code: String, card: String, of holder: Holder, _ state: RectificationState, accepted: String? = nil
    ) {
        rectifications.append(
            Rectification(
                code: code, source: card, holder: holder, problem: "问题", goal: "目标", measure: "措施",
                responsibleUnit: "股室", deadline: Day("2025-04-30"), extendedTo: nil, extensionApprovedBy: nil,
                applied: nil, state: state, acceptedBy: accepted == nil ? nil : "党工委",
                acceptedOn: accepted.map { Day($0) }, evidence: nil, place: testPlace))
    }

    mutating func decide(
        _ matter: Decision.Matter, _ holder: Holder, card: String? = nil, suggested: String,
        _ decided: String,
        on day: String
    ) {
        decisions.append(
            Decision(
                matter: matter, holder: holder, cardID: card, suggested: suggested, decided: decided,
                reason: "理由",
                decidedBy: "党工委", date: Day(day), place: testPlace))
    }

    mutating func exempt(matter code: String, of holder: Holder) {
        exemptions.append(
            Exemption(
                subject: .matter(Code(literal: code)), holder: holder, reason: "事由", approvedBy: "党工委",
                approvedOn: period.lastDay, place: testPlace))
    }
}
