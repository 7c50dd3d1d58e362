import Model

/// Grade by score → caps → quota → decision (docs/rules.md §5).
struct Grading {
    let scheme: Scheme
    private var rules: Scheme.GradeRules { scheme.grades }

    init(scheme: Scheme) { self.scheme = scheme }

    /// Fills grade by score, caps, quota cuts and suggestions of people whose ranks are known.
    ///
    /// - Parameter cards: uncleared cards of earlier quarters, by person.
    func suggest(_ people: inout [PersonAssessment], cards: [Code: [CardRecord]]) -> QuotaOutcome {
        for position in people.indices {
            guard let score = people[position].score else { continue }
            let byScore = rules.step(for: score)?.grade
            people[position].gradeByScore = byScore
            people[position].caps = caps(people[position], cards: cards[people[position].person.code] ?? [])
            people[position].suggested = byScore.map { .label(capped($0, people[position].caps).label) }
        }
        return applyQuota(&people)
    }

    private func caps(_ person: PersonAssessment, cards: [CardRecord]) -> [GradeCap] {
        let vetoes = person.lines.filter(\.vetoed).map {
            GradeCap(atMost: rules.ceilingVeto, reason: .veto(indicator: $0.indicator.code))
        }
        let fromCards = cards.map { card in
            card.colour == .red
                ? GradeCap(atMost: rules.ceilingRed, reason: .red(card: card.id))
                : GradeCap(atMost: rules.ceilingYellow, reason: .yellow(card: card.id))
        }
        return vetoes + fromCards
    }

    private func capped(_ grade: Grade, _ caps: [GradeCap]) -> Grade {
        caps.reduce(grade) { rules.worse(of: $0, $1.atMost) }
    }

    /// Capped persons take no place; a tie across the line is left to the committee.
    private func applyQuota(_ people: inout [PersonAssessment]) -> QuotaOutcome {
        let graded = people.indices.filter { people[$0].gradeByScore != nil }
        let places = rules.quotaPlaces(of: graded.count)
        let quotaLabel = SuggestedLabel.label(rules.quotaGrade.label)
        let ranked = graded.filter { people[$0].suggested == quotaLabel }
            .map { (place: people[$0].parkRank?.place ?? 0, position: $0) }
        let wanting = ranked.sorted { $0 < $1 }.map(\.position)
        var outcome = QuotaOutcome(base: graded.count, places: places, taken: 0, pending: 0)
        var left = places
        var start = 0
        while start < wanting.count {
            let place = people[wanting[start]].parkRank?.place
            let end = wanting[start...].firstIndex { people[$0].parkRank?.place != place } ?? wanting.endIndex
            let tied = end - start
            if tied <= left {
                left -= tied
                outcome.taken += tied
            } else if left > 0 {
                for position in wanting[start..<end] {
                    people[position].suggested = .pending(places: left, tied: tied)
                }
                outcome.pending = tied
                left = 0
            } else {
                cut(&people, wanting[start..<end])
            }
            start = end
        }
        return outcome
    }

    private func cut(_ people: inout [PersonAssessment], _ positions: ArraySlice<Int>) {
        let next = rules.position(of: rules.quotaGrade) + 1
        guard next < rules.ladder.count else { return }
        for position in positions {
            people[position].suggested = .label(rules.ladder[next].grade.label)
            people[position].isCutByQuota = true
        }
    }
}

extension Scheme.GradeRules {
    /// Places of the quota grade among `graded` persons, rounded down.
    func quotaPlaces(of graded: Int) -> Int {
        graded * quotaPercent.millionths / (100 * Quantity.scale)
    }
}
