import Model

/// Pure rules: quarters in, assessments out; no files, no clock.
package struct Assessor {
    private let park: ParkData
    private var history = CardHistory()
    private var items = ItemLedger()
    private var names = NameBook()
    private var indexes: [QuarterIndex] = []
    private var trends: [Code: [TrendPoint]] = [:]
    private var talks: [Code: Talk] = [:]
    private var cardTalks: [CardTalk] = []
    /// What was issued of each quarter; looked back on in place of what would be computed now.
    private let issued: [Period: IssuedQuarter]
    private let workers: Workers

    private init(_ park: ParkData, issued: [Period: IssuedQuarter], workers: Workers) {
        self.park = park
        self.issued = issued
        self.workers = workers
    }

    /// Assesses every quarter, oldest first, each with the history of those before it.
    ///
    /// - Parameter issued: summaries in the order of their batches. A quarter looks back only on batches before its
    ///   own: a later correction of an earlier quarter changes none of the papers already issued.
    package static func assess(
        _ park: ParkData, issued: [IssuedQuarter] = [], workers: Workers = .one
    ) -> [Checked<Assessment>] {
        let now = assess(park, view(of: issued), workers)
        return now.map { checked in
            let period = checked.value.period
            guard let own = issued.last(where: { $0.period == period }),
                issued.contains(where: { $0.period < period && $0.sequence > own.sequence })
            else { return checked }
            let then = view(of: issued.filter { $0.sequence < own.sequence || $0.period == period })
            return assess(park, then, workers).first { $0.value.period == period } ?? checked
        }
    }

    private static func assess(
        _ park: ParkData, _ issued: [Period: IssuedQuarter], _ workers: Workers
    ) -> [Checked<Assessment>] {
        var assessor = Assessor(park, issued: issued, workers: workers)
        return park.quarters.sorted { $0.period < $1.period }.map { assessor.assess($0) }
    }

    /// The newest batch of each quarter.
    private static func view(of issued: [IssuedQuarter]) -> [Period: IssuedQuarter] {
        Dictionary(issued.map { ($0.period, $0) }, uniquingKeysWith: { _, newer in newer })
    }

    // MARK: One quarter

    private mutating func assess(_ data: QuarterData) -> Checked<Assessment> {
        precondition(!data.hasForgottenRows, "\(data.period) was assessed already")
        let index = QuarterIndex(data, by: workers)
        names.read(data)
        readTalks(data)
        var checked = Checked(opening(data), history.readEvents(of: data, calendar: park.calendar))
        checked.value.closings = history.closings
        checked.value.earlierCardTalks = cardTalks
        cardTalks += data.cardTalks
        items.begin(index)
        checked.findings += items.read(index, history)
        if let refused = park.refused.filter({ $0 < data.period }).max() {
            checked.findings.append(.historyIncomplete(data.period, refused: refused))
        }
        assessHolders(&checked, index)
        if !checked.value.isRunning {
            grade(&checked)
            raiseCards(&checked, index)
            openItems(checked.value, index)
        }
        checked.findings += items.readWaiting(index)
        items.write(into: &checked.value, history)
        if !checked.value.itemCounts.addUp {
            checked.findings.append(.itemsDoNotAddUp(data.period, checked.value.itemCounts))
        }
        close(&checked.value)
        indexes.append(index)
        checked.findings.sort()
        return checked
    }

    /// Dates and state of the quarter (docs/rules.md §8); a signed quarter is over.
    private func opening(_ data: QuarterData) -> Assessment {
        let progressDate = (data.resultDates + (data.projects ?? []).map(\.asOf)).max()
        let isRunning = data.signoff == nil && progressDate.map { $0 < data.period.lastDay } ?? true
        return Assessment(
            period: data.period, data: data, asOf: data.newestDate, progressDate: progressDate,
            isRunning: isRunning, fullMonths: progressDate.map(data.period.fullMonths) ?? 0)
    }

    private func assessHolders(_ checked: inout Checked<Assessment>, _ index: QuarterIndex) {
        let data = index.data
        let lines = self.lines(index, checked.value)
        var withheld = data.withheld.union(checked.findings.flatMap(\.affected))
        let found = lines.findings + yearFindings(index)
        checked.findings += found
        for finding in found { withheld.formUnion(finding.affected) }

        let offices = OfficeAssessor(index: index, isRunning: checked.value.isRunning)
        checked.value.offices = data.offices.sorted { $0.code < $1.code }.map { office in
            let own = lines[Holder(.office, office.code)]
            return offices.assess(office, lines: own, isWithheld: withheld.contains(office.code))
        }
        let byCode = Dictionary(
            checked.value.offices.map { ($0.office.code, $0) }, uniquingKeysWith: { a, _ in a })
        let people = PersonAssessor(index: index, isRunning: checked.value.isRunning, offices: byCode)
        let assessed = data.people.positions { $0.code < $1.code }
            .filter { data.people[Int($0)].status != .leader }
        checked.value.people = workers.map(assessed.count) { [withheld] place in
            let person = data.people[Int(assessed[place])]
            let own = lines[Holder(.person, person.code)]
            // A fault of the office is in every score of its people.
            let isWithheld = withheld.contains(person.code) || withheld.contains(person.office)
            return people.assess(person, lines: own, isWithheld: isWithheld)
        }
        withheld.formUnion(checked.value.people.lazy.filter(\.isWithheld).map(\.person.code))
        checked.value.withheld = withheld
        checked.value.uncountedRows = data.rowsOutsideQuarter
    }

    private func lines(_ index: QuarterIndex, _ opening: Assessment) -> HoldersLines {
        let year = indexes.filter { $0.data.period.year == opening.period.year } + [index]
        let cutoff =
            opening.isRunning
            ? min(opening.asOf ?? opening.period.firstDay, opening.period.lastDay) : opening.period.lastDay
        let book = LedgerBook(current: index, year: year, calendar: park.calendar, cutoff: cutoff)
        let progress = ExpectedProgressRule(
            period: opening.period, fullMonths: opening.fullMonths, earlier: Array(year.dropLast()))
        let assessor = LineAssessor(
            index: index, book: book, progress: progress, isRunning: opening.isRunning)
        // Holder by holder: each one's lines follow from the index alone.
        let holders = index.lines.holders
        return HoldersLines(index, workers.map(holders.count) { assessor.lines(of: holders[$0]) })
    }

    /// A 累计 ledger line of a year with a refused quarter would be too small, so its holders are withheld.
    private func yearFindings(_ index: QuarterIndex) -> [Diagnostic] {
        let period = index.data.period
        let refused = park.refused.filter { $0.year == period.year && $0 < period }
        guard let first = refused.min() else { return [] }
        let cumulative = Set(
            index.data.indicators.filter { $0.span == .cumulative && $0.source?.isSnapshot == false }.map(
                \.code))
        let affected = Set(index.data.targets.filter { cumulative.contains($0.indicator) }.map(\.holder.code))
        return affected.isEmpty
            ? [] : [.ledgerYearIncomplete(period, refused: first, affected: affected.sorted())]
    }

    // MARK: Ranks, grades, classes

    private func grade(_ checked: inout Checked<Assessment>) {
        let scheme = checked.value.scheme
        var people: [PersonAssessment] = []
        // Taken out and put back, so that a large park's people do not stand in memory twice.
        swap(&people, &checked.value.people)
        defer { checked.value.people = people }
        let ranks = Ranking.places(of: people)
        for position in people.indices { people[position].parkRank = ranks[position] }
        for (_, positions) in Dictionary(grouping: people.indices, by: { people[$0].person.office }) {
            let ranks = Ranking.places(of: positions.map { Ranking.Keys(people[$0]) })
            for (position, rank) in zip(positions, ranks) { people[position].officeRank = rank }
        }
        let uncleared = history.uncleared(at: checked.value.period)
        let cards = Dictionary(
            uncleared.filter { $0.key.kind == .person }.map { ($0.key.code, $0.value) },
            uniquingKeysWith: { a, _ in a })
        checked.value.quota = Grading(scheme: scheme).suggest(&people, cards: cards)
        OfficeRanking.rank(&checked.value.offices)
        OfficeClassing(rules: scheme.officeClasses).suggest(&checked.value.offices)
        let deciding = Deciding(data: checked.value.data)
        checked.findings += deciding.decide(&people) + deciding.decide(&checked.value.offices)
    }

    // MARK: Cards

    private mutating func raiseCards(_ checked: inout Checked<Assessment>, _ index: QuarterIndex) {
        // A decision that could not be used withholds its person, cards included.
        let withheld = checked.value.withheld
            .union(checked.value.people.filter(\.isWithheld).map(\.person.code))
        let finder = CardFactFinder(
            index: index, calendar: park.calendar, people: checked.value.people,
            offices: checked.value.offices,
            usedMatters: history.usedMatters, withheld: withheld)
        var noticing = CardNoticing(
            index: index, calendar: park.calendar, history: history, names: names, withheld: withheld)
        let before = issued[index.data.period]
        noticing.issueDates = before?.issueDates ?? [:]
        if before != nil { noticing.lateDate = index.data.revisions.last?.date }
        let notices = noticing.notices(from: finder.facts())
        checked.value.cards = notices
        checked.findings += decisionFindings(notices, noticing)
        if index.data.signoff != nil { checked.findings += calendarFindings(notices) }
        history.record(
            before?.cards ?? notices.filter { !$0.isWithheld }.map(IssuedQuarter.Card.init),
            of: index.data.period,
            isSigned: index.data.signoff != nil)
    }

    private mutating func openItems(_ assessment: Assessment, _ index: QuarterIndex) {
        let withheld = assessment.withheld.union(assessment.people.filter(\.isWithheld).map(\.person.code))
        let finder = ItemFinder(
            index: index, calendar: park.calendar, assessment: assessment, withheld: withheld)
        items.open(finder.problems(), index)
    }

    private func decisionFindings(_ notices: [CardNotice], _ noticing: CardNoticing) -> [Diagnostic] {
        let proposed = Dictionary(notices.map { ($0.object, $0.proposed) }, uniquingKeysWith: { a, _ in a })
        return noticing.cardDecisions().sorted { $0.key < $1.key }.compactMap { object, decision in
            let computed = (proposed[object] ?? nil)?.chinese ?? "无"
            return decision.suggested == computed
                ? nil : .cardDecisionNotAsComputed(decision, computed: computed)
        }
    }

    private func calendarFindings(_ notices: [CardNotice]) -> [Diagnostic] {
        guard let lastYear = park.calendar.lastYear else { return [] }
        return notices.compactMap { notice in
            guard let due = notice.rectifyBy, due.year > lastYear else { return nil }
            return .deadlineBeyondCalendar(notice, due, lastYear)
        }
    }

    // MARK: What later quarters look back on

    private mutating func readTalks(_ data: QuarterData) {
        for talk in data.talks.sorted(by: { $0.date < $1.date }) { talks[talk.person] = talk }
    }

    private mutating func close(_ assessment: inout Assessment) {
        assessment.earlierCards = history.records(before: assessment.period)
        assessment.rectifications = history.rectifications.values.sorted { $0.code < $1.code }
        assessment.personNames = names.people
        assessment.officeNames = names.offices
        assessment.projectNames = names.projects
        for position in assessment.people.indices {
            let code = assessment.people[position].person.code
            let grade =
                assessment.people[position].decided?.label ?? assessment.people[position].suggested?.text
            let own = assessment.people[position].score.map {
                TrendPoint(
                    period: assessment.period, score: $0, grade: grade, isDraft: !assessment.isSignedOff)
            }
            let oldest = assessment.period.index - 7
            let earlier = (trends[code] ?? []).filter { $0.period.index >= oldest }
            assessment.people[position].trend = earlier + [own].compactMap(\.self)
            assessment.people[position].lastTalk = talks[code]
            guard issued[assessment.period] == nil, let own else { continue }
            trends[code, default: []].append(own)
        }
        lookBack(on: issued[assessment.period])
    }

    /// What later quarters see of this one is what was issued.
    private mutating func lookBack(on issued: IssuedQuarter?) {
        guard let issued else { return }
        for (code, standing) in issued.people {
            guard let score = standing.score else { continue }
            trends[code, default: []].append(
                TrendPoint(period: issued.period, score: score, grade: standing.label, isDraft: false))
        }
        for talk in issued.talks { talks[talk.person] = talk }
        items.adopt(issued)
    }
}

/// The lines of all holders, in the order of the quarter's lines.
private struct HoldersLines: Sendable {
    private let index: QuarterIndex
    private let lines: [[LineAssessment]]
    let findings: [Diagnostic]

    init(_ index: QuarterIndex, _ lines: [Checked<[LineAssessment]>]) {
        self.index = index
        self.lines = lines.map(\.value)
        findings = lines.flatMap(\.findings)
    }

    subscript(holder: Holder) -> [LineAssessment] { index.lines.number(of: holder).map { lines[$0] } ?? [] }
}

extension IssuedQuarter {
    /// Issue dates of the cards that stand, by id.
    fileprivate var issueDates: [String: Day] {
        Dictionary(
            cards.compactMap { card in card.issued.map { (card.id, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}

extension QuarterData {
    fileprivate var resultDates: [Day] { results.indices.map { results[$0].asOf } }

    /// 数据截至: the newest date of results and ledgers inside the quarter.
    fileprivate var newestDate: Day? {
        var dates = resultDates
        dates += (projects ?? []).map(\.asOf)
        dates += (visits ?? []).map(\.date)
        dates += (spotChecks ?? []).map(\.date)
        for appeal in appeals ?? [] {
            dates += [appeal.raised, appeal.responded, appeal.closed].compactMap { $0 }
        }
        return dates.filter { $0 <= period.lastDay }.max()
    }

    /// Ledger rows that are listed and not counted; appeals raised before the quarter are carried over, not misplaced.
    fileprivate var rowsOutsideQuarter: [UncountedRow] {
        func isOutside(_ date: Day) -> Bool { !period.days.contains(date) }
        var rows = (visits ?? []).filter { isOutside($0.date) }.map {
            UncountedRow(place: $0.place, date: $0.date)
        }
        rows += (spotChecks ?? []).filter { isOutside($0.date) }.map {
            UncountedRow(place: $0.place, date: $0.date)
        }
        rows += (projects ?? []).filter { isOutside($0.asOf) }.map {
            UncountedRow(place: $0.place, date: $0.asOf)
        }
        rows += (appeals ?? []).filter { $0.raised > period.lastDay }.map {
            UncountedRow(place: $0.place, date: $0.raised)
        }
        return rows.sorted { $0.place < $1.place }
    }
}
