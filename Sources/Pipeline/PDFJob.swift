import Dispatch
import Files
import Model
import Printing
import Publishing
import Synchronization

/// What `yardstick pdf` did.
package struct PDFSummary: Sendable {
    package var status = ExitStatus.done
    package var findings: [Diagnostic] = []
    package var shelves: [Shelf] = []

    /// One quarter's folder.
    package struct Shelf: Sendable {
        package var name: String
        package var files: Int
        package var pages: Int
        /// Files that had to be printed; the others were there already.
        package var printed: Int
    }
}

/// Prints finished pages of `output/` to `output/pdf/` with a browser: `yardstick pdf`.
///
/// It reads and writes nothing but `output/`: no input, no template, and nothing that counts as a run.
package struct PDFJob: Sendable {
    private let options: RunOptions
    private let browser: String?
    private let progress: @Sendable (RunStage) -> Void

    package init(
        _ options: RunOptions, browser: String?, progress: @escaping @Sendable (RunStage) -> Void = { _ in }
    ) {
        self.options = options
        self.browser = browser
        self.progress = progress
    }

    package func run() -> PDFSummary {
        var summary = PDFSummary()
        do throws(Diagnostic) {
            let session = try OutputSession.open(
                output: options.output, state: options.state, startedAt: options.startedAt)
            defer { try? session.close() }
            try session.clearShelves()
            try print(session, &summary)
        } catch {
            summary.findings.append(error)
        }
        summary.findings.sort()
        summary.status = ExitStatus.of(summary.findings)
        return summary
    }

    private func print(_ session: OutputSession, _ summary: inout PDFSummary) throws(Diagnostic) {
        let register = try Register.read(session.output, park: nil)
        var jobs: [(period: Period, sources: [PrintSource])] = []
        for period in try wanted(session, register) {
            let sources = try session.printSources(of: period, only: options.only, register)
            if !sources.isEmpty { jobs.append((period, sources)) }
        }
        guard !jobs.isEmpty else { throw .nothingToPrint(what) }
        let scratch = try session.makeScratch(0)
        defer { session.removeScratch(scratch.name) }
        let press = Press(
            browser: try Browser.find(named: browser, scratch: scratch.folder), session: session,
            workers: options.workers.count)
        for job in jobs {
            do throws(Diagnostic) {
                let shelf = try fill(job.period, job.sources, press)
                summary.findings += shelf.findings
                if let filled = shelf.value { summary.shelves.append(filled) }
            } catch {
                // What the browser cannot do for one quarter it cannot do for the next.
                summary.findings.append(error)
                return
            }
        }
    }

    /// All drafts and the newest issued quarter; older ones when they are named.
    private func wanted(_ session: OutputSession, _ register: Register) throws(Diagnostic) -> [Period] {
        if let period = options.period { return [period] }
        let present = try session.printablePeriods(register)
        return Set(present.drafts + present.issued.suffix(1)).sorted()
    }

    private var what: String {
        [options.period.map { "\($0)" }, options.only].compactMap { $0 }.joined(separator: " ")
    }

    /// `nil` when a file came out wrong: the quarter's old PDFs stay as they are.
    private func fill(
        _ period: Period, _ sources: [PrintSource], _ press: Press
    ) throws(Diagnostic) -> Checked<PDFSummary.Shelf?> {
        let name = options.only == nil ? DraftName.period(period) : .only(period)
        let shelf = try press.session.beginShelf(name)
        let progress = self.progress
        do throws(Diagnostic) {
            let sheets = try press.print(sources, onto: shelf) {
                progress(.printing(period, done: $0, of: sources.count))
            }
            var counts = PaperSheets()
            let findings = sheets.flatMap { $0.findings + counts.add($0.page, $0.sheets) }
            guard !findings.contains(where: { $0.severity == .error }) else {
                shelf.abandon()
                return Checked(nil, findings)
            }
            let origins = Dictionary(
                sheets.map { ($0.path, $0.origin) }, uniquingKeysWith: { first, _ in first })
            if try shelf.isUnchanged(origins) { shelf.abandon() } else { try shelf.commit(origins) }
            return Checked(
                PDFSummary.Shelf(
                    name: name.description, files: sheets.count, pages: sheets.reduce(0) { $0 + $1.pages },
                    printed: sheets.count { $0.isFresh }), findings)
        } catch {
            shelf.abandon()
            throw error
        }
    }
}

/// One printed file.
private struct Sheet: Sendable {
    var path: String
    /// The page it was printed from.
    var page: String
    var origin: String
    var pages = 0
    /// Sheets of paper by paper.
    var sheets: [String: Int] = [:]
    var isFresh = false
    var findings: [Diagnostic] = []

    /// What the printed file shows.
    mutating func read(_ pdf: PrintedPDF, as expectation: PrintExpectation) {
        pages = pdf.pages.count
        findings = expectation.findings(of: pdf)
        sheets = isWrong ? [:] : expectation.sheets(of: pdf)
    }

    var isWrong: Bool { findings.contains { $0.severity == .error } }
}

/// A browser and several workers, each with a scratch folder of its own.
private struct Press: Sendable {
    let browser: Browser
    let session: OutputSession
    let workers: Int

    /// More would only fill the memory: a browser takes about 300 MB.
    private static let mostWorkers = 4

    func print(
        _ sources: [PrintSource], onto shelf: PDFShelf, progress: @Sendable (Int) -> Void
    ) throws(Diagnostic) -> [Sheet] {
        let next = Atomic(0)
        let finished = Atomic(0)
        let sheets = Mutex<[Int: Sheet]>([:])
        let failure = Mutex<Diagnostic?>(nil)
        let count = max(1, min(workers, Self.mostWorkers, sources.count))
        DispatchQueue.concurrentPerform(iterations: count) { worker in
            do throws(Diagnostic) {
                var bench = PressBench(press: self, worker: worker + 1)
                defer { bench.clear() }
                while failure.withLock({ $0 == nil }) {
                    let position = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard position < sources.count else { break }
                    let sheet = try bench.print(sources[position], onto: shelf)
                    sheets.withLock { $0[position] = sheet }
                    progress(finished.wrappingAdd(1, ordering: .relaxed).newValue)
                }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return sheets.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
    }
}

/// One worker's browser, tried when it is first needed: when nothing has changed none is started.
private struct PressBench {
    let press: Press
    let worker: Int
    private var ready: (browser: Browser, scratch: Folder, name: String)?

    init(press: Press, worker: Int) {
        self.press = press
        self.worker = worker
    }

    mutating func print(_ source: PrintSource, onto shelf: PDFShelf) throws(Diagnostic) -> Sheet {
        let origin = Digest.sha256(Array(press.browser.version.utf8) + [10] + source.bytes)
        let path = source.path.dropLast(".html".utf8.count) + ".pdf"
        var sheet = Sheet(path: String(path), page: source.path, origin: origin)
        let expectation = PrintExpectation(path: source.path, page: source.bytes)
        if let before = try shelf.printed(sheet.path, from: origin) {
            sheet.read(PrintedPDF(before), as: expectation)
            if !sheet.isWrong {
                try shelf.add(before, as: sheet.path)
                return sheet
            }
        }
        let bytes = try printed(source)
        sheet.isFresh = true
        sheet.read(PrintedPDF(bytes), as: expectation)
        try shelf.add(bytes, as: sheet.path)
        return sheet
    }

    private mutating func printed(_ source: PrintSource) throws(Diagnostic) -> [UInt8] {
        if ready == nil {
            let scratch = try press.session.makeScratch(worker)
            ready = (try press.browser.tried(in: scratch.folder), scratch.folder, scratch.name)
        }
        guard let ready else { return [] }
        return try ready.browser.print(source.bytes, name: "page", in: ready.scratch)
    }

    func clear() {
        if let ready { press.session.removeScratch(ready.name) }
    }
}
