import Model

extension QuarterTables {
    /// An approval says from when and how much; nobody else's table claims the same line or project.
    func checkProposals(_ book: inout FindingBook) {
        let listed = indicators.marks.firstKeys
        for (index, proposal) in proposals.soundRows {
            if !proposal.isPending && proposal.reviewer == nil {
                report(
                    index, ProposalsTable.reviewer.title, "状态为\(proposal.state)，审核人为空。", "请填审核人。",
                    &book)
            }
            if listed.contains(proposal.code.text) {
                report(
                    index, ProposalsTable.code.title, "申报编号 \(proposal.code) 与指标库的指标代码相同。",
                    "请改用别的编号。", &book)
            }
            guard proposal.isApproved else { continue }
            if proposal.effective == nil {
                report(index, ProposalsTable.effective.title, "状态为同意，生效期为空。", "请填从哪个季度起计分。", &book)
            }
            if proposal.targetValue == nil {
                report(
                    index, ProposalsTable.target.title, "同意的申报，目标值应为大于 0 的数（最多 4 位小数）。",
                    "请填可以计量的目标值。", &book)
            }
        }
        checkDeclaredTargets(&book)
        checkClaims(&book)
    }

    private func report(
        _ index: Int, _ title: String, _ headline: String, _ remedy: String, _ book: inout FindingBook
    ) {
        proposals.report(index, .unusableProposal, at: title, headline, remedy: remedy, into: &book)
    }

    /// The line comes from 指标申报 alone; a second one would count twice.
    private func checkDeclaredTargets(_ book: inout FindingBook) {
        let codes = Set(declared.map(\.code))
        for (index, row) in targets.soundRows where codes.contains(row.target.indicator) {
            targets.report(
                index, .declaredTwice, at: TargetsTable.indicator.title,
                "指标 \(row.target.indicator) 是已生效的申报指标，由指标申报表列入，不在指标分解重复。", remedy: "请删去这一行。",
                into: &book)
        }
    }

    /// 认领: a project has one claimant.
    private func checkClaims(_ book: inout FindingBook) {
        var claimants: [Code: Project] = [:]
        for (index, project) in projects.soundRows where project.claimed != nil {
            guard let first = claimants[project.code] else {
                claimants[project.code] = project
                continue
            }
            guard first.owner != project.owner else { continue }
            projects.report(
                index, .claimedTwice, at: ProjectsTable.owner.title,
                "项目 \(project.code) 已由 \(first.owner) 认领，又由 \(project.owner) 认领。",
                remedy: "一个项目只能由一人认领，请核对后删去一处认领日期。", into: &book)
        }
    }

    /// The indicators of ``declared`` that 指标库 does not have, by code.
    var declaredIndicators: [Code: Indicator] {
        let offices = Dictionary(people.values.map { ($0.code, $0.office) }, uniquingKeysWith: { a, _ in a })
        let made = declared.compactMap { proposal in
            offices[proposal.person].flatMap {
                DeclaredIndicator(proposal, office: $0, period: period)?.indicator
            }
        }
        return Dictionary(made.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension DiagnosticCode {
    static let unusableProposal = DiagnosticCode("E171")
    static let declaredTwice = DiagnosticCode("E172")
    static let claimedTwice = DiagnosticCode("E173")
}
