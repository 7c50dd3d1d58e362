import Model

/// Rectification items of a quarter: those open at its start or opened in it, and what may still come back.
extension LedgerPieces.Part {
    static func items(of assessment: Assessment) -> LedgerPieces.Part {
        let counts = assessment.itemCounts
        let items = assessment.items
        return .list(
            "items",
            [
                "openAtStart": counts.openAtStart, "opened": counts.opened, "recurring": counts.recurring,
                "closed": counts.closed, "openAtEnd": counts.openAtEnd,
            ], count: items.count
        ) { $0.write(items[$1]) }
    }
}

extension XMLByteWriter {
    /// HR's words are free text and stay out; their number is a code.
    fileprivate mutating func write(_ item: RectificationItem) {
        let former = item.formerUnits.map(\.text).joined(separator: " ")
        let recurrences = item.recurrences.map(\.description).joined(separator: " ")
        element(
            "item",
            [
                "id": item.id, "opened": item.opened, "kind": item.object.kind.token,
                "object": item.object.code, "matter": item.matter.token, "of": item.codedMatter,
                "state": item.state.rawValue, "open": item.isOpen, "closed": item.closed, "due": item.due,
                "ownerKind": item.owner?.kind.token, "owner": item.owner?.code, "unit": item.unit,
                "formerUnits": former.isEmpty ? nil : former,
                "recurrences": recurrences.isEmpty ? nil : recurrences, "recurrenceOf": item.recurrenceOf,
                "row": item.row?.code, "applied": item.row?.applied, "acceptedOn": item.row?.acceptedOn,
                "draft": item.isDraft,
            ])
    }
}

extension RectificationItem {
    /// What the item is about, unless it is text of HR's own.
    fileprivate var codedMatter: String? {
        if case .other = matter { return nil }
        return matter.text.isEmpty ? nil : matter.text
    }
}
