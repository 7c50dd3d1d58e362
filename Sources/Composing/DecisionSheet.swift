import Model

/// 审定表 of the committee: everybody with score, caps and suggestion, blank columns for the decision; committee only.
package struct DecisionSheet: Sendable {
    var heading: PaperHeading
    var people: [Row]
    var offices: [Row]
    var cards: [CardRow]

    struct CardRow: Sendable {
        var notice: CardNotice
        var facts: [CardFactEntry]
    }

    struct Row: Sendable {
        var code: Code
        var name: String
        var office: String
        var score: Points?
        var rank: Int?
        /// 封顶, 名额限制, 不定等次 and why.
        var notes: [String]
        var suggested: String
        var isPending: Bool
        var decision: Decision?
    }
}

extension Composer {
    /// `nil` while the quarter runs: nothing is suggested before its end.
    package func decisionSheet() -> Document? {
        guard !assessment.isRunning else { return nil }
        let people = assessment.people.map { person in
            DecisionSheet.Row(
                code: person.person.code, name: person.person.name,
                office: directory.officeName(person.person.office), score: person.score,
                rank: person.parkRank?.place, notes: notes(on: person),
                suggested: person.suggested?.text ?? "无", isPending: person.suggested?.text == "待审定",
                decision: person.decision)
        }
        let offices = assessment.offices.map { office in
            DecisionSheet.Row(
                code: office.office.code, name: office.office.name, office: office.office.name,
                score: office.score,
                rank: office.rank?.place, notes: office.isVetoed ? ["一票否决"] : [],
                suggested: office.classSuggested?.text ?? "无",
                isPending: office.classSuggested?.text == "待审定",
                decision: office.classDecision)
        }
        let sheet = DecisionSheet(
            heading: PaperHeading(assessment, nil), people: people, offices: offices,
            cards: assessment.cards.map(cardRow))
        return Document(
            kind: .decisionSheet, period: assessment.period, subject: "\(assessment.period)",
            path: "decision-sheet",
            facts: DecisionSheet.naming.record(of: sheet), permittedStaffNumbers: nil)
    }

    /// With the facts of its notice: nobody can decide about a rule's number.
    private func cardRow(_ notice: CardNotice) -> DecisionSheet.CardRow {
        var composition = CardComposition(composer: self, notice: notice)
        return .init(notice: notice, facts: composition.facts())
    }

    private func notes(on person: PersonAssessment) -> [String] {
        if let reason = person.noGrade { return ["不定等次：\(reason.text)"] }
        if !person.missing.isEmpty { return ["暂缺"] }
        var notes = person.caps.map { "封顶“\($0.atMost.label)”" }
        if person.isCutByQuota { notes.append("名额限制") }
        return notes
    }

    /// `decisions.csv` with 建议 filled in; HR keeps the rows in which the committee decides something, and completes them.
    package func decisionTable() -> [UInt8]? {
        guard !assessment.isRunning else { return nil }
        var lines = [["种类", "对象", "对象代码", "牌号", "建议", "审定", "理由", "决定人", "日期"]]
        for office in assessment.offices {
            guard let suggested = office.classSuggested?.text else { continue }
            lines.append(row("等次", .office, office.office.code, "", suggested, office.classDecision))
        }
        for person in assessment.people {
            guard let suggested = person.suggested?.text else { continue }
            lines.append(row("等次", .person, person.person.code, "", suggested, person.decision))
        }
        for card in assessment.cards {
            lines.append(
                row(
                    "赋牌", card.object.kind, card.object.code, card.id, card.proposed?.chinese ?? "无",
                    card.decision))
        }
        let text = lines.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
        return Array(text.utf8)
    }

    private func row(
        _ matter: String, _ kind: HolderKind, _ code: Code, _ card: String, _ suggested: String,
        _ decision: Decision?
    ) -> [String] {
        [
            matter, kind.rawValue, code.text, card, suggested, decision?.decided ?? "",
            decision?.reason ?? "",
            decision?.decidedBy ?? "", decision?.date.description ?? "",
        ]
    }

    /// Always quoted; a spreadsheet must not take a text for a formula, full-width signs and leading spaces included.
    private static func quoted(_ text: String) -> String {
        let first = text.unicodeScalars.first { $0 != " " && $0 != "\u{3000}" }
        let isFormula = first.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) } ?? false
        // By scalars: a quote with a combining accent behind it is one character, and not `"`.
        var cell = String.UnicodeScalarView(isFormula ? "'".unicodeScalars : "".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { cell.append(scalar) }
            cell.append(scalar)
        }
        return "\"" + String(cell) + "\""
    }
}

extension DecisionSheet {
    static let naming = Naming<DecisionSheet>(
        "审定表", for: [.committee],
        PaperHeading.entries { $0.heading } + [
            .list("股室", rowNaming, "各股室，按代码") { $0.offices }.obligatory,
            .list("人员", rowNaming, "各参评人员，按工号") { $0.people }.obligatory,
            .list("牌", cardNaming, "建议的和审定加的红黄牌") { $0.cards }.obligatory,
        ])

    private static let rowNaming = Naming<Row>(
        "审定行", for: [.committee],
        [
            .text("代码", "工号或股室代码", example: "P007") { $0.code.text },
            .text("名称", "姓名或股室名称", example: "王伟") { $0.name },
            .text("股室名称", "所在股室", example: "规划工程部") { $0.office },
            .points("得分", "得分；没有的没有", example: "88.50", optional: { $0.score }),
            .whole("名次", "园区名次；没有的没有", example: "5", optional: { $0.rank }),
            .texts("说明", "封顶、名额限制、暂缺、不定等次", example: "名额限制") { $0.notes },
            .text("建议", "建议的等次，或待审定、无", example: "较好") { $0.suggested },
            .flag("待审定", "并列跨线，须由会议决定") { $0.isPending },
            .text("审定", "已有的审定", example: "较好", optional: { $0.decision?.decided }),
            .text("理由", "已有的审定理由", example: "讨论决定", optional: { $0.decision?.reason }),
        ])

    private static let cardNaming = Naming<CardRow>(
        "审定牌", for: [.committee],
        [
            .text("牌号", "牌的编号", example: "2026Q1-P007") { $0.notice.id },
            .text("名称", "对象的名称", example: "王伟") { $0.notice.name },
            .text("建议", "黄牌、红牌或无", example: "黄牌") { $0.notice.proposed?.chinese ?? "无" },
            .texts("规则", "触发的规则", example: "Y2") { $0.notice.rules.map(\.rawValue) },
            .list("事实", CardFactEntry.naming, "触发的规则和事实，红牌规则在前；由审定加的牌没有") { $0.facts },
            .text("审定", "已有的审定", example: "不赋牌", optional: { $0.notice.decision?.decided }),
            .text("理由", "已有的审定理由", example: "已整改", optional: { $0.notice.decision?.reason }),
        ])
}
