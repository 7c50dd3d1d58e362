import Model
import Publishing

/// What a correction changed, in plain words: 入企走访：实际 9 → 10，得分 8.50 → 9.00.
///
/// Scores, grades and cards are compared with what was issued; names, targets and actuals, which the history does not
/// keep, with the input from which it was issued.
struct QuarterChanges {
    private let old: IssuedQuarter
    private let new: IssuedQuarter
    /// By this program, from the issued input; `nil` when that can no longer be read.
    private let before: Assessment?
    private let now: Assessment

    init(from old: IssuedQuarter, _ before: Assessment? = nil, to now: Assessment) {
        self.old = old
        self.before = before
        self.now = now
        new = IssuedQuarter(now, revision: old.revision, sequence: old.sequence)
    }

    func lines(for key: DocumentKey) -> [String] {
        let lines = changes(of: key, isDetailed: true)
        guard lines.isEmpty else { return lines }
        switch key.kind {
        case .bulletin: return ["所列内容有更正，各股室得分和等次不变"]
        case .card: return ["所列内容有更正，牌别和整改期限不变"]
        default: return ["所列内容有更正，得分和等次不变"]
        }
    }

    /// Scores, grades, classes and cards only; empty when these stayed the same.
    func results(of key: DocumentKey) -> [String] { changes(of: key, isDetailed: false) }

    private func changes(of key: DocumentKey, isDetailed: Bool) -> [String] {
        switch key.kind {
        case .feedback: return Code(key.subject).map { personChanges($0, isDetailed) } ?? []
        case .bulletin where key.subject == "park":
            let offices = Set(old.offices.keys).union(new.offices.keys).sorted().flatMap { code in
                let name = now.officeNames[code] ?? code.text
                return standingChanges(old.offices[code], new.offices[code]).map { "\(name)\($0)" }
            }
            return offices + (isDetailed ? honourChanges() : [])
        case .bulletin: return Code(key.subject).map { officeChanges($0, isDetailed) } ?? []
        case .card: return cardChanges(key.subject, isDetailed)
        default: return []
        }
    }

    // MARK: Persons and offices

    private func personChanges(_ code: Code, _ isDetailed: Bool) -> [String] {
        let was = before?.people.first { $0.person.code == code }
        let person = now.people.first { $0.person.code == code }
        var lines: [String] = []
        if isDetailed, let was = was?.person, let person = person?.person {
            lines += Self.change("姓名", was.name, person.name)
            lines += Self.change("所在股室", officeName(was.office, before), officeName(person.office, now))
            lines += Self.change("岗位", was.post, person.post)
            lines += Self.change("职级", was.rank ?? "无", person.rank ?? "无")
            lines += Self.change("谈话人", name(was.talkLeader, before), name(person.talkLeader, now))
        }
        lines += lineChanges(
            old.people[code], new.people[code], was?.lines ?? [], person?.lines ?? [], isDetailed)
        if isDetailed, let was, let person { lines += partChanges(was, person) }
        lines += standingChanges(old.people[code], new.people[code])
        return isDetailed ? lines + heldCardChanges(code) : lines
    }

    /// The parts of the score as the report prints them, so that the total can be followed.
    private func partChanges(_ was: PersonAssessment, _ person: PersonAssessment) -> [String] {
        Self.change("个人指标", shown(was.ownPart?.value), shown(person.ownPart?.value))
            + Self.change("股室得分", shown(was.officePart?.value), shown(person.officePart?.value))
            + Self.change("综合评议", shown(was.panelPart?.value), shown(person.panelPart?.value))
            + Self.change("激励加分", was.incentive.description, person.incentive.description)
            + Self.change("抽查扣分", was.deductions.total.description, person.deductions.total.description)
    }

    private func officeChanges(_ code: Code, _ isDetailed: Bool) -> [String] {
        let was = before?.offices.first { $0.office.code == code }
        let office = now.offices.first { $0.office.code == code }
        var lines: [String] = []
        if isDetailed, let was, let office {
            lines += Self.change("股室名称", was.office.name, office.office.name)
        }
        lines += lineChanges(
            old.offices[code], new.offices[code], was?.lines ?? [], office?.lines ?? [], isDetailed)
        return lines + standingChanges(old.offices[code], new.offices[code])
    }

    /// The list of those with the quota's grade is the only one of persons' grades that a bulletin prints.
    private func honourChanges() -> [String] {
        let label = now.scheme.grades.quotaGrade.label
        let (was, are) = (Self.names(old, label), Self.names(new, label))
        var lines: [String] = []
        for code in was.union(are).sorted() {
            let name = self.name(code, now)
            if !was.contains(code) { lines.append("“\(label)”名单增加\(name)") }
            if !are.contains(code) { lines.append("“\(label)”名单减去\(name)") }
            if was.contains(code), are.contains(code), before != nil {
                lines += Self.change("名单中的姓名", self.name(code, before), name)
            }
        }
        return lines
    }

    private static func names(_ quarter: IssuedQuarter, _ label: String) -> Set<Code> {
        Set(quarter.people.filter { $0.value.label == label }.keys)
    }

    private func standingChanges(_ old: IssuedQuarter.Standing?, _ new: IssuedQuarter.Standing?) -> [String] {
        guard let old, let new else { return [] }
        return Self.change("总得分", shown(old.score), shown(new.score))
            + Self.change("等次", old.label ?? "无", new.label ?? "无")
    }

    /// One text for each line of the table that is another now.
    private func lineChanges(
        _ old: IssuedQuarter.Standing?, _ new: IssuedQuarter.Standing?, _ before: [LineAssessment],
        _ now: [LineAssessment], _ isDetailed: Bool
    ) -> [String] {
        guard let old, let new else { return [] }
        let was = Self.byIndicator(before)
        let current = Self.byIndicator(now)
        let order = now.map(\.indicator.code) + before.map(\.indicator.code).filter { current[$0] == nil }
        return order.compactMap { code in
            guard let name = (current[code] ?? was[code])?.indicator.name else { return nil }
            var parts: [String] = []
            if isDetailed, let then = was[code], let line = current[code] {
                parts += Self.change("目标", Self.target(then), Self.target(line))
                parts += Self.change("满分", then.full.description, line.full.description)
                parts += Self.change("实际", Self.actual(then), Self.actual(line))
            } else if isDetailed, !before.isEmpty, was[code] == nil {
                parts.append("新列入")
            } else if current[code] == nil {
                parts.append("不再列入")
            }
            parts += Self.change("得分", shown(old.lines[code]), shown(new.lines[code]))
            return parts.isEmpty ? nil : name + "：" + parts.joined(separator: "，")
        }
    }

    // MARK: Cards

    private func cardChanges(_ id: String, _ isDetailed: Bool) -> [String] {
        guard let was = old.cards.first(where: { $0.id == id }),
            let card = new.cards.first(where: { $0.id == id })
        else { return [] }
        var lines = Self.change("牌别", was.colour.chinese, card.colour.chinese)
        if let from = was.rectifyBy, let to = card.rectifyBy {
            lines += Self.change("整改期限", from.chinese, to.chinese)
        }
        guard isDetailed else { return lines }
        let rules = [was, card].map { $0.rules.map(\.rawValue).joined(separator: "、") }
        lines += Self.change("所依据的规则", rules[0], rules[1])
        if let then = before?.cards.first(where: { $0.id == id }),
            let notice = now.cards.first(where: { $0.id == id })
        {
            lines += Self.change("对象名称", then.name, notice.name)
        }
        return lines
    }

    /// A report shows the cards of its person.
    private func heldCardChanges(_ code: Code) -> [String] {
        let (was, are) = (Self.cards(old, of: code), Self.cards(new, of: code))
        return Set(was.keys).union(are.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap {
            Self.change($0, was[$0] ?? "无", are[$0] ?? "无")
        }
    }

    private static func cards(_ quarter: IssuedQuarter, of code: Code) -> [String: String] {
        let held = quarter.cards.filter { $0.object.kind == .person && $0.object.code == code }
        return Dictionary(
            held.map { ("牌 " + $0.id, $0.isRefused ? "不赋牌" : $0.colour.chinese) },
            uniquingKeysWith: { first, _ in first })
    }

    // MARK: Words

    private static func change(_ what: String, _ old: String, _ new: String) -> [String] {
        old == new ? [] : ["\(what) \(old) → \(new)"]
    }

    private static func byIndicator(_ lines: [LineAssessment]) -> [Code: LineAssessment] {
        Dictionary(lines.map { ($0.indicator.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func target(_ line: LineAssessment) -> String {
        line.target.value.map(\.description) ?? "据实"
    }

    private static func actual(_ line: LineAssessment) -> String {
        switch line.state {
        case .present: return line.actual.map(\.description) ?? line.completion.map(\.description) ?? "无"
        case .notDue: return "不适用"
        case .exempt: return "免责"
        case .missing: return "未报"
        }
    }

    private func officeName(_ code: Code, _ assessment: Assessment?) -> String {
        assessment?.officeNames[code] ?? code.text
    }

    private func name(_ code: Code, _ assessment: Assessment?) -> String {
        assessment?.personNames[code] ?? code.text
    }

    private func shown(_ points: Points?) -> String { points?.description ?? "无" }
}
