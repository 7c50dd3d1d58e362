import Model

enum DecisionsTable: TableForm {
    static let matter = Column("种类", "matter", CellForm<Decision.Matter>.word())
    static let holderKind = Column("对象", "holder_kind", .holder(.office, .person, .project))
    static let holderCode = Column("对象代码", "holder", .code.described("股室代码、工号或项目代码"))
    static let cardID = Column("牌号", "card", CellForm<String>.identifier, optional: true)
    static let suggested = Column("建议", "suggested", .text.described("程序算出的建议，或无"))
    static let decided = Column("审定", "decided", .text.described("等次；黄牌、红牌、不赋牌；销牌；撤牌"))
    static let reason = Column("理由", "reason", .freeText)
    static let decidedBy = Column("决定人", "decided_by", .decider)
    static let date = Column("日期", "date", .day)

    static let shape = TableShape(
        .decisions,
        [
            matter.heading, holderKind.heading, holderCode.heading, cardID.heading, suggested.heading,
            decided.heading, reason.heading, decidedBy.heading, date.heading,
        ], key: [matter.title, holderKind.title, holderCode.title, cardID.title])

    static func entity(from row: inout RowReader) -> Decision? {
        let matter = row.read(matter)
        let kinds: [HolderKind] = matter == .grade ? [.person, .office] : HolderKind.allCases
        let holder = row.holder(holderKind, holderCode, among: kinds, mayBeGone: matter != .grade)
        let cardID = row.read(cardID)
        let suggested = row.read(suggested) { suggestions(for: matter, kind: holder?.kind, in: $0) }
        let decided = row.read(decided) { verdicts(for: matter, kind: holder?.kind, in: $0) }
        let reason = row.read(reason)
        let decidedBy = row.read(decidedBy)
        let date = row.read(date)
        guard let matter, let holder, let suggested, let decided, let reason, let decidedBy, let date else {
            return nil
        }
        let decision = Decision(
            matter: matter, holder: holder, cardID: cardID, suggested: suggested, decided: decided,
            reason: reason, decidedBy: decidedBy, date: date, place: row.place)
        if row.isSound { check(decision, in: &row) }
        return decision
    }

    private static func verdicts(
        for matter: Decision.Matter?, kind: HolderKind?, in scheme: Scheme
    ) -> [String] {
        switch matter {
        case .grade: return kind == .office ? scheme.officeClasses.labels : scheme.grades.labels
        case .card: return ["黄牌", "红牌", "不赋牌"]
        case .lifting: return ["销牌"]
        case .withdrawal: return ["撤牌"]
        case nil: return scheme.grades.labels + scheme.officeClasses.labels + ["黄牌", "红牌", "不赋牌", "销牌", "撤牌"]
        }
    }

    /// Whether it *is* the computed one is for Assessing to say.
    private static func suggestions(
        for matter: Decision.Matter?, kind: HolderKind?, in scheme: Scheme
    ) -> [String] {
        switch matter {
        case .lifting, .withdrawal: return ["无"]
        case .card: return ["黄牌", "红牌", "无"]
        default: return verdicts(for: matter, kind: kind, in: scheme) + ["待审定", "不定等次", "无"]
        }
    }

    private static func check(_ decision: Decision, in row: inout RowReader) {
        guard let period = row.period else { return }
        switch decision.matter {
        case .grade:
            if decision.cardID != nil {
                row.report(.badCardID, at: cardID.title, "等次的审定不填牌号。", remedy: "请清空牌号。")
            }
        case .card:
            let expected = "\(period)-\(decision.holder.code)"
            if let id = decision.cardID, id != expected {
                row.report(.badCardID, at: cardID.title, "牌号 \(id) 应为 \(expected)。", remedy: "请改正，或留空。")
            }
        case .lifting, .withdrawal:
            if decision.cardID == nil {
                row.report(
                    .badCardID, at: cardID.title, "\(decision.matter.rawValue)没有牌号。",
                    remedy: "请填所销或所撤的牌号，如 2025Q1-P007。")
            }
            if !period.days.contains(decision.date) {
                row.report(
                    .misplacedDecision, at: date.title, "日期 \(decision.date) 不在 \(period)。",
                    remedy: "销牌、撤牌应写在其日期所在季度的目录。")
            }
        }
    }
}

extension Scheme.GradeRules {
    var labels: [String] { ladder.map(\.grade.label) }
}

extension Scheme.OfficeClassRules {
    var labels: [String] { [first, second, third] }
}

extension DiagnosticCode {
    static let badCardID = DiagnosticCode("E168")
    static let misplacedDecision = DiagnosticCode("E169")
}
