import Markup
import Model

/// Reads one file of `input/schemes/`: XSD first, then what an XSD cannot say.
struct SchemeReader {
    let schema: Schema

    func read(_ bytes: [UInt8], file: String) -> Checked<Scheme?> {
        let document = XMLElement.read(bytes, file: file, schema: schema)
        guard let root = document.value else { return Checked(nil, document.findings) }
        let list = FindingList()
        let scheme = Self.scheme(SettingsElement(root, list), file)
        if let scheme { SchemeCheck(scheme, SettingsElement(root, list)).run() }
        return Checked(list.findings.isEmpty ? scheme : nil, list.findings)
    }

    private static func scheme(_ root: SettingsElement, _ file: String) -> Scheme? {
        let from = root.text("effectiveFrom")
        if Period(from) == nil {
            root.report(.invalidPeriod, "季度\(Diagnostic.quoted(from))无效", remedy: "请写成 2025Q1 的样子。")
        }
        let park = park(root.child("park"))
        guard let from = Period(from), let park else { return nil }
        return Scheme(
            id: root.text("id"), version: root.text("version"), effectiveFrom: from, park: park,
            person: person(root.child("person")), office: office(root.child("office")),
            methods: methods(root.child("methods")),
            satisfaction: satisfaction(root.child("satisfaction")),
            responseWorkingDays: root.child("appeals").whole("responseWorkingDays", atLeast: 1),
            grades: grades(root.child("grades")), officeClasses: classes(root.child("officeClasses")),
            cards: cards(root.child("cards")), expectations: expectations(root.child("expectations")),
            showRank: root.child("feedback").flag("showRank"),
            objection: objection(root.child("objection")), rectification: rectification(root),
            documents: root.child("documents").children("document").map(document),
            place: SourcePlace(file: file))
    }

    private static func park(_ park: SettingsElement) -> Scheme.Park? {
        let code = park.code("code")
        let leader = park.code("mainLeader")
        let name = park.text("name")
        let issuer = park.text("issuer")
        guard let code, let leader else { return nil }
        return .init(code: code, name: name, issuer: issuer, mainLeader: leader)
    }

    private static func person(_ person: SettingsElement) -> Scheme.PersonComponents {
        .init(
            own: person.points("own"), office: person.points("office"), panel: person.points("panel"),
            limits: limits(person))
    }

    private static func office(_ office: SettingsElement) -> Scheme.OfficeComponents {
        .init(own: office.points("own"), committee: office.points("committee"), limits: limits(office))
    }

    private static func limits(_ element: SettingsElement) -> ClosedRange<Points> {
        let minimum = element.points("minimum")
        let maximum = element.points("maximum")
        guard minimum <= maximum else {
            element.report(.badSetting, "minimum 大于 maximum", remedy: "请改正。")
            return maximum...minimum
        }
        return minimum...maximum
    }

    private static func methods(_ methods: SettingsElement) -> Scheme.MethodDefaults {
        .init(
            floor: methods.quantity("floor"), incentiveCap: methods.points("incentiveCap"),
            caps: Dictionary(
                methods.children("cap").map {
                    ($0.word("class", default: IndicatorClass.key), $0.quantity("percent"))
                }, uniquingKeysWith: { first, _ in first }),
            steps: methods.children("step").map {
                .init(from: $0.quantity("from"), share: $0.quantity("share"))
            },
            deductionK: methods.child("deduction").quantity("k"),
            bonusK: methods.child("bonus").quantity("k"),
            percentagePointShare: methods.child("percentagePoint").quantity("share"),
            places: methods.children("place").map {
                .init(rank: $0.whole("rank", atLeast: 1), points: $0.quantity("points"))
            },
            // Two marks are dropped, so at least three raters are needed.
            panelDropAbove: methods.child("panel").whole("dropAbove", atLeast: 2))
    }

    private static func satisfaction(_ satisfaction: SettingsElement) -> Scheme.Satisfaction {
        .init(
            minimumSheets: satisfaction.whole("minimumSheets", atLeast: 1),
            answers: satisfaction.children("answer").map {
                .init(word: $0.text("word"), points: $0.points("points"), isSatisfied: $0.flag("satisfied"))
            })
    }

    private static func grades(_ grades: SettingsElement) -> Scheme.GradeRules {
        let quota = grades.child("quota")
        func ceiling(_ reason: String) -> Grade {
            let ceilings = grades.children("ceiling")
            guard let found = ceilings.first(where: { $0.element["reason"] == reason }) else {
                grades.report(.badSetting, "缺少 ceiling reason=\(reason)", remedy: "veto、yellow、red 各写一条。")
                return Grade("")
            }
            return Grade(found.text("grade"))
        }
        return .init(
            ladder: grades.children("grade").map { step in
                .init(
                    grade: Grade(step.text("label")),
                    from: step.element["from"] == nil ? nil : step.points("from"),
                    card: step.element["card"] == nil ? nil : colour(step))
            },
            inPostShare: grades.quantity("inPostShare"), quotaGrade: Grade(quota.text("grade")),
            quotaPercent: quota.quantity("percent"), ceilingVeto: ceiling("veto"),
            ceilingYellow: ceiling("yellow"), ceilingRed: ceiling("red"))
    }

    private static func colour(_ element: SettingsElement) -> CardColour {
        element.element["card"] == "red" ? .red : .yellow
    }

    private static func classes(_ classes: SettingsElement) -> Scheme.OfficeClassRules {
        func label(_ place: String) -> String {
            let all = classes.children("class")
            guard let found = all.first(where: { $0.element["place"] == place }) else {
                classes.report(.badSetting, "缺少 class place=\(place)", remedy: "1、2、3 各写一条。")
                return ""
            }
            return found.text("label")
        }
        return .init(
            firstPercent: classes.quantity("firstPercent"), firstAtLeast: classes.whole("firstAtLeast"),
            thirdBelow: classes.points("thirdBelow"), first: label("1"), second: label("2"),
            third: label("3"))
    }

    private static func cards(_ cards: SettingsElement) -> Scheme.CardRules {
        let lag = cards.child("lag")
        return .init(
            severeBelow: cards.points("severeBelow"), severeCount: cards.whole("severeCount", atLeast: 1),
            mildBelow: cards.points("mildBelow"), mildCount: cards.whole("mildCount", atLeast: 1),
            lagYellowFrom: lag.points("yellowFrom"), lagRedAbove: lag.points("redAbove"),
            findingColours: Dictionary(
                cards.children("finding").map { ($0.text("nature"), colour($0)) },
                uniquingKeysWith: { first, _ in first }),
            officeLastBelow: cards.points("officeLastBelow"), repeatQuarters: cards.whole("repeatQuarters"),
            extensionShare: cards.whole("extensionShare"), yellow: terms(cards.child("yellow")),
            red: terms(cards.child("red")))
    }

    private static func terms(_ terms: SettingsElement) -> Scheme.CardRules.Terms {
        let points = terms.quantity("annualPoints")
        if points.millionths > 0 {
            terms.report(.badSetting, "annualPoints 应是 0 或负数", remedy: "扣 1 分写 -1。")
        }
        return .init(
            rectifyWorkingDays: terms.whole("rectifyWorkingDays", atLeast: 1),
            talkWorkingDays: terms.whole("talkWorkingDays", atLeast: 1), annualPoints: points)
    }

    private static func expectations(_ expected: SettingsElement) -> Scheme.Expectations {
        .init(
            indicators: expected.element["indicators"] == nil
                ? nil : expected.whole("indicators"),
            countedUnits: Set(
                (expected.element["counted"] ?? "").split(separator: " ").map(String.init)),
            groups: expected.children("group").map {
                .init(
                    name: $0.text("name"), subgroups: $0.whole("subgroups"),
                    indicators: $0.whole("indicators"))
            },
            points: Dictionary(
                expected.children("points").map {
                    ($0.word("class", default: IndicatorClass.key), $0.points("total"))
                }, uniquingKeysWith: { first, _ in first }))
    }

    private static func objection(_ objection: SettingsElement) -> Scheme.Objection {
        .init(
            workingDays: objection.whole("workingDays", atLeast: 1),
            statementWorkingDays: objection.whole("statementWorkingDays", atLeast: 1),
            contact: objection.text("contact"), telephone: objection.text("telephone"))
    }

    /// Schemes written before there was such an entry have none.
    private static func rectification(_ root: SettingsElement) -> Scheme.Rectifying {
        guard let entry = root.children("rectification").first else { return .unstated }
        return .init(
            gapBelow: entry.points("gapBelow"), lagFrom: entry.points("lagFrom"),
            recurrenceQuarters: entry.whole("recurrenceQuarters"),
            reminderWorkingDays: entry.whole("reminderWorkingDays"))
    }

    private static func document(_ document: SettingsElement) -> Scheme.DocumentSettings {
        .init(
            kind: document.text("kind"), series: document.text("series"),
            start: document.whole("start", atLeast: 1), to: document.optionalText("to"),
            copy: document.optionalText("copy"), printedBy: document.text("printedBy"))
    }
}

extension DiagnosticCode {
    static let invalidPeriod = DiagnosticCode("E405")
}
