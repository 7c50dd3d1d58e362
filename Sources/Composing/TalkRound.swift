import Model

/// The talks about one quarter: who has to talk to whom, by when, and what of it was done.
///
/// A quarter's talks are held after it ended, so they stand in the folders of later quarters; `later` is what is known of
/// them. Due and overdue are judged at the newest date of all these data, never by a clock.
package struct TalkRound: Sendable {
    let assessment: Assessment
    let calendar: WorkCalendar
    let asOf: Day?
    /// Talks of this quarter's folder and of later ones, by person, oldest first.
    private let talks: [Code: [Talk]]
    /// Of every folder, earlier ones included: a card is carried on, and so is the talk about it.
    private let cardTalksHeld: [Code: [CardTalk]]
    /// What became of cards, this quarter's too, as far as later quarters know.
    private let closures: [String: CardRecord.Closure]
    private let people: [Code: Person]
    private let projects: [Code: Project]
    /// Who answers for the item of a card, by card id.
    private let itemOwners: [String: Holder?]

    /// - Parameter later: the quarters after it that could be read.
    init(_ assessment: Assessment, later: [Assessment], calendar: WorkCalendar) {
        self.assessment = assessment
        self.calendar = calendar
        asOf = ([assessment] + later).compactMap(\.asOf).max()
        people = Dictionary(
            assessment.data.people.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        projects = Dictionary(
            (assessment.data.projects ?? []).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        itemOwners = Dictionary(
            assessment.items.compactMap { item in item.cardID.map { ($0, item.owner) } },
            uniquingKeysWith: { first, _ in first })
        let all = ([assessment] + later).flatMap(\.data.talks)
            .sorted { ($0.date, $0.person, $0.leader) < ($1.date, $1.person, $1.leader) }
        talks = Dictionary(grouping: all, by: \.person)
        let held = assessment.earlierCardTalks + ([assessment] + later).flatMap(\.data.cardTalks)
        cardTalksHeld = Dictionary(grouping: held.sorted { $0.date < $1.date }, by: \.person)
        closures = Dictionary(
            ([assessment] + later).flatMap(\.earlierCards).compactMap { card in
                card.closure.map { (card.id, $0) }
            }, uniquingKeysWith: { _, newer in newer })
    }

    /// In the order of their lists: overdue, then by date, then those without a date, then what was held.
    package var planned: [PlannedTalk] {
        (feedbackTalks + cardTalks).sorted { $0.order < $1.order }
    }

    /// What one leader has to do, leader by leader.
    package var piles: [TalkPile] {
        let planned = planned
        return Dictionary(grouping: planned, by: \.leader).sorted { $0.key < $1.key }
            .map { TalkPile(leader: $0.key, talks: $0.value, judgedAt: asOf) }
    }

    /// Everybody who is assessed gets a talk about the quarter.
    private var feedbackTalks: [PlannedTalk] {
        let due = assessment.feedbackTalksDue
        return assessment.people.map { assessed in
            let person = assessed.person
            let held = talks[person.code]?.first {
                $0.type == "反馈" && $0.date > assessment.period.lastDay
            }
            return PlannedTalk(
                person: person.code, name: person.name, office: person.office, post: person.post,
                leader: person.talkLeader, occasion: .feedback, held: held?.date,
                due: due, isOverdue: held == nil && isPast(due))
        }
    }

    /// A talk for each card of the quarter, and for each older one that nobody has talked about. Of a card that is
    /// closed there is nothing left to talk about, and of a withdrawn one there never was.
    private var cardTalks: [PlannedTalk] {
        let fresh = assessment.cards.filter { $0.outcome != .refused }.map { notice in
            talk(
                about: notice.object, id: notice.id, notice.colour, issued: notice.issued,
                name: notice.name, office: notice.office, responsible: notice.responsible)
        }
        let older = assessment.earlierCards.filter { $0.closure == nil }.map { record in
            talk(
                about: record.object, id: record.id, record.colour, issued: record.issued,
                name: assessment.name(of: record.object), office: office(of: record.object),
                responsible: responsible(for: record))
        }
        return fresh.filter { $0.held != nil || closures[$0.cardID ?? ""] == nil }
            + older.filter { $0.held == nil && closures[$0.cardID ?? ""] == nil }
    }

    /// Of a project gone from the tables whoever answers for the card's item.
    private func responsible(for record: CardRecord) -> Code? {
        let object = record.object
        switch object.kind {
        case .person: return people[object.code]?.code
        case .office: return assessment.data.offices.first { $0.code == object.code }?.head
        case .project:
            return projects[object.code]?.owner
                ?? (itemOwners[record.id] ?? nil).flatMap { $0.kind == .person ? $0.code : nil }
        }
    }

    private func office(of object: Holder) -> Code? {
        switch object.kind {
        case .person: return people[object.code]?.office
        case .office: return assessment.data.offices.first { $0.code == object.code }?.code
        case .project: return projects[object.code]?.office
        }
    }

    private func talk(
        about object: Holder, id: String, _ colour: CardColour, issued: Day?, name: String, office: Code?,
        responsible: Code?
    ) -> PlannedTalk {
        let days = assessment.scheme.cards.terms(of: colour).talkWorkingDays
        let due = issued.map { calendar.day(workingDays: days, after: $0) }
        let held = issued.flatMap { start in
            responsible.flatMap { person in
                cardTalksHeld[person]?.first {
                    $0.isAbout(
                        object, colour, issued: start, closed: closures[id]?.day, isGone: office == nil)
                }?.date
            }
        }
        let person = responsible.flatMap { people[$0] }
        return PlannedTalk(
            person: responsible, name: person?.name ?? name, office: person?.office ?? office,
            post: person?.post,
            leader: assessment.cardTalkLeader(colour, object, office: office, responsible: responsible),
            occasion: .card(id: id, object: object.kind == .person ? nil : name, colour), held: held,
            due: due,
            workingDays: days,
            isOverdue: held == nil && isPast(due))
    }

    private func isPast(_ due: Day?) -> Bool {
        guard let due, let asOf else { return false }
        return due < asOf
    }
}

/// The talks of one leader, in the order of the list.
package struct TalkPile: Sendable {
    package var leader: Code
    var talks: [PlannedTalk]
    /// Newest date of the data by which due and overdue were judged.
    var judgedAt: Day?

    /// Whom the leader talks to, each once.
    package var people: [Code] { Set(talks.compactMap(\.person)).sorted() }
    func talks(with person: Code) -> [PlannedTalk] {
        talks.filter { $0.person == person }
    }
}

/// One talk that is to be held, or was.
package struct PlannedTalk: Sendable {
    package enum Occasion: Hashable, Sendable {
        case feedback
        /// `object` names the office or project whose card it is.
        case card(id: String, object: String?, CardColour)
    }
    /// `nil` for a card whose object is gone from the tables.
    package var person: Code?
    var name: String
    var office: Code?
    var post: String?
    package var leader: Code
    package var occasion: Occasion
    var held: Day?
    /// Of a card counted from its issue, `nil` before it; of a feedback talk `nil` while the quarter runs.
    var due: Day?
    var workingDays: Int?
    package var isOverdue = false

    var colour: CardColour? { if case .card(_, _, let colour) = occasion { colour } else { nil } }
    var cardID: String? { if case .card(let id, _, _) = occasion { id } else { nil } }

    fileprivate var order: Order {
        let rank =
            held != nil ? 4 : isOverdue ? 0 : due != nil ? 1 : colour != nil ? 2 : 3
        return Order(
            rank: rank, day: held ?? due ?? Day(ordinal: 0), colour: colour == .red ? 0 : 1,
            code: person?.text ?? "", id: cardID ?? "")
    }

    fileprivate struct Order: Comparable {
        let rank: Int
        let day: Day
        let colour: Int
        let code: String
        let id: String
        static func < (a: Order, b: Order) -> Bool {
            (a.rank, a.day, a.colour, a.code, a.id) < (b.rank, b.day, b.colour, b.code, b.id)
        }
    }
}

extension Assessment {
    /// 黄牌 is talked about by the office head, or the supervising leader when it is the head's own or the office's;
    /// 红牌 by the main leader.
    func cardTalkLeader(_ colour: CardColour, _ object: Holder, office: Code?, responsible: Code?) -> Code {
        guard colour == .yellow, let office = data.offices.first(where: { $0.code == office }) else {
            return scheme.park.mainLeader
        }
        return object.kind == .office || office.head == responsible ? office.supervisor : office.head
    }

    fileprivate func name(of object: Holder) -> String {
        switch object.kind {
        case .person: return personNames[object.code] ?? object.code.text
        case .office: return officeNames[object.code] ?? object.code.text
        case .project: return projectNames[object.code] ?? object.code.text
        }
    }
}
