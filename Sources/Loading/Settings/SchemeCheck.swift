import Model

/// What must hold between the entries of a scheme: totals, orders, names that refer to each other.
struct SchemeCheck {
    private let scheme: Scheme
    private let root: SettingsElement

    init(_ scheme: Scheme, _ root: SettingsElement) {
        self.scheme = scheme
        self.root = root
    }

    func run() {
        checkWeights()
        checkMethods()
        checkAnswers()
        checkGrades()
        checkClasses()
        checkCards()
        checkNamedOnce()
    }

    private func checkWeights() {
        let person = scheme.person.own + scheme.person.office + scheme.person.panel
        if person != .hundred { weights(root.child("person"), "own、office、panel", person) }
        let office = scheme.office.own + scheme.office.committee
        if office != .hundred { weights(root.child("office"), "own、committee", office) }
    }

    private func weights(_ element: SettingsElement, _ names: String, _ sum: Points) {
        element.report(.weightsOff, "\(names) 合计 \(sum)，应为 100", remedy: "请改权重。")
    }

    private func checkMethods() {
        let methods = root.child("methods")
        let rules = scheme.methods
        for missing in IndicatorClass.allCases where rules.caps[missing] == nil {
            methods.report(.badSetting, "缺少 cap class=\(missing.rawValue)", remedy: "三类指标各写一条。")
        }
        if let cap = rules.caps.first(where: { $0.value < rules.floor }) {
            methods.report(
                .badSetting, "\(cap.key.rawValue)类的 cap 低于 floor", remedy: "请核对 cap 和 floor。")
        }
        let steps = methods.children("step")
        let highestCap = rules.caps.values.max() ?? Quantity(whole: 100)
        for (index, step) in rules.steps.enumerated() {
            if Int128(step.share.millionths) * 100 > Int128(highestCap.millionths) {
                steps[index].report(.stepsOff, "share 超过各类 cap 的最大值 \(highestCap)%", remedy: "请改低 share。")
            }
            guard index > 0 else { continue }
            let previous = rules.steps[index - 1]
            if step.from >= previous.from || step.share > previous.share {
                steps[index].report(
                    .stepsOff, "分档应从高到低，share 不随之升高", remedy: "请调整 step 的顺序或数值。")
            }
        }
        let places = methods.children("place")
        for index in rules.places.indices.dropFirst() {
            let (previous, place) = (rules.places[index - 1], rules.places[index])
            if place.rank <= previous.rank || place.points > previous.points {
                places[index].report(.stepsOff, "名次应从前到后，points 不随之升高", remedy: "请调整 place。")
            }
        }
    }

    private func checkAnswers() {
        let words = scheme.satisfaction.answers.map(\.word)
        for (index, answer) in root.child("satisfaction").children("answer").enumerated() {
            if words[..<index].contains(words[index]) {
                answer.report(.badSetting, "评价词“\(words[index])”写了两次", remedy: "请删去一条。")
            }
            if words[index] == "不了解" {
                answer.report(.badSetting, "“不了解”不是有效样本", remedy: "请删去这一条。")
            }
            if scheme.satisfaction.answers[index].points > .hundred {
                answer.report(.badSetting, "points 超过 100", remedy: "请改为 0 到 100。")
            }
        }
    }

    private func checkGrades() {
        let rules = scheme.grades
        let grades = root.child("grades")
        let steps = grades.children("grade")
        for (index, step) in rules.ladder.enumerated() {
            let isLast = index == rules.ladder.count - 1
            if (step.from == nil) != isLast {
                steps[index].report(
                    .ladderOff, isLast ? "最末等次不写 from" : "缺少 from", remedy: "只有最末等次没有下限。")
            }
            guard index > 0 else { continue }
            if rules.ladder[..<index].contains(where: { $0.grade == step.grade }) {
                steps[index].report(.ladderOff, "等次“\(step.grade)”写了两次", remedy: "请改名或删去。")
            }
            if let from = step.from, let above = rules.ladder[index - 1].from, from >= above {
                steps[index].report(.ladderOff, "下限应低于上一等次的 \(above)", remedy: "等次从高到低排列。")
            }
        }
        let labels = rules.labels
        checkLabel(rules.quotaGrade, labels, grades.child("quota"))
        if rules.quotaGrade == rules.ladder.last?.grade {
            grades.child("quota").report(.ladderOff, "最末等次不能有名额", remedy: "超出名额的人要落到下一等次。")
        }
        for ceiling in grades.children("ceiling") {
            checkLabel(Grade(ceiling.text("grade")), labels, ceiling)
        }
        checkPercent(rules.quotaPercent, "percent", grades.child("quota"))
        checkPercent(rules.inPostShare, "inPostShare", grades)
    }

    private func checkLabel(_ grade: Grade, _ labels: [String], _ element: SettingsElement) {
        guard !labels.contains(grade.label) else { return }
        let hint = NearestWord.hint(for: grade.label, among: labels)
        element.report(
            .ladderOff, "没有等次\(Diagnostic.quoted(grade.label))\(hint)",
            remedy: "等次：\(labels.joined(separator: "、"))。")
    }

    private func checkPercent(_ value: Quantity, _ name: String, _ element: SettingsElement) {
        guard value > Quantity(whole: 100) else { return }
        element.report(.badSetting, "\(name) 超过 100", remedy: "请填 0 到 100 的百分数。")
    }

    private func checkClasses() {
        let rules = scheme.officeClasses
        let classes = root.child("officeClasses")
        checkPercent(rules.firstPercent, "firstPercent", classes)
        if Set(rules.labels).count != 3 {
            classes.report(.badSetting, "三个等次的 label 不能相同", remedy: "请改名。")
        }
    }

    private func checkCards() {
        let rules = scheme.cards
        let cards = root.child("cards")
        if rules.lagRedAbove < rules.lagYellowFrom {
            cards.child("lag").report(.badSetting, "redAbove 低于 yellowFrom", remedy: "请核对两条线。")
        }
        if rules.mildBelow < rules.severeBelow {
            cards.report(.badSetting, "mildBelow 低于 severeBelow", remedy: "请核对两条线。")
        }
    }

    private func checkNamedOnce() {
        once(root.child("methods").children("cap"), by: "class")
        once(root.child("grades").children("ceiling"), by: "reason")
        once(root.child("officeClasses").children("class"), by: "place")
        once(root.child("cards").children("finding"), by: "nature")
        once(root.child("expectations").children("group"), by: "name")
        once(root.child("expectations").children("points"), by: "class")
        once(root.child("documents").children("document"), by: "kind")
    }

    private func once(_ elements: [SettingsElement], by attribute: String) {
        var seen: Set<String> = []
        for element in elements {
            let value = element.element[attribute] ?? ""
            if !seen.insert(value).inserted {
                element.report(
                    .badSetting, "\(attribute)=\(Diagnostic.quoted(value))写了两次", remedy: "请删去或改正一条。")
            }
        }
    }
}

extension DiagnosticCode {
    static let weightsOff = DiagnosticCode("E410")
    static let ladderOff = DiagnosticCode("E411")
    static let stepsOff = DiagnosticCode("E416")
}
