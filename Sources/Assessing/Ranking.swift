import Model

/// Places by S, then key score, smaller X, larger J; equal in all shares a place and the next is skipped (1, 2, 2, 4).
enum Ranking {
    /// Places of the scored people, in the order of `people`; `nil` for the others.
    static func places(of people: [PersonAssessment]) -> [Rank?] {
        let order = people.indices.filter { people[$0].score != nil }
            .sorted { keys(people[$0]).lexicographicallyPrecedes(keys(people[$1])) }
        var ranks: [Rank?] = people.map { _ in nil }
        var start = 0
        while start < order.count {
            let own = keys(people[order[start]])
            var end = start + 1
            while end < order.count && keys(people[order[end]]) == own { end += 1 }
            let neighbours = [start > 0 ? order[start - 1] : nil, end < order.count ? order[end] : nil]
            let decidedBy = neighbours.compactMap { $0.flatMap { separating(keys(people[$0]), own) } }
                .max { precedence($0) < precedence($1) }
            for position in order[start..<end] {
                ranks[position] = Rank(place: start + 1, sharedBy: end - start, decidedBy: decidedBy)
            }
            start = end
        }
        return ranks
    }

    /// Smaller is better in every place, so that one lexicographic comparison ranks.
    private static func keys(_ person: PersonAssessment) -> [Int] {
        [
            -(person.score?.hundredths ?? 0), -(person.key?.percent.hundredths ?? 0),
            person.deductions.total.hundredths, -person.incentive.hundredths,
        ]
    }

    /// The later key that told two people of equal S apart; `nil` when S differs.
    private static func separating(_ a: [Int], _ b: [Int]) -> Rank.Key? {
        guard a[0] == b[0] else { return nil }
        if a[1] != b[1] { return .keyScore }
        if a[2] != b[2] { return .deductions }
        return a[3] != b[3] ? .incentive : nil
    }

    private static func precedence(_ key: Rank.Key) -> Int {
        switch key {
        case .keyScore: return 0
        case .deductions: return 1
        case .incentive: return 2
        }
    }
}

/// Office places by O alone; equal scores share a place.
enum OfficeRanking {
    static func rank(_ offices: inout [OfficeAssessment]) {
        let scores = offices.compactMap(\.score)
        for position in offices.indices {
            guard let score = offices[position].score else { continue }
            offices[position].rank = Rank(
                place: scores.filter { $0 > score }.count + 1, sharedBy: scores.filter { $0 == score }.count,
                decidedBy: nil)
        }
    }
}
