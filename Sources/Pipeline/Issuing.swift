import Assessing
import Composing
import Files
import Markup
import Model
import Publishing

/// Makes signed quarters official, one batch for each sign-off, in the order of their dates.
struct Issuing {
    let prepared: Pipeline.Prepared
    private(set) var register: Register
    private(set) var findings: [Diagnostic] = []
    private(set) var issued: [RunSummary.IssuedBatchSummary] = []
    /// Revisions that changed nothing.
    private(set) var needless: [String] = []
    /// Issued quarters that were found changed before a later one could be issued.
    private var toldChanged: Set<Period> = []
    /// Issued by this run from these data, or looked at already.
    private var unchanged: Set<Period> = []
    private let summaries: [IssuedQuarter]
    private let assessmentSchema: Schema
    /// Path of `output/`, where the batches' sources lie.
    private let output: String

    private var sources: IssuedSources {
        IssuedSources(register, output: output, workers: prepared.workers)
    }

    init(
        _ prepared: Pipeline.Prepared, _ register: Register, _ summaries: [IssuedQuarter], output: String
    ) throws(Diagnostic) {
        self.prepared = prepared
        self.register = register
        self.summaries = summaries
        self.output = output
        let schema = Schema.read(AssessmentXML.schema, file: "assessment.xsd")
        guard let value = schema.value else { throw schema.findings.first ?? .noAssessmentSchema }
        assessmentSchema = value
    }

    /// Issues everything that is signed and waiting; stops at the first that must be refused.
    ///
    /// - Parameter commit: writes a batch and adds it to the register; in a dry run it only adds.
    mutating func issueAll(
        only period: Period? = nil, _ commit: (Batch, inout Register) throws(Diagnostic) -> Void
    ) throws(Diagnostic) {
        for signoff in waiting where period.map({ $0 == signoff.period }) ?? true {
            guard standsOnIssued(signoff), let plan = plan(signoff) else { return }
            guard !plan.papers.isEmpty || signoff.revision == 0 && !signoff.isNotices else {
                needless.append(signoff.title)
                continue
            }
            guard let batch = batch(plan) else { return }
            let before = register
            do throws(Diagnostic) {
                try commit(batch, &register)
            } catch {
                if error.code == .issuedUnfinished {
                    issued.append(.init(batch.manifest))
                } else {
                    register = before
                }
                throw error
            }
            issued.append(.init(batch.manifest))
            if !signoff.isNotices { unchanged.insert(signoff.period) }
        }
    }

    /// Sign-offs without a batch, by date: numbers of a series and its dates then rise together.
    var waiting: [Signoff] {
        let all = prepared.assessments.map(\.value.data).flatMap { data in
            [data.signoff].compactMap(\.self) + data.revisions + data.notices
        }
        // Without digests nobody can tell what was signed: such a quarter counts as history and stays a draft.
        return all.filter { signoff in
            !signoff.sources.isEmpty && register.batch(BatchPurpose(signoff)) == nil
                && !all.contains { $0.supersedes(signoff) }
        }.sorted {
            ($0.date, $0.period, $0.isNotices ? 0 : 1, $0.revision) < (
                $1.date, $1.period, $1.isNotices ? 0 : 1, $1.revision
            )
        }
    }

    // MARK: One sign-off

    struct Plan {
        var signoff: Signoff
        var assessment: Assessment
        var previous: Assessment?
        var papers: [PlannedPaper]
        /// All papers of the quarter, unchanged ones too.
        var made: [MadePaper]
        var changes: QuarterChanges?
    }

    /// `nil` when the sign-off is refused; the reasons are findings.
    mutating func plan(_ signoff: Signoff) -> Plan? {
        guard let position = prepared.assessments.firstIndex(where: { $0.value.period == signoff.period })
        else {
            return nil
        }
        let assessment = prepared.assessments[position].value
        let refusals = SignoffCheck(prepared, register, signoff, assessment).findings
        findings += refusals
        guard refusals.isEmpty else { return nil }
        let previous = prepared.previous(of: position)
        guard let composed = papers(of: assessment, previous) else { return nil }
        let live = register.live(in: signoff.period)
        var planned: [PlannedPaper]
        if signoff.isNotices {
            planned = composed.filter { paper in
                guard case .closing(let decision)? = paper.job else { return false }
                return live[paper.key] == nil && decision.date <= signoff.date
            }
        } else {
            planned = differences(composed, live, assessment)
        }
        planned.sort {
            ($0.key.kind.rawValue, $0.office, $0.key.subject) < (
                $1.key.kind.rawValue, $1.office, $1.key.subject
            )
        }
        return Plan(
            signoff: signoff, assessment: assessment, previous: previous, papers: planned,
            made: composed.compactMap(\.made), changes: changes(signoff, assessment))
    }

    /// All papers of a quarter with the digests of their facts; `nil` when one cannot be composed.
    private mutating func papers(of assessment: Assessment, _ previous: Assessment?) -> [PlannedPaper]? {
        let composed = PlannedPaper.all(
            in: prepared.workshop(for: composer(for: assessment)), previous: previous)
        findings += composed.findings
        return composed.value
    }

    private func differences(
        _ wanted: [PlannedPaper], _ live: [DocumentKey: (batch: Manifest, document: IssuedDocument)],
        _ assessment: Assessment
    ) -> [PlannedPaper] {
        var comparison = IssuedComparison(
            assessment, prepared, register, sources)
        var left = live.filter { !$0.value.batch.isNotices }
        var result: [PlannedPaper] = []
        for var paper in wanted {
            // A notice issued alone is done: what its quarter became since is not its matter.
            if let known = live[paper.key], known.batch.isNotices { continue }
            let known = left.removeValue(forKey: paper.key)
            if let known, !comparison.isChanged(paper, since: known.document) { continue }
            paper.replaced = known?.document
            result.append(paper)
        }
        for (_, entry) in left where entry.document.withdraws.isEmpty {
            let old = entry.document
            let subject = "\(old.key.kind.rawValue)-\(old.key.subject)"
            result.append(
                PlannedPaper(
                    job: nil, made: nil, key: DocumentKey(.withdrawal, old.key.period, subject), office: "",
                    facts: "",
                    replaced: old, isWithdrawal: true))
        }
        return result
    }

    private func composer(for assessment: Assessment) -> Composer {
        Composer(assessment, calendar: prepared.calendar, register)
    }

    // MARK: The batch

    private mutating func batch(_ plan: Plan) -> Batch? {
        let scheme = plan.assessment.scheme
        var batch = Batch(
            BatchPurpose(plan.signoff), after: register, park: scheme.park.code.text,
            issueDate: plan.signoff.date, program: Pipeline.version)
        let before = findings.count
        let papers = marked(plan, number(plan))
        let shop = prepared.workshop(for: composer(for: plan.assessment))
        let documents = render(plan, papers, by: shop, into: &batch)
        if plan.signoff.isNotices == false {
            addLedgers(plan, by: shop, to: &batch)
            addPacks(papers, documents, by: shop, to: &batch)
        }
        for file in plan.assessment.data.inputs { batch.add(source: "input/" + file.path, file) }
        for file in prepared.templateFiles { batch.add(source: "templates/" + file.path, file) }
        guard findings.count == before else {
            findings.append(.batchRefused(plan.signoff))
            return nil
        }
        return batch
    }

    /// The next number of the series of each paper that has one.
    private mutating func number(_ plan: Plan) -> [(paper: PlannedPaper, number: DocumentNumber?)] {
        let year = plan.signoff.date.year
        var last: [String: Int] = [:]
        var numbered: [(paper: PlannedPaper, number: DocumentNumber?)] = []
        for paper in plan.papers {
            guard paper.key.kind != .feedback else {
                numbered.append((paper, nil))
                continue
            }
            guard let settings = plan.assessment.scheme.documentSettings(for: paper.key.kind.rawValue) else {
                findings.append(.noSeries(paper.key.kind, plan.assessment.scheme))
                return []
            }
            let next =
                (last[settings.series] ?? register.lastNumber(settings.series, year)).map { $0 + 1 }
                ?? settings.start
            last[settings.series] = next
            numbered.append((paper, DocumentNumber(series: settings.series, year: year, number: next)))
        }
        return numbered
    }

    /// A paper with what only its issued form bears.
    private struct MarkedPaper: Sendable {
        var paper: PlannedPaper
        var number: DocumentNumber?
        var mark: IssueMark
    }

    private func marked(
        _ plan: Plan, _ numbered: [(paper: PlannedPaper, number: DocumentNumber?)]
    ) -> [MarkedPaper] {
        numbered.map { paper, number in
            let mark = IssueMark(
                label: number?.label, date: plan.signoff.date, correction: correction(plan, paper))
            return MarkedPaper(paper: paper, number: number, mark: mark)
        }
    }

    /// - Returns: the documents for the packs, by kind and subject; none in a large park, where composing the reports
    /// once more for the offices' packs costs less than holding all of them.
    private mutating func render(
        _ plan: Plan, _ papers: [MarkedPaper], by shop: PaperWorkshop, into batch: inout Batch
    ) -> [DocumentKind: [String: Document]] {
        let composer = composer(for: plan.assessment)
        let bulletins = Self.bulletins(plan, papers, composer)
        let isHeld = !plan.assessment.isLargePark
        let rendered = shop.inOrder(papers.count) { bench, position -> RenderedPaper? in
            var composer = composer
            composer.mark = papers[position].mark
            guard let document = Self.document(papers[position].paper, composer, bulletins) else {
                return nil
            }
            return RenderedPaper(
                record: Self.record(of: papers[position], document, plan.signoff),
                files: bench.verifiedFiles(of: document), document: isHeld ? document : nil)
        }
        var documents: [DocumentKind: [String: Document]] = [:]
        for paper in rendered.compactMap(\.self) {
            findings += paper.files.findings
            batch.add(paper.record, paper.files.value)
            if let document = paper.document {
                documents[document.kind, default: [:]][document.subject] = document
            }
        }
        return documents
    }

    private struct RenderedPaper: Sendable {
        var record: IssuedDocument
        var files: Checked<[VerifiedFile]>
        var document: Document?
    }

    private static func record(
        of marked: MarkedPaper, _ document: Document, _ signoff: Signoff
    ) -> IssuedDocument {
        let paper = marked.paper
        var record = IssuedDocument(
            key: paper.key, revision: signoff.isNotices ? 0 : signoff.revision, number: marked.number,
            facts: paper.facts, replaces: paper.replaced?.number?.label ?? "", reason: signoff.reason ?? "")
        if paper.isWithdrawal, let old = paper.replaced {
            record.facts = FactsDigest.of(document.facts, Composer.type(of: .withdrawal))
            record.withdraws = old.key.name
        }
        if paper.key.kind == .withdrawal, !paper.isWithdrawal {
            record.withdraws = "card/" + paper.key.subject
        }
        return record
    }

    private static func bulletins(_ plan: Plan, _ papers: [MarkedPaper], _ composer: Composer)
        -> [String: BulletinPlan]
    {
        let marks = papers.filter { $0.paper.key.kind == .bulletin }.map { ($0.paper.key.subject, $0.mark) }
        return Dictionary(
            composer.bulletins(
                previous: plan.previous, marks: Dictionary(marks, uniquingKeysWith: { _, last in last })
            ).map { ($0.subject, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func document(
        _ paper: PlannedPaper, _ composer: Composer, _ bulletins: [String: BulletinPlan]
    ) -> Document? {
        if paper.key.kind == .bulletin { return bulletins[paper.key.subject]?.document }
        if let old = paper.replaced, paper.isWithdrawal {
            return composer.withdrawal(
                of: old.key.kind, old.key.subject, label: old.number?.label,
                reason: composer.mark?.correction?.reason ?? "")
        }
        return paper.job?.compose(composer).value
    }

    private func correction(_ plan: Plan, _ paper: PlannedPaper) -> IssueMark.Correction? {
        guard plan.signoff.revision > 0, !plan.signoff.isNotices else { return nil }
        // What is issued late or taken back was not changed.
        let isNew = paper.replaced == nil || paper.isWithdrawal
        return IssueMark.Correction(
            revision: plan.signoff.revision, replaces: paper.replaced?.number?.label,
            isLate: paper.replaced == nil, reason: plan.signoff.reason ?? "",
            changes: isNew ? [] : plan.changes?.lines(for: paper.key) ?? [])
    }

    /// What the corrections of a revision say about their difference from what was issued.
    private func changes(_ signoff: Signoff, _ assessment: Assessment) -> QuarterChanges? {
        guard signoff.revision > 0, !signoff.isNotices,
            let old = summaries.last(where: { $0.period == signoff.period }),
            let newest = register.newest(of: signoff.period)
        else { return nil }
        let before = sources.park(of: newest).flatMap {
            Assessor.assess($0, issued: summaries, workers: prepared.workers).last?.value
        }
        return QuarterChanges(from: old, before, to: assessment)
    }

    /// assessment.xml, the run report and the summary for later quarters.
    private mutating func addLedgers(_ plan: Plan, by shop: PaperWorkshop, to batch: inout Batch) {
        var bench = Workbench(workshop: shop)
        addAssessment(of: plan, to: &batch)
        let period = plan.signoff.period
        let report = RunReport.document(
            of: period, plan.assessment,
            findings: prepared.findings.filter { $0.concerns(period) || $0.concernsAllPeriods },
            papers: plan.made, refused: prepared.refused, calendar: prepared.calendar,
            issue: ReportedIssue(
                revision: plan.signoff.revision, reason: plan.signoff.reason,
                papers: plan.papers.map { MadePaper($0.key.kind, $0.key.subject, path: "", in: "") }))
        add(bench.verifiedFiles(of: report), to: &batch)
        let summary = IssuedQuarter(
            plan.assessment, revision: plan.signoff.revision, sequence: batch.manifest.sequence)
        batch.add(other: QuarterSummary.fileName, QuarterSummary.write(summary))
    }

    private mutating func addAssessment(of plan: Plan, to batch: inout Batch) {
        var bytes: [UInt8] = []
        do throws(Diagnostic) {
            let faults = try LedgerInspector(AssessmentXML.path, schema: assessmentSchema)
                .faults(of: AssessmentXML.pieces(of: plan.assessment), take: { bytes += $0 })
            findings += faults
            if faults.isEmpty { batch.add(other: AssessmentXML.path, bytes) }
        } catch {
            findings.append(error)
        }
    }

    private mutating func add(_ files: Checked<[VerifiedFile]>, to batch: inout Batch) {
        findings += files.findings
        for file in files.value { batch.add(other: file.path, file.bytes) }
    }

    /// The batch's own reports and notices once more for printing, so that after a correction HR print only what
    /// changed. The wall chart shows other quarters too and stays with the drafts.
    private mutating func addPacks(
        _ papers: [MarkedPaper], _ documents: [DocumentKind: [String: Document]], by shop: PaperWorkshop,
        to batch: inout Batch
    ) {
        guard let composer = shop.composer else { return }
        let issued = papers.filter { $0.paper.job != nil }
        let marks = Dictionary(grouping: issued, by: \.paper.key.kind).mapValues { papers in
            Dictionary(
                papers.map { ($0.paper.key.subject, $0.mark) }, uniquingKeysWith: { _, last in last })
        }
        let plans = composer.packs(
            of: issued.map { MadePaper($0.paper.key.kind, $0.paper.key.subject, path: "", in: "") },
            marks: marks)
        let packs = shop.inOrder(plans.count) { bench, position in
            composer.pack(plans[position], composed: documents).map { bench.verifiedFiles(of: $0) }
        }
        for files in packs.compactMap(\.self) { add(files, to: &batch) }
    }

    // MARK: Issued quarters

    /// An issued quarter must still say what was issued, unless a revision is waiting for it.
    mutating func checkIssued() {
        let gone = Set(register.batches.compactMap(\.manifest.purpose.period))
            .subtracting(prepared.assessments.map(\.value.period)).subtracting(prepared.refused)
        findings += gone.sorted().map { .issuedQuarterGone($0) }
        for period in prepared.assessments.map(\.value.period) where !toldChanged.contains(period) {
            if let changed = changedSinceIssue(period) { tellChanged(period, changed) }
        }
    }

    /// What is issued next counts from the quarters before it, so these must be as they were issued.
    private mutating func standsOnIssued(_ signoff: Signoff) -> Bool {
        guard signoff.revision == 0, !signoff.isNotices else { return true }
        for period in prepared.assessments.map(\.value.period) where period < signoff.period {
            guard let changed = changedSinceIssue(period) else { continue }
            toldChanged.insert(period)
            tellChanged(period, changed)
            return false
        }
        return true
    }

    private mutating func tellChanged(_ period: Period, _ changed: [DocumentKey]) {
        findings.append(.factsChanged(period, changed, next: nextRevision(of: period)))
        guard let manifest = register.newest(of: period),
            let data = prepared.assessments.map(\.value.data).first(where: { $0.period == period })
        else { return }
        findings += ChangedTargets(in: data, since: manifest, sources)?.findings ?? []
    }

    private func nextRevision(of period: Period) -> Int {
        let data = prepared.assessments.first { $0.value.period == period }?.value.data
        return (data?.revisions.last?.revision ?? 0) + 1
    }

    /// `nil` when nothing changed, nothing was issued, or a revision is waiting.
    private mutating func changedSinceIssue(_ period: Period) -> [DocumentKey]? {
        guard !unchanged.contains(period),
            let position = prepared.assessments.firstIndex(where: { $0.value.period == period }),
            register.newest(of: period) != nil,
            // Without its history a quarter is bound to look changed.
            prepared.lostQuarter(before: period, register) == nil,
            !waiting.contains(where: { $0.period == period && !$0.isNotices })
        else { return nil }
        let assessment = prepared.assessments[position].value
        guard let composed = papers(of: assessment, prepared.previous(of: position)) else { return nil }
        let changed = differences(composed, register.live(in: period), assessment)
        guard changed.isEmpty else { return changed.map(\.key) }
        unchanged.insert(period)
        return nil
    }
}

extension Manifest {
    fileprivate var isNotices: Bool {
        if case .notices = purpose { return true }
        return false
    }
}

extension Signoff {
    /// A correction signed later is about the data of now; the one before was overtaken before it was issued.
    fileprivate func supersedes(_ other: Signoff) -> Bool {
        period == other.period && !isNotices && !other.isNotices && other.revision > 0
            && revision > other.revision
    }

    var title: String {
        if isNotices { return "\(period) 第 \(revision) 次单独签发" }
        return revision == 0 ? "\(period)" : "\(period) 第 \(revision) 次更正"
    }
}

extension Diagnostic {
    fileprivate static func batchRefused(_ signoff: Signoff) -> Diagnostic {
        Diagnostic(.signoffRefused, at: nil, "\(signoff.title) 有文件不能生成，整批未签发。", remedy: "请先改正上列问题。")
    }

    fileprivate static func noSeries(_ kind: DocumentKind, _ scheme: Scheme) -> Diagnostic {
        Diagnostic(
            .signoffRefused, at: scheme.place, "方案里没有\(kind.chinese)的代字。", remedy: "请在方案的 documents 中补上。")
    }

    fileprivate static func issuedQuarterGone(_ period: Period) -> Diagnostic {
        Diagnostic(
            .issuedQuarterGone, .warning, at: nil,
            "\(period) 已签发，但数据目录里没有它的表格，以后各季度的预览稿缺少它的牌、等次和得分。",
            remedy: "请放回；issued 里那一批的 source/input 有原样副本。")
    }

    fileprivate static func factsChanged(_ period: Period, _ keys: [DocumentKey], next: Int) -> Diagnostic {
        let subjects = Set(keys.map(\.subject)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let shown = subjects.prefix(20).joined(separator: "、")
        let more = subjects.count > 20 ? " 等 \(subjects.count) 个" : ""
        let command = "yardstick signoff \(period) --revision \(next) --date 日期 --signer 姓名 --reason 理由"
        return Diagnostic(
            .correctionNeeded, at: nil, "\(period) 已签发，但按现在的表格算出的与签发的不同：\(shown)\(more)。",
            remedy: "改错了表的，请改回来；确需更正的，请执行 \(command)。")
    }
}
