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
        for position in people.indices {
            let holder = Holder(.person, people[position].person.code)
            let (decided, finding) = outcome(holder, people[position].suggested)
            people[position].decision = decisions[holder]
            people[position].decided = decided.map(Grade.init)
            if let finding {
                findings.append(finding)
                if finding.code == .decisionNotAsComputed { people[position].isWithheld = true }
            }
        }
        return findings + aboveCaps(people)
    }

    func decide(_ offices: inout [OfficeAssessment]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for position in offices.indices {
            let holder = Holder(.office, offices[position].office.code)
            let (decided, finding) = outcome(holder, offices[position].classSuggested)
            offices[position].classDecision = decisions[holder]
            offices[position].classDecided = decided
            if let finding { findings.append(finding) }
        }
        return findings
    }

    /// Sign-off adopts a proposal that no decision changes; a tie it cannot adopt.
    private func outcome(_ holder: Holder, _ suggested: SuggestedLabel?) -> (String?, Diagnostic?) {
        if let decision = decisions[holder] {
            let computed = suggested?.text ?? "无"
            let finding: Diagnostic? =
                decision.suggested == computed ? nil : .decisionNotAsComputed(decision, computed: computed)
            return (decision.decided, finding)
        }
        guard data.signoff != nil, let suggested else { return (nil, nil) }
        switch suggested {
        case .label(let label): return (label, nil)
        case .pending: return (nil, .tieWithoutDecision(holder, data))
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
        let taking = people.filter {
            $0.decided == rules.quotaGrade && !$0.isAboveCap(rules.quotaGrade, rules)
        }
        let changing = taking.filter { $0.decision != nil }
        let base = people.filter { $0.gradeByScore != nil }.count
        let places = base * rules.quotaPercent.millionths / (100 * Quantity.scale)
        if taking.count > places, let first = changing.first?.decision {
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
