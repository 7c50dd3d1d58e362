import Composing
import Markup
import Model
import Publishing
import Rendering

/// Turns assessments into draft folders and the index, one quarter after the other.
struct Publication {
    let prepared: Pipeline.Prepared
    let options: RunOptions
    let session: OutputSession
    let progress: @Sendable (RunStage) -> Void
    let register: Register
    private let assessmentSchema: Schema?
    var findings: [Diagnostic]
    private var published: [RunSummary.PublishedDraft] = []
    private var indexed: [IndexedPeriod] = []
    /// Performance files by year.
    var yearFiles: [Int: [MadePaper]] = [:]

    init(
        _ prepared: Pipeline.Prepared, _ options: RunOptions, _ session: OutputSession, _ register: Register,
        _ progress: @escaping @Sendable (RunStage) -> Void
    ) {
        self.prepared = prepared
        self.options = options
        self.session = session
        self.register = register
        self.progress = progress
        let schema = Schema.read(AssessmentXML.schema, file: "assessment.xsd")
        assessmentSchema = schema.value
        findings = prepared.findings + schema.findings
    }

    /// Findings of issuing belong into the run reports.
    mutating func add(_ more: [Diagnostic]) { findings += more }

    mutating func publishPeriods() throws(Diagnostic) {
        for (position, checked) in prepared.assessments.enumerated() {
            let assessment = checked.value
            let previous = prepared.previous(of: position)
            if register.newest(of: assessment.period) != nil && options.only == nil {
                try session.removeDraft(.period(assessment.period))
                indexIssued(assessment, working: try publishWorkingOfIssued(assessment).papers)
            } else if isWanted(assessment.period) {
                try publish(assessment, previous: previous)
            } else {
                try indexOnly(assessment, previous: previous)
            }
        }
        for period in prepared.refused where isWanted(period) && options.only == nil {
            guard register.newest(of: period) == nil else { continue }
            try publishRefusal(of: period)
        }
    }

    mutating func publishIndex() throws(Diagnostic) {
        guard options.only == nil, !indexed.isEmpty else { return }
        var bench = Workbench(workshop: workshop(for: nil))
        // Nobody asks for them afterwards, and those of a large park twice would be the most of the whole run.
        var periods = indexed
        indexed = []
        for place in periods.indices { periods[place].add(yearFiles[periods[place].period.year] ?? []) }
        yearFiles = [:]
        let files = bench.verifiedFiles(of: IndexPage.document(of: periods))
        findings += files.findings
        for file in files.value { try session.replaceFile(file.path, with: file) }
    }

    func finish(_ summary: inout RunSummary) {
        summary.findings += findings
        summary.settle()
        summary.published = published
    }

    /// An issued quarter's papers stand in their batches; its newest has the ledgers.
    private mutating func indexIssued(_ assessment: Assessment, working: [MadePaper]) {
        guard let newest = register.newest(of: assessment.period) else { return }
        let papers = register.live(in: assessment.period).sorted { $0.key < $1.key }.map { key, entry in
            MadePaper(
                key.kind, key.subject, path: entry.document.files.first?.path ?? "",
                in: "issued/\(entry.batch.directory)/")
        }
        let batches = register.batches.map(\.manifest).filter {
            $0.purpose.period == assessment.period && $0.purpose.revision != nil
        }
        indexed.append(
            IndexedPeriod(
                assessment.period, assessment, folder: "issued/\(newest.directory)/",
                papers: papers + (batches.first.map(packs) ?? []) + working,
                errors: 0, isIssued: true,
                corrections: batches.dropFirst().compactMap { batch in
                    let packs = packs(of: batch)
                    guard let revision = batch.purpose.revision, !packs.isEmpty else { return nil }
                    return .init(revision: revision, packs: packs)
                }))
    }

    private func packs(of batch: Manifest) -> [MadePaper] {
        batch.others.compactMap { MadePaper(pack: $0.path, in: "issued/\(batch.directory)/") }
    }

    func isWanted(_ period: Period) -> Bool { options.period.map { $0 == period } ?? true }

    // MARK: One quarter

    /// Papers and working papers go into two folders, and are made in one go: they show the same reports.
    private mutating func publish(_ assessment: Assessment, previous: Assessment?) throws(Diagnostic) {
        let period = assessment.period
        let composer = prepared.workingComposer(of: assessment)
        let papers = wanted(PaperJob.all(by: composer, previous: previous))
        let working = wanted(PaperJob.working(by: composer))
        let isSelection = options.only != nil
        var drafts: [Shelf: Draft] = [:]
        do throws(Diagnostic) {
            for (shelf, jobs) in [(Shelf.working, working), (.drafts, papers)]
            where !isSelection || !jobs.isEmpty {
                drafts[shelf] = try session.beginDraft(.of(period, on: shelf, isSelection: isSelection))
            }
            let progress = self.progress
            let shop = workshop(for: composer)
            var made = try shop.make(try groups(papers, working, composer), into: drafts) {
                progress(.papers(period, done: $0, of: papers.count + working.count))
            }
            try finish(.working, of: assessment, &made, &drafts)
            if let draft = drafts[.drafts] {
                try addLast(by: composer, to: draft, shop, &made)
                try finish(.drafts, of: assessment, &made, &drafts)
                remember(
                    period, assessment, (made[.drafts]?.papers ?? []) + (made[.working]?.papers ?? []))
            }
        } catch {
            for draft in drafts.values { draft.abandon() }
            throw error
        }
    }

    /// Puts the draft in its place; it is then no longer among those in the making.
    private mutating func finish(
        _ shelf: Shelf, of assessment: Assessment, _ made: inout [Shelf: PaperWorkshop.Output],
        _ drafts: inout [Shelf: Draft]
    ) throws(Diagnostic) {
        guard let draft = drafts[shelf] else { return }
        let name = DraftName.of(assessment.period, on: shelf, isSelection: options.only != nil)
        var output = made[shelf] ?? .init()
        if shelf != .drafts { output.papers = output.papers.map { $0.moved(to: name.folder) } }
        findings += output.findings
        try commit(draft, name, output.papers)
        made[shelf] = output
        drafts[shelf] = nil
    }

    private func groups(
        _ papers: [PaperJob], _ working: [PaperJob], _ composer: Composer
    ) throws(Diagnostic) -> [PaperGroup] {
        guard options.only == nil else { return PaperGroup.groups(of: papers, working: working) }
        guard let assessmentSchema else { throw .noAssessmentSchema }
        let extras: [PaperGroup.Extra] = [
            .assessment(LedgerInspector(AssessmentXML.path, schema: assessmentSchema)),
            .charts(prepared.assessments.map(\.value)), .decisions,
        ]
        return extras.map { PaperGroup($0) }
            + PaperGroup.groups(of: papers, working: working, packs: composer.plannedReportPacks())
    }

    func wanted(_ jobs: [PaperJob]) -> [PaperJob] {
        guard let only = options.only else { return jobs }
        return jobs.filter { $0.concerns(only) }
    }

    /// What knows which papers were made: the packs that are not an office's reports, and the run report.
    private mutating func addLast(
        by composer: Composer, to draft: Draft, _ shop: PaperWorkshop,
        _ made: inout [Shelf: PaperWorkshop.Output]
    ) throws(Diagnostic) {
        guard options.only == nil else { return }
        let jobs = composer.packs(of: made[.drafts]?.papers ?? []).map { PaperJob.pack($0) }
        let groups =
            [PaperGroup(.runReport(runReport(of: composer.assessment, made)))]
            + PaperGroup.groups(of: jobs.filter { !$0.isReportPackOfOffice })
        let last = try shop.make(groups, into: [.drafts: draft]) { _ in }
        made[.drafts, default: .init()].add(last[.drafts] ?? .init())
    }

    private func extras(of composer: Composer, _ papers: [MadePaper]) -> [PaperJob] {
        composer.packs(of: papers).map { .pack($0) }
            + composer.charts(year: prepared.assessments.map(\.value)).map { .chart($0) }
    }

    /// Tells of everything made before it, but of packs and charts, which show other papers once more.
    private func runReport(
        of assessment: Assessment, _ made: [Shelf: PaperWorkshop.Output]
    ) -> @Sendable () -> Document {
        let outputs = [made[.drafts], made[.working]].compactMap(\.self)
        let found = findings(of: assessment.period) + outputs.flatMap(\.findings)
        return { [refused = prepared.refused, calendar = prepared.calendar] in
            // One array: those of a large park twice would be the most of the whole run.
            let papers = outputs.reduce(into: [MadePaper]()) { papers, output in
                papers += output.papers.lazy.filter { $0.kind != .feedbackPack && $0.kind != .chart }
            }
            return RunReport.document(
                of: assessment.period, assessment, findings: found, papers: papers, refused: refused,
                calendar: calendar)
        }
    }

    /// What loading and assessing found in the quarter, and in what concerns every quarter.
    private func findings(of period: Period) -> [Diagnostic] {
        prepared.findings.filter { $0.concerns(period) || $0.concernsAllPeriods }
    }

    /// A quarter whose tables could not be used has only its run report; old papers would show old data.
    private mutating func publishRefusal(of period: Period) throws(Diagnostic) {
        // Old working papers would show old data too.
        try session.removeDraft(.of(period, on: .working))
        let draft = try session.beginDraft(.period(period))
        var bench = Workbench(workshop: workshop(for: nil))
        do throws(Diagnostic) {
            let report = RunReport.document(
                of: period, nil, findings: findings(of: period), papers: [], refused: prepared.refused,
                calendar: prepared.calendar)
            findings += try bench.addUncounted(report, to: draft)
            try commit(draft, .period(period), [])
            remember(period, nil, [])
        } catch {
            draft.abandon()
            throw error
        }
    }

    mutating func commit(_ draft: Draft, _ name: DraftName, _ papers: [MadePaper]) throws(Diagnostic) {
        let outcome = try draft.commit()
        findings += outcome.findings
        published.append(
            RunSummary.PublishedDraft(
                folder: name, papers: Dictionary(grouping: papers, by: \.kind).mapValues(\.count),
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
        let composer = prepared.workingComposer(of: assessment)
        let papers = PaperJob.all(by: composer, previous: previous).compactMap {
            $0.compose(composer).value.map({ MadePaper($0) })
        }
        let extras = extras(of: composer, papers).compactMap {
            $0.compose(composer).value.map { MadePaper($0) }
        }
        remember(assessment.period, assessment, papers + extras + (try standingWorking(composer)))
    }

    func workshop(for composer: Composer?) -> PaperWorkshop {
        prepared.workshop(for: composer)
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

    static let noAssessmentSchema = Diagnostic(
        DiagnosticCode("E700"), at: nil, "程序自带的 assessment.xsd 不能使用。", remedy: "这是程序的错误，请报告。")
}
