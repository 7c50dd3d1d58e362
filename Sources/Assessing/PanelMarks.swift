import Model

/// The marks of 定性评议 by whom and what they are about: all in one array, because a large park has a million.
struct PanelMarks: Sendable {
    private var marks: [Points] = []
    private var places: [Subject: Range<Int32>] = [:]
    /// Kinds of holders of whom some have marks for their component (Q or C).
    private(set) var kindsWithComponent: Set<HolderKind> = []

    private struct Subject: Hashable {
        var holder: Holder
        var indicator: Code?
    }

    init(_ ratings: [Rating]) {
        marks.reserveCapacity(ratings.count)
        let order = ratings.positions { a, b in
            if a.holder != b.holder { return a.holder < b.holder }
            guard let other = b.indicator else { return false }
            return a.indicator.map { $0 < other } ?? true
        }
        var subject: Subject?
        var start = 0
        for position in order {
            let next = Subject(
                holder: ratings[Int(position)].holder, indicator: ratings[Int(position)].indicator)
            if next != subject {
                if let subject { note(subject, start) }
                (subject, start) = (next, marks.count)
            }
            marks.append(ratings[Int(position)].mark)
        }
        if let subject { note(subject, start) }
    }

    private mutating func note(_ subject: Subject, _ start: Int) {
        places[subject] = Int32(start)..<Int32(marks.count)
        if subject.indicator == nil { kindsWithComponent.insert(subject.holder.kind) }
    }

    /// - Parameter indicator: `nil` for the component.
    func marks(of holder: Holder, _ indicator: Code?) -> ArraySlice<Points> {
        guard let range = places[Subject(holder: holder, indicator: indicator)] else { return [] }
        return marks[Int(range.lowerBound)..<Int(range.upperBound)]
    }
}

extension Array {
    /// Places of the elements in the order that `precedes` gives; the tables of a quarter mostly have it already.
    func positions(_ precedes: (Element, Element) -> Bool) -> [Int32] {
        var positions = indices.map { Int32($0) }
        let isInOrder = zip(positions, positions.dropFirst()).allSatisfy {
            !precedes(self[Int($1)], self[Int($0)])
        }
        if !isInOrder { positions.sort { precedes(self[Int($0)], self[Int($1)]) } }
        return positions
    }
}
