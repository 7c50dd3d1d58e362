import Composing
import Model

/// All documents of one quarter, run report and index included, composed one after the other and never together.
struct QuarterDocuments {
    let prepared: Pipeline.Prepared
    /// Of the quarter among the assessments.
    let position: Int

    /// The wanted quarter, or the newest; `nil` when it is not there.
    init?(_ prepared: Pipeline.Prepared, _ period: Period?) {
        let positions = prepared.assessments.indices
        let wanted = positions.last { period == nil || prepared.assessments[$0].value.period == period }
        guard let wanted else { return nil }
        self.prepared = prepared
        position = wanted
    }

    private var assessment: Assessment { prepared.assessments[position].value }
    var period: Period { assessment.period }
    var composer: Composer { prepared.workingComposer(of: assessment) }

    /// - Returns: the findings of composing.
    func visitAll(_ visit: (Document) -> Void) -> [Diagnostic] {
        let composer = composer
        var findings: [Diagnostic] = []
        var papers: [MadePaper] = []
        for job in jobs(composer) {
            let composed = job.compose(composer)
            findings += composed.findings
            guard let document = composed.value else { continue }
            papers.append(MadePaper(document))
            visit(document)
        }
        visit(runReport(papers, findings))
        visit(index(papers))
        return findings
    }

    /// The first document of a kind that fits a staff number, a code or a card's number.
    func first(_ kind: DocumentKind, _ code: String?) -> Checked<Document?> {
        guard kind != .runReport, kind != .index else { return Checked(ledger(kind)) }
        let composer = composer
        for job in jobs(composer) {
            guard job.isOf(kind), code.map({ job.concerns($0) }) ?? true else { continue }
            let composed = job.compose(composer)
            if composed.value?.kind == kind || composed.hasErrors { return composed }
        }
        return Checked(nil)
    }

    private func jobs(_ composer: Composer) -> [PaperJob] {
        let files = prepared.fileYear(period.year, register: nil)
        return PaperJob.all(by: composer, previous: prepared.previous(of: position))
            + PaperJob.working(by: composer) + files.people.map { .performanceFile($0, files) }
    }

    private func ledger(_ kind: DocumentKind) -> Document? {
        var found: Document?
        _ = visitAll { if $0.kind == kind { found = $0 } }
        return found
    }

    private func runReport(_ papers: [MadePaper], _ findings: [Diagnostic]) -> Document {
        let known = prepared.findings.filter { $0.concerns(period) || $0.concernsAllPeriods }
        return RunReport.document(
            of: period, assessment, findings: known + findings, papers: papers, refused: prepared.refused,
            calendar: prepared.calendar)
    }

    private func index(_ papers: [MadePaper]) -> Document {
        let errors = prepared.findings.filter { $0.severity == .error && $0.concerns(period) }.count
        return IndexPage.document(of: [
            IndexedPeriod(period, assessment, folder: "drafts/\(period)/", papers: papers, errors: errors)
        ])
    }
}

extension PaperJob {
    /// Whether a document of the kind may come of it, known without composing.
    fileprivate func isOf(_ kind: DocumentKind) -> Bool {
        switch self {
        case .feedback: return kind == .feedback
        case .card: return kind == .card
        case .bulletin: return kind == .bulletin
        case .closing: return kind == .lifting || kind == .withdrawal
        case .pack(let plan): return kind == plan.kind
        case .chart: return kind == .chart
        case .personalList: return kind == .personalList
        case .talkSheet: return kind == .talkSheet
        case .talkList: return kind == .talkList
        case .performanceFile: return kind == .performanceFile
        case .itemLedger: return kind == .itemLedger
        }
    }
}
