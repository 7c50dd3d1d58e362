import Model

extension QuarterTables {
    /// Puts together what can be computed with: sound rows whose holder, indicator and office are sound too.
    ///
    /// Codes of people that only name somebody (负责人, 分管领导, 谈话人, 责任人, 经办人) may point at a withheld person without
    /// a row; the row stays, because its own subject is not at fault.
    ///
    /// The tables are empty afterwards, so that a ledger is not in memory twice.
    mutating func assemble(_ book: FindingBook, withheld: Set<Code>) -> QuarterData {
        var data = QuarterData(period: period, scheme: scheme, signoff: signoffs.original)
        data.revisions = signoffs.revisions
        data.notices = signoffs.notices
        data.inputs = inputs + signoffs.inputs
        data.offices = offices.takeSoundValues(book).sorted { $0.code < $1.code }
        let officeCodes = Set(data.offices.map(\.code))
        data.people = people.take(book, { officeCodes.contains($0.office) }, by: { $0.code < $1.code })
        data.indicators = indicators.take(book) { $0.code < $1.code }
        let listed = Set(data.indicators.map(\.code))
        let assessed = Dictionary(
            data.people.filter { $0.status != .leader }.map { ($0.code, $0.office) },
            uniquingKeysWith: { first, _ in first })
        data.declared = declared.compactMap { proposal in
            guard !listed.contains(proposal.code), let office = assessed[proposal.person] else {
                return nil
            }
            return DeclaredIndicator(proposal, office: office, period: period)
        }
        let newest = newestSnapshots(projects.takeSoundValues(book))
        let present = Present(data, newest)
        addLines(book, present, to: &data)
        data.projects = projects.isPresent ? newest : nil
        data.spotChecks = spotChecks.takeIfPresent(
            book, { present.has($0.holder) }, by: { $0.code < $1.code })
        let officesOf = officesByPerson
        data.officesOfWithheldPeople = officesOf.filter { !present.has(.init(.person, $0.key)) }
        data.visits = visits.takeIfPresent(book, { officesOf[$0.person] != nil }, by: Visit.inOrder)
        data.appeals = appeals.takeIfPresent(book) { $0.code < $1.code }
        data.enterprises = enterprises.take(book) { $0.code < $1.code }
        data.survey = survey.takeIfPresent(
            book, { officeCodes.contains($0.office) }, by: { $0.code < $1.code })
        addPapers(book, to: &data)
        data.withheld = withheld
        data.sources = views.filter(\.isPresent).map {
            .init(path: $0.origin.file, rows: $0.marks.count, encoding: $0.encoding)
        }
        return data
    }

    /// Each person's office as the row says, also where other cells of the row are faulty.
    private var officesByPerson: [Code: Code] {
        var offices: [Code: Code] = [:]
        for index in people.marks.indices {
            let references = people.marks.references(of: index)
            guard let office = references.first(where: { $0.kind == .office })?.code else { continue }
            for person in references where person.kind == .person && person.defines {
                offices[person.code] = office
            }
        }
        return offices
    }

    private mutating func addLines(_ book: FindingBook, _ present: Present, to data: inout QuarterData) {
        let full = Dictionary(
            data.indicators.map { ($0.code, $0.fullPoints) }, uniquingKeysWith: { first, _ in first })
        data.targets = targets.takeSoundValues(book).compactMap { row in
            guard let inherited = full[row.target.indicator], present.has(row.target.holder) else {
                return nil
            }
            return row.ownFullPoints == nil ? row.target.with(fullPoints: inherited) : row.target
        }
        data.targets += data.declared.map(\.target)
        data.targets.sort { ($0.indicator, $0.holder) < ($1.indicator, $1.holder) }
        let lines = Set(data.targets.map(LineKey.init))
        data.results = results.take(book, { lines.contains(LineKey($0)) }, by: Result.inOrder)
        data.ratings = ratings.takeIfPresent(
            book,
            { rating in
                let line = rating.indicator.map { LineKey($0, rating.holder) }
                return present.has(rating.holder) && (line.map(lines.contains) ?? true)
            }, by: Rating.inOrder)
        data.exemptions = exemptions.take(book, { present.has($0.holder) }, by: Exemption.inOrder)
    }

    private mutating func addPapers(_ book: FindingBook, to data: inout QuarterData) {
        data.cases = cases.take(book) { $0.code < $1.code }
        data.proposals = proposals.take(book) { $0.code < $1.code }
        data.rectifications = rectifications.take(book) { Bytes($0.code) < Bytes($1.code) }
        data.talks = talks.take(book) {
            ($0.person, $0.date, Bytes($0.type)) < ($1.person, $1.date, Bytes($1.type))
        }
        data.objections = objections.take(book) {
            ($0.person, $0.date, Bytes($0.matter)) < ($1.person, $1.date, Bytes($1.matter))
        }
        data.decisions = decisions.take(book, by: Decision.inOrder)
        data.paperCards = cards.take(book) { Bytes($0.id) < Bytes($1.id) }
    }

    /// Of several snapshots of one project inside the quarter the newest counts.
    private func newestSnapshots(_ projects: [Project]) -> [Project] {
        Dictionary(projects.map { ($0.code, $0) }, uniquingKeysWith: { $0.asOf < $1.asOf ? $1 : $0 })
            .values.sorted { $0.code < $1.code }
    }

    /// Holders with a sound row.
    private struct Present {
        private let holders: Set<Holder>

        init(_ data: QuarterData, _ projects: [Project]) {
            holders = Set(
                data.offices.map { Holder(.office, $0.code) } + data.people.map { Holder(.person, $0.code) }
                    + projects.map { Holder(.project, $0.code) })
        }

        func has(_ holder: Holder) -> Bool { holders.contains(holder) }
    }
}

extension Table {
    /// Sound values in their order; sorted where they are, because a ledger may be large.
    fileprivate mutating func take(
        _ book: FindingBook, _ isWanted: (Entity) -> Bool = { _ in true },
        by precedes: (Entity, Entity) -> Bool
    ) -> [Entity] {
        var rows = takeSoundValues(book)
        rows.removeAll { !isWanted($0) }
        rows.sort(by: precedes)
        return rows
    }

    fileprivate mutating func takeIfPresent(
        _ book: FindingBook, _ isWanted: (Entity) -> Bool = { _ in true },
        by precedes: (Entity, Entity) -> Bool
    ) -> [Entity]? {
        let rows = take(book, isWanted, by: precedes)
        return isPresent ? rows : nil
    }
}

/// Compares texts by bytes: `String` compares canonical forms.
private struct Bytes: Comparable {
    private let text: String
    init(_ text: String?) { self.text = text ?? "" }
    static func < (a: Bytes, b: Bytes) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
    static func == (a: Bytes, b: Bytes) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
}

extension Visit {
    fileprivate static func inOrder(_ a: Visit, _ b: Visit) -> Bool {
        // Visits that agree in all this differ in nothing that counts, so their order in the file may stay.
        (a.date, a.person, a.enterprise, a.place) < (b.date, b.person, b.enterprise, b.place)
    }
}

extension Result {
    fileprivate static func inOrder(_ a: Result, _ b: Result) -> Bool {
        (a.indicator, a.holder, a.asOf) < (b.indicator, b.holder, b.asOf)
    }
}

extension Rating {
    fileprivate static func inOrder(_ a: Rating, _ b: Rating) -> Bool {
        (a.holder, Bytes(a.indicator?.text), Bytes(a.rater))
            < (b.holder, Bytes(b.indicator?.text), Bytes(b.rater))
    }
}

extension Exemption {
    fileprivate static func inOrder(_ a: Exemption, _ b: Exemption) -> Bool {
        (a.holder, Bytes(a.subject.text)) < (b.holder, Bytes(b.subject.text))
    }
}

extension Exemption.Subject {
    /// Lines before matters, each in order of its code.
    fileprivate var text: String {
        switch self {
        case .line(let code): "0" + code.text
        case .matter(let code): "1" + code.text
        }
    }
}

extension Decision {
    fileprivate static func inOrder(_ a: Decision, _ b: Decision) -> Bool {
        (a.date, a.holder, Bytes(a.matter.rawValue), Bytes(a.cardID))
            < (b.date, b.holder, Bytes(b.matter.rawValue), Bytes(b.cardID))
    }
}
