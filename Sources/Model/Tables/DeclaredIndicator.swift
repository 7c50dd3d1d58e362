/// An approved self-declared indicator (指标申报) in a quarter in which it is in force, with the line it gives its person.
///
/// The table says neither class nor method: it adds points and takes none away (激励), by completion (A) of its target in
/// the quarter (docs/rules.md §10.8).
package struct DeclaredIndicator: Sendable {
    package let proposal: Proposal
    package let indicator: Indicator
    package let target: Target

    /// `nil` unless the proposal is approved and has a target value to measure by.
    package init?(_ proposal: Proposal, office: Code, period: Period) {
        guard proposal.isApproved, let value = proposal.targetValue else { return nil }
        self.proposal = proposal
        indicator = Indicator(
            code: proposal.code, name: proposal.name, indicatorClass: .incentive, group: "自主申报",
            subgroup: "自主申报", unit: "（单位见名称）", direction: "正向", span: .quarterly, method: .completion,
            parameters: MethodParameters(), parametersText: nil, fullPoints: proposal.fullPoints,
            responsibleOffice: office, sourceText: "指标申报", source: nil, tags: [], place: proposal.place)
        target = Target(
            indicator: proposal.code, holder: Holder(.person, proposal.person), value: value,
            fullPoints: proposal.fullPoints, deadline: period.lastDay, origin: "申报", place: proposal.place)
    }
}

extension Proposal {
    package var isApproved: Bool { state == "同意" }
    package var isPending: Bool { state == "待审" }

    /// 目标值 as a number above 0; `nil` when it is none.
    package var targetValue: Quantity? {
        guard let value = try? Quantity(plain: target, atMost: 4), value.millionths > 0 else { return nil }
        return value
    }
}
