import Model

extension QuarterTables {
    /// Puts together what can be computed with: sound rows whose holder, indicator and office are sound too.
    ///
    /// Codes of people that only name somebody (负责人, 分管领导, 谈话人, 责任人, 经办人) may point at a withheld person without
    /// a row; the row stays, because its own subject is not at fault.
    func assemble(_ book: FindingBook, withheld: Set<Code>) -> QuarterData {
        func sound<Entity>(_ table: Table<Entity>) -> [Entity] {
            table.soundRows.filter { !book.isFaulty(table.address($0.index)) }.map(\.value)
        }
        func ifPresent<Entity>(_ table: Table<Entity>, _ rows: [Entity]) -> [Entity]? {
            table.isPresent ? rows : nil
        }
        var data = QuarterData(period: period, scheme: scheme, signoff: signoffs.original)
        data.revisions = signoffs.revisions
        data.notices = signoffs.notices
        data.inputs = inputs + signoffs.inputs
        data.offices = sound(offices).sorted { $0.code < $1.code }
        let officeCodes = Set(data.offices.map(\.code))
        data.people = sound(people).filter { officeCodes.contains($0.office) }.sorted { $0.code < $1.code }
        data.indicators = sound(indicators).sorted { $0.code < $1.code }
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
        let newest = newestSnapshots(sound(projects))
        let present = Present(data, newest)
        addLines(
            sound(targets), sound(results), ifPresent(ratings, sound(ratings)), sound(exemptions), present,
            to: &data)
        data.projects = ifPresent(projects, newest)
        data.spotChecks = ifPresent(
            spotChecks, sound(spotChecks).filter { present.has($0.holder) }.sorted { $0.code < $1.code })
        let offices = officesByPerson
        data.officesOfWithheldPeople = offices.filter { !present.has(.init(.person, $0.key)) }
        data.visits = ifPresent(
            visits, sound(visits).filter { offices[$0.person] != nil }.sorted(by: Visit.inOrder))
        data.appeals = ifPresent(appeals, sound(appeals).sorted { $0.code < $1.code })
        data.enterprises = sound(enterprises).sorted { $0.code < $1.code }
        data.survey = ifPresent(
            survey, sound(survey).filter { officeCodes.contains($0.office) }.sorted { $0.code < $1.code })
        addPapers(
            sound(cases), sound(proposals), sound(rectifications), sound(talks), sound(objections),
            sound(decisions), sound(cards), to: &data)
        data.withheld = withheld
        data.sources = views.filter(\.isPresent).map {
            .init(path: $0.origin.file, rows: $0.marks.count, encoding: $0.encoding)
        }
        return data
    }

    /// Each person's office as the row says, also where other cells of the row are faulty.
    private var officesByPerson: [Code: Code] {
        var offices: [Code: Code] = [:]
        for mark in people.entries.map(\.mark) {
            guard let office = mark.references.first(where: { $0.kind == .office })?.code else { continue }
            for person in mark.references where person.kind == .person && person.defines {
                offices[person.code] = office
            }
        }
        return offices
    }

    private func addLines(
        _ targets: [TargetRow], _ results: [Result], _ ratings: [Rating]?, _ exemptions: [Exemption],
        _ present: Present, to data: inout QuarterData
    ) {
        let full = Dictionary(
            data.indicators.map { ($0.code, $0.fullPoints) }, uniquingKeysWith: { first, _ in first })
        data.targets = targets.compactMap { row in
            guard let inherited = full[row.target.indicator], present.has(row.target.holder) else {
                return nil
            }
            var target = row.target
            target.fullPoints = row.ownFullPoints ?? inherited
            return target
        }
        data.targets = (data.targets + data.declared.map(\.target)).sorted {
            ($0.indicator, $0.holder) < ($1.indicator, $1.holder)
        }
        let lines = Set(data.targets.map { Line(indicator: $0.indicator, holder: $0.holder) })
        data.results = results.filter { lines.contains(Line(indicator: $0.indicator, holder: $0.holder)) }
            .sorted { ($0.indicator, $0.holder, $0.asOf) < ($1.indicator, $1.holder, $1.asOf) }
        data.ratings = ratings?.filter { rating in
            let line = rating.indicator.map { Line(indicator: $0, holder: rating.holder) }
            return present.has(rating.holder) && (line.map(lines.contains) ?? true)
        }.sorted(by: Rating.inOrder)
        data.exemptions = exemptions.filter { present.has($0.holder) }.sorted(by: Exemption.inOrder)
    }

    private func addPapers(
        _ cases: [PracticeCase], _ proposals: [Proposal], _ rectifications: [Rectification], _ talks: [Talk],
        _ objections: [Objection], _ decisions: [Decision], _ cards: [PaperCard], to data: inout QuarterData
    ) {
        data.cases = cases.sorted { $0.code < $1.code }
        data.proposals = proposals.sorted { $0.code < $1.code }
        data.rectifications = rectifications.sorted { Bytes($0.code) < Bytes($1.code) }
        data.talks = talks.sorted {
            ($0.person, $0.date, Bytes($0.type)) < ($1.person, $1.date, Bytes($1.type))
        }
        data.objections = objections.sorted {
            ($0.person, $0.date, Bytes($0.matter)) < ($1.person, $1.date, Bytes($1.matter))
        }
        data.decisions = decisions.sorted(by: Decision.inOrder)
        data.paperCards = cards.sorted { Bytes($0.id) < Bytes($1.id) }
    }

    /// Of several snapshots of one project inside the quarter the newest counts.
    private func newestSnapshots(_ projects: [Project]) -> [Project] {
        Dictionary(projects.map { ($0.code, $0) }, uniquingKeysWith: { $0.asOf < $1.asOf ? $1 : $0 })
            .values.sorted { $0.code < $1.code }
    }

    private struct Line: Hashable {
        var indicator: Code
        var holder: Holder
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

/// Compares texts by bytes: `String` compares canonical forms.
private struct Bytes: Comparable {
    private let text: String
    init(_ text: String?) { self.text = text ?? "" }
    static func < (a: Bytes, b: Bytes) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
    static func == (a: Bytes, b: Bytes) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
}

extension Visit {
    fileprivate static func inOrder(_ a: Visit, _ b: Visit) -> Bool {
        (a.date, a.person, a.enterprise, Bytes(a.topic)) < (b.date, b.person, b.enterprise, Bytes(b.topic))
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
