import Model

/// The newest row of every self-declared indicator up to a quarter: an approval is given once and holds on.
struct ProposalBook: Sendable {
    private var newest: [Code: Proposal] = [:]

    mutating func read(_ table: Table<Proposal>) {
        for proposal in table.values { newest[proposal.code] = proposal }
    }

    /// Approved, but not usable as they stand: reported there, and known all the same.
    var unusable: [Proposal] {
        newest.values.filter { $0.isApproved && ($0.targetValue == nil || $0.effective == nil) }
            .sorted { $0.code < $1.code }
    }

    /// Approved, in effect by the quarter, and of its scheme: another version makes its own indicators.
    func inForce(in period: Period, scheme: Scheme, _ schemes: Schemes) -> [Proposal] {
        newest.values.filter { proposal in
            guard proposal.isApproved, proposal.targetValue != nil, let effective = proposal.effective,
                effective <= period
            else { return false }
            return schemes.scheme(for: effective)?.effectiveFrom == scheme.effectiveFrom
        }.sorted { $0.code < $1.code }
    }
}
