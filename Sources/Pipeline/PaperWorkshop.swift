import Composing
import Dispatch
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
    let workers: Int

    struct Output: Sendable {
        var findings: [Diagnostic] = []
        var papers: [MadePaper] = []
        var files = 0
    }

    /// - Parameter progress: called with the number of finished jobs, from any worker.
    func make(_ jobs: [PaperJob], into draft: Draft, progress: @Sendable (Int) -> Void) throws(Diagnostic)
        -> Output
    {
        let next = Atomic(0)
        let finished = Atomic(0)
        let results = Mutex<[Int: Output]>([:])
        let failure = Mutex<Diagnostic?>(nil)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, jobs.count))) { _ in
            var bench = Workbench(workshop: self)
            var own: [Int: Output] = [:]
            while failure.withLock({ $0 == nil }) {
                let position = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard position < jobs.count else { break }
                do throws(Diagnostic) {
                    own[position] = try bench.make(jobs[position], into: draft)
                } catch {
                    failure.withLock { $0 = $0 ?? error }
                }
                progress(finished.wrappingAdd(1, ordering: .relaxed).newValue)
            }
            results.withLock { $0.merge(own) { first, _ in first } }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        let ordered = results.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
        return ordered.reduce(into: Output()) { $0.add($1) }
    }
}

extension PaperWorkshop.Output {
    mutating func add(_ other: PaperWorkshop.Output) {
        findings += other.findings
        papers += other.papers
        files += other.files
    }
}

/// One worker's own things: the buffer, the parser.
struct Workbench: ~Copyable {
    private let workshop: PaperWorkshop
    private let verifier: Verifier
    private var buffer = RenderBuffer()

    init(workshop: PaperWorkshop) {
        self.workshop = workshop
        verifier = Verifier(schemas: workshop.schemas, staffNumbers: workshop.staffNumbers)
    }

    /// Throws only when the output cannot be written; a paper held back is a finding.
    mutating func make(_ job: PaperJob, into draft: Draft) throws(Diagnostic) -> PaperWorkshop.Output {
        var output = PaperWorkshop.Output()
        guard let composer = workshop.composer else { return output }
        let composed = job.compose(composer)
        output.findings = composed.findings
        guard let document = composed.value else { return output }
        let verified = verifiedFiles(of: document)
        output.findings += verified.findings
        // Both forms or none: HTML and XML of a paper never disagree.
        guard verified.value.count == (document.kind.hasXML ? 2 : 1) else { return output }
        for file in verified.value { try draft.add(file) }
        output.papers = [MadePaper(document)]
        output.files = verified.value.count
        return output
    }

    mutating func verifiedFiles(of document: Document) -> Checked<[VerifiedFile]> {
        var checked = Checked<[VerifiedFile]>([])
        for format in OutputFormat.allCases where format == .html || document.kind.hasXML {
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

    func verified(_ bytes: [UInt8], path: String, schema: Schema) -> Checked<VerifiedFile?> {
        verifier.verify(bytes, path: path, schema: schema)
    }
}
