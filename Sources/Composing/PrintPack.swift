import Model

/// All feedback reports, or all card notices, of one office or of the park in one file, for one print job.
struct PrintPack: Sendable {
    var heading: PaperHeading
    /// `nil` for the whole park.
    var officeName: String?
    /// What the cover lists, papers that were not made included.
    var groups: [Group]
    /// Facts of the papers in print order, each as its own kind composes them.
    var papers: [Record]

    /// The papers one leader takes along; all notices are one group.
    struct Group: Sendable {
        var leader: RoleHolder?
        var entries: [Entry]
    }

    struct Entry: Sendable {
        /// Place in the pack; `nil` when the paper was held back.
        var position: Int?
        var code: String
        var name: String
        var officeName: String
        /// 岗位 of a person, 牌别 of a notice.
        var detail: String
    }
}

/// Which pack to compose: its kind, its office, and the subjects whose papers were made.
package struct PackPlan: Sendable {
    package let kind: DocumentKind
    /// `nil` for the whole park.
    package let office: Code?
    /// In talk order, of the office or of the park; empty in a pack of notices.
    let people: [Code]
    let notices: [CardNotice]
    /// Staff numbers or card ids; what was held back alone is held back here too.
    fileprivate(set) var made: Set<String>
    /// Number and date of each subject's paper when it is issued; empty for drafts.
    let marks: [String: IssueMark]

    /// A correction holds what it corrects; the other papers were issued before and are not missing.
    fileprivate var correction: IssueMark.Correction? { marks.values.lazy.compactMap(\.correction).first }

    var isEmpty: Bool {
        !people.contains { made.contains($0.text) } && !notices.contains { made.contains($0.id) }
    }
}

extension Composer {
    /// The packs of a quarter; a pack without a single paper is not made.
    package func packs(
        of papers: [MadePaper], marks: [DocumentKind: [String: IssueMark]] = [:]
    ) -> [PackPlan] {
        let reports = Set(papers.filter { $0.kind == .feedback }.map(\.subject))
        let notices = Set(papers.filter { $0.kind == .card }.map(\.subject))
        let people = peopleInTalkOrder
        let cards = noticesInOrder
        let peopleByOffice = byOffice(people)
        let cardsByOffice = Dictionary(grouping: cards) { $0.office }
        func plans(_ office: Code?, _ people: [Code], _ cards: [CardNotice]) -> [PackPlan] {
            [
                PackPlan(
                    kind: .feedbackPack, office: office, people: people, notices: [], made: reports,
                    marks: marks[.feedback] ?? [:]),
                PackPlan(
                    kind: .cardPack, office: office, people: [], notices: cards, made: notices,
                    marks: marks[.card] ?? [:]),
            ].filter { !$0.isEmpty }
        }
        // Of a large park nobody prints all papers in one job, and no browser opens them.
        let park = assessment.isLargePark ? [] : plans(nil, people, cards)
        return park
            + assessment.offices.map(\.office.code).flatMap { office in
                plans(office, peopleByOffice[office] ?? [], cardsByOffice[office] ?? [])
            }
    }

    /// The packs of reports of each office, before it is known which reports can be made.
    package func plannedReportPacks() -> [PackPlan] {
        byOffice(peopleInTalkOrder).map { office, people in
            PackPlan(
                kind: .feedbackPack, office: office, people: people, notices: [], made: [], marks: [:])
        }
    }

    /// A planned pack of those reports that were made, as they were composed; `nil` when there is none.
    package func pack(_ plan: PackPlan, of reports: [String: Document]) -> Document? {
        var plan = plan
        plan.made = Set(reports.keys)
        return pack(plan, composed: [.feedback: reports])
    }

    package func pack(_ plan: PackPlan) -> Checked<Document?> { Checked(pack(plan, composed: [:])) }

    /// - Parameter composed: papers that were composed before with the plan's marks, by kind and subject.
    package func pack(_ plan: PackPlan, composed: [DocumentKind: [String: Document]]) -> Document? {
        var builder = PackBuilder(composer: self, plan: plan, composed: composed)
        switch plan.kind {
        case .feedbackPack: builder.addReports(plan.people)
        default: builder.addNotices(plan.notices)
        }
        return builder.document
    }

    /// In talk order: leader by leader, so that each takes one pile along; then offices and staff numbers.
    private var peopleInTalkOrder: [Code] {
        let people = assessment.people
        return people.indices.sorted {
            let (a, b) = (people[$0].person, people[$1].person)
            return (a.talkLeader, a.office, a.code) < (b.talkLeader, b.office, b.code)
        }.map { people[$0].person.code }
    }

    private func byOffice(_ people: [Code]) -> [Code?: [Code]] {
        Dictionary(grouping: people) { index.person($0)?.person.office }
    }

    private var noticesInOrder: [CardNotice] {
        assessment.cards.filter { $0.outcome != .refused }
            .sorted { ($0.office?.text ?? "", $0.id) < ($1.office?.text ?? "", $1.id) }
    }
}

/// Composes the papers of a pack one after the other and lists them on the cover.
private struct PackBuilder {
    var composer: Composer
    let plan: PackPlan
    /// Composed before, by kind and subject.
    let composed: [DocumentKind: [String: Document]]
    private var groups: [PrintPack.Group] = []
    private var papers: [Record] = []
    private var permitted: Set<Code> = []

    init(composer: Composer, plan: PackPlan, composed: [DocumentKind: [String: Document]]) {
        self.composed = composed
        self.composer = composer
        self.plan = plan
    }

    mutating func addReports(_ people: [Code]) {
        var leader: Code?
        for assessed in people.lazy.compactMap(composer.index.person) {
            let person = assessed.person
            let isMade = plan.made.contains(person.code.text)
            if !isMade, plan.correction != nil { continue }
            if leader != person.talkLeader {
                leader = person.talkLeader
                groups.append(.init(leader: role(person.talkLeader), entries: []))
            }
            composer.mark = plan.marks[person.code.text]
            let known = composed[.feedback]?[person.code.text]
            let document = isMade ? known ?? composer.feedback(for: assessed).value : nil
            add(document, person.code.text, person.name, person.office, person.post)
            permitted.insert(person.code)
        }
    }

    mutating func addNotices(_ notices: [CardNotice]) {
        groups.append(.init(leader: nil, entries: []))
        for notice in notices {
            let isMade = plan.made.contains(notice.id)
            if !isMade, plan.correction != nil { continue }
            composer.mark = plan.marks[notice.id]
            let document = isMade ? composed[.card]?[notice.id] ?? composer.card(for: notice).value : nil
            add(document, notice.id, notice.name, notice.office, notice.colour.chinese)
            permitted.insert(notice.object.code)
        }
    }

    private mutating func role(_ code: Code) -> RoleHolder {
        permitted.insert(code)
        return RoleHolder(
            code: code.text, name: composer.directory.personName(code) ?? code.text,
            isNamesake: composer.directory.isNamesake(code))
    }

    private mutating func add(
        _ document: Document?, _ code: String, _ name: String, _ office: Code?, _ detail: String
    ) {
        if let document {
            papers.append(document.facts)
            permitted.formUnion(document.permittedStaffNumbers ?? [])
        }
        groups[groups.count - 1].entries.append(
            .init(
                position: document == nil ? nil : papers.count, code: code, name: name,
                officeName: office.map { composer.directory.officeName($0) } ?? "", detail: detail))
    }

    /// The cover has the papers' date, no number, and says which correction they belong to.
    private var coverMark: IssueMark? {
        plan.marks.values.first.map { mark in
            var correction = plan.correction
            correction?.replaces = nil
            correction?.isLate = false
            correction?.changes = []
            return IssueMark(label: nil, date: mark.date, correction: correction)
        }
    }

    var document: Document? {
        guard !papers.isEmpty else { return nil }
        let pack = PrintPack(
            heading: PaperHeading(composer.assessment, coverMark),
            officeName: plan.office.map { composer.directory.officeName($0) }, groups: groups, papers: papers)
        let subject = plan.office?.text ?? Bulletin.parkSubject
        let isReports = plan.kind == .feedbackPack
        return Document(
            kind: plan.kind, period: composer.assessment.period, subject: subject,
            path: "packs/\(isReports ? "feedback" : "cards")-\(subject)",
            facts: (isReports ? PrintPack.feedbackNaming : PrintPack.cardNaming).record(of: pack),
            permittedStaffNumbers: permitted)
    }
}
