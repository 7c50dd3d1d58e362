import Model

/// Every rectification item of the park from quarter to quarter (docs/rules.md §6.4).
///
/// A quarter goes: who answers for what is open, what HR's rows say of it, what the quarter's facts open, what HR's
/// rows say of that already. An item leaves by acceptance or a recorded withdrawal and by nothing else.
struct ItemLedger {
    private var items: [String: RectificationItem] = [:]
    private var succession = OfficeSuccession()
    /// Ids of open items by each of their facts: a card and a line's own item may be about one fact.
    private var open: [RectificationItem.Fact: [String]] = [:]
    /// Newest accepted items by their own fact, for 复发.
    private var accepted: [RectificationItem.Fact: String] = [:]
    /// Newest accepted cards by the facts they covered.
    private var acceptedCards: [RectificationItem.Fact: String] = [:]
    /// Item ids by HR's own numbers.
    private var rows: [String: String] = [:]
    /// 历史牌 by id: a later folder may repeat one whose item was accepted and is long gone from `items`.
    private var paperCards: Set<String> = []
    /// Rows that speak of items of the quarter itself, which the facts have yet to open.
    private var waiting: [Rectification] = []
    private var counts = ItemCounts()
    /// Items of yellow cards that a red one's took over.
    private var takenOver: Set<String> = []

    // MARK: The quarter's steps

    /// Who answers now for what was left by the quarter before.
    mutating func begin(_ index: QuarterIndex) {
        succession.read(index.data)
        let owners = ItemOwners(index: index, succession: succession)
        items = items.mapValues(owners.settled)
        waiting = []
        counts = ItemCounts()
        counts.openAtStart = items.values.count(where: \.isOpen)
        open = [:]
        accepted = [:]
        acceptedCards = [:]
        rows = [:]
        for item in items.values.sorted(by: { $0.id < $1.id }) { enter(item) }
    }

    /// What the folder's rows say of items that are open or were closed lately; others are items of HR's own.
    mutating func read(_ index: QuarterIndex, _ history: CardHistory) -> [Diagnostic] {
        openPaperCards(index, history)
        closeWithdrawnCards(history, in: index.data.period)
        reopenEscalatedCards(index, history)
        return index.data.rectifications.sorted { $0.code < $1.code }.flatMap { row in
            act(row, index, mayWait: true)
        }
    }

    /// Opens an item for each fact that has none, or takes up the one that was closed too early (复发).
    mutating func open(_ problems: [FoundProblem], _ index: QuarterIndex) {
        for problem in problems {
            let fact = known(problem.fact)
            if open[fact] != nil { continue }
            if reopen(fact, index.data) { continue }
            var item = RectificationItem(
                id: free(problem.id(in: index.data.period)), opened: index.data.period,
                object: problem.object,
                matter: problem.matter, figures: problem.figures)
            item.covers = problem.covers + takeOver(problem.escalates, in: index.data.period)
            item.due = problem.due
            item.isDraft = index.data.signoff == nil
            item.recurrenceOf = recent(acceptedCards[fact], index.data)
            add(item, index)
        }
    }

    /// Rows of the same folder on items that the facts have opened just now.
    mutating func readWaiting(_ index: QuarterIndex) -> [Diagnostic] {
        let late = waiting
        waiting = []
        return late.flatMap { act($0, index, mayWait: false) }
    }

    mutating func write(into assessment: inout Assessment, _ history: CardHistory) {
        // A card's deadline is the notice's, whatever was typed; an approved extension moves it there.
        for (id, item) in items {
            if let card = item.cardID, let record = history.records[card] {
                items[id]?.due = record.rectifyBy
            }
        }
        let horizon = assessment.period.index - assessment.scheme.rectification.recurrenceQuarters
        items = items.filter { _, item in item.closed.map { $0.index >= horizon } ?? true }
        assessment.items = items.values.sorted { $0.id < $1.id }
        counts.openAtEnd = items.values.count(where: \.isOpen)
        assessment.itemCounts = counts
    }

    // MARK: Issued quarters

    /// Later quarters go on from what was issued. What a later correction of an earlier quarter opened, and the issued
    /// quarter could not know, stays.
    mutating func adopt(_ issued: IssuedQuarter) {
        if let kept = issued.items {
            let earlier = items.filter { $0.value.isOpen && $0.value.opened < issued.period }
            items = Dictionary(kept.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            for (id, item) in earlier where items[id] == nil { items[id] = item }
            return
        }
        // Issued before there were items: only its cards and HR's own rows are known.
        let cards = Set(issued.cards.filter { !$0.isRefused }.map(\.id))
        items = items.filter { _, item in
            guard item.opened == issued.period else { return true }
            switch item.matter {
            case .card(let id): return cards.contains(id) || paperCards.contains(id)
            case .other: return true
            case .line, .project, .appeal, .finding: return item.row?.code == item.id
            }
        }
    }

    // MARK: Opening

    private mutating func add(_ item: RectificationItem, _ index: QuarterIndex) {
        let owners = ItemOwners(index: index, succession: succession)
        var settled = owners.settled(item)
        // R4 may fire for what is gone from the tables: whoever answers for its card answers for this one too.
        if settled.unit == nil, let before = newest(about: item.object) {
            settled.person = before.person
            settled.unit = before.unit
            settled = owners.settled(settled)
        }
        items[item.id] = settled
        counts.opened += 1
        if item.recurrenceOf != nil { counts.recurring += 1 }
        enter(settled)
    }

    private func newest(about object: Holder) -> RectificationItem? {
        items.values.filter { $0.object == object && $0.unit != nil }.max {
            ($0.opened, $0.id) < ($1.opened, $1.id)
        }
    }

    private mutating func enter(_ item: RectificationItem) {
        if let row = item.row { rows[row.code] = item.id }
        if item.isOpen {
            for fact in item.facts.map(known) { open[fact, default: []].append(item.id) }
        } else if item.state.isAccepted {
            remember(item)
        }
    }

    private mutating func remember(_ item: RectificationItem) {
        guard item.cardID == nil else {
            for fact in item.facts.map(known) where isNewer(item, than: acceptedCards[fact]) {
                acceptedCards[fact] = item.id
            }
            return
        }
        let fact = known(item.fact)
        if isNewer(item, than: accepted[fact]) { accepted[fact] = item.id }
    }

    private func isNewer(_ item: RectificationItem, than id: String?) -> Bool {
        guard let id, let other = items[id], let before = other.closed, let now = item.closed else {
            return true
        }
        return (before, id) < (now, item.id)
    }

    /// The item's own number, or the next one free: codes may hold hyphens, so two facts can have one number.
    private func free(_ id: String) -> String {
        var number = 1
        var candidate = id
        while items[candidate] != nil {
            number += 1
            candidate = "\(id)-\(number)"
        }
        return candidate
    }

    /// The id, when its item was closed no longer ago than the scheme gives.
    private func recent(_ id: String?, _ data: QuarterData) -> String? {
        guard let id, let closed = items[id]?.closed,
            data.period.index - closed.index <= data.scheme.rectification.recurrenceQuarters
        else { return nil }
        return id
    }

    /// Never a card: it was lifted, and its fact opens an item that names it.
    private mutating func reopen(_ fact: RectificationItem.Fact, _ data: QuarterData) -> Bool {
        guard let id = recent(accepted[fact], data) else { return false }
        takeUp(id, data.period)
        items[id]?.state = .notStarted
        items[id]?.due = data.period.advanced(by: 1).lastDay
        if data.signoff == nil { items[id]?.isDraft = true }
        return true
    }

    /// 复发: by the facts, or because HR found an acceptance premature.
    private mutating func takeUp(_ id: String, _ period: Period) {
        guard var item = items[id] else { return }
        item.closed = nil
        item.recurrences.append(period)
        items[id] = item
        counts.opened += 1
        counts.recurring += 1
        for fact in item.facts.map(known) {
            if accepted[fact] == id { accepted[fact] = nil }
            open[fact, default: []].append(id)
        }
    }

    /// 历史牌 that are not lifted yet: issued on paper, so their items have still to be kept.
    private mutating func openPaperCards(_ index: QuarterIndex, _ history: CardHistory) {
        for card in index.data.paperCards.sorted(by: { $0.id < $1.id }) {
            let isNew = paperCards.insert(card.id).inserted
            if let item = items[card.id] {
                if item.isOpen, card.lifted != nil { close(item.id, as: .closed, in: index.data.period) }
                continue
            }
            guard isNew, card.lifted == nil, history.records[card.id]?.closure == nil else { continue }
            var item = RectificationItem(
                id: card.id, opened: index.data.period, object: card.holder, matter: .card(card.id),
                figures: .init(title: card.colour.chinese + "（" + card.reason + "）", day: card.issued))
            item.due = card.deadline
            add(item, index)
        }
    }

    /// 撤牌: the facts were wrong, and the decision is the record.
    private mutating func closeWithdrawnCards(_ history: CardHistory, in period: Period) {
        for (id, item) in items where item.isOpen {
            guard let card = item.cardID, case .withdrawn? = history.records[card]?.closure else { continue }
            close(id, as: .terminated, in: period)
        }
    }

    /// 升级红牌: one open item for one fact, so the red card's item takes over what the yellow's covered.
    private mutating func takeOver(_ cards: [String], in period: Period) -> [RectificationItem.Fact] {
        // Asked for each problem, and nearly none escalates: a look at all items for each would take their square.
        guard !cards.isEmpty else { return [] }
        let yellow = items.values.filter { $0.isOpen && $0.cardID.map(cards.contains) ?? false }
            .sorted { $0.id < $1.id }
        for item in yellow {
            close(item.id, as: .terminated, in: period)
            takenOver.insert(item.id)
        }
        return yellow.flatMap(\.covers)
    }

    /// The red card was withdrawn, so the yellow is open again, and what it is about has to be done.
    private mutating func reopenEscalatedCards(_ index: QuarterIndex, _ history: CardHistory) {
        // HR may have ended the yellow's item themselves; that stays.
        for id in history.reopened.sorted() where takenOver.remove(id) != nil {
            guard let record = history.records[id], record.acceptedOn == nil else { continue }
            if var item = items[id] {
                guard !item.isOpen else { continue }
                item.closed = nil
                item.state = .notStarted
                items[id] = item
                counts.opened += 1
                for fact in item.facts.map(known) { open[fact, default: []].append(id) }
            } else {
                let rules = record.rules.sorted().map(\.rawValue).joined(separator: "、")
                let title = record.colour.chinese + (rules.isEmpty ? "" : "（\(rules)）")
                add(
                    RectificationItem(
                        id: id, opened: index.data.period, object: record.object, matter: .card(id),
                        figures: .init(title: title, day: record.issued)), index)
            }
        }
    }

    private mutating func close(_ id: String, as state: RectificationState, in period: Period) {
        guard var item = items[id], item.isOpen else { return }
        item.state = state
        item.closed = period
        items[id] = item
        counts.closed += 1
        for fact in item.facts.map(known) {
            open[fact]?.removeAll { $0 == id }
            if open[fact]?.isEmpty == true { open[fact] = nil }
        }
        if state.isAccepted { remember(item) }
    }

    // MARK: Rows

    private mutating func act(_ row: Rectification, _ index: QuarterIndex, mayWait: Bool) -> [Diagnostic] {
        guard let id = item(meantBy: row, index) else {
            if mayWait, names(row).contains(where: { $0.hasPrefix("\(index.data.period)-") }) {
                waiting.append(row)
                return []
            }
            return addOwn(row, index)
        }
        guard let item = items[id] else { return [] }
        guard isAnswerable(row.holder, for: item) else { return [.itemOfSomebodyElse(row, item)] }
        // 撤牌 or 升级 ended it in the program's books; the table may say so later, and until then the row says nothing new.
        if item.state == .terminated, row.state.isOpen, item.cardID != nil { return [] }
        if let finding = ItemSteps.fault(of: row, on: item) { return [finding] }
        if !item.isOpen, row.state.isOpen { takeUp(id, index.data.period) }
        items[id]?.row = RectificationItem.Row(row)
        items[id]?.state = row.state
        items[id]?.due = Self.due(row)
        rows[row.code] = id
        if !row.state.isOpen { close(id, as: row.state, in: index.data.period) }
        return []
    }

    /// By its number, its 来源 as an id, its number of earlier folders, or by the fact it names.
    private func item(meantBy row: Rectification, _ index: QuarterIndex) -> String? {
        if let id = rows[row.code], !isHandedOn(id, to: row.source) { return id }
        if items[row.code] != nil { return row.code }
        if let item = items[row.source] {
            // A further row about the same card or line is an item of its own: its promise counts too.
            return item.row == nil || item.row?.code == row.code ? item.id : nil
        }
        let fact = known(.init(row.holder, matter(of: row, index)))
        return open[fact]?.first { id in items[id].map { known($0.fact) == fact && $0.row == nil } ?? false }
    }

    /// HR carry the number of an escalated yellow on under the red card's id.
    private func isHandedOn(_ id: String, to source: String) -> Bool {
        guard let before = items[id], before.state == .terminated, before.cardID != nil,
            let after = items[source], after.cardID != nil
        else { return false }
        return after.id != id
    }

    private func names(_ row: Rectification) -> [String] { [row.code, row.source] }

    /// An item that only HR know of. What was settled before the quarter began is a repetition of an old row.
    private mutating func addOwn(_ row: Rectification, _ index: QuarterIndex) -> [Diagnostic] {
        let isSettled =
            row.state == .terminated
            || row.state.isAccepted && (row.acceptedOn.map { $0 < index.data.period.firstDay } ?? true)
        guard !isSettled else { return [] }
        let matter = matter(of: row, index)
        var item = RectificationItem(
            id: free(row.code), opened: index.data.period, object: row.holder, matter: matter,
            figures: .init(title: title(of: matter, row, index)))
        item.row = RectificationItem.Row(row)
        item.state = row.state
        item.due = Self.due(row)
        item.isDraft = index.data.signoff == nil
        add(item, index)
        rows[row.code] = item.id
        if !row.state.isOpen { close(item.id, as: row.state, in: index.data.period) }
        return names(row).contains { ItemSteps.looksLikeAnItem($0) && items[$0] == nil }
            ? [.itemUnknown(row)] : []
    }

    private func matter(of row: Rectification, _ index: QuarterIndex) -> RectificationItem.Matter {
        guard let code = Code(row.source) else { return .other(row.source) }
        if index.indicators[code] != nil { return .line(code) }
        if row.holder.kind == .project, row.holder.code == code { return .project }
        if index.appealCodes.contains(code) { return .appeal(code) }
        if index.findingCodes.contains(code) { return .finding(code) }
        return .other(row.source)
    }

    private func title(of matter: RectificationItem.Matter, _ row: Rectification, _ index: QuarterIndex)
        -> String
    {
        if case .line(let code) = matter, let indicator = index.indicators[code] { return indicator.name }
        return row.source
    }

    private func isAnswerable(_ holder: Holder, for item: RectificationItem) -> Bool {
        holder == item.object || holder == item.owner || known(holder) == known(item.object)
    }

    // MARK: Keys and dates

    /// Facts of an office that is gone are those of its successor.
    private func known(_ fact: RectificationItem.Fact) -> RectificationItem.Fact {
        .init(known(fact.object), fact.matter)
    }

    private func known(_ holder: Holder) -> Holder {
        guard holder.kind == .office else { return holder }
        return Holder(.office, succession.answering(for: holder.code) ?? holder.code)
    }

    private static func due(_ row: Rectification) -> Day {
        row.extensionApprovedBy == nil ? row.deadline : row.extendedTo ?? row.deadline
    }
}
