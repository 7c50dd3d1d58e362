import Model

extension QuarterTables {
    /// Puts together what can be computed with: sound rows whose holder, indicator and office are sound too.
    ///
    /// Codes of people that only name somebody (负责人, 分管领导, 谈话人, 责任人, 经办人) may point at a withheld person without
    /// a row; the row stays, because its own subject is not at fault.
    ///
    /// The tables are empty afterwards, so that a ledger is not in memory twice.
    mutating func assemble(_ book: FindingBook, withheld: Set<Code>, by workers: Workers) -> QuarterData {
        var data = QuarterData(period: period, scheme: scheme, signoff: signoffs.original)
        data.revisions = signoffs.revisions
        data.notices = signoffs.notices
        data.inputs = inputs + signoffs.inputs
        data.withheld = withheld
        data.sources = views.filter(\.isPresent).map {
            .init(path: $0.origin.file, rows: $0.marks.count, encoding: $0.encoding)
        }
        let officesOf = officesByPerson
        forgetMarks()
        data.offices = offices.takeSoundValues(book).sorted { $0.code < $1.code }
        let officeCodes = Set(data.offices.map(\.code))
        data.people = people.take(book, { officeCodes.contains($0.office) }, by: { $0.code < $1.code })
        data.indicators = indicators.take(book) { $0.code < $1.code }
        data.declared = declaredIndicators(data)
        let newest = newestSnapshots(projects.takeSoundValues(book))
        let present = Present(data, newest)
        addLedgers(book, present, officesOf, by: workers, to: &data)
        data.projects = projects.isPresent ? newest : nil
        data.spotChecks = spotChecks.takeIfPresent(
            book, { present.has($0.holder) }, by: { $0.code < $1.code })
        data.officesOfWithheldPeople = officesOf.filter { !present.has(.init(.person, $0.key)) }
        data.exemptions = exemptions.take(book, { present.has($0.holder) }, by: Exemption.inOrder)
        data.enterprises = enterprises.take(book) { $0.code < $1.code }
        data.survey = survey.takeIfPresent(
            book, { officeCodes.contains($0.office) }, by: { $0.code < $1.code })
        addPapers(book, to: &data)
        return data
    }

    /// Each person's office as the row says, also where other cells of the row are faulty.
    private var officesByPerson: [Code: Code] {
        var offices: [Code: Code] = [:]
        for index in people.marks.indices {
            let references = people.marks.storedReferences(of: index)
            guard let office = references.first(where: { $0.kind == .office })?.code else { continue }
            for person in references where person.kind == .person && person.defines {
                offices[person.code] = office
            }
        }
        return offices
    }

    private func declaredIndicators(_ data: QuarterData) -> [DeclaredIndicator] {
        guard !declared.isEmpty else { return [] }
        let listed = Set(data.indicators.map(\.code))
        let assessed = Dictionary(
            data.people.filter { $0.status != .leader }.map { ($0.code, $0.office) },
            uniquingKeysWith: { first, _ in first })
        return declared.compactMap { proposal in
            guard !listed.contains(proposal.code), let office = assessed[proposal.person] else {
                return nil
            }
            return DeclaredIndicator(proposal, office: office, period: period)
        }
    }

    /// Once every row is checked; of a large ledger the marks are as large as the rows.
    private mutating func forgetMarks() {
        targets.forgetMarks()
        results.forgetMarks()
        ratings.forgetMarks()
        visits.forgetMarks()
        appeals.forgetMarks()
        talks.forgetMarks()
        people.forgetMarks()
    }

    /// The tables that grow with the people, put into their order side by side.
    private mutating func addLedgers(
        _ book: FindingBook, _ present: Present, _ officesOf: [Code: Code], by workers: Workers,
        to data: inout QuarterData
    ) {
        let full = Dictionary(
            data.indicators.map { ($0.code, $0.fullPoints) }, uniquingKeysWith: { first, _ in first })
        let declared = data.declared.map(\.target)
        let lines = Assembling(&targets, book) { rows in
            var lines = rows.takeTargets(present, full) + declared
            lines.sortByIndicator(\.indicator) { $0.holder < $1.holder }
            return lines
        }
        let results = Assembling(&self.results, book) { rows in
            rows.sortByIndicator(\.indicator) { ($0.holder, $0.asOf) < ($1.holder, $1.asOf) }
            return rows
        }
        let ratings = Assembling(&self.ratings, book) { rows in
            rows.removeAll { !present.has($0.holder) }
            rows.sort(by: Rating.inOrder)
            return rows
        }
        let visits = Assembling(&self.visits, book) { rows in
            rows.removeAll { officesOf[$0.person] == nil }
            rows.sort(by: Visit.inOrder)
            return rows
        }
        let appeals = Assembling(&self.appeals, book) { rows in
            rows.sort { $0.code < $1.code }
            return rows
        }
        workers.together([lines.work, ratings.work, results.work, visits.work, appeals.work])
        data.targets = lines.take()
        data.results = results.take()
        data.results.keep(linesOf: data.targets)
        data.ratings = self.ratings.isPresent ? ratings.take() : nil
        data.ratings?.keep(linesOf: data.targets)
        data.visits = self.visits.isPresent ? visits.take().withoutSlack : nil
        data.appeals = self.appeals.isPresent ? appeals.take().withoutSlack : nil
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

}

/// Holders with a sound row.
private struct Present: Sendable {
    private let holders: Set<Holder>

    init(_ data: QuarterData, _ projects: [Project]) {
        var holders: Set<Holder> = []
        holders.reserveCapacity(data.offices.count + data.people.count + projects.count)
        for office in data.offices { holders.insert(Holder(.office, office.code)) }
        for person in data.people { holders.insert(Holder(.person, person.code)) }
        for project in projects { holders.insert(Holder(.project, project.code)) }
        self.holders = holders
    }

    func has(_ holder: Holder) -> Bool { holders.contains(holder) }
}

/// The sound rows of a table while some worker makes of them what the quarter keeps.
private struct Assembling<Made: Sendable>: Sendable {
    let work: @Sendable () -> Void
    private let made: Handover<[Made]>

    // Inlined where the rows are known, so that sorting is compiled for them.
    @inline(__always)
    init<Entity: Sendable>(
        _ table: inout Table<Entity>, _ book: FindingBook,
        _ make: @escaping @Sendable (inout [Entity]) -> [Made]
    ) {
        let rows = Handover<[Entity]>()
        rows.leave(table.takeSoundValues(book))
        let made = Handover<[Made]>()
        self.made = made
        work = {
            var own = rows.take() ?? []
            made.leave(make(&own))
        }
    }

    func take() -> [Made] { made.take() ?? [] }
}

extension [TargetRow] {
    /// Targets of present holders and sound indicators; those without full points of their own have the indicator's.
    fileprivate mutating func takeTargets(_ present: Present, _ full: [Code: Points]) -> [Target] {
        removeAll { full[$0.target.indicator] == nil || !present.has($0.target.holder) }
        // One by one, so that no target stands in memory twice.
        for index in indices where self[index].ownFullPoints == nil {
            if let inherited = full[self[index].target.indicator] {
                self[index].target = self[index].target.with(fullPoints: inherited)
            }
        }
        return map(\.target)
    }
}

extension [Result] {
    /// Both stand in order of their lines, so one pass finds those without a target.
    fileprivate mutating func keep(linesOf targets: [Target]) {
        var next = 0
        removeAll { result in
            while next < targets.count, LineKey(targets[next]) < LineKey(result) { next += 1 }
            return next == targets.count || LineKey(targets[next]) != LineKey(result)
        }
    }
}

extension [Rating] {
    /// Marks of a component, and of lines that there are.
    fileprivate mutating func keep(linesOf targets: [Target]) {
        let rated = Set(compactMap(\.indicator))
        let lines = Set(targets.lazy.filter { rated.contains($0.indicator) }.map(LineKey.init))
        removeAll { rating in
            rating.indicator.map { !lines.contains(LineKey($0, rating.holder)) } ?? false
        }
    }
}

extension Array {
    /// The same in no more memory than it takes: rows that are read one by one leave up to half of it empty.
    fileprivate var withoutSlack: [Element] {
        guard capacity > count + count / 8 else { return self }
        var copy: [Element] = []
        copy.reserveCapacity(count)
        copy += self
        return copy
    }

    /// Puts rows into the order of their indicators, those of an indicator into the one that is given.
    ///
    /// A table is mostly written holder by holder: then the rows of each indicator stand in order, and a sort of all
    /// rows would move each of them twenty times.
    fileprivate mutating func sortByIndicator(
        _ indicator: (Element) -> Code, _ precedes: (Element, Element) -> Bool
    ) {
        var places: [Code: [Int32]] = [:]
        for place in indices { places[indicator(self[place]), default: []].append(Int32(place)) }
        var order: [Int32] = []
        order.reserveCapacity(count)
        for (_, var own) in places.sorted(by: { $0.key < $1.key }) {
            own.sort { precedes(self[Int($0)], self[Int($1)]) }
            order += own
        }
        reorder(&order)
    }

    /// Moves to each place what stands at the place that `order` names, cycle by cycle.
    private mutating func reorder(_ order: inout [Int32]) {
        for start in indices {
            var place = start
            while Int(order[place]) != place {
                let next = Int(order[place])
                order[place] = Int32(place)
                guard next != start else { break }
                swapAt(place, next)
                place = next
            }
        }
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
        if a.date != b.date { return a.date < b.date }
        return (a.person, a.enterprise, a.place) < (b.person, b.enterprise, b.place)
    }
}

extension Rating {
    fileprivate static func inOrder(_ a: Rating, _ b: Rating) -> Bool {
        if a.holder != b.holder { return a.holder < b.holder }
        if a.indicator != b.indicator {
            guard let one = a.indicator, let other = b.indicator else { return a.indicator == nil }
            return one < other
        }
        return Bytes(a.rater) < Bytes(b.rater)
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
