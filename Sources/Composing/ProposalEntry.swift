import Model

/// A self-declared indicator (指标申报) with what became of it.
struct ProposalEntry: Sendable {
    var proposal: Proposal
    var reviewer: RoleHolder?
    /// A line of the person in this quarter.
    var isInForce: Bool

    static let naming = Naming<ProposalEntry>(
        "申报",
        [
            .text("申报编号", "申报编号，生效后就是指标代码", example: "SB2026Q1-01") { $0.proposal.code.text },
            .text("工号", "申报人的工号", example: "P028") { $0.proposal.person.text },
            .text("指标名称", "申报的指标", example: "改革覆盖行业数") { $0.proposal.name },
            .text("理由", "申报的理由", example: "减少企业跑动") { $0.proposal.reason.clause },
            .text("目标值", "申报的目标值", example: "4") { $0.proposal.target },
            .points("满分", "申报的满分", example: "2.00") { $0.proposal.fullPoints },
            .text("状态", "待审、同意或不同意", example: "同意") { $0.proposal.state },
            .flag("待审", "还没有审核，不计分") { $0.proposal.isPending },
            .flag("同意", "审核同意") { $0.proposal.isApproved },
            .flag("不同意", "审核不同意") { !$0.proposal.isPending && !$0.proposal.isApproved },
            .record("审核人", RoleHolder.naming, "审核的人；待审的没有", optional: { $0.reviewer }),
            .period("生效期", "从哪个季度起计分；没有同意的没有", example: "2026年第二季度", optional: { $0.proposal.effective }),
            .flag("已生效", "本季已列入本人的指标") { $0.isInForce },
        ])
}

extension QuarterData {
    /// The rows of this folder and those in force from earlier ones, by code.
    func proposals() -> [Proposal] {
        let here = Set(proposals.map(\.code))
        let earlier = declared.map(\.proposal).filter { !here.contains($0.code) }
        return (proposals + earlier).sorted { $0.code < $1.code }
    }
}

extension PaperBoundary {
    mutating func proposals(of person: Code, in index: PaperIndex) -> [ProposalEntry] {
        index.proposals(of: person).compactMap { proposal in
            admit(proposal, of: Holder(.person, proposal.person), as: "指标申报", at: proposal.place)
        }.map { proposal in
            ProposalEntry(
                proposal: proposal, reviewer: proposal.reviewer.map { role(named: $0) },
                isInForce: index.isInForce(proposal))
        }
    }
}
