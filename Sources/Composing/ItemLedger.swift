import Model

/// Every rectification item of an office or of the park (整改台账): overdue first, then due, then waiting for acceptance.
struct ItemLedger: Sendable {
    var heading: PaperHeading
    /// `nil`: the park's.
    var office: Office?
    var leader: RoleHolder?
    var entries: [ItemEntry]
    var counts: ItemCounts

    func entries(_ order: Int) -> [ItemEntry] { entries.filter { $0.order == order } }
}

extension Composer {
    /// Offices that have a ledger: those of the quarter's table, whether or not anything is open there.
    package var ledgerOffices: [Code] { assessment.offices.map(\.office.code).sorted() }

    /// - Parameter office: `nil` for the park's, which also has what no office answers for any more.
    package func itemLedger(of office: Code?) -> Checked<Document?> {
        let listed = office.map { items.byUnit[$0] ?? [] } ?? assessment.currentItems
        var boundary = PaperBoundary(
            subject: office ?? assessment.scheme.park.code, owners: Set(listed.map(\.object)),
            directory: directory)
        let own = office.flatMap { directory.office($0) }
        let ledger = ItemLedger(
            heading: PaperHeading(assessment, mark), office: own,
            leader: own.map { boundary.role($0.supervisor) },
            entries: listed.map { entry($0, &boundary) }.sorted(by: ItemEntry.precedes),
            counts: office == nil ? assessment.itemCounts : .init())
        return boundary.document(
            .itemLedger, period: assessment.period, subject: office?.text ?? "park",
            path: "ledgers/\(office?.text ?? "park")", facts: ItemLedger.naming.record(of: ledger))
    }

    /// The park's items as rows of the table 整改, in the order of its titles, for a workbook.
    package func itemRows() -> [[String]] {
        var boundary = PaperBoundary(
            subject: assessment.scheme.park.code, owners: Set(assessment.currentItems.map(\.object)),
            directory: directory)
        return assessment.currentItems.map { entry($0, &boundary) }.sorted(by: ItemEntry.precedes).map(
            \.cells)
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
            (row?.deadline ?? item.due)?.description ?? "", row?.extendedTo?.description ?? "",
            row?.extensionApprovedBy ?? "", row?.applied?.description ?? "", item.state.rawValue,
            row?.acceptedBy ?? "", row?.acceptedOn?.description ?? "", row?.evidence ?? "",
        ]
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
            .whole("未办结数", "未办结的事项数", example: "28") { $0.entries.count { $0.order < 3 } },
            .whole("期初数", "全园区季初未办结的事项数", example: "20") { $0.counts.openAtStart },
            .whole("新开数", "全园区本季新开的事项数，含复发", example: "12") { $0.counts.opened },
            .whole("复发数", "其中复发的", example: "2") { $0.counts.recurring },
            .whole("销号数", "全园区本季验收、销号或终止的事项数", example: "4") { $0.counts.closed },
            .whole("期末数", "全园区季末未办结的事项数", example: "28") { $0.counts.openAtEnd },
        ])
}
