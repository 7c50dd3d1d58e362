import Files
import Model
import Publishing

/// What a run did, for the command line to print and exit with.
package struct RunSummary: Sendable {
    package var status: ExitStatus
    package var findings: [Diagnostic]
    /// Files per period, in order; empty when nothing was published.
    package var published: [PublishedDraft] = []

    /// Batches issued by this run, or that would be in a dry run.
    package var issued: [IssuedBatchSummary] = []
    /// Revisions that changed nothing.
    package var needless: [String] = []
    package var isRehearsal = false
    /// After a check: what a run on the same data would make.
    package var outlook: Outlook?
    /// Warnings of the last run, when nothing changed since and nothing was done.
    package var unlistedWarnings = 0

    package enum Outlook: Sendable {
        /// The run would stop before the first paper.
        case nothing
        /// All papers but these.
        case most([Lacking])
    }

    /// What one quarter would lack.
    package struct Lacking: Sendable {
        package var period: Period
        /// Persons, offices and projects that a fault withholds.
        package var withheld: [Code] = []
        /// Its tables could not be used at all.
        package var isRefused = false
        /// Tied across a line and not decided; the quarter is over and not signed off.
        package var undecided: [Code] = []
    }

    package struct IssuedBatchSummary: Sendable {
        package var sequence: Int
        package var directory: String
        package var period: Period?
        package var digest: String
        package var documents: [IssuedDocument]

        init(_ manifest: Manifest) {
            sequence = manifest.sequence
            directory = manifest.directory
            period = manifest.purpose.period
            digest = manifest.digest
            documents = manifest.documents
        }

        /// `临园绩督〔2026〕4–11号`, one for each series.
        package var numbers: [String] {
            var spans: [(first: DocumentNumber, last: Int)] = []
            for number in documents.compactMap(\.number) {
                if let position = spans.firstIndex(where: { $0.first.series == number.series }) {
                    spans[position].last = number.number
                } else {
                    spans.append((number, number.number))
                }
            }
            return spans.map { span in
                let numbers =
                    span.first.number == span.last ? "\(span.last)" : "\(span.first.number)-\(span.last)"
                return "\(span.first.series)〔\(span.first.year)〕\(numbers)号"
            }
        }
    }

    /// As the log and `--json` name it.
    package var outcome: String {
        if !issued.isEmpty { return "issued" }
        switch status {
        case .done, .faultyData, .correctionNeeded:
            let changed = published.contains { !$0.isUnchanged }
            return changed ? "draft" : status == .done ? "unchanged" : "refused"
        case .inputOutputError, .internalError, .systemExhausted, .outputNotWritable: return "failed"
        default: return "refused"
        }
    }

    package struct PublishedDraft: Sendable {
        package var folder: DraftName
        package var papers: [DocumentKind: Int]
        package var isUnchanged: Bool

        /// As the log names it: `2026Q1`, `working/2026Q1`.
        package var name: String {
            folder.shelf == .drafts ? folder.description : String(folder.folder.dropLast())
        }

        package var chinese: String {
            switch folder.shelf {
            case .drafts: return "\(folder) 预览稿"
            case .working: return "\(folder) 工作文件"
            case .files: return "\(folder) 绩效档案"
            }
        }
    }

    package init(status: ExitStatus, findings: [Diagnostic]) {
        self.status = status
        self.findings = findings.sorted()
    }

    /// Puts findings and status in order, at the end.
    mutating func settle() {
        findings = Array(Set(findings)).sorted()
        status = ExitStatus.of(findings)
    }

    /// A run stopped by faults of scheme or templates ends with 78, whatever else is wrong; but where the disk or
    /// the system would not let a file be read, nothing is known to be wrong with it.
    static func stopped(_ findings: [Diagnostic]) -> RunSummary {
        let errors = findings.filter { $0.severity == .error }
        let isUnread = !errors.isEmpty && errors.allSatisfy(\.isReadFailure)
        return RunSummary(status: isUnread ? ExitStatus.of(errors) : .faultyConfiguration, findings: findings)
    }
}
