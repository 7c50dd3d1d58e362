import Composing
import Dispatch
import Files
import Markup
import Model
import Publishing
import Rendering
import Synchronization

/// Composes, renders, verifies and hands over the papers of one quarter, by several workers.
///
/// Each worker has its own buffer and parser; they share compiled templates and schemas. Findings and counts are put
/// in job order at the end, so the number of workers never shows.
struct PaperWorkshop {
    /// `nil` where only index or run report are made.
    let composer: Composer?
    let templates: CompiledTemplates
    let schemas: [DocumentKind: Schema]
    let staffNumbers: StaffNumbers
    let workers: Workers
    /// `nil` when nothing may be taken over from the last run.
    var key: MakingKey?

    /// What came of the jobs for one shelf, in their order.
    struct Output: Sendable {
        var findings: [Diagnostic] = []
        var papers: [MadePaper] = []
    }

    /// Group by group, each by one worker.
    ///
    /// - Parameters:
    ///   - drafts: where the papers of each shelf go.
    ///   - progress: called with the number of finished jobs, from any worker.
    func make(
        _ groups: [PaperGroup], into drafts: [Shelf: Draft], progress: @Sendable (Int) -> Void
    ) throws(Diagnostic) -> [Shelf: Output] {
        let finished = Atomic(0)
        let made = try inOrder(groups.count) { (bench, position) throws(Diagnostic) in
            defer {
                let count = groups[position].jobs.count
                progress(finished.wrappingAdd(count, ordering: .relaxed).newValue)
            }
            return try bench.make(groups[position], into: drafts)
        }
        return made.reduce(into: NumberedOutput()) { $0.add($1) }.outputs
    }

    /// Does jobs by number, each by one worker at its bench; what they make comes back in the order of the jobs.
    func inOrder<Made: Sendable, Fault: Error>(
        _ count: Int, _ make: @Sendable (inout Workbench, Int) throws(Fault) -> Made
    ) throws(Fault) -> [Made] {
        let next = Atomic(0)
        let results = Mutex<[Int: Made]>([:])
        let failure = Mutex<Fault?>(nil)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers.count, count))) { _ in
            var bench = Workbench(workshop: self)
            var own: [Int: Made] = [:]
            while failure.withLock({ $0 == nil }) {
                let position = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard position < count else { break }
                do throws(Fault) {
                    own[position] = try make(&bench, position)
                } catch {
                    failure.withLock { $0 = $0 ?? error }
                }
            }
            results.withLock { $0.merge(own) { first, _ in first } }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return results.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
    }
}

extension PaperWorkshop.Output {
    mutating func add(_ other: PaperWorkshop.Output) {
        findings += other.findings
        papers += other.papers
    }
}

extension Document {
    fileprivate var formats: [OutputFormat] { kind.hasXML ? [.html, .xml] : [.html] }
}

/// One worker's own things: the buffer, the parser.
struct Workbench: ~Copyable {
    private let workshop: PaperWorkshop
    private let verifier: Verifier
    private var buffer = RenderBuffer()
    private var lastReport: ComposedReport?

    init(workshop: PaperWorkshop) {
        self.workshop = workshop
        verifier = Verifier(schemas: workshop.schemas, staffNumbers: workshop.staffNumbers)
    }

    /// Throws only when the output cannot be written; a paper held back is a finding.
    mutating func make(
        _ group: PaperGroup, into drafts: [Shelf: Draft]
    ) throws(Diagnostic) -> NumberedOutput {
        var output = NumberedOutput()
        guard let composer = workshop.composer else { return output }
        var reports: [String: Document] = [:]
        for task in group.jobs {
            let shelf = task.job.shelf
            guard let draft = drafts[shelf] else { continue }
            let composed = task.job.compose(composer, lastReport: &lastReport)
            output.add(composed.findings, on: shelf, task.number)
            if let document = composed.value {
                let isMade = try make(document, into: draft, shelf, task.number, &output)
                if isMade, group.pack != nil, document.kind == .feedback {
                    reports[document.subject] = document
                }
            }
            if case .itemLedger(let office) = task.job {
                try add(ItemWorkbook(composer: composer, office: office), to: draft)
            }
        }
        guard let draft = drafts[.drafts] else { return output }
        if let plan = group.pack, let pack = composer.pack(plan, of: reports) {
            _ = try make(pack, into: draft, .drafts, group.packNumber, &output)
        }
        if let extra = group.extra { try make(extra, of: composer, into: draft, &output) }
        // What was one page of a park of thousands is wanted back at once: the papers after it need no more than before.
        if group.isLarge && composer.assessment.isLargePark { ProcessLimits.giveBackFreedMemory() }
        return output
    }

    private mutating func make(
        _ extra: PaperGroup.Extra, of composer: Composer, into draft: Draft, _ output: inout NumberedOutput
    ) throws(Diagnostic) {
        switch extra {
        case .assessment(let ledger):
            let pieces = AssessmentXML.pieces(of: composer.assessment)
            output.add(try draft.add(ledger, pieces: pieces), on: .drafts, extra.number)
        case .charts(let year):
            for plan in composer.charts(year: year) {
                _ = try make(plan.document, into: draft, .drafts, extra.number, &output)
            }
        case .decisions:
            guard let sheet = composer.decisionSheet(), let table = composer.decisionTable() else { return }
            output.add(try addUncounted(sheet, to: draft), on: .drafts, extra.number)
            try draft.add(verified(table: table, path: "decisions.csv"))
        case .runReport(let compose):
            output.add(try addUncounted(compose(), to: draft), on: .drafts, extra.number)
        }
    }

    /// Of a paper that nobody counts or takes over from the last run: what is wrong with it.
    mutating func addUncounted(
        _ document: Document, to draft: Draft
    ) throws(Diagnostic) -> [Diagnostic] {
        let files = verifiedFiles(of: document)
        for file in files.value { try draft.add(file) }
        return files.findings
    }

    /// `false` when the paper is held back.
    private mutating func make(
        _ document: Document, into draft: Draft, _ shelf: Shelf, _ number: Int,
        _ output: inout NumberedOutput
    ) throws(Diagnostic) -> Bool {
        let formats = document.formats
        let key = workshop.key?.key(of: document)
        let paths = formats.map { document.path + "." + $0.rawValue }
        if let key, try draft.keep(paths, madeOf: key) {
            output.add(MadePaper(document), on: shelf, number)
            return true
        }
        let verified = verifiedFiles(of: document)
        output.add(verified.findings, on: shelf, number)
        // Both forms or none: HTML and XML of a paper never disagree.
        guard verified.value.count == formats.count else { return false }
        for file in verified.value { try draft.add(file, madeOf: key) }
        output.add(MadePaper(document), on: shelf, number)
        return true
    }

    private func add(_ book: ItemWorkbook, to draft: Draft) throws(Diagnostic) {
        try draft.withScratchFolder(for: book.subject) { (scratch) throws(Diagnostic) in
            try draft.add(verified(table: try book.bytes(scratch: scratch), path: book.path))
        }
    }

    mutating func verifiedFiles(of document: Document) -> Checked<[VerifiedFile]> {
        var checked = Checked<[VerifiedFile]>([])
        for format in document.formats {
            do throws(Diagnostic) {
                let verified = verifier.verify(try workshop.templates.render(document, format, into: &buffer))
                checked.findings += verified.findings
                if let file = verified.value { checked.value.append(file) }
            } catch {
                checked.findings.append(error)
            }
        }
        return checked
    }

    func verified(table bytes: [UInt8], path: String) -> VerifiedFile {
        verifier.verify(table: bytes, path: path)
    }
}
