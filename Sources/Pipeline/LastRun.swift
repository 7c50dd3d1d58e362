import Files
import Model
import Publishing

/// What the last run rested on and left behind; while none of it was touched, another run would do the same again.
///
/// Nothing is read but names, sizes and change times (``FileIdentity``): of the program, the templates, the input, everything
/// below `output/`, and the witness of the register. The record in the state folder may be deleted at any time. When
/// in doubt there is no record, and everything is done again.
struct LastRun {
    private static let fileName = "last-run"
    private static let heading = "yardstick-last-run 1"

    /// What a run starts from.
    private let sources: String
    private let isSettled: Bool
    private let options: RunOptions

    /// Looks at the sources, before they are read; `nil` for runs that are never left out.
    init?(_ options: RunOptions) {
        guard !options.isDryRun, options.only == nil, !options.listsWarnings else { return nil }
        var census = Census()
        census.add(Pipeline.version)
        for path in [options.input, options.templates, options.output, options.state] { census.add(path) }
        census.add(options.period?.description ?? "")
        census.add(options.readers.group.map(String.init) ?? "")
        do throws(Diagnostic) {
            try census.addProgram()
            try census.add(Folder.open(options.input), as: "input")
            try census.add(Folder.open(options.templates), as: "templates")
        } catch {
            return nil
        }
        self.options = options
        sources = census.digest
        isSettled = census.isSettled
    }

    /// The summary of a run with nothing to do; `nil` when something may have changed since the last one.
    ///
    /// Under a shared lock, so that no other run changes what is looked at.
    func repeated() -> RunSummary? {
        guard let view = try? OutputView.open(output: options.output, state: options.state),
            let state = view.state, let record = Record(try? state.read(Self.fileName, limit: 1 << 20)),
            record.key == (try? key(view.output, state))
        else { return nil }
        var summary = RunSummary(status: .done, findings: [])
        summary.published = record.drafts
        summary.unlistedWarnings = record.warnings
        let line = RunLog.line(time: options.startedAt, summary.logFields)
        guard (try? state.append(Array(line.utf8), to: "run.log")) != nil else { return nil }
        return summary
    }

    /// Notes a run that found no fault and issued nothing, at its end; any other one leaves no record.
    func note(_ summary: RunSummary, _ session: OutputSession) throws(Diagnostic) {
        let isPlain = summary.status == .done && summary.issued.isEmpty && summary.needless.isEmpty
        // Sources that changed while they were read may not be what was read.
        guard isPlain, isSettled, LastRun(options)?.sources == sources else {
            return try session.state.remove(Self.fileName)
        }
        let key = try key(session.output, session.state)
        let record = Record(
            key: key, warnings: summary.findings.filter { $0.severity == .warning }.count,
            drafts: summary.published)
        let bytes = Array(record.text.utf8)
        guard try session.state.read(Self.fileName, limit: 1 << 20) != bytes else { return }
        try session.state.replace(
            Self.fileName, with: bytes, through: ".new-" + Self.fileName, isLasting: false)
    }

    private func key(_ output: Folder, _ state: Folder) throws(Diagnostic) -> String {
        var census = Census()
        census.add(sources)
        try census.add(output, as: "output", by: options.workers)
        census.add(try state.identity(of: "head.xml")?.text ?? "")
        return census.digest
    }

    /// The record's lines.
    private struct Record {
        var key: String
        var warnings: Int
        var drafts: [RunSummary.PublishedDraft]

        var text: String {
            var lines = [LastRun.heading, key, "warnings \(warnings)"]
            for draft in drafts {
                let counts = draft.papers.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                    "\($0.key.rawValue)=\($0.value)"
                }
                lines.append(
                    (["draft", draft.folder.shelf.rawValue, draft.folder.description] + counts).joined(
                        separator: " "))
            }
            return lines.joined(separator: "\n") + "\nend\n"
        }

        init(key: String, warnings: Int, drafts: [RunSummary.PublishedDraft]) {
            self.key = key
            self.warnings = warnings
            self.drafts = drafts
        }

        init?(_ bytes: [UInt8]??) {
            guard let bytes = bytes.flatMap({ $0 }) else { return nil }
            var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[...]
            guard lines.popFirst() == LastRun.heading[...], lines.popLast() == "end",
                let key = lines.popFirst(),
                let warnings = lines.popFirst().flatMap({ Int($0.dropFirst("warnings ".count)) })
            else { return nil }
            self.init(key: String(key), warnings: warnings, drafts: [])
            for line in lines {
                guard let draft = Self.draft(line) else { return nil }
                drafts.append(draft)
            }
        }

        private static func draft(_ line: Substring) -> RunSummary.PublishedDraft? {
            let words = line.split(separator: " ")
            guard words.count >= 3, words[0] == "draft", let shelf = Shelf(rawValue: String(words[1])) else {
                return nil
            }
            var papers: [DocumentKind: Int] = [:]
            for word in words.dropFirst(3) {
                let parts = word.split(separator: "=")
                guard parts.count == 2, let kind = DocumentKind(rawValue: String(parts[0])),
                    let count = Int(parts[1])
                else { return nil }
                papers[kind] = count
            }
            let name = String(words[2])
            let folder =
                shelf == .files
                ? Int(name).map { DraftName.files($0) } : Period(name).map { .of($0, on: shelf) }
            return folder.map { .init(folder: $0, papers: papers, isUnchanged: true) }
        }
    }
}
