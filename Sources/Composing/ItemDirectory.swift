import Model

/// The quarter's items and cards by whom and what they belong to; built once, so that no paper scans them all.
///
/// Items stand by their places in the assessment: each is half a kilobyte.
final class ItemDirectory: Sendable {
    private let all: [RectificationItem]
    /// Of the items that the quarter's papers show.
    private let current: [Int]
    private let byID: [String: Int]
    private let byOwner: [Holder: [Int]]
    private let byUnit: [Code: [Int]]
    /// Nobody is left who answers for them.
    let withoutUnit: [RectificationItem]
    /// Issued cards, this quarter's included, by id.
    let cards: [String: CardRecord]
    /// Of every card, this quarter's drafts included, by id.
    let cardRules: [String: [CardRule]]
    let projectOwners: [Code: Code]

    init(_ assessment: Assessment) {
        let all = assessment.items
        let current = all.indices.filter { assessment.shows(all[$0]) }
        self.all = all
        self.current = current
        byID = Dictionary(current.map { (all[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        byOwner = Dictionary(grouping: current.filter { all[$0].owner != nil }) {
            all[$0].owner ?? all[$0].object
        }
        let offices = Set(assessment.data.offices.map(\.code))
        byUnit = Dictionary(
            grouping: current.filter { all[$0].unit.map(offices.contains) ?? false },
            by: { all[$0].unit ?? all[$0].object.code })
        withoutUnit = current.filter { !(all[$0].unit.map(offices.contains) ?? false) }.map { all[$0] }
        cards = Dictionary(
            (assessment.earlierCards + assessment.cards.compactMap(\.asRecord)).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        cardRules = Dictionary(
            assessment.cards.map { ($0.id, $0.rules) }, uniquingKeysWith: { first, _ in first }
        )
        .merging(cards.mapValues(\.rules)) { $1 }
        projectOwners = Dictionary(
            (assessment.data.projects ?? []).map { ($0.code, $0.owner) },
            uniquingKeysWith: { first, _ in first })
    }

    func item(_ id: String) -> RectificationItem? { byID[id].map { all[$0] } }
    func items(ownedBy owner: Holder) -> [RectificationItem] { (byOwner[owner] ?? []).map { all[$0] } }
    /// `nil`: of the whole park.
    func items(of unit: Code?) -> [RectificationItem] {
        (unit.map { byUnit[$0] ?? [] } ?? current).map { all[$0] }
    }
}

extension CardNotice {
    /// `nil` before the sign-off.
    fileprivate var asRecord: CardRecord? {
        guard outcome == .issued, let issued, let rectifyBy else { return nil }
        return CardRecord(
            id: id, object: object, colour: colour, factsPeriod: period, issued: issued, rectifyBy: rectifyBy,
            rules: rules)
    }
}

extension Composer {
    /// The item as it is shown; the staff numbers that it names are let into `boundary`.
    func entry(_ item: RectificationItem, _ boundary: inout PaperBoundary) -> ItemEntry {
        let isOverdue = item.isOverdue(on: assessment.asOf)
        let past: Int? =
            if isOverdue, let due = item.due, let asOf = assessment.asOf {
                calendar.workingDays(after: due, through: asOf)
            } else { nil }
        let owner: RoleHolder? =
            if let owner = item.owner, owner.kind == .person { boundary.role(owner.code) } else { nil }
        return ItemEntry(
            item: item, objectName: name(of: item.object), owner: owner,
            unitName: item.unit.map { directory.officeName($0) } ?? "无",
            formerUnitNames: item.formerUnits.map { directory.officeName($0) },
            acceptedBy: (item.isOpen ? nil : item.row?.acceptedBy).map { boundary.role(named: $0) },
            isOverdue: isOverdue,
            daysPast: past, life: item.cardID.flatMap { life(ofCard: $0) }, matters: matters(of: item))
    }

    func name(of object: Holder) -> String {
        switch object.kind {
        case .person: return directory.personName(object.code) ?? object.code.text
        case .office: return directory.officeName(object.code)
        case .project: return assessment.projectNames[object.code] ?? object.code.text
        }
    }
}
