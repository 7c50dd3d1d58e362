/// A talk by which somebody's cards may have been talked about, with what its leader was then (docs/rules.md §6.3).
///
/// The table of talks names no card: a talk is about every card that was open on its day and whose talk its leader may
/// hold. Heads, supervisors and offices change, so a talk is judged by the tables of its own folder.
package struct CardTalk: Hashable, Sendable {
    package var person: Code
    package var date: Day
    /// By the main leader: what a red card asks for.
    package var byMainLeader: Bool
    /// By the head or the supervising leader of the person's office.
    package var byOwnLeader: Bool
    /// The person's projects and offices of which the leader is head or supervisor of the office.
    package var ledObjects: Set<Holder>

    /// - Parameters:
    ///   - closed: the day on which the card was lifted, escalated or withdrawn.
    ///   - isGone: the object stands in no table any more, and the main leader has the talk.
    package func isAbout(
        _ object: Holder, _ colour: CardColour, issued: Day, closed: Day?, isGone: Bool
    ) -> Bool {
        guard date >= issued, closed.map({ date <= $0 }) ?? true else { return false }
        if colour == .red || isGone && byMainLeader { return byMainLeader }
        switch object.kind {
        case .person: return byOwnLeader
        case .project: return byOwnLeader || ledObjects.contains(object)
        case .office: return ledObjects.contains(object) || isGone && byOwnLeader
        }
    }
}

extension QuarterData {
    /// Without 反馈: everybody is given a talk about the quarter, card or not.
    package var cardTalks: [CardTalk] {
        let leaders = Dictionary(
            offices.map { ($0.code, [$0.head, $0.supervisor]) }, uniquingKeysWith: { first, _ in first })
        let homes = Dictionary(people.map { ($0.code, $0.office) }, uniquingKeysWith: { first, _ in first })
        let objects = objectsByPerson
        return talks.filter { $0.type != "反馈" }.map { talk in
            let leads = { (office: Code?) in
                talk.leader != talk.person && office.flatMap { leaders[$0] }?.contains(talk.leader) ?? false
            }
            return CardTalk(
                person: talk.person, date: talk.date, byMainLeader: talk.leader == scheme.park.mainLeader,
                byOwnLeader: leads(homes[talk.person]),
                ledObjects: Set(objects[talk.person, default: []].filter { leads($0.office) }.map(\.object)))
        }
    }

    /// What each person answers for beside himself, with the office it belongs to.
    private var objectsByPerson: [Code: [(object: Holder, office: Code)]] {
        var objects: [Code: [(object: Holder, office: Code)]] = [:]
        for office in offices {
            objects[office.head, default: []].append((Holder(.office, office.code), office.code))
        }
        for project in projects ?? [] {
            objects[project.owner, default: []].append((Holder(.project, project.code), project.office))
        }
        return objects
    }
}
