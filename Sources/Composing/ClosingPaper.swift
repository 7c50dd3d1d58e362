import Model

/// A lifting notice (销牌通知) or a withdrawal notice (撤销通知).
struct ClosingPaper: Sendable {
    var heading: PaperHeading
    var number: String
    /// `nil` for the withdrawal of a paper that a correction found groundless.
    var card: CardEntry?
    var cardLabel: String?
    /// What is withdrawn, when it is no card by decision: 绩效反馈报告（P003）.
    var paper: String?
    var object: Holder?
    var objectName: String
    var isNamesake: Bool
    var officeName: String?
    var decision: DecisionNote?
    var rectification: RectificationEntry?
    var reason: String
    var settings: Scheme.DocumentSettings?
}

extension Composer {
    /// Decisions of 销牌 or 撤牌 in this quarter's folder that took effect, in order of the cards.
    package func closings(_ matter: Decision.Matter) -> [Decision] {
        assessment.closings.filter { $0.matter == matter && $0.cardID != nil }
            .sorted { ($0.cardID ?? "", $0.date) < ($1.cardID ?? "", $1.date) }
    }

    /// The notice that lifts or withdraws a card; `nil` when the card is unknown, which is a finding already.
    package func closing(for decision: Decision) -> Checked<Document?> {
        guard let id = decision.cardID,
            let record = assessment.earlierCards.first(where: { $0.id == id })
        else { return Checked(nil) }
        let kind: DocumentKind = decision.matter == .lifting ? .lifting : .withdrawal
        var boundary = PaperBoundary(
            subject: decision.holder.code, owners: [decision.holder, record.object], directory: directory)
        let note = boundary.admit(decision, of: decision.holder, as: "审定", at: decision.place).map {
            DecisionNote(decision: $0, decider: boundary.role(named: $0.decidedBy))
        }
        let item = assessment.rectifications.filter { $0.source == id && $0.state.isAccepted }
            .max { $0.code < $1.code }
        let accepted = item.map {
            RectificationEntry(
                item: $0, isOverdue: false, acceptedBy: $0.acceptedBy.map { boundary.role(named: $0) })
        }
        let name = name(of: record.object)
        let paper = ClosingPaper(
            heading: PaperHeading(assessment, mark), number: number(kind),
            card: CardEntry(record, name: name, asOf: assessment.asOf), cardLabel: cardLabels[id], paper: nil,
            object: record.object, objectName: name,
            isNamesake: record.object.kind == .person && directory.isNamesake(record.object.code),
            officeName: officeName(of: record.object), decision: note, rectification: accepted,
            reason: decision.reason, settings: assessment.scheme.documentSettings(for: kind.rawValue))
        return boundary.document(
            kind, period: assessment.period, subject: id, path: "\(kind.rawValue)s/\(id)",
            facts: ClosingPaper.naming.record(of: paper))
    }

    /// The notice that a paper issued before is taken back, because a correction no longer has it.
    package func withdrawal(of kind: DocumentKind, _ subject: String, label: String?, reason: String)
        -> Document
    {
        let code = Code(subject)
        let paper = ClosingPaper(
            heading: PaperHeading(assessment, mark), number: number(.withdrawal), cardLabel: label,
            paper: "\(kind.chinese)（\(subject)）", objectName: subject, isNamesake: false, reason: reason,
            settings: assessment.scheme.documentSettings(for: DocumentKind.withdrawal.rawValue))
        let name = "\(kind.rawValue)-\(subject)"
        return Document(
            kind: .withdrawal, period: assessment.period, subject: name, path: "withdrawals/\(name)",
            facts: ClosingPaper.naming.record(of: paper), permittedStaffNumbers: code.map { [$0] } ?? [])
    }

    private func officeName(of object: Holder) -> String? {
        switch object.kind {
        case .person: return directory.person(object.code).map { directory.officeName($0.office) }
        case .office: return nil
        case .project:
            return assessment.data.projects?.first { $0.code == object.code }.map {
                directory.officeName($0.office)
            }
        }
    }
}

extension ClosingPaper {
    static let naming = Naming<ClosingPaper>(
        "销牌或撤销通知",
        PaperHeading.entries { $0.heading } + [
            .text("文号", "发文字号；预览稿留空号", example: "临园绩销〔2026〕__号") { $0.number }.obligatory.mark,
            .record("牌", CardEntry.naming, "所销或所撤的牌；撤销其他文件时没有", optional: { $0.card }),
            .text("原文号", "原通知书或原文件的文号；没有的没有", example: "临园绩督〔2025〕4号", optional: { $0.cardLabel }).mark,
            .text("所撤文件", "更正后不再成立的文件；销牌、撤牌没有", example: "绩效反馈报告（P003）", optional: { $0.paper }),
            .text("对象名称", "个人、股室或项目的名称", example: "王伟") { $0.objectName }.obligatory,
            .text("对象代码", "工号、股室代码或项目代码", example: "P007", optional: { $0.object?.code.text }),
            .flag("有同名", "本园区另有同名的人") { $0.isNamesake },
            .flag("对象为项目", "对象是项目") { $0.object?.kind == .project },
            .text("股室名称", "对象所在的股室", example: "规划工程部", optional: { $0.officeName }),
            .record("审定记录", DecisionNote.naming, "审定表中的一行", optional: { $0.decision }),
            .record("整改", RectificationEntry.naming, "已验收的整改事项", optional: { $0.rectification }),
            .text("理由", "决定或更正的理由", example: "整改事项已验收") { $0.reason }.obligatory,
            .text("抄送", "抄送", example: "分管领导", optional: { $0.settings?.copy }),
            .text("印发机关", "印发机关", example: "临江工业园区党群工作部", optional: { $0.settings?.printedBy }),
        ])
}
