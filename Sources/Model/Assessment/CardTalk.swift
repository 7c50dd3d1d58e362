/// A talk by which somebody's card may have been talked about, with what its leader was then (docs/rules.md §6.3).
///
/// Heads, supervisors and offices change, so a talk is judged by the tables of its own folder.
package struct CardTalk: Hashable, Sendable {
    package var person: Code
    package var date: Day
    /// By the main leader: what a red card asks for.
    package var byMainLeader: Bool
    /// By the head or the supervising leader of the person's office, or of the office of a project of his: what a
    /// yellow card asks for.
    package var byOfficeLeader: Bool
}

extension QuarterData {
    /// Without 反馈: everybody is given a talk about the quarter, card or not.
    package var cardTalks: [CardTalk] {
        let leaders = officeLeaders
        return talks.filter { $0.type != "反馈" }.map { talk in
            CardTalk(
                person: talk.person, date: talk.date,
                byMainLeader: talk.leader == scheme.park.mainLeader,
                byOfficeLeader: talk.leader != talk.person
                    && leaders[talk.person]?.contains(talk.leader) ?? false)
        }
    }

    private var officeLeaders: [Code: Set<Code>] {
        var ofOffice: [Code: Set<Code>] = [:]
        for office in offices { ofOffice[office.code] = [office.head, office.supervisor] }
        var leaders: [Code: Set<Code>] = [:]
        for person in people { leaders[person.code] = ofOffice[person.office] }
        for project in projects ?? [] {
            leaders[project.owner, default: []].formUnion(ofOffice[project.office] ?? [])
        }
        return leaders
    }
}
