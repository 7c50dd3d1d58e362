import Model

/// Applies the decisions table (审定) and the sign-off; both values stay (docs/rules.md §1, §5).
struct Deciding {
    let data: QuarterData
    private let decisions: [Holder: Decision]

    init(data: QuarterData) {
        self.data = data
        decisions = Dictionary(
            data.decisions.filter { $0.matter == .grade }.map { ($0.holder, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func decide(_ people: inout [PersonAssessment]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for position in people.indices where !people[position].isWithheld {
            let person = people[position].person
            let outcome = outcome(Holder(.person, person.code), people[position].suggested, person.place)
            people[position].decision = outcome.decision
            people[position].decided = outcome.decided.map(Grade.init)
            people[position].isWithheld = outcome.isUnusable
            findings += outcome.findings
        }
        return findings + aboveCaps(people)
    }

    func decide(_ offices: inout [OfficeAssessment]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for position in offices.indices where !offices[position].isWithheld {
            let office = offices[position].office
            let outcome = outcome(
                Holder(.office, office.code), offices[position].classSuggested, office.place)
            offices[position].classDecision = outcome.decision
            offices[position].classDecided = outcome.decided
            offices[position].isWithheld = outcome.isUnusable
            findings += outcome.findings
        }
        return findings
    }

    private struct Outcome {
        var decision: Decision?
        var decided: String?
        var findings: [Diagnostic] = []
        /// The decision is about another proposal: it decides nothing, and there is no paper until it is mended.
        var isUnusable = false
    }

    /// Sign-off adopts a proposal that no decision changes; a tie it cannot adopt.
    private func outcome(_ holder: Holder, _ suggested: SuggestedLabel?, _ place: SourcePlace) -> Outcome {
        if let decision = decisions[holder] {
            let computed = suggested?.text ?? "无"
            guard decision.suggested == computed else {
                return Outcome(
                    findings: [.decisionNotAsComputed(decision, computed: computed)], isUnusable: true)
            }
            return Outcome(decision: decision, decided: decision.decided)
        }
        guard data.signoff != nil, let suggested else { return Outcome() }
        switch suggested {
        case .label(let label): return Outcome(decided: label)
        case .pending: return Outcome(findings: [.tieWithoutDecision(holder, at: place)])
        }
    }

    /// Decisions beyond the quota are a fault; one above a cap takes no place and is listed.
    private func aboveCaps(_ people: [PersonAssessment]) -> [Diagnostic] {
        let rules = data.scheme.grades
        var findings: [Diagnostic] = []
        for person in people {
            guard let decided = person.decided, let decision = person.decision,
                person.isAboveCap(decided, rules)
            else { continue }
            findings.append(.decisionAboveCap(decision))
        }
        // Before the sign-off a proposal counts as what it would become.
        let taking = people.indices.filter { position in
            let person = people[position]
            return (person.decided?.label ?? person.suggested?.text) == rules.quotaGrade.label
                && !person.isAboveCap(rules.quotaGrade, rules)
        }
        let places = rules.quotaPlaces(of: people.count { $0.gradeByScore != nil })
        let changing = taking.lazy.compactMap { people[$0].decision }
        if taking.count > places, let first = changing.first {
            findings.append(.decisionsExceedQuota(first, taken: taking.count, places: places))
        }
        return findings
    }
}

extension PersonAssessment {
    fileprivate func isAboveCap(_ grade: Grade, _ rules: Scheme.GradeRules) -> Bool {
        caps.contains { rules.position(of: grade) < rules.position(of: $0.atMost) }
    }
}
