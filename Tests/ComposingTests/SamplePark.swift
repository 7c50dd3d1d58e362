import Assessing
import Composing
import Model

/// A small park in code: two offices, six people, one indicator of each method, four quarters.
///
/// P1 has lines of every method and state; P2 is nearly perfect; P3 shares P1's name; P4 is on probation; P5
/// misses a line; P6 has nothing but an incentive. The fourth quarter is the one under test.
struct SamplePark {
    var scheme = SamplePark.standardScheme()
    var calendar = WorkCalendar(holidays: [day("2026-04-06"), day("2026-05-01")], swappedWorkdays: [])
    var quarters: [QuarterData] = []
    static let period = Period(index: 2026 * 4)

    init() {
        for (step, x) in ["40", "55", "21"].enumerated() {
            var quarter = basic(Self.period.advanced(by: step - 3), signed: true)
            Self.addLine(&quarter, "A1", .completion, to: person("P1"), target: "60", actual: x)
            quarters.append(quarter)
        }
        quarters.append(basic(Self.period, signed: false))
        fillCurrent()
    }

    var current: QuarterData {
        get { quarters[quarters.count - 1] }
        set { quarters[quarters.count - 1] = newValue }
    }

    /// The assessments of all quarters, oldest first.
    func assessments() -> [Assessment] {
        Assessor.assess(ParkData(calendar: calendar, quarters: quarters)).map(\.value)
    }
    func assessment() -> Assessment? { assessments().last }
    func composer() -> Composer? { assessment().map { Composer($0, calendar: calendar) } }

    // MARK: Contents

    private func basic(_ period: Period, signed: Bool) -> QuarterData {
        var data = QuarterData(period: period, scheme: scheme)
        if signed {
            data.signoff = Signoff(
                period: period, revision: 0, date: period.lastDay.adding(days: 10), signer: "王某", ended: false
            )
        }
        data.offices = [
            office("GH", "规划工程部", head: "P2", supervisor: "L2"),
            office("ZS", "招商服务部", head: "P3", supervisor: "L2"),
        ]
        data.people = [
            staff("L1", "周主任", "GH", .leader), staff("L2", "陈江", "GH", .leader),
            staff("P1", "王伟", "GH", .active, rank: "一级主办"), staff("P2", "李䶮堃", "GH", .active),
            staff("P3", "王伟", "ZS", .active), staff("P4", "欧阳晓", "ZS", .probation),
            staff("P5", "赵敏", "ZS", .active), staff("P6", "孙无", "ZS", .active),
        ]
        return data
    }

    private mutating func fillCurrent() {
        var data = current
        let p1 = person("P1")
        Self.addLine(&data, "A1", .completion, to: p1, target: "60", actual: "54", name: "入企走访企业", unit: "家次")
        Self.addLine(
            &data, "A2", .completion, to: p1, target: "30", actual: "36", name: "协调解决企业诉求", unit: "条")
        Self.addLine(&data, "B1", .steps, to: p1, target: "100", actual: "96", name: "涉企检查备案亮码率", unit: "%")
        Self.addLine(&data, "C1", .deduction, to: p1, target: nil, actual: "3", name: "公文差错", unit: "件")
        Self.addLine(
            &data, "D1", .bonus, to: p1, target: nil, actual: "1", class: .incentive, name: "获上级表彰",
            unit: "项")
        Self.addLine(&data, "F1", .panel, to: p1, target: nil, actual: nil, name: "材料质量", unit: "分")
        Self.addLine(
            &data, "H1", .inverse, to: p1, target: "96", actual: "120", class: .individual,
            name: "项目签约至开工平均用时",
            unit: "天")
        Self.addLine(
            &data, "I1", .percentagePoints, to: p1, target: "8.0", actual: "7.2", name: "工业增加值增速",
            unit: "%")
        Self.addLine(&data, "V1", .veto, to: p1, target: nil, actual: "0", name: "安全生产责任事故", unit: "起")
        Self.addLine(
            &data, "N1", .completion, to: p1, target: "5", actual: nil, result: .notApplicable,
            name: "新开工项目")
        Self.addLine(&data, "X1", .completion, to: p1, target: "5", actual: nil, name: "飞地园区合作", unit: "个")
        data.exemptions = [
            Exemption(
                subject: .line(code("X1")), holder: p1, reason: "探索性试点", approvedBy: "党工委",
                approvedOn: day("2026-03-12"), place: here)
        ]
        Self.addLine(&data, "A1", .completion, to: person("P2"), target: "10", actual: "10")
        Self.addLine(&data, "A1", .completion, to: person("P3"), target: "10", actual: "4")
        Self.addLine(&data, "A1", .completion, to: person("P4"), target: "10", actual: "9")
        Self.addLine(&data, "A1", .completion, to: person("P5"), target: "10", actual: nil, result: .missing)
        Self.addLine(
            &data, "D1", .bonus, to: person("P6"), target: nil, actual: "1", class: .incentive)
        for office in ["GH", "ZS"] {
            Self.addLine(
                &data, "A1", .completion, to: Holder(.office, code(office)), target: "100", actual: "95")
        }
        data.ratings = marks("P1", "92 88 95 90 70 99 91", line: "F1")
        for person in ["P1", "P2", "P3", "P5", "P6"] { data.ratings? += marks(person, "90 95", line: nil) }
        for office in ["GH", "ZS"] {
            data.ratings? += marks(office, "88 90", line: nil, kind: .office)
        }
        data.spotChecks = [
            SpotCheck(
                code: code("CC-1"), date: day("2026-02-18"), holder: p1, matter: "首问责任未落实",
                deduction: points("1"),
                evidence: "督查通报第 3 期", nature: "作风", place: here)
        ]
        data.projects = [
            project("J1", "临江多用途码头", owner: "P1", planned: "45", actual: "28"),
            project("J2", "标准厂房二期", owner: "P1", planned: "30", actual: "31"),
        ]
        data.cases = [
            practice("AL-1", office: "ZS", indicator: nil, type: "码头", stage: "前期", cause: "政策"),
            practice("AL-2", office: "ZS", indicator: "H1"), practice("AL-3", office: "GH", indicator: "H1"),
            practice("AL-4", office: "ZS", indicator: "H1", mayBeQuoted: false),
        ]
        data.talks = [
            Talk(
                person: code("P1"), leader: code("L2"), date: day("2026-01-15"), type: "反馈",
                promise: "两周内补齐走访",
                deadline: day("2026-02-15"), place: here)
        ]
        data.rectifications = [
            Rectification(
                code: "ZG-1", source: "2025Q4-P1", holder: p1, problem: "走访不足", goal: "补齐 20 家次",
                measure: "周计划、周销号",
                responsibleUnit: "规划工程部", deadline: day("2026-02-02"), extendedTo: nil,
                extensionApprovedBy: nil,
                applied: nil, state: .inProgress, acceptedBy: nil, acceptedOn: nil, evidence: nil, place: here
            )
        ]
        current = data
    }

    // MARK: Rows

    static func addLine(
        _ data: inout QuarterData, _ name: String, _ method: ScoringMethod, to holder: Holder,
        target: String?,
        actual: String?, result: Model.Result.Actual? = nil, class kind: IndicatorClass = .key,
        name title: String = "指标", unit: String = "个"
    ) {
        let indicator = Indicator(
            code: code(name), name: title, indicatorClass: kind, group: "组", subgroup: "小组", unit: unit,
            direction: "正向", span: .quarterly, method: method, parameters: MethodParameters(),
            parametersText: nil,
            fullPoints: points("3"), responsibleOffice: code("GH"), sourceText: "填报", source: nil, tags: [],
            place: here)
        if !data.indicators.contains(where: { $0.code == indicator.code }) {
            data.indicators.append(indicator)
        }
        data.targets.append(
            Target(
                indicator: indicator.code, holder: holder, value: target.map(quantity),
                fullPoints: points("3"),
                deadline: nil, origin: "分解", place: here))
        guard let value = result ?? actual.map({ .value(quantity($0)) }) else { return }
        data.results.append(
            Model.Result(
                indicator: indicator.code, holder: holder, actual: value, asOf: data.period.lastDay,
                evidence: nil,
                remark: value == .notApplicable ? "本季无新开工项目" : nil, place: here))
    }

    private func marks(_ holder: String, _ marks: String, line: String?, kind: HolderKind = .person)
        -> [Rating]
    {
        marks.split(separator: " ").enumerated().map { index, mark in
            Rating(
                holder: Holder(kind, code(holder)), indicator: line.map(code), rater: "\(index + 1)",
                mark: points(String(mark)))
        }
    }

    private func office(_ text: String, _ name: String, head: String, supervisor: String) -> Office {
        Office(
            code: code(text), name: name, head: code(head), supervisor: code(supervisor), formerCode: nil,
            place: here)
    }

    private func staff(
        _ text: String, _ name: String, _ office: String, _ status: EmploymentStatus, rank: String? = nil
    ) -> Person {
        Person(
            code: code(text), name: name, office: code(office), post: "项目服务专员", rank: rank,
            postCoefficient: nil,
            talkLeader: code("L2"), status: status, arrived: nil, left: nil, place: here)
    }

    private func project(
        _ text: String, _ name: String, owner: String, planned: String, actual: String
    ) -> Project {
        Project(
            code: code(text), name: name, type: "码头", stage: "前期", owner: code(owner), office: code("GH"),
            planned: points(planned), actual: points(actual), asOf: day("2026-03-31"), lagReason: "水域使用许可未批",
            cause: "政策", claimed: nil, place: here)
    }

    private func practice(
        _ text: String, office: String, indicator: String?, type: String? = nil, stage: String? = nil,
        cause: String? = nil, mayBeQuoted: Bool = true
    ) -> PracticeCase {
        PracticeCase(
            code: code(text), title: "容缺预审破解审批等待", indicator: indicator.map(code), projectType: type,
            stage: stage,
            cause: cause, practice: "并联审批，专班每周调度。", effect: "审批时间由 60 天压到 35 天。", office: code(office),
            mayBeQuoted: mayBeQuoted)
    }

    static func standardScheme() -> Scheme {
        let whole = { (text: String) in quantity(text) }
        return Scheme(
            id: "sample", version: "1", effectiveFrom: Period(index: 2025 * 4),
            park: .init(code: code("LJ"), name: "临江工业园区", issuer: "临江工业园区党群工作部", mainLeader: code("L1")),
            person: .init(
                own: points("70"), office: points("20"), panel: points("10"),
                limits: points("0")...points("110")),
            office: .init(own: points("80"), committee: points("20"), limits: points("0")...points("110")),
            methods: .init(
                floor: whole("60"), incentiveCap: points("10"),
                caps: [.key: whole("110"), .individual: whole("100"), .incentive: whole("100")],
                steps: [("100", "1"), ("98", "0.9"), ("95", "0.8"), ("90", "0.6")].map {
                    .init(from: whole($0.0), share: whole($0.1))
                }, deductionK: whole("0.5"), bonusK: whole("1"), percentagePointShare: whole("0.1"),
                places: [("1", "2"), ("2", "1.5"), ("3", "1")].map {
                    .init(rank: Int($0.0) ?? 0, points: whole($0.1))
                }, panelDropAbove: 5),
            satisfaction: .init(
                minimumSheets: 5, answers: [.init(word: "满意", points: points("80"), isSatisfied: true)]),
            responseWorkingDays: 1,
            grades: .init(
                ladder: [
                    .init(grade: Grade("好"), from: points("90"), card: nil),
                    .init(grade: Grade("较好"), from: points("70"), card: nil),
                    .init(grade: Grade("一般"), from: points("60"), card: .yellow),
                    .init(grade: Grade("较差"), from: nil, card: .red),
                ], inPostShare: whole("50"), quotaGrade: Grade("好"), quotaPercent: whole("40"),
                ceilingVeto: Grade("一般"), ceilingYellow: Grade("较好"), ceilingRed: Grade("一般")),
            officeClasses: .init(
                firstPercent: whole("30"), firstAtLeast: 1, thirdBelow: points("75"), first: "第一等次",
                second: "第二等次",
                third: "第三等次"),
            cards: .init(
                severeBelow: points("60"), severeCount: 2, mildBelow: points("80"), mildCount: 2,
                lagYellowFrom: points("10"), lagRedAbove: points("30"),
                findingColours: ["作风": .yellow, "严重": .red, "数据造假": .red], officeLastBelow: points("75"),
                repeatQuarters: 4, extensionShare: 50,
                yellow: .init(rectifyWorkingDays: 15, talkWorkingDays: 5, annualPoints: whole("-1")),
                red: .init(rectifyWorkingDays: 30, talkWorkingDays: 3, annualPoints: whole("-3"))),
            expectations: .init(indicators: nil, countedUnits: [], groups: [], points: [:]), showRank: false,
            objection: .init(
                workingDays: 5, statementWorkingDays: 3, contact: "党群工作部绩效办", telephone: "0000-8123456"),
            documents: [
                .init(
                    kind: "card", series: "临园绩督", start: 1, to: nil, copy: "分管领导", printedBy: "临江工业园区党群工作部")
            ], place: here)
    }
}

let here = SourcePlace(file: "input/2026Q1/sample.csv", line: 2)

/// Literals of the tests.
func code(_ text: String) -> Code {
    guard let code = Code(text) else { fatalError("not a code: \(text)") }
    return code
}
func day(_ text: String) -> Day { Day(iso: text) ?? Day(ordinal: 0) }
func quantity(_ text: String) -> Quantity { (try? Quantity(plain: text)) ?? Quantity(whole: 0) }
func points(_ text: String) -> Points { quantity(text).rounded }
func person(_ text: String) -> Holder { Holder(.person, code(text)) }
