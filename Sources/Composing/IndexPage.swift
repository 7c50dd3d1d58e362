import Model

/// The index page: every period, office and paper, one click away; also from a file share, without a server.
package struct IndexPage: Sendable {
    var park: String
    /// Newest first.
    var periods: [PeriodEntry]

    struct PeriodEntry: Sendable {
        var period: Period
        var assessment: Assessment?
        /// `drafts/2026Q1/`.
        var folder: String
        var papers: [MadePaper]
        var errors: Int
        var isIssued = false
        var corrections: [IndexedPeriod.Correction] = []
        var isNewest = false
    }

    /// The packs of one correction: of the park where there are such, else of each office.
    struct CorrectionEntry: Sendable {
        var revision: Int
        var packs: [PackEntry]
    }

    struct PackEntry: Sendable {
        var isOfReports: Bool
        /// `nil` for the whole park.
        var officeName: String?
        var page: Link
    }

    struct OfficeEntry: Sendable {
        var code: Code
        var name: String
        var bulletin: Paper?
        var ledger: Paper?
        var ledgerWorkbook: Link?
        var reportPack: Link?
        var cardPack: Link?
        var people: [PersonEntry]
        var cards: [CardEntry]
    }

    struct PersonEntry: Sendable {
        var code: Code
        var name: String
        var report: Paper?
        var list: Paper?
        /// One of each leader who has to talk to the person.
        var sheets: [SheetEntry]
        var file: Paper?
    }

    struct SheetEntry: Sendable {
        var leader: String
        var isOneOfSeveral: Bool
        var paper: Paper
    }

    /// A 销牌通知 or 撤销通知.
    struct ClosingEntry: Sendable {
        var cardID: String
        var name: String
        var isLifting: Bool
        var paper: Paper
    }

    struct TalkEntry: Sendable {
        var leader: String
        var page: Link
    }

    struct CardEntry: Sendable {
        var card: CardNotice
        var paper: Paper?
    }

    struct Paper: Sendable {
        var html: Link
        var xml: Link
    }
}

/// What the index shows of one period.
package struct IndexedPeriod: Sendable {
    package let period: Period
    let assessment: Assessment?
    let folder: String
    private(set) var papers: [MadePaper]
    let errors: Int
    let isIssued: Bool
    let corrections: [Correction]

    /// What a revision of the quarter adds for printing; the packs of the quarter itself are from before it.
    package struct Correction: Sendable {
        let revision: Int
        let packs: [MadePaper]

        package init(revision: Int, packs: [MadePaper]) {
            self.revision = revision
            self.packs = packs
        }
    }

    /// Papers that stand elsewhere.
    package mutating func add(_ more: [MadePaper]) {
        papers.reserveCapacity(papers.count + more.count)
        papers += more
    }

    /// `folder` is the period's below `output/`, with a slash at its end; `assessment` is `nil` for a
    /// period whose tables could not be used.
    package init(
        _ period: Period, _ assessment: Assessment?, folder: String, papers: [MadePaper], errors: Int,
        isIssued: Bool = false, corrections: [Correction] = []
    ) {
        self.corrections = corrections
        self.period = period
        self.assessment = assessment
        self.folder = folder
        self.papers = papers
        self.errors = errors
        self.isIssued = isIssued
    }
}

extension IndexPage {
    package static func document(of periods: [IndexedPeriod]) -> Document {
        let newestFirst = periods.sorted { $0.period > $1.period }
        var entries = newestFirst.map {
            PeriodEntry(
                period: $0.period, assessment: $0.assessment, folder: $0.folder, papers: $0.papers,
                errors: $0.errors, isIssued: $0.isIssued, corrections: $0.corrections)
        }
        if !entries.isEmpty { entries[0].isNewest = true }
        let page = IndexPage(
            park: newestFirst.lazy.compactMap { $0.assessment?.scheme.park.name }.first ?? "",
            periods: entries)
        return Document(
            kind: .index, period: nil, subject: "index", path: "index", facts: naming.record(of: page),
            permittedStaffNumbers: nil)
    }
}

extension IndexPage.PeriodEntry {
    func paper(_ kind: DocumentKind, _ subject: String) -> IndexPage.Paper? {
        papers.first { $0.kind == kind && $0.subject == subject }.map(links)
    }

    private func links(_ paper: MadePaper) -> IndexPage.Paper {
        .init(html: paper.link(.html, below: folder), xml: paper.link(.xml, below: folder))
    }

    /// Of the papers about one person, by the leaders' numbers.
    private func sheets(_ papers: [MadePaper]) -> [IndexPage.SheetEntry] {
        let sheets = papers.filter { $0.kind == .talkSheet }.sorted { $0.path < $1.path }
        return sheets.map { sheet in
            // talks/<leader>/<person>
            let leader = sheet.path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
            return .init(
                leader: Code(leader).flatMap { assessment?.personNames[$0] } ?? leader,
                isOneOfSeveral: sheets.count > 1, paper: links(sheet))
        }
    }

    /// By card id.
    var closings: [IndexPage.ClosingEntry] {
        let objects = Dictionary(
            (assessment?.earlierCards ?? []).map { ($0.id, $0.object) },
            uniquingKeysWith: { first, _ in first })
        return papers.filter { $0.kind == .lifting || $0.kind == .withdrawal }
            .sorted { ($0.subject, $0.path) < ($1.subject, $1.path) }.map { paper in
                .init(
                    cardID: paper.subject, name: objects[paper.subject].flatMap(name) ?? paper.subject,
                    isLifting: paper.kind == .lifting, paper: links(paper))
            }
    }

    private func name(of object: Holder) -> String? {
        switch object.kind {
        case .person: assessment?.personNames[object.code]
        case .office: assessment?.officeNames[object.code]
        case .project: assessment?.projectNames[object.code]
        }
    }

    /// The committee's papers, among the drafts of an ended quarter only.
    var hasDecisionSheet: Bool { !isIssued && assessment.map { !$0.isRunning } ?? false }

    /// The park's 整改台账 as a workbook lies beside its page.
    var ledgerWorkbook: Link? { ledgerWorkbook(papers.filter { $0.subject == Bulletin.parkSubject }) }

    private func ledgerWorkbook(_ papers: [MadePaper]) -> Link? {
        papers.first { $0.kind == .itemLedger }.map { $0.link(ending: "xlsx", below: folder) }
    }

    func page(_ kind: DocumentKind, _ subject: String) -> Link? { paper(kind, subject)?.html }

    var offices: [IndexPage.OfficeEntry] {
        // One look-up table: a search of all papers for each of 300 people would be 100,000 steps a period. It has places:
        // the papers of a large park once more would be most of its index.
        let places = papers.places(by: \.subject)
        func all(_ subject: String) -> [MadePaper] { papers.elements(at: places[subject]) }
        func find(_ kind: DocumentKind, _ subject: String) -> IndexPage.Paper? {
            places[subject]?.first { papers[Int($0)].kind == kind }.map { links(papers[Int($0)]) }
        }
        guard let assessment else { return [] }
        let people = Dictionary(grouping: assessment.people, by: \.person.office)
        return assessment.offices.map(\.office).map { office in
            IndexPage.OfficeEntry(
                code: office.code, name: office.name, bulletin: find(.bulletin, office.code.text),
                ledger: find(.itemLedger, office.code.text),
                ledgerWorkbook: ledgerWorkbook(all(office.code.text)),
                reportPack: find(.feedbackPack, office.code.text)?.html,
                cardPack: find(.cardPack, office.code.text)?.html,
                people: (people[office.code] ?? []).map {
                    .init(
                        code: $0.person.code, name: $0.person.name,
                        report: find(.feedback, $0.person.code.text),
                        list: find(.personalList, $0.person.code.text),
                        sheets: sheets(all($0.person.code.text)),
                        file: find(.performanceFile, $0.person.code.text))
                },
                cards: assessment.cards.filter { $0.office == office.code && $0.outcome != .refused }.map {
                    .init(card: $0, paper: find(.card, $0.id))
                })
        }
    }

    var correctionEntries: [IndexPage.CorrectionEntry] {
        let offices = Dictionary(
            (assessment?.offices ?? []).map { ($0.office.code.text, $0.office.name) },
            uniquingKeysWith: { first, _ in first })
        return corrections.map { correction in
            let park = correction.packs.filter { $0.subject == Bulletin.parkSubject }
            return .init(
                revision: correction.revision,
                packs: (park.isEmpty ? correction.packs : park).map { pack in
                    .init(
                        isOfReports: pack.kind == .feedbackPack,
                        officeName: pack.subject == Bulletin.parkSubject
                            ? nil : offices[pack.subject] ?? pack.subject,
                        page: pack.link(.html, below: folder))
                })
        }
    }

    /// Talk lists, leader by leader.
    var talks: [IndexPage.TalkEntry] {
        papers.filter { $0.kind == .talkList }.sorted { $0.subject < $1.subject }.map { list in
            let name = Code(list.subject).flatMap { assessment?.personNames[$0] }
            return .init(leader: name ?? list.subject, page: list.link(.html, below: folder))
        }
    }

    /// Cards of objects gone from the tables.
    var otherCards: [IndexPage.CardEntry] {
        let known = Set(assessment?.offices.map(\.office.code) ?? [])
        return (assessment?.cards ?? []).filter { card in
            card.outcome != .refused && !(card.office.map(known.contains) ?? false)
        }.map { .init(card: $0, paper: paper(.card, $0.id)) }
    }
}
