import Composing
import Markup
import Model
import Publishing
import Rendering

/// Turns assessments into draft folders and the index, one quarter after the other.
struct Publication {
    private let prepared: Pipeline.Prepared
    private let options: RunOptions
    private let session: OutputSession
    private let progress: @Sendable (RunStage) -> Void
    private let assessmentSchema: Schema
    private var findings: [Diagnostic]
    private var published: [RunSummary.PublishedDraft] = []
    private var indexed: [IndexedPeriod] = []

    init(
        _ prepared: Pipeline.Prepared, _ options: RunOptions, _ session: OutputSession,
        _ progress: @escaping @Sendable (RunStage) -> Void
    ) throws(Diagnostic) {
        self.prepared = prepared
        self.options = options
        self.session = session
        self.progress = progress
        findings = prepared.findings
        let schema = Schema.read(AssessmentXML.schema, file: "assessment.xsd")
        guard let value = schema.value else { throw schema.findings.first ?? .noAssessmentSchema }
        assessmentSchema = value
    }

    mutating func publishPeriods() throws(Diagnostic) {
        var previous: Assessment?
        for assessment in prepared.assessments {
            if isWanted(assessment.value.period) {
                try publish(assessment.value, previous: previous)
            } else {
                try indexOnly(assessment.value, previous: previous)
            }
            previous = assessment.value
        }
        for period in prepared.refused where isWanted(period) && options.only == nil {
            try publishRefusal(of: period)
        }
    }

    mutating func publishIndex() throws(Diagnostic) {
        guard options.only == nil, !indexed.isEmpty else { return }
        var bench = Workbench(workshop: workshop(for: nil))
        let files = bench.verifiedFiles(of: IndexPage.document(of: indexed))
        findings += files.findings
        for file in files.value { try session.replaceFile(file.path, with: file) }
    }

    func summary() -> RunSummary {
        var summary = RunSummary(status: ExitStatus.of(findings), findings: findings)
        summary.published = published
        return summary
    }

    private func isWanted(_ period: Period) -> Bool { options.period.map { $0 == period } ?? true }

    // MARK: One quarter

    private mutating func publish(_ assessment: Assessment, previous: Assessment?) throws(Diagnostic) {
        let period = assessment.period
        let composer = Composer(assessment, calendar: prepared.calendar)
        let jobs = wanted(PaperJob.all(by: composer, previous: previous))
        if options.only != nil && jobs.isEmpty { return }
        let draft = try session.beginDraft(options.only == nil ? .period(period) : .only(period))
        do throws(Diagnostic) {
            let progress = self.progress
            let shop = workshop(for: composer)
            let output = try shop.make(jobs, into: draft) {
                progress(.papers(period, done: $0, of: jobs.count))
            }
            findings += output.findings
            let extras = try addPacks(of: composer, output.papers, to: draft, shop)
            if options.only == nil { try addLedgers(of: assessment, output, to: draft, shop) }
            try commit(draft, period, output.papers + extras)
            remember(period, assessment, output.papers + extras)
        } catch {
            draft.abandon()
            throw error
        }
    }

    private func wanted(_ jobs: [PaperJob]) -> [PaperJob] {
        guard let only = options.only else { return jobs }
        return jobs.filter { $0.concerns(only) }
    }

    /// Print packs, which hold only papers made before them, and the wall chart.
    private mutating func addPacks(
        of composer: Composer, _ papers: [MadePaper], to draft: Draft, _ shop: PaperWorkshop
    ) throws(Diagnostic) -> [MadePaper] {
        guard options.only == nil else { return [] }
        let output = try shop.make(extras(of: composer, papers), into: draft) { _ in }
        findings += output.findings
        return output.papers
    }

    private func extras(of composer: Composer, _ papers: [MadePaper]) -> [PaperJob] {
        composer.packs(of: papers).map { .pack($0) }
            + composer.charts(year: prepared.assessments.map(\.value)).map { .chart($0) }
    }

    /// assessment.xml and the run report, which tells of everything made before it.
    private mutating func addLedgers(
        of assessment: Assessment, _ output: PaperWorkshop.Output, to draft: Draft, _ shop: PaperWorkshop
    ) throws(Diagnostic) {
        var bench = Workbench(workshop: shop)
        let ledger = bench.verified(
            AssessmentXML.write(assessment), path: "assessment.xml", schema: assessmentSchema)
        findings += ledger.findings
        if let file = ledger.value { try draft.add(file) }
        try addRunReport(of: assessment.period, assessment, output.papers, to: draft, &bench)
    }

    private mutating func addRunReport(
        of period: Period, _ assessment: Assessment?, _ papers: [MadePaper], to draft: Draft,
        _ bench: inout Workbench
    ) throws(Diagnostic) {
        let report = RunReport.document(
            of: period, assessment,
            findings: findings.filter { $0.concerns(period) || $0.concernsAllPeriods },
            papers: papers, refused: prepared.refused, calendar: prepared.calendar)
        let files = bench.verifiedFiles(of: report)
        findings += files.findings
        for file in files.value { try draft.add(file) }
    }

    /// A quarter whose tables could not be used has only its run report; old papers would show old data.
    private mutating func publishRefusal(of period: Period) throws(Diagnostic) {
        let draft = try session.beginDraft(.period(period))
        var bench = Workbench(workshop: workshop(for: nil))
        do throws(Diagnostic) {
            try addRunReport(of: period, nil, [], to: draft, &bench)
            try commit(draft, period, [])
            remember(period, nil, [])
        } catch {
            draft.abandon()
            throw error
        }
    }

    private mutating func commit(_ draft: Draft, _ period: Period, _ papers: [MadePaper]) throws(Diagnostic) {
        let outcome = try draft.commit()
        findings += outcome.findings
        published.append(
            RunSummary.PublishedDraft(
                name: options.only == nil ? "\(period)" : "\(period)-only",
                papers: Dictionary(grouping: papers, by: \.kind).mapValues(\.count),
                isUnchanged: outcome.value == .unchanged))
    }

    // MARK: Index

    private mutating func remember(_ period: Period, _ assessment: Assessment?, _ papers: [MadePaper]) {
        let errors = findings.filter { $0.severity == .error && $0.concerns(period) }.count
        indexed.append(
            IndexedPeriod(period, assessment, folder: "drafts/\(period)/", papers: papers, errors: errors))
    }

    /// A quarter that `--period` left alone stays on the index when its draft is there.
    private mutating func indexOnly(_ assessment: Assessment, previous: Assessment?) throws(Diagnostic) {
        guard options.only == nil, try session.drafts().contains("\(assessment.period)") else { return }
        let composer = Composer(assessment, calendar: prepared.calendar)
        let papers = PaperJob.all(by: composer, previous: previous).compactMap {
            $0.compose(composer).value.map(MadePaper.init)
        }
        let extras = extras(of: composer, papers).compactMap {
            $0.compose(composer).value.map(MadePaper.init)
        }
        remember(assessment.period, assessment, papers + extras)
    }

    private func workshop(for composer: Composer?) -> PaperWorkshop {
        let staff = Set((composer?.assessment.personNames ?? [:]).keys)
        return PaperWorkshop(
            composer: composer, templates: prepared.templates, schemas: prepared.schemas,
            staffNumbers: StaffNumbers(staff), workers: options.workers)
    }
}

extension Diagnostic {
    /// Whether the finding is about this quarter, by the folder of its place.
    func concerns(_ period: Period) -> Bool {
        guard let place else { return headline.contains(period.description) }
        return place.file.split(separator: "/").contains { $0 == period.description }
    }

    /// Calendar, schemes and templates concern every quarter.
    var concernsAllPeriods: Bool {
        guard let place else { return false }
        return !place.file.split(separator: "/").contains { Period(String($0)) != nil }
    }

    fileprivate static let noAssessmentSchema = Diagnostic(
        DiagnosticCode("E700"), at: nil, "程序自带的 assessment.xsd 不能使用。", remedy: "这是程序的错误，请报告。")
}
