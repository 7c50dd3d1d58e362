import Model

/// A yellow or red card notice (黄牌/红牌警示通知书).
struct CardPaper: Sendable {
    var heading: PaperHeading
    var number: String
    var notice: CardNotice
    var officeName: String?
    var post: String?
    var rank: String?
    var isNamesake: Bool
    /// 责任人 of an office or project.
    var responsible: RoleHolder?
    var facts: [CardFactEntry]
    var earlier: [CardEntry]
    var decision: DecisionNote?
    /// Who talks: yellow the office head or supervising leader, red the main leader.
    var talkLeader: RoleHolder?
    var officeHead: RoleHolder?
    var supervisor: RoleHolder?
    var mainLeader: RoleHolder
    var rules: Scheme.CardRules
    var grades: Scheme.GradeRules
    var objection: Scheme.Objection
    var settings: Scheme.DocumentSettings?
    /// First working day after the issue date.
    var rectifyFrom: Day?
    var reminderWorkingDays: Int
    /// Working days before the deadline.
    var reminder: Day?

    var terms: Scheme.CardRules.Terms { rules.terms(of: notice.colour) }
    var isYellow: Bool { notice.colour == .yellow }
    /// Card of a person: the grade is capped until it is lifted.
    var gradeCeiling: Grade { isYellow ? grades.ceilingYellow : grades.ceilingRed }
}

/// One fact with the figures it rests on and the line of the scheme it crossed.
struct CardFactEntry: Sendable {
    var fact: CardFact
    var lines: [IndicatorLine] = []
    var earlier: CardEntry?
    var rules: Scheme.CardRules
    var grades: Scheme.GradeRules
    /// Working days the appeal is past its limit at quarter end.
    var daysPast: Int?
}

struct CardComposition {
    let composer: Composer
    let notice: CardNotice
    var boundary: PaperBoundary

    private var assessment: Assessment { composer.assessment }
    private var scheme: Scheme { assessment.scheme }
    private var directory: Directory { composer.directory }

    init(composer: Composer, notice: CardNotice) {
        self.composer = composer
        self.notice = notice
        boundary = PaperBoundary(
            subject: notice.object.code, owners: [notice.object], directory: composer.directory)
    }

    mutating func paper() -> CardPaper {
        let person = notice.object.kind == .person ? directory.person(notice.object.code) : nil
        let office = notice.office.flatMap { directory.office($0) }
        let mainLeader = boundary.role(scheme.park.mainLeader)
        let head = office.map { boundary.role($0.head) }
        let supervisor = office.map { boundary.role($0.supervisor) }
        return CardPaper(
            heading: PaperHeading(assessment, composer.mark), number: composer.number(.card), notice: notice,
            officeName: notice.office.map { directory.officeName($0) }, post: person?.post,
            rank: person?.rank,
            isNamesake: notice.object.kind == .person && directory.isNamesake(notice.object.code),
            responsible: notice.responsible.map { boundary.role($0) }, facts: facts(), earlier: earlier(),
            decision: decision(), talkLeader: boundary.role(talkLeader),
            officeHead: head,
            supervisor: supervisor, mainLeader: mainLeader, rules: scheme.cards, grades: scheme.grades,
            objection: scheme.objection, settings: scheme.documentSettings(for: "card"),
            rectifyFrom: notice.issued.flatMap { composer.deadline(1, after: $0) },
            reminderWorkingDays: scheme.rectification.reminderWorkingDays,
            reminder: notice.rectifyBy.map {
                composer.calendar.day(workingDays: scheme.rectification.reminderWorkingDays, before: $0)
            })
    }

    private var talkLeader: Code {
        assessment.cardTalkLeader(
            notice.colour, notice.object, office: notice.office, responsible: notice.responsible)
    }

    private mutating func decision() -> DecisionNote? {
        notice.decision.flatMap { boundary.admit($0, of: $0.holder, as: "审定", at: $0.place) }
            .map { DecisionNote(decision: $0, decider: boundary.role(named: $0.decidedBy)) }
    }

    private mutating func earlier() -> [CardEntry] {
        notice.earlier.compactMap { record in
            var entry = earlierEntry(record)
            entry?.isReplaced = replaced.contains(record.id)
            return entry
        }
    }

    /// Yellow cards that this red one takes the place of (R4).
    private var replaced: Set<String> {
        Set(
            notice.facts.compactMap { fact in
                if case .notCleared(let record) = fact.detail { record.id } else { nil }
            })
    }

    private mutating func earlierEntry(_ record: CardRecord) -> CardEntry? {
        boundary.admit(record, of: record.object, as: "历史牌", at: nil)
            .map { CardEntry($0, name: notice.name, asOf: assessment.asOf) }
    }

    mutating func facts() -> [CardFactEntry] {
        notice.facts.map { fact in
            var entry = CardFactEntry(fact: fact, rules: scheme.cards, grades: scheme.grades)
            switch fact.detail {
            case .grade, .lastOffice: break
            case .lines(let lines):
                entry.lines = lines.compactMap { boundary.line($0, holderName: notice.name) }
            case .veto(let line):
                entry.lines = [line].compactMap { boundary.line($0, holderName: notice.name) }
            case .lag(let project):
                _ = boundary.admit(project, of: Holder(.project, project.code), as: "项目", at: project.place)
            case .appeal(let appeal, let limitDay):
                _ = boundary.admit(appeal, of: Holder(.person, appeal.handler), as: "企业诉求", at: appeal.place)
                entry.daysPast = composer.calendar.workingDays(
                    after: limitDay, through: assessment.period.lastDay)
            case .finding(let check): _ = boundary.admit(check, of: check.holder, as: "抽查问题", at: check.place)
            case .notCleared(let record):
                entry.earlier = earlierEntry(record)
                entry.earlier?.isReplaced = true
            case .repeated(let record): entry.earlier = earlierEntry(record)
            }
            return entry
        }
    }
}
