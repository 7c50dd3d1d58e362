import Composing
import Model
import Publishing

/// One paper to make; reports and notices are composed only when their turn comes, so that a park's papers are
/// never in memory together. Jobs are small for the same reason: a person's figures in each of thousands of them, and in
/// every array they pass through, were half of a large park's memory.
indirect enum PaperJob: Sendable {
    case feedback(Code, office: Code)
    case card(CardNotice)
    case bulletin(BulletinPlan)
    /// 销牌 or 撤牌.
    case closing(Decision)
    case pack(PackPlan)
    case chart(ChartPlan)
    /// 个人绩效考核清单.
    case personalList(Code)
    /// 谈话提纲 of one leader for one person, 谈话安排表 of a leader.
    case talkSheet(Code, TalkPile)
    case talkList(TalkPile)
    /// 绩效档案.
    case performanceFile(Code, FileYear)
    /// 整改台账 of an office, or of the park.
    case itemLedger(Code?)

    /// All papers of a quarter: bulletins, reports, notices.
    static func all(by composer: Composer, previous: Assessment?) -> [PaperJob] {
        let assessment = composer.assessment
        return composer.bulletins(previous: previous).map { .bulletin($0) }
            + assessment.people.map { .feedback($0.person.code, office: $0.person.office) }
            + assessment.cards.filter { !$0.isWithheld }.map { .card($0) }
            + (composer.closings(.lifting) + composer.closings(.withdrawal)).map { .closing($0) }
    }

    /// The quarter's working papers, which are never issued.
    static func working(by composer: Composer) -> [PaperJob] {
        let talks = composer.talkRound.piles.flatMap { pile -> [PaperJob] in
            let sheets = pile.people.filter { composer.person($0) != nil }
            return [.talkList(pile)] + sheets.map { .talkSheet($0, pile) }
        }
        return composer.assessment.people.map { .personalList($0.person.code) } + talks
            + [.itemLedger(nil)] + composer.ledgerOffices.map { .itemLedger($0) }
    }

    /// Whether `--only` with this code means the paper.
    func concerns(_ code: String) -> Bool {
        switch self {
        case .feedback(let person, _), .personalList(let person), .talkSheet(let person, _):
            return person.text == code
        case .talkList(let pile): return pile.leader.text == code
        case .performanceFile(let person, _): return person.text == code
        case .card(let notice): return notice.object.code.text == code || notice.id == code
        case .bulletin(let plan): return plan.subject == code
        case .closing(let decision): return decision.holder.code.text == code || decision.cardID == code
        case .itemLedger(let office): return office?.text == code
        case .pack, .chart: return false
        }
    }

    func compose(_ composer: Composer) -> Checked<Document?> {
        var none: ComposedReport?
        return compose(composer, lastReport: &none)
    }

    /// - Parameter lastReport: of the same composer. The report of a person and the talk sheets about the person, one after
    ///   the other, are composed once.
    func compose(_ composer: Composer, lastReport: inout ComposedReport?) -> Checked<Document?> {
        switch self {
        case .feedback(let code, _):
            return composer.report(of: code, &lastReport).map { composer.feedback($0) } ?? Checked(nil)
        case .talkSheet(let code, let pile):
            return composer.report(of: code, &lastReport).map { composer.talkSheet($0, pile) }
                ?? Checked(nil)
        case .card(let notice): return composer.card(for: notice)
        case .bulletin(let plan): return Checked(plan.document)
        case .chart(let plan): return Checked(plan.document)
        case .closing(let decision): return composer.closing(for: decision)
        case .pack(let plan): return composer.pack(plan)
        case .personalList(let code):
            return composer.person(code).map { composer.personalList(for: $0) } ?? Checked(nil)
        case .talkList(let pile): return composer.talkList(pile)
        case .performanceFile(let person, let year): return composer.performanceFile(of: person, year)
        case .itemLedger(let office): return composer.itemLedger(of: office)
        }
    }

    /// Where the paper goes.
    var shelf: Shelf {
        switch self {
        case .feedback, .card, .bulletin, .closing, .pack, .chart: .drafts
        case .personalList, .talkSheet, .talkList, .itemLedger: .working
        case .performanceFile: .files
        }
    }

    /// The park's ledger and its workbook list everybody's items, and the bulletins begin with the park's.
    var isLarge: Bool { if case .itemLedger(nil) = self { true } else { isBulletin } }

    var isBulletin: Bool { if case .bulletin = self { true } else { false } }

    var isReportPackOfOffice: Bool {
        if case .pack(let plan) = self { return plan.kind == .feedbackPack && plan.office != nil }
        return false
    }
}

extension Composer {
    fileprivate func report(of code: Code, _ last: inout ComposedReport?) -> ComposedReport? {
        if let last, last.person.person.code == code { return last }
        last = person(code).flatMap { report(of: $0) }
        return last
    }
}
