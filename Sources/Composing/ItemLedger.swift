import Model

/// The rectification items of an office or of the park (整改台账): overdue first, then due, then waiting for acceptance.
struct ItemLedger: Sendable {
    var heading: PaperHeading
    /// `nil`: the park's.
    var office: Office?
    var leader: RoleHolder?
    var totals: ItemTotals
    /// Of the park's: how many each office answers for.
    var offices: [OfficeItems]
    /// All of them, or those that come first in a ledger too long to be read (docs/rules.md §10.12).
    var entries: [ItemEntry]
    var counts: ItemCounts

    func entries(_ order: Int) -> [ItemEntry] { entries.filter { $0.order == order } }
    /// `nil`: all of that order are listed.
    func unlisted(_ order: Int) -> Int? {
        let rest = totals.count(order) - entries.count { $0.order == order }
        return rest > 0 ? rest : nil
    }
}

/// How many items stand where.
struct ItemTotals: Sendable {
    private var counts = [0, 0, 0, 0]

    init(_ entries: [ItemEntry]) { for entry in entries { counts[entry.order] += 1 } }

    /// - Parameter order: as `ItemEntry.order`.
    func count(_ order: Int) -> Int { counts[order] }
    var open: Int { counts[..<3].reduce(0, +) }
    var all: Int { counts.reduce(0, +) }
}

/// An office's line in the park's ledger.
struct OfficeItems: Sendable {
    /// `nil`: of what no office answers for any more.
    var office: Office?
    var totals: ItemTotals
}

extension ItemLedger {
    /// Some sixty sheets of paper: whoever has more to look after reads the offices' ledgers and sorts the workbook.
    package static let mostListed = 1_000

    /// The first ones, and whatever stands in no office's ledger: nothing is left out of both.
    fileprivate static func listed(_ sorted: [ItemEntry], atMost most: Int, always: Set<String>)
        -> [ItemEntry]
    {
        let rest = sorted.dropFirst(most).filter { always.contains($0.item.id) }
        return sorted.prefix(most) + rest
    }
}

extension Composer {
    /// Offices that have a ledger: those of the quarter's table, whether or not anything is open there.
    package var ledgerOffices: [Code] { assessment.offices.map(\.office.code).sorted() }

    /// - Parameter office: `nil` for the park's, which also has what no office answers for any more.
    package func itemLedger(of office: Code?, listingAtMost most: Int = ItemLedger.mostListed)
        -> Checked<Document?>
    {
        let items = self.items.items(of: office)
        var boundary = PaperBoundary(
            subject: office ?? assessment.scheme.park.code, owners: Set(items.map(\.object)),
            directory: directory)
        let own = office.flatMap { directory.office($0) }
        let sorted = items.map { entry($0, &boundary) }.sorted(by: ItemEntry.precedes)
        let ledger = ItemLedger(
            heading: PaperHeading(assessment, mark), office: own,
            leader: own.map { boundary.role($0.supervisor) }, totals: ItemTotals(sorted),
            offices: office == nil ? itemsOfOffices(sorted) : [],
            entries: ItemLedger.listed(
                sorted, atMost: most, always: Set(self.items.withoutUnit.map(\.id))),
            counts: office == nil ? assessment.itemCounts : .init())
        return boundary.document(
            .itemLedger, period: assessment.period, subject: office?.text ?? "park",
            path: Self.ledgerPath(of: office), facts: ItemLedger.naming.record(of: ledger))
    }

    /// Without extension; the workbook lies beside the page.
    package static func ledgerPath(of office: Code?) -> String { "ledgers/\(office?.text ?? "park")" }

    private func itemsOfOffices(_ entries: [ItemEntry]) -> [OfficeItems] {
        let byUnit = Dictionary(grouping: entries) { $0.item.unit }
        let without = Set(items.withoutUnit.map(\.id))
        let rest = entries.filter { without.contains($0.item.id) }
        return ledgerOffices.map {
            OfficeItems(office: directory.office($0), totals: ItemTotals(byUnit[$0] ?? []))
        } + (rest.isEmpty ? [] : [OfficeItems(office: nil, totals: ItemTotals(rest))])
    }

    /// All items of a ledger as rows of the table 整改, in the order of its titles, for a workbook.
    package func itemRows(of office: Code?) -> [[String]] {
        let items = self.items.items(of: office)
        var boundary = PaperBoundary(
            subject: office ?? assessment.scheme.park.code, owners: Set(items.map(\.object)),
            directory: directory)
        return items.map { entry($0, &boundary) }.sorted(by: ItemEntry.precedes).map(\.cells)
    }
}

extension ItemEntry {
    /// Cells that HR have not filled in yet are empty, and they fill them in there.
    fileprivate var cells: [String] {
        let row = item.row
        return [
            // Under a number of HR's own the id says which item is meant; else the row keeps what it is about.
            row?.code ?? item.id, row.map { $0.code == item.id } ?? true ? source : item.id,
            item.object.kind.rawValue,
            item.object.code.text,
            row?.problem ?? problem, row?.goal ?? "", row?.measure ?? "", responsibleUnit,
            (standing?.deadline ?? item.due)?.description ?? "", standing?.extendedTo?.description ?? "",
            standing?.extensionApprovedBy ?? "", applied?.description ?? "", item.state.rawValue,
            item.isOpen ? "" : row?.acceptedBy ?? "", acceptedOn?.description ?? "", row?.evidence ?? "",
        ]
    }

    /// The row, unless the item came back since: copied into the next table its old deadline would be over already.
    private var standing: RectificationItem.Row? {
        guard let row = item.row, item.isOpen, !item.recurrences.isEmpty else { return item.row }
        return [row.deadline, row.extendedTo].contains(item.due) ? row : nil
    }
}

extension ItemLedger {
    static let naming = Naming<ItemLedger>(
        "整改台账",
        PaperHeading.entries { $0.heading } + [
            .flag("为园区", "全园区的台账；否则是一个股室的") { $0.office == nil },
            .text("股室名称", "股室名称；园区的没有", example: "规划工程部", optional: { $0.office?.name }),
            .text("股室代码", "股室代码；园区的没有", example: "GH", optional: { $0.office?.code.text }),
            .record("分管领导", RoleHolder.naming, "分管本股室的领导；园区的没有", optional: { $0.leader }),
            .list("逾期", ItemEntry.naming, "已过时限而未验收，期限早的在前") { $0.entries(0) }.obligatory,
            .list("未到期", ItemEntry.naming, "未到时限，期限早的在前") { $0.entries(1) }.obligatory,
            .list("待验收", ItemEntry.naming, "已申请验收、未逾期的") { $0.entries(2) }.obligatory,
            .list("本季办结", ItemEntry.naming, "本季验收、销号或终止的") { $0.entries(3) },
            .list("全部", ItemEntry.naming, "以上全部，按同样的次序") { $0.entries },
            .whole("未办结数", "未办结的事项数", example: "28") { $0.totals.open },
            .whole("逾期数", "逾期的事项数，没有列出的也算", example: "5") { $0.totals.count(0) },
            .whole("未到期数", "未到期的事项数，没有列出的也算", example: "20") { $0.totals.count(1) },
            .whole("待验收数", "待验收的事项数，没有列出的也算", example: "3") { $0.totals.count(2) },
            .whole("本季办结数", "本季办结的事项数，没有列出的也算", example: "4") { $0.totals.count(3) },
            .flag("节略", "事项太多，只列最先要办的") { $0.entries.count < $0.totals.all },
            .whole("列出数", "列出的事项数", example: "1000") { $0.entries.count },
            .whole("事项数", "全部事项数", example: "5814") { $0.totals.all },
            .whole("逾期未列数", "没有列出的逾期事项数；都列出的没有", example: "120", optional: { $0.unlisted(0) }),
            .whole("未到期未列数", "没有列出的未到期事项数；都列出的没有", example: "4650", optional: { $0.unlisted(1) }),
            .whole("待验收未列数", "没有列出的待验收事项数；都列出的没有", example: "44", optional: { $0.unlisted(2) }),
            .whole("本季办结未列数", "没有列出的本季办结事项数；都列出的没有", example: "30", optional: { $0.unlisted(3) }),
            .list("各股室", OfficeItems.naming, "各股室的事项数；股室的台账没有") { $0.offices },
            .whole("期初数", "全园区季初未办结的事项数", example: "20") { $0.counts.openAtStart },
            .whole("新开数", "全园区本季新开的事项数，含复发", example: "12") { $0.counts.opened },
            .whole("复发数", "其中复发的", example: "2") { $0.counts.recurring },
            .whole("销号数", "全园区本季验收、销号或终止的事项数", example: "4") { $0.counts.closed },
            .whole("期末数", "全园区季末未办结的事项数", example: "28") { $0.counts.openAtEnd },
        ])
}

extension OfficeItems {
    fileprivate static let naming = Naming<OfficeItems>(
        "股室事项数",
        [
            .text("股室名称", "股室名称；没有股室负责的没有", example: "规划工程部", optional: { $0.office?.name }),
            .text("股室代码", "股室代码；没有股室负责的没有", example: "GH", optional: { $0.office?.code.text }),
            .whole("逾期数", "逾期的事项数", example: "2") { $0.totals.count(0) },
            .whole("未到期数", "未到期的事项数", example: "6") { $0.totals.count(1) },
            .whole("待验收数", "待验收的事项数", example: "1") { $0.totals.count(2) },
            .whole("本季办结数", "本季办结的事项数", example: "1") { $0.totals.count(3) },
            .whole("未办结数", "未办结的事项数", example: "9") { $0.totals.open },
        ])
}
