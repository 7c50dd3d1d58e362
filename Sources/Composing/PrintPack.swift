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
    let office: Code?
    /// Staff numbers or card ids; what was held back alone is held back here too.
    let made: Set<String>
    /// Number and date of each subject's paper when it is issued; empty for drafts.
    let marks: [String: IssueMark]
}

extension Composer {
    /// The packs of a quarter; a pack without a single paper is not made.
    package func packs(
        of papers: [MadePaper], marks: [DocumentKind: [String: IssueMark]] = [:]
    ) -> [PackPlan] {
        let reports = Set(papers.filter { $0.kind == .feedback }.map(\.subject))
        let notices = Set(papers.filter { $0.kind == .card }.map(\.subject))
        let offices = [nil] + assessment.offices.map { Optional($0.office.code) }
        return offices.flatMap { office in
            [
                PackPlan(
                    kind: .feedbackPack, office: office, made: reports, marks: marks[.feedback] ?? [:]),
                PackPlan(kind: .cardPack, office: office, made: notices, marks: marks[.card] ?? [:]),
            ].filter { !isEmpty($0) }
        }
    }

    private func isEmpty(_ plan: PackPlan) -> Bool {
        switch plan.kind {
        case .feedbackPack:
            return !people(in: plan.office).contains { plan.made.contains($0.person.code.text) }
        default: return !notices(in: plan.office).contains { plan.made.contains($0.id) }
        }
    }

    package func pack(_ plan: PackPlan) -> Checked<Document?> {
        var builder = PackBuilder(composer: self, plan: plan)
        switch plan.kind {
        case .feedbackPack: builder.addReports(people(in: plan.office))
        default: builder.addNotices(notices(in: plan.office))
        }
        return Checked(builder.document)
    }

    /// In talk order: leader by leader, so that each takes one pile along; then offices and staff numbers.
    private func people(in office: Code?) -> [PersonAssessment] {
        assessment.people.filter { office == nil || $0.person.office == office }.sorted {
            ($0.person.talkLeader, $0.person.office, $0.person.code)
                < ($1.person.talkLeader, $1.person.office, $1.person.code)
        }
    }

    private func notices(in office: Code?) -> [CardNotice] {
        assessment.cards.filter { $0.outcome != .refused && (office == nil || $0.office == office) }
            .sorted { ($0.office?.text ?? "", $0.id) < ($1.office?.text ?? "", $1.id) }
    }
}

/// Composes the papers of a pack one after the other and lists them on the cover.
private struct PackBuilder {
    var composer: Composer
    let plan: PackPlan
    private var groups: [PrintPack.Group] = []
    private var papers: [Record] = []
    private var permitted: Set<Code> = []

    init(composer: Composer, plan: PackPlan) {
        self.composer = composer
        self.plan = plan
    }

    mutating func addReports(_ people: [PersonAssessment]) {
        var leader: Code?
        for assessed in people {
            let person = assessed.person
            if leader != person.talkLeader {
                leader = person.talkLeader
                groups.append(.init(leader: role(person.talkLeader), entries: []))
            }
            composer.mark = plan.marks[person.code.text]
            let isMade = plan.made.contains(person.code.text)
            let document = isMade ? composer.feedback(for: assessed).value : nil
            add(document, person.code.text, person.name, person.office, person.post)
            permitted.insert(person.code)
        }
    }

    mutating func addNotices(_ notices: [CardNotice]) {
        groups.append(.init(leader: nil, entries: []))
        for notice in notices {
            composer.mark = plan.marks[notice.id]
            let document = plan.made.contains(notice.id) ? composer.card(for: notice).value : nil
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

    /// The cover has the papers' date and no number.
    private var coverMark: IssueMark? {
        plan.marks.values.first.map { IssueMark(label: nil, date: $0.date, correction: nil) }
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
