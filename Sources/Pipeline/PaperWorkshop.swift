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
    /// `nil` when nothing may be taken over from the last run.
    var key: MakingKey?

    struct Output: Sendable {
        var findings: [Diagnostic] = []
        var papers: [MadePaper] = []
        var files = 0
    }

    /// - Parameter progress: called with the number of finished jobs, from any worker.
    func make(_ jobs: [PaperJob], into draft: Draft, progress: @Sendable (Int) -> Void) throws(Diagnostic)
        -> Output
    {
        try make(jobs.map { PaperGroup(jobs: [$0]) }, into: draft, progress: progress)
    }

    /// Group by group, each by one worker.
    func make(_ groups: [PaperGroup], into draft: Draft, progress: @Sendable (Int) -> Void) throws(Diagnostic)
        -> Output
    {
        let finished = Atomic(0)
        let made = try inOrder(groups.count) { (bench, position) throws(Diagnostic) in
            defer {
                let count = groups[position].jobs.count
                progress(finished.wrappingAdd(count, ordering: .relaxed).newValue)
            }
            return try bench.make(groups[position], into: draft)
        }
        return made.reduce(into: Output()) { $0.add($1) }
    }

    /// Does jobs by number, each by one worker at its bench; what they make comes back in the order of the jobs.
    func inOrder<Made: Sendable, Fault: Error>(
        _ count: Int, _ make: @Sendable (inout Workbench, Int) throws(Fault) -> Made
    ) throws(Fault) -> [Made] {
        let next = Atomic(0)
        let results = Mutex<[Int: Made]>([:])
        let failure = Mutex<Fault?>(nil)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, count))) { _ in
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
        files += other.files
    }

    fileprivate mutating func add(_ document: Document) {
        papers.append(MadePaper(document))
        files += document.formats.count
    }
}

/// What one worker makes in one go.
struct PaperGroup: Sendable {
    var jobs: [PaperJob] = []
    /// Of the reports among the jobs: composed once, they stand in their own papers and in the pack.
    var pack: PackPlan?
    /// Of assessment.xml.
    var ledger: Schema?

    /// The reports of each office with its pack as one group, every other paper as its own.
    static func groups(of jobs: [PaperJob], packs: [PackPlan]) -> [PaperGroup] {
        var plans = Dictionary(packs.map { ($0.office, $0) }, uniquingKeysWith: { first, _ in first })
        var groups: [PaperGroup] = []
        var places: [Code: Int] = [:]
        for job in jobs {
            guard case .feedback(_, let office) = job else {
                groups.append(PaperGroup(jobs: [job]))
                continue
            }
            if let place = places[office] {
                groups[place].jobs.append(job)
            } else {
                places[office] = groups.count
                groups.append(PaperGroup(jobs: [job], pack: plans.removeValue(forKey: office)))
            }
        }
        return groups
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

    init(workshop: PaperWorkshop) {
        self.workshop = workshop
        verifier = Verifier(schemas: workshop.schemas, staffNumbers: workshop.staffNumbers)
    }

    /// Throws only when the output cannot be written; a paper held back is a finding.
    mutating func make(_ group: PaperGroup, into draft: Draft) throws(Diagnostic) -> PaperWorkshop.Output {
        var output = PaperWorkshop.Output()
        guard let composer = workshop.composer else { return output }
        var made: [String: Document] = [:]
        for job in group.jobs {
            let composed = job.compose(composer)
            output.findings += composed.findings
            guard let document = composed.value, try make(document, into: draft, &output) else { continue }
            if group.pack != nil { made[document.subject] = document }
        }
        if let plan = group.pack, let pack = composer.pack(plan, of: made) {
            _ = try make(pack, into: draft, &output)
        }
        if let ledger = group.ledger { try make(ledger, of: composer, into: draft, &output) }
        return output
    }

    /// `false` when the paper is held back.
    private mutating func make(
        _ document: Document, into draft: Draft, _ output: inout PaperWorkshop.Output
    ) throws(Diagnostic) -> Bool {
        let formats = document.formats
        let key = workshop.key?.key(of: document)
        let paths = formats.map { document.path + "." + $0.rawValue }
        if let key, try draft.keep(paths, madeOf: key) {
            output.add(document)
            return true
        }
        let verified = verifiedFiles(of: document)
        output.findings += verified.findings
        // Both forms or none: HTML and XML of a paper never disagree.
        guard verified.value.count == formats.count else { return false }
        for file in verified.value { try draft.add(file, madeOf: key) }
        output.add(document)
        return true
    }

    /// Beside the papers, because it takes as long as some hundred of them.
    private mutating func make(
        _ schema: Schema, of composer: Composer, into draft: Draft, _ output: inout PaperWorkshop.Output
    ) throws(Diagnostic) {
        var pieces = AssessmentXML.pieces(of: composer.assessment)
        output.findings += try draft.add(LedgerInspector(AssessmentXML.path, schema: schema)) {
            pieces.next()
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
