import Assessing
import Composing
import Model
import Scratch
import Testing

/// Random histories of a park beside a small model that knows nothing of the program's own ledger.
///
/// Each step is one event: a figure, a project, a finding, an appeal, somebody who moves or leaves, an office that is
/// renamed or merged, another scheme, a row of 整改, a decision about a card. After every quarter the open items, their
/// owners, the counts and the papers they stand in must be what the model says.
struct ItemHistoryModelTests {
    @Test func agreesWithTheModelForTwentyThousandSteps() throws {
        var steps = 0
        var seen = Seen()
        for seed in 0..<70 {
            var history = RandomHistory(seed: UInt64(seed))
            let quarters = history.make(quarters: 12)
            steps += history.steps
            try check(quarters, &seen, seed: seed)
        }
        #expect(steps >= 20_000, "\(steps) steps")
        // A history in which nothing happens proves nothing.
        #expect(seen.opened > 2_000 && seen.recurring > 100 && seen.closed > 1_000, "\(seen)")
        #expect(seen.sheets > 1_000 && seen.files > 1_000 && seen.planted > 1_500, "\(seen)")
        #expect(
            seen.transfers > 50 && seen.inherited > 50 && seen.withdrawn > 20 && seen.lifted > 20, "\(seen)")
    }

    struct Seen {
        var opened = 0
        var recurring = 0
        var closed = 0
        var transfers = 0
        var inherited = 0
        var withdrawn = 0
        var lifted = 0
        var sheets = 0
        var files = 0
        /// Numbers and fields of others that the audit was shown and found.
        var planted = 0
    }

    private func check(_ quarters: [QuarterData], _ seen: inout Seen, seed: Int) throws {
        let calendar = WorkCalendar(
            holidays: [Day(iso: "2040-01-01")].compactMap(\.self).reduce(into: []) { $0.insert($1) })
        let results = Assessor.assess(ParkData(calendar: calendar, quarters: quarters)).map(\.value)
        var model = ItemModel()
        for result in results {
            let place: Comment = "seed \(seed), \(result.period)"
            let expected = model.advance(result)
            let open = Set(result.items.filter(\.isOpen).map(\.id))
            try #require(
                open == expected.open, "\(place): \(open.symmetricDifference(expected.open).sorted())")
            let counts = result.itemCounts
            #expect(counts.openAtStart + counts.opened == counts.closed + counts.openAtEnd, place)
            #expect(counts.openAtStart == expected.atStart && counts.openAtEnd == open.count, place)
            for item in result.items where item.isOpen {
                #expect(item.owner == expected.owners[item.id] ?? nil, "\(place) \(item.id)")
                if item.formerUnits.count > 0 {
                    if item.object.kind == .office { seen.inherited += 1 } else { seen.transfers += 1 }
                }
            }
            for card in result.earlierCards {
                guard case .lifted? = card.closure else { continue }
                #expect(
                    model.acceptedSources.contains(card.id), "\(place): \(card.id) lifted without acceptance")
                seen.lifted += 1
            }
            seen.opened += counts.opened
            seen.recurring += counts.recurring
            seen.closed += counts.closed
            seen.withdrawn += result.items.count { $0.state == .terminated && $0.closed == result.period }
            checkPapers(result, open, expected.owners, calendar, place)
        }
        // A quarter of the histories: these papers are as many as all others.
        if seed % 4 == 0 { checkPersonalPapers(results, calendar, &seen, seed: seed) }
    }

    /// Every open item stands in its owner's report, if a person owns it, and in no other; in the ledger of exactly one
    /// office, or in the park's alone; and always in the park's.
    private func checkPapers(
        _ result: Assessment, _ open: Set<String>, _ owners: [String: Holder?], _ calendar: WorkCalendar,
        _ place: Comment
    ) {
        let composer = Composer(result, calendar: calendar)
        var reports: [String: [Code]] = [:]
        for person in result.people where !person.isWithheld {
            guard let document = composer.feedback(for: person).value else { continue }
            checkAudience(document, result, place)
            if let list = composer.personalList(for: person).value { checkAudience(list, result, place) }
            for id in ids(in: document, of: .feedback) { reports[id, default: []].append(person.person.code) }
        }
        let reported = Set(result.people.filter { !$0.isWithheld }.map(\.person.code))
        for id in open {
            let owner = owners[id] ?? nil
            let isPersonal = owner?.kind == .person && owner.map { reported.contains($0.code) } ?? false
            #expect(
                reports[id] ?? [] == (isPersonal ? [owner?.code].compactMap(\.self) : []), "\(place) \(id)")
        }
        for notice in result.cards {
            if let card = composer.card(for: notice).value { checkAudience(card, result, place) }
        }
        for bulletin in composer.bulletins(previous: nil) { checkAudience(bulletin.document, result, place) }
        let park = composer.itemLedger(of: nil).value.map { Set(ids(in: $0, of: .itemLedger)) } ?? []
        #expect(open.isSubset(of: park), place)
        var ledgers: [String: Int] = [:]
        for office in composer.ledgerOffices {
            guard let ledger = composer.itemLedger(of: office).value else { continue }
            for id in ids(in: ledger, of: .itemLedger) { ledgers[id, default: 0] += 1 }
        }
        for id in open {
            let item = result.items.first { $0.id == id }
            let isThere = item?.unit.map { unit in result.data.offices.contains { $0.code == unit } } ?? false
            #expect(ledgers[id, default: 0] == (isThere ? 1 : 0), "\(place) \(id)")
        }
    }

    /// No value under a name that one of the paper's readers may not see, and no number of somebody else outside roles.
    private func checkAudience(_ document: Document, _ result: Assessment, _ place: Comment) {
        let everybody = document.permittedStaffNumbers == nil ? [] : Set(result.personNames.keys.map(\.text))
        let permitted = Set((document.permittedStaffNumbers ?? []).map(\.text))
        let audit = AudienceAudit(everybody: everybody, own: permitted, roles: [])
        #expect(audit.violations(in: document) == [], "\(place) \(document.kind) \(document.subject)")
    }

    /// A talk sheet and a performance file name their own person and, in roles, the leaders who have to do with that
    /// person, and nobody else: said here anew, not taken from what the paper itself permits.
    private func checkPersonalPapers(
        _ results: [Assessment], _ calendar: WorkCalendar, _ seen: inout Seen, seed: Int
    ) {
        var composers: [Composer] = []
        var talkedTo: [Code: Set<String>] = [:]
        for result in results {
            let composer = Composer(result, calendar: calendar)
            composers.append(composer)
            for talk in result.data.talks { talkedTo[talk.person, default: []].insert(talk.leader.text) }
            let year = FileYear(result.period.year, composers, batches: [:])
            let everybody = Set(result.personNames.keys.map(\.text))
            for person in result.people where !person.isWithheld {
                let code = person.person.code
                var leaders = (talkedTo[code] ?? []).union([result.scheme.park.mainLeader.text])
                let offices = result.data.offices.filter { $0.code == person.person.office }
                leaders.formUnion(offices.flatMap { [$0.head.text, $0.supervisor.text] })
                leaders.insert(person.person.talkLeader.text)
                let audit = AudienceAudit(everybody: everybody, own: [code.text], roles: leaders)
                for pile in composer.talkRound.piles where pile.people.contains(code) {
                    guard let report = composer.report(of: person),
                        let sheet = composer.talkSheet(report, pile).value
                    else { continue }
                    seen.sheets += 1
                    check(sheet, audit, &seen, "seed \(seed), \(result.period)")
                    // What a sheet says beside the report is nothing for its person.
                    let asReport = audit.violations(in: sheet, for: DocumentKind.feedback.readers)
                    #expect(asReport.contains { $0.contains("看法差距") } && asReport.count > 3)
                }
                guard let file = composer.performanceFile(of: code, year).value else { continue }
                seen.files += 1
                // Who answers now for what the person has handed on, and who talked when the person sat elsewhere.
                let heirs = heirs(of: code, results.prefix(composers.count))
                let ofFile = AudienceAudit(
                    everybody: everybody, own: [code.text], roles: leaders.union(heirs))
                check(file, ofFile, &seen, "seed \(seed), \(result.period)")
            }
        }
    }

    /// Who answers now for items that the person answered for in the year.
    private func heirs(of person: Code, _ results: ArraySlice<Assessment>) -> Set<String> {
        let year = results.last?.period.year
        let ids = Set(
            results.filter { $0.period.year == year }.flatMap { result in
                result.currentItems.filter { $0.person == person }.map(\.id)
            })
        let items = results.flatMap(\.currentItems).filter { ids.contains($0.id) }
        let newest = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { _, newer in newer })
        return Set(newest.values.compactMap(\.owner).filter { $0.kind == .person }.map(\.code.text))
    }

    /// One in fifty is also shown with somebody else's number in each of its texts, and as somebody else's paper.
    private func check(_ document: Document, _ audit: AudienceAudit, _ seen: inout Seen, _ place: Comment) {
        #expect(audit.violations(in: document) == [], "\(place) \(document.kind) \(document.subject)")
        guard (seen.sheets + seen.files) % 50 == 0,
            let other = audit.everybody.subtracting(audit.own).subtracting(audit.roles).sorted().first
        else { return }
        let foreign = AudienceAudit(everybody: audit.everybody, own: [other], roles: audit.roles)
        #expect(!foreign.violations(in: document).isEmpty, place)
        let spoilt = document.spoilt(with: "（\(other)）")
        for paper in spoilt { #expect(!audit.violations(in: paper).isEmpty, place) }
        seen.planted += spoilt.count + 1
    }

    /// The numbers under the name of the list that holds every item of the paper.
    private func ids(in document: Document, of kind: DocumentKind) -> [String] {
        let type = Composer.type(of: kind)
        let name = kind == .feedback ? "整改事项" : "全部"
        guard let index = type.index(of: name), case .list(let entries) = document.facts.values[index],
            case .list(.record(let inner)) = type.fields[index].type, let code = inner.index(of: "整改编号")
        else { return [] }
        return entries.compactMap { entry in
            if case .record(let record) = entry, case .text(let id) = record.values[code] { return id }
            return nil
        }
    }
}

// MARK: The model

/// What has to be open, in the plainest words: a list of promises, each with the facts it is about.
private struct ItemModel {
    struct Promise {
        var id: String
        var object: Holder
        /// Its own fact first.
        var facts: [String]
        var isCard: Bool
        var state = "未启动"
        var left: Int?
        var isAccepted = false
        var unit: Code?
        var person: Code?
        var number: String?
        /// The red card whose item took over a yellow's.
        var red: String?
    }

    private var promises: [Promise] = []
    private var heirs: [Code: Code] = [:]
    private var projectOwner: [Code: Code] = [:]
    /// Card ids for which somebody accepted a row, ever.
    private(set) var acceptedSources: Set<String> = []

    private static let steps: Set<String> = [
        "未启动未启动", "未启动整改中", "未启动待验收", "未启动已验收", "未启动已销号", "未启动已终止",
        "整改中整改中", "整改中待验收", "整改中已验收", "整改中已销号", "整改中已终止",
        "待验收待验收", "待验收整改中", "待验收已验收", "待验收已销号", "待验收已终止",
        "已验收已验收", "已验收已销号", "已验收整改中", "已销号已销号", "已终止已终止",
    ]

    mutating func advance(_ result: Assessment) -> (
        open: Set<String>, atStart: Int, owners: [String: Holder?]
    ) {
        let data = result.data
        let now = result.period.index
        for office in data.offices { for former in office.formerCodes { heirs[former] = office.code } }
        for project in data.projects ?? [] { projectOwner[project.code] = project.owner }
        let atStart = promises.count { $0.left == nil }
        settle(data)
        // A withdrawn card has no open item, whatever HR try with it.
        for card in result.earlierCards {
            guard case .withdrawn? = card.closure,
                let place = promises.firstIndex(where: { $0.id == card.id && $0.left == nil })
            else { continue }
            promises[place].left = now
            promises[place].state = "已终止"
            promises[place].isAccepted = false
        }
        openAgain(result)
        for row in data.rectifications.sorted(by: { $0.code < $1.code }) { act(row, now, data) }
        if !result.isRunning { find(result, now, data) }
        settle(data)
        let open = promises.filter { $0.left == nil }
        let owners = Dictionary(open.map { ($0.id, owner($0, data)) }, uniquingKeysWith: { a, _ in a })
        return (Set(open.map(\.id)), atStart, owners)
    }

    /// Without its red card a yellow is open again, unless something of it was accepted.
    private mutating func openAgain(_ result: Assessment) {
        let withdrawn = Set(
            result.data.decisions.filter { $0.matter == .withdrawal }.compactMap(\.cardID))
        for place in promises.indices {
            guard let red = promises[place].red, withdrawn.contains(red) else { continue }
            promises[place].red = nil
            let card = result.earlierCards.first { $0.id == promises[place].id }
            guard let card, card.closure == nil, card.acceptedOn == nil else { continue }
            // What left long ago is not kept, and begins anew without its number.
            if let left = promises[place].left, result.period.index - left > 3 {
                promises[place].number = nil
            }
            promises[place].left = nil
            promises[place].state = "未启动"
        }
    }

    /// A red card's promise is about what the yellow's was that it closes; there is one for one fact.
    private mutating func takeOver(_ notice: CardNotice, _ now: Int) -> [String] {
        guard notice.colour == .red else { return [] }
        var facts: [String] = []
        for fact in notice.facts {
            guard case .notCleared(let yellow) = fact.detail else { continue }
            for place in promises.indices where promises[place].id == yellow.id && promises[place].left == nil
            {
                promises[place].left = now
                promises[place].state = "已终止"
                promises[place].red = notice.id
                facts += promises[place].facts.dropFirst()
            }
        }
        return facts
    }

    private mutating func act(_ row: Rectification, _ now: Int, _ data: QuarterData) {
        if row.state.isAccepted { acceptedSources.insert(row.source) }
        let place =
            promises.firstIndex { $0.number == row.code } ?? promises.firstIndex { $0.id == row.code }
            ?? promises.firstIndex { $0.id == row.source && $0.number == nil }
        guard let place else {
            var own = Promise(
                id: row.code, object: row.holder, facts: [key(row.holder, "自行 " + row.source, data)],
                isCard: false)
            own.state = row.state.rawValue
            own.number = row.code
            if !row.state.isOpen {
                own.left = now
                own.isAccepted = row.state.isAccepted
            }
            promises.append(own)
            return
        }
        guard Self.steps.contains(promises[place].state + row.state.rawValue) else { return }
        promises[place].state = row.state.rawValue
        promises[place].number = row.code
        if row.state.isOpen {
            promises[place].left = nil
        } else if promises[place].left == nil {
            promises[place].left = now
            promises[place].isAccepted = row.state.isAccepted
        }
    }

    private mutating func find(_ result: Assessment, _ now: Int, _ data: QuarterData) {
        for notice in result.cards where notice.outcome != .refused && !notice.isWithheld {
            let covered = notice.facts.flatMap { fact -> [String] in
                switch fact.detail {
                case .lines(let lines):
                    return lines.map { key(notice.object, "指标 \($0.indicator.code)", data) }
                case .veto(let line): return [key(notice.object, "指标 \(line.indicator.code)", data)]
                case .lag: return [key(notice.object, "进度", data)]
                case .appeal(let appeal, _): return [key(notice.object, "诉求 \(appeal.code)", data)]
                case .finding(let finding): return [key(notice.object, "抽查 \(finding.code)", data)]
                default: return []
                }
            }
            let taken = takeOver(notice, now)
            open(
                notice.id, notice.object,
                [key(notice.object, "牌 \(notice.id)", data)] + covered + taken, true, now)
        }
        for (object, matter, id) in facts(result, data) {
            open("\(result.period)-\(object.code)-\(id)", object, [key(object, matter, data)], false, now)
        }
    }

    /// Straight from the tables: 目标 100, 满分 10, 完成率法.
    private func facts(_ result: Assessment, _ data: QuarterData) -> [(Holder, String, String)] {
        let withheld = result.withheld.union(result.people.filter(\.isWithheld).map(\.person.code))
        let people = Set(data.people.filter { $0.status != .leader }.map(\.code))
        var found: [(Holder, String, String)] = []
        for line in data.results where !withheld.contains(line.holder.code) {
            guard case .value(let actual) = line.actual, actual < Quantity(whole: 80) else { continue }
            found.append((line.holder, "指标 \(line.indicator)", line.indicator.text))
        }
        for project in data.projects ?? []
        where project.planned - project.actual >= Points(whole: 5) && !withheld.contains(project.code) {
            found.append((Holder(.project, project.code), "进度", "JD"))
        }
        for appeal in data.appeals ?? []
        where people.contains(appeal.handler) && !withheld.contains(appeal.handler) {
            // All are raised in the first days of a quarter, with five working days to settle them.
            if appeal.closed == nil {
                found.append((Holder(.person, appeal.handler), "诉求 \(appeal.code)", appeal.code.text))
            }
        }
        for finding in data.spotChecks ?? [] where !withheld.contains(finding.holder.code) {
            if finding.holder.kind == .person, !people.contains(finding.holder.code) { continue }
            found.append((finding.holder, "抽查 \(finding.code)", finding.code.text))
        }
        return found
    }

    private mutating func open(_ id: String, _ object: Holder, _ facts: [String], _ isCard: Bool, _ now: Int)
    {
        guard let own = facts.first else { return }
        if promises.contains(where: { $0.left == nil && $0.facts.contains(own) }) { return }
        let back = promises.indices.filter { place in
            let promise = promises[place]
            return !promise.isCard && promise.isAccepted && promise.facts.first == own
                && promise.left.map { now - $0 <= 2 } ?? false
        }.max { (promises[$0].left ?? 0, promises[$0].id) < (promises[$1].left ?? 0, promises[$1].id) }
        if let back {
            promises[back].left = nil
            promises[back].isAccepted = false
            promises[back].state = "未启动"
            return
        }
        promises.append(Promise(id: id, object: object, facts: facts, isCard: isCard))
    }

    private mutating func settle(_ data: QuarterData) {
        let people = Dictionary(data.people.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        let projects = Dictionary(
            (data.projects ?? []).map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        for place in promises.indices {
            let object = promises[place].object
            switch object.kind {
            case .person:
                promises[place].person = object.code
                promises[place].unit = people[object.code]?.office ?? promises[place].unit
            case .project:
                promises[place].person = projects[object.code]?.owner ?? promises[place].person
                promises[place].unit = projects[object.code]?.office ?? promises[place].unit
            case .office: promises[place].unit = object.code
            }
            promises[place].facts = promises[place].facts.map { renamed($0, data) }
            if promises[place].unit == nil { inherit(place, data.period.index) }
        }
    }

    /// About what is gone already: with whoever answers for the newest promise about it.
    private mutating func inherit(_ place: Int, _ now: Int) {
        let object = promises[place].object
        guard
            let before = promises[..<place].last(where: { promise in
                promise.object == object && promise.unit != nil && promise.left.map { now - $0 <= 2 } ?? true
            })
        else { return }
        promises[place].person = before.person
        promises[place].unit = before.unit
    }

    private func owner(_ promise: Promise, _ data: QuarterData) -> Holder? {
        if let person = promise.person,
            data.people.contains(where: { $0.code == person && $0.status != .leader })
        {
            return Holder(.person, person)
        }
        return promise.unit.flatMap { heir(of: $0, data) }.map { Holder(.office, $0) }
    }

    private func heir(of office: Code, _ data: QuarterData) -> Code? {
        var code = office
        for _ in 0..<50 {
            if data.offices.contains(where: { $0.code == code }) { return code }
            guard let next = heirs[code] else { return nil }
            code = next
        }
        return nil
    }

    private func key(_ object: Holder, _ matter: String, _ data: QuarterData) -> String {
        let code = object.kind == .office ? heir(of: object.code, data) ?? object.code : object.code
        return "\(object.kind.rawValue)|\(code)|\(matter)"
    }

    private func renamed(_ fact: String, _ data: QuarterData) -> String {
        let parts = fact.split(separator: "|", maxSplits: 2).map(String.init)
        guard parts.count == 3, parts[0] == "股室", let code = Code(parts[1]) else { return fact }
        return key(Holder(.office, code), parts[2], data)
    }
}

// MARK: Histories

/// Tables of a few quarters in which things happen at random, from a fixed seed.
private struct RandomHistory {
    private var chance: SeededGenerator
    /// Of its own, so that talks change nothing else.
    private var talkChance: SeededGenerator
    private(set) var steps = 0
    private var offices: [(code: String, formers: [String])] = [("A", []), ("B", []), ("C", [])]
    private var everOffices = 3
    private var people: [String: String] = ["P1": "A", "P2": "A", "P3": "B", "P4": "B", "P5": "C", "P6": "C"]
    private var away: [String: String] = [:]
    private var projects: [String: String] = ["J1": "P1", "J2": "P3"]
    private var goneProjects: Set<String> = []
    private var lines = ["K1", "K2", "K3"]
    private var appeals: [(code: String, handler: String, day: Day)] = []
    /// HR's newest rows: what they would repeat in the next folder.
    private var rows: [String: Rectification] = [:]
    private var ownRows = 0

    init(seed: UInt64) {
        chance = SeededGenerator(seed: seed &* 0x9E37_79B9 &+ 77)
        talkChance = SeededGenerator(seed: seed &* 0x85EB_CA6B &+ 5)
    }

    mutating func make(quarters count: Int) -> [QuarterData] {
        var quarters: [QuarterData] = []
        for number in 0..<count {
            let period = Period(index: 2025 * 4 + number)
            let isLast = number == count - 1
            let before = quarters.isEmpty ? nil : known(quarters)
            var quarter = QuarterData(period: period, scheme: scheme(period, number))
            reorganise(number)
            fill(&quarter)
            if let before { act(on: before, &quarter) }
            if chance.isLucky(85) {
                quarter.signoff = Signoff(
                    period: period, revision: 0, date: period.lastDay.adding(days: 10), signer: "王某",
                    ended: false)
            } else if isLast {
                for place in quarter.results.indices { quarter.results[place].asOf = period.firstDay }
            }
            quarters.append(quarter)
        }
        return quarters
    }

    /// Without the staff number in it: a bulletin may print names, and never a number.
    private static func name(of person: String) -> String {
        person.replacing("P", with: "某").replacing(/[0-9]/) {
            String(UnicodeScalar(0x7532 + (Int($0.output) ?? 0))!)
        }
    }

    /// What HR read in the newest ledger.
    private func known(_ quarters: [QuarterData]) -> Assessment? {
        Assessor.assess(ParkData(calendar: WorkCalendar(), quarters: quarters)).last?.value
    }

    private func scheme(_ period: Period, _ number: Int) -> Scheme {
        var scheme = SamplePark.standardScheme()
        scheme.version = "\(number / 5)"
        return scheme
    }

    private mutating func step() { steps += 1 }

    private mutating func reorganise(_ number: Int) {
        for place in offices.indices { offices[place].formers = [] }
        if chance.isLucky(15) {
            // Another code for an office, by its name as its predecessor.
            step()
            let place = chance.below(offices.count)
            let old = offices[place].code
            offices[place] = (fresh(), [old])
            move(from: [old], to: offices[place].code)
        }
        if offices.count > 1, chance.isLucky(10) {
            step()
            let codes = offices.map(\.code)
            let (first, second) = (codes[0], codes[1])
            let merged = fresh()
            offices.removeAll { $0.code == first || $0.code == second }
            offices.append((merged, [first, second]))
            move(from: [first, second], to: merged)
        }
        if chance.isLucky(10) {
            step()
            offices.append((fresh(), []))
        }
        for person in people.keys.sorted() where chance.isLucky(8) {
            step()
            people[person] = offices[chance.below(offices.count)].code
        }
        for person in people.keys.sorted() where people.count > 3 && chance.isLucky(4) {
            step()
            away[person] = people.removeValue(forKey: person)
        }
        for person in away.keys.sorted() where chance.isLucky(20) {
            step()
            away[person] = nil
            people[person] = offices[chance.below(offices.count)].code
        }
        for project in projects.keys.sorted() where chance.isLucky(10) {
            step()
            projects[project] = people.keys.sorted()[chance.below(people.count)]
        }
        for project in projects.keys.sorted() where people[projects[project] ?? ""] == nil {
            projects[project] = people.keys.sorted()[0]
        }
        for project in projects.keys.sorted() where chance.isLucky(5) {
            step()
            if goneProjects.remove(project) == nil { goneProjects.insert(project) }
        }
        if number > 0, number % 5 == 0 {
            step()
            lines = lines.map { ($0.hasPrefix("K") ? "M" : "K") + $0.dropFirst() }
        }
    }

    private mutating func fresh() -> String {
        everOffices += 1
        return "D\(everOffices)"
    }

    private mutating func move(from old: [String], to new: String) {
        for (person, office) in people where old.contains(office) { people[person] = new }
    }

    private mutating func fill(_ quarter: inout QuarterData) {
        let place = SourcePlace(file: "history")
        quarter.offices = offices.sorted { $0.code < $1.code }.map { office in
            var made = Office(
                code: code(office.code), name: "股室" + office.code, head: code("H" + office.code),
                supervisor: code("V" + office.code), formerCode: nil, place: place)
            made.formerCodes = office.formers.map(code)
            return made
        }
        quarter.people = people.sorted { $0.key < $1.key }.map { person, office in
            Person(
                code: code(person), name: Self.name(of: person), office: code(office), post: "岗", rank: nil,
                postCoefficient: nil, talkLeader: code("H" + office), status: .active, arrived: nil,
                left: nil,
                place: place)
        }
        addLeaders(&quarter, place)
        for person in people.keys.sorted() {
            add("Z", 100, Holder(.person, code(person)), &quarter)
            for line in lines { figure(line, Holder(.person, code(person)), &quarter) }
        }
        for office in offices.map(\.code).sorted() {
            figure(lines[0], Holder(.office, code(office)), &quarter)
        }
        quarter.projects = projects.sorted { $0.key < $1.key }.filter { !goneProjects.contains($0.key) }.map {
            step()
            let behind = chance.isLucky(45) ? chance.below(20) : 0
            return Project(
                code: code($0.key), name: "项目" + $0.key, type: "产业", stage: "在建", owner: code($0.value),
                office: code(people[$0.value] ?? offices[0].code), planned: Points(whole: 50),
                actual: Points(whole: 50 - behind), asOf: quarter.period.lastDay, lagReason: nil, cause: nil,
                claimed: nil, place: place)
        }
        addMatters(&quarter, place)
    }

    /// Each office has a head and a supervisor of its own, so that a paper that names another office's is found out.
    private mutating func addLeaders(_ quarter: inout QuarterData, _ place: SourcePlace) {
        let own = quarter.offices.flatMap { [($0.head, $0.code), ($0.supervisor, $0.code)] }
        for (leader, office) in own + [(code("L1"), quarter.offices[0].code)] {
            quarter.people.append(
                Person(
                    code: leader, name: "领导" + Self.name(of: leader.text), office: office, post: "领导",
                    rank: nil, postCoefficient: nil, talkLeader: code("L1"), status: .leader, arrived: nil,
                    left: nil, place: place))
        }
        for person in people.keys.sorted() where talkChance.isLucky(40) {
            let leaders = quarter.people.filter { $0.status == .leader }.map(\.code)
            let isOwn = talkChance.isLucky(70)
            let leader = isOwn ? code("H" + (people[person] ?? "")) : leaders[talkChance.below(leaders.count)]
            quarter.talks.append(
                Talk(
                    person: code(person), leader: leader,
                    date: quarter.period.firstDay.adding(days: talkChance.below(80)),
                    type: ["反馈", "提醒", "警示", "诫勉"][talkChance.below(4)],
                    promise: talkChance.isLucky(50) ? "约定" : nil, deadline: quarter.period.lastDay,
                    place: place))
        }
    }

    private mutating func figure(_ line: String, _ holder: Holder, _ quarter: inout QuarterData) {
        step()
        let actual = chance.isLucky(25) ? 60 + chance.below(20) : 90 + chance.below(20)
        add(line, actual, holder, &quarter)
    }

    private func add(_ line: String, _ actual: Int, _ holder: Holder, _ quarter: inout QuarterData) {
        let place = SourcePlace(file: "history")
        if !quarter.indicators.contains(where: { $0.code.text == line }) {
            quarter.indicators.append(
                Indicator(
                    code: code(line), name: "指标" + line, indicatorClass: .individual, group: "组",
                    subgroup: "小组", unit: "件", direction: "正向", span: .quarterly, method: .completion,
                    parameters: MethodParameters(), parametersText: nil, fullPoints: Points(whole: 10),
                    responsibleOffice: quarter.offices[0].code, sourceText: "填报", source: nil, tags: [],
                    place: place))
        }
        quarter.targets.append(
            Target(
                indicator: code(line), holder: holder, value: Quantity(whole: 100),
                fullPoints: Points(whole: 10),
                deadline: nil, origin: nil, place: place))
        quarter.results.append(
            Result(
                indicator: code(line), holder: holder, actual: .value(Quantity(whole: actual)),
                asOf: quarter.period.lastDay, evidence: nil, remark: nil, place: place))
    }

    private mutating func addMatters(_ quarter: inout QuarterData, _ place: SourcePlace) {
        var findings: [SpotCheck] = []
        for person in people.keys.sorted() where chance.isLucky(12) {
            step()
            findings.append(
                SpotCheck(
                    code: code("F\(steps)"), date: quarter.period.firstDay,
                    holder: Holder(.person, code(person)),
                    matter: "事项", deduction: Points(whole: 0), evidence: "照片",
                    nature: chance.isLucky(40) ? "作风" : "一般", place: place))
        }
        quarter.spotChecks = findings
        for person in people.keys.sorted() where chance.isLucky(8) {
            step()
            appeals.append(("S\(steps)", person, quarter.period.firstDay))
        }
        quarter.appeals = appeals.map { appeal in
            Appeal(
                code: code(appeal.code), enterprise: code("E1"), category: "用工", raised: appeal.day,
                responded: appeal.day, closed: nil, limitWorkingDays: 5, handler: code(appeal.handler),
                verdict: nil, place: place)
        }
        appeals.removeAll { _ in
            steps += 1
            return chance.isLucky(60)
        }
    }

    /// HR act on what the ledger of the quarter before shows: legal steps, wrong ones, rows of their own, cards.
    private mutating func act(on before: Assessment, _ quarter: inout QuarterData) {
        let period = quarter.period
        for item in before.items.sorted(by: { $0.id < $1.id }) {
            guard item.isOpen ? chance.isLucky(55) : chance.isLucky(6) else {
                if item.isOpen, let row = item.row.flatMap({ rows[$0.code] }), row.state.isOpen,
                    item.state == row.state
                {
                    quarter.rectifications.append(row)
                }
                continue
            }
            step()
            let states: [RectificationState] = [
                .inProgress, .awaitingAcceptance, .accepted, .accepted, .closed, .terminated, .notStarted,
            ]
            let state = item.isOpen ? states[chance.below(states.count)] : .inProgress
            let isOwnNumber = item.row != nil || chance.isLucky(50)
            let number = item.row?.code ?? (isOwnNumber ? item.id : "ZG\(steps)")
            let row = made(number, item.id, item.object, state, period)
            rows[number] = row
            quarter.rectifications.append(row)
        }
        if chance.isLucky(30), let person = people.keys.sorted().first {
            step()
            ownRows += 1
            let row = made("HR\(ownRows)", "会议纪律", Holder(.person, code(person)), .inProgress, period)
            rows[row.code] = row
            quarter.rectifications.append(row)
        }
        for card in before.earlierCards + [] where card.closure == nil {
            guard chance.isLucky(20) else { continue }
            step()
            let isLifting = chance.isLucky(70)
            quarter.decisions.append(
                Decision(
                    matter: isLifting ? .lifting : .withdrawal, holder: card.object, cardID: card.id,
                    suggested: "无", decided: isLifting ? "销牌" : "撤牌", reason: "理由", decidedBy: "党工委",
                    date: period.lastDay, place: SourcePlace(file: "history")))
        }
    }

    private func made(
        _ number: String, _ source: String, _ object: Holder, _ state: RectificationState, _ period: Period
    ) -> Rectification {
        Rectification(
            code: number, source: source, holder: object, problem: "问题", goal: "目标", measure: "措施",
            responsibleUnit: "股室", deadline: period.lastDay, extendedTo: nil, extensionApprovedBy: nil,
            applied: nil, state: state, acceptedBy: state.isAccepted ? "党工委" : nil,
            acceptedOn: state.isAccepted ? period.lastDay : nil, evidence: nil,
            place: SourcePlace(file: "history"))
    }

    private func code(_ text: String) -> Code { Code(text) ?? { fatalError("not a code: \(text)") }() }
}

extension SeededGenerator {
    fileprivate mutating func isLucky(_ percent: Int) -> Bool { below(100) < percent }
}
