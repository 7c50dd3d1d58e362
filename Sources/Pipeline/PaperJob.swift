import Composing
import Model

/// One paper to make; reports and notices are composed only when their turn comes, so that a park's papers are
/// never in memory together.
enum PaperJob: Sendable {
    case feedback(PersonAssessment)
    case card(CardNotice)
    case bulletin(Document)
    /// 销牌 or 撤牌.
    case closing(Decision)
    case pack(PackPlan)
    case chart(Document)
    /// 个人绩效考核清单.
    case personalList(PersonAssessment)
    /// 谈话提纲 of one leader for one person, 谈话安排表 of a leader.
    case talkSheet(PersonAssessment, TalkPile)
    case talkList(TalkPile)
    /// 绩效档案.
    case performanceFile(Code, FileYear)
    /// 整改台账 of an office, or of the park.
    case itemLedger(Code?)

    /// All papers of a quarter: bulletins, reports, notices.
    static func all(by composer: Composer, previous: Assessment?) -> [PaperJob] {
        let assessment = composer.assessment
        return composer.bulletins(previous: previous).map { .bulletin($0) }
            + assessment.people.map { .feedback($0) }
            + assessment.cards.filter { !$0.isWithheld }.map { .card($0) }
            + (composer.closings(.lifting) + composer.closings(.withdrawal)).map { .closing($0) }
    }

    /// The quarter's working papers, which are never issued.
    static func working(by composer: Composer) -> [PaperJob] {
        let people = Dictionary(
            composer.assessment.people.map { ($0.person.code, $0) }, uniquingKeysWith: { first, _ in first })
        let talks = composer.talkRound.piles.flatMap { pile -> [PaperJob] in
            let sheets = pile.people.compactMap { code in
                people[code].map { PaperJob.talkSheet($0, pile) }
            }
            return [.talkList(pile)] + sheets
        }
        return composer.assessment.people.map { .personalList($0) } + talks
            + [.itemLedger(nil)] + composer.ledgerOffices.map { .itemLedger($0) }
    }

    /// Whether `--only` with this code means the paper.
    func concerns(_ code: String) -> Bool {
        switch self {
        case .feedback(let person), .personalList(let person), .talkSheet(let person, _):
            return person.person.code.text == code
        case .talkList(let pile): return pile.leader.text == code
        case .performanceFile(let person, _): return person.text == code
        case .card(let notice): return notice.object.code.text == code || notice.id == code
        case .bulletin(let document): return document.subject == code
        case .closing(let decision): return decision.holder.code.text == code || decision.cardID == code
        case .itemLedger(let office): return office?.text == code
        case .pack, .chart: return false
        }
    }

    func compose(_ composer: Composer) -> Checked<Document?> {
        switch self {
        case .feedback(let person): return composer.feedback(for: person)
        case .card(let notice): return composer.card(for: notice)
        case .bulletin(let document), .chart(let document): return Checked(document)
        case .closing(let decision): return composer.closing(for: decision)
        case .pack(let plan): return composer.pack(plan)
        case .personalList(let person): return composer.personalList(for: person)
        case .talkSheet(let person, let pile): return composer.talkSheet(for: person, pile)
        case .talkList(let pile): return composer.talkList(pile)
        case .performanceFile(let person, let year): return composer.performanceFile(of: person, year)
        case .itemLedger(let office): return composer.itemLedger(of: office)
        }
    }

    var isReportPackOfOffice: Bool {
        if case .pack(let plan) = self { return plan.kind == .feedbackPack && plan.office != nil }
        return false
    }
}
