import Glibc
import Model
import Pipeline
import Synchronization

/// Prints progress, findings and the result: stages and a bar on a terminal, nothing under cron.
///
/// Results go to stdout, everything else to stderr, because plain cron mails whatever is printed.
final class TerminalPrinter: Sendable {
    private let quiet: Bool
    private let isTerminal = isatty(STDERR_FILENO) == 1
    /// The bar as last drawn, so that only changes are written.
    private let drawn = Mutex("")

    /// Findings beyond this many are only counted.
    private static let mostFindings = 100
    private static let barWidth = 30

    init(quiet: Bool) { self.quiet = quiet }

    @Sendable func progress(_ stage: RunStage) {
        guard isTerminal, !quiet else { return }
        switch stage {
        case .papers(_, let done, let all): drawBar(stage.chinese, done: done, of: all)
        case .finished: break
        default: write(stage.chinese + "\n", to: STDERR_FILENO)
        }
    }

    private func drawBar(_ title: String, done: Int, of all: Int) {
        let filled = all == 0 ? Self.barWidth : done * Self.barWidth / all
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barWidth - filled)
        let isLast = done == all
        let line = "\r\(title) \(bar) \(isLast ? "\(all)/\(all)" : "")"
        drawn.withLock { before in
            guard before != line else { return }
            before = line
            write(line + (isLast ? "\n" : ""), to: STDERR_FILENO)
        }
    }

    func finish(_ summary: RunSummary, output: String) {
        printFindings(summary.findings, includingWarnings: false)
        if summary.status != .done { write(closing(summary) + "\n", to: STDERR_FILENO) }
        guard !quiet, !summary.published.isEmpty else { return }
        for draft in summary.published { write(line(draft) + "\n", to: STDOUT_FILENO) }
        let warnings = summary.findings.filter { $0.severity == .warning }.count
        if warnings > 0 { write("另有提示 \(warnings) 条，见各季度的运行报告。\n", to: STDOUT_FILENO) }
        write("请用浏览器打开 \(output)/index.html\n", to: STDOUT_FILENO)
    }

    func finishCheck(_ summary: RunSummary) {
        printFindings(summary.findings, includingWarnings: !quiet)
        if summary.status != .done {
            write(closing(summary) + "\n", to: STDERR_FILENO)
        } else if !quiet {
            write("检查通过，没有发现错误。\n", to: STDOUT_FILENO)
        }
    }

    private func line(_ draft: RunSummary.PublishedDraft) -> String {
        let counts = DocumentKind.allCases.compactMap { kind in
            draft.papers[kind].map { "\(kind.chinese) \($0) 份" }
        }
        let what = counts.isEmpty ? "只有运行报告" : counts.joined(separator: "，")
        return "\(draft.name) 预览稿：\(what)" + (draft.isUnchanged ? "（没有变化）" : "")
    }

    private func closing(_ summary: RunSummary) -> String {
        let errors = summary.findings.filter { $0.severity == .error }.count
        let drafts = summary.published.isEmpty ? "没有生成预览稿" : "其余预览稿已生成"
        return "共 \(errors) 处错误，\(drafts)；未签发任何文件。退出码 \(summary.status.rawValue)。"
    }

    private func printFindings(_ findings: [Diagnostic], includingWarnings: Bool) {
        let shown = findings.filter { includingWarnings || $0.severity == .error }
        for finding in shown.prefix(Self.mostFindings) { write(finding.description + "\n", to: STDERR_FILENO) }
        if shown.count > Self.mostFindings {
            write("另有 \(shown.count - Self.mostFindings) 处。\n", to: STDERR_FILENO)
        }
    }

    private func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // A closed terminal or pipe loses the message, never the run.
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
