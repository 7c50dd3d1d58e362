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
        default: StandardStream.write(stage.chinese + "\n", to: .error)
        }
    }

    private func drawBar(_ title: String, done: Int, of all: Int) {
        let filled = all == 0 ? Self.barWidth : done * Self.barWidth / all
        let bar =
            String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barWidth - filled)
        let isLast = done == all
        let line = "\r\(title) \(bar) \(isLast ? "\(all)/\(all)" : "")"
        drawn.withLock { before in
            guard before != line else { return }
            before = line
            StandardStream.write(line + (isLast ? "\n" : ""), to: .error)
        }
    }

    func finish(_ summary: RunSummary, output: String) {
        printFindings(summary.findings, includingWarnings: false)
        if summary.status != .done { StandardStream.write(closing(summary) + "\n", to: .error) }
        guard !quiet, !summary.published.isEmpty else { return }
        for draft in summary.published { StandardStream.write(line(draft) + "\n", to: .output) }
        let warnings = summary.findings.filter { $0.severity == .warning }.count
        if warnings > 0 { StandardStream.write("另有提示 \(warnings) 条，见各季度的运行报告。\n", to: .output) }
        StandardStream.write("请用浏览器打开 \(output)/index.html\n", to: .output)
    }

    func finishCheck(_ summary: RunSummary) {
        printFindings(summary.findings, includingWarnings: !quiet)
        if summary.status != .done {
            StandardStream.write(closing(summary) + "\n", to: .error)
        } else if !quiet {
            StandardStream.write("检查通过，没有发现错误。\n", to: .output)
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
        for finding in shown.prefix(Self.mostFindings) {
            StandardStream.write(finding.description + "\n", to: .error)
        }
        if shown.count > Self.mostFindings {
            StandardStream.write("另有 \(shown.count - Self.mostFindings) 处。\n", to: .error)
        }
    }
}
