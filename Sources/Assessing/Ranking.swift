import Model

/// Places by S, then key score, smaller X, larger J; equal in all shares a place and the next is skipped (1, 2, 2, 4).
enum Ranking {
    /// Places of the scored people, in the order of `people`; `nil` for the others.
    static func places(of people: [PersonAssessment]) -> [Rank?] {
        places(of: people.indices.map { Keys(people[$0]) })
    }

    /// The same by what ranks them; `nil` has no place.
    static func places(of people: [Keys?]) -> [Rank?] {
        var scored: [(place: Int, keys: Keys)] = []
        for (place, keys) in people.enumerated() {
            if let keys { scored.append((place, keys)) }
        }
        scored.sort { $0.keys == $1.keys ? $0.place < $1.place : $0.keys < $1.keys }
        var ranks = [Rank?](repeating: nil, count: people.count)
        var start = 0
        while start < scored.count {
            let own = scored[start].keys
            var end = start + 1
            while end < scored.count && scored[end].keys == own { end += 1 }
            let neighbours = [start > 0 ? scored[start - 1] : nil, end < scored.count ? scored[end] : nil]
            let decidedBy = neighbours.compactMap { $0 }.compactMap { separating($0.keys, own) }
                .max { precedence($0) < precedence($1) }
            for (position, _) in scored[start..<end] {
                ranks[position] = Rank(place: start + 1, sharedBy: end - start, decidedBy: decidedBy)
            }
            start = end
        }
        return ranks
    }

    /// What ranks a scored person; smaller is better in each, so that one lexicographic comparison ranks.
    struct Keys: Equatable, Comparable {
        let score: Int
        let keyScore: Int
        let deductions: Int
        let incentive: Int

        /// `nil` without a score.
        init?(_ person: PersonAssessment) {
            guard let score = person.score else { return nil }
            self.score = -score.hundredths
            keyScore = -(person.key?.percent.hundredths ?? 0)
            deductions = person.deductions.total.hundredths
            incentive = -person.incentive.hundredths
        }

        static func < (a: Keys, b: Keys) -> Bool {
            (a.score, a.keyScore, a.deductions, a.incentive) < (
                b.score, b.keyScore, b.deductions, b.incentive
            )
        }
    }

    /// The later key that told two people of equal S apart; `nil` when S differs.
    private static func separating(_ a: Keys, _ b: Keys) -> Rank.Key? {
        guard a.score == b.score else { return nil }
        if a.keyScore != b.keyScore { return .keyScore }
        if a.deductions != b.deductions { return .deductions }
        return a.incentive != b.incentive ? .incentive : nil
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
        let scores = offices.compactMap(\.score).sorted(by: >)
        var shares: [Points: Rank] = [:]
        for (place, score) in scores.enumerated() {
            let first = shares[score]
            shares[score] = Rank(
                place: first?.place ?? place + 1, sharedBy: (first?.sharedBy ?? 0) + 1, decidedBy: nil)
        }
        for position in offices.indices {
            offices[position].rank = offices[position].score.flatMap { shares[$0] }
        }
    }
}
