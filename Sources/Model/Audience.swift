/// Who reads a paper, and who may see a fact (docs/rules.md §7.2).
package enum Audience: String, Hashable, Sendable, CaseIterable {
    /// The person whom the paper is about.
    case own = "self"
    /// The leaders who talk to and supervise the person.
    case leader
    /// The party committee, and the HR office that works for it.
    case committee
    /// Leaders and offices, by circulation.
    case circulated
    /// Everybody who passes by.
    case posted
}

extension Set<Audience> {
    /// What stands in nobody's circulated paper: scores, grades, marks and everything about one person.
    package static var inner: Set { [.own, .leader, .committee] }
    /// What offices may read of each other.
    package static var circulated: Set { inner.union([.circulated]) }
    /// What may hang on a wall.
    package static var open: Set { Set(Audience.allCases) }
}

extension DocumentKind {
    /// Everybody who reads papers of the kind; each of their names must be for all of them.
    package var readers: Set<Audience> {
        switch self {
        case .feedback, .card, .lifting, .withdrawal, .feedbackPack, .cardPack, .personalList:
            [.own, .leader]
        case .performanceFile: [.own, .leader, .committee]
        case .talkSheet, .talkList: [.leader]
        case .itemLedger: [.leader, .committee]
        case .decisionSheet, .runReport, .findingList, .index: [.committee]
        case .bulletin: [.circulated]
        case .chart: [.posted]
        }
    }
}

extension RecordType {
    /// Names, inner ones included, that some of the readers may not see: `名单/得分`.
    package func names(hiddenFrom readers: Set<Audience>) -> [String] {
        var seen: Set<ObjectIdentifier> = []
        return names(hiddenFrom: readers, below: "", &seen)
    }

    private func names(
        hiddenFrom readers: Set<Audience>, below path: String, _ seen: inout Set<ObjectIdentifier>
    ) -> [String] {
        guard seen.insert(ObjectIdentifier(self)).inserted else { return [] }
        return fields.flatMap { field in
            let name = path + field.name
            guard readers.isSubset(of: field.audience ?? audience) else { return [name] }
            return field.type.record?.names(hiddenFrom: readers, below: name + "/", &seen) ?? []
        }
    }
}

extension ValueType {
    /// The type of the objects under a name, alone or in a list.
    fileprivate var record: RecordType? {
        switch self {
        case .record(let type): type
        case .list(let inner): inner.record
        default: nil
        }
    }
}
