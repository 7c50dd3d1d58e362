import Model

/// Who answers for an item in one quarter: it follows its person, its project's owner, or its office's successor.
struct ItemOwners {
    let index: QuarterIndex
    let succession: OfficeSuccession

    func settled(_ item: RectificationItem) -> RectificationItem {
        var item = item
        let before = item.unit
        switch item.object.kind {
        case .person: item.person = item.object.code
        case .project:
            if let project = index.projectsByCode[item.object.code] {
                item.person = project.owner
                item.unit = project.office
            }
        case .office: item.unit = item.object.code
        }
        let person = item.person.flatMap(index.person)
        if item.object.kind == .person, let person { item.unit = person.office }
        item.unit = item.unit.map { succession.answering(for: $0) ?? $0 }
        if let before, before != item.unit { item.formerUnits.append(before) }
        item.owner = owner(item, person)
        return item
    }

    /// A person who has a report, else the office; a leader and somebody who left have none.
    private func owner(_ item: RectificationItem, _ person: Person?) -> Holder? {
        if let person, person.status != .leader { return Holder(.person, person.code) }
        return item.unit.flatMap { succession.answering(for: $0) }.map { Holder(.office, $0) }
    }
}
