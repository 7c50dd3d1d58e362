import Glibc
import Model
import Pipeline
import Publishing
import Synchronization

/// Prints progress, findings and the result: stages and a bar on a terminal, nothing under cron.
///
/// Results go to stdout, everything else to stderr, because plain cron mails whatever is printed.
final class TerminalPrinter: Sendable {
    let quiet: Bool
    private let isTerminal = isatty(STDERR_FILENO) == 1
    /// The bar as last drawn, so that only changes are written.
    private let drawn = Mutex("")

    /// Findings beyond this many are only counted.
    private static let mostFindings = 100
    private static let barWidth = 30

    private let verbose: Bool

    init(quiet: Bool, verbose: Bool = false) {
        self.quiet = quiet
        self.verbose = verbose
    }

    @Sendable func progress(_ stage: RunStage) {
        guard isTerminal, !quiet else { return }
        switch stage {
        case .papers(_, let done, let all), .workingPapers(_, let done, let all),
            .printing(_, let done, let all):
            drawBar(stage.chinese, done: done, of: all)
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

    /// `false` when stdout would not take the result.
    func finish(_ summary: RunSummary, output: String) -> Bool {
        printFindings(summary.findings, includingWarnings: verbose)
        var isSaid = true
        for batch in summary.issued {
            isSaid = StandardStream.write(line(batch, summary.isRehearsal) + "\n", to: .output) && isSaid
        }
        if !isSaid {
            for batch in summary.issued {
                StandardStream.write(line(batch, summary.isRehearsal) + "\n", to: .error)
            }
        }
        if summary.status != .done { StandardStream.write(closing(summary) + "\n", to: .error) }
        guard !quiet else { return isSaid }
        if summary.isRehearsal, summary.issued.isEmpty, summary.needless.isEmpty, summary.status == .done {
            StandardStream.write("没有待签发的定稿单，run 不会签发任何文件。\n", to: .output)
        }
        for title in summary.needless { StandardStream.write("\(title)：无需更正。\n", to: .output) }
        for draft in summary.published { StandardStream.write(line(draft) + "\n", to: .output) }
        let warnings = summary.findings.filter { $0.severity == .warning }.count + summary.unlistedWarnings
        if warnings > 0, !verbose { StandardStream.write("另有提示 \(warnings) 条，见各季度的运行报告。\n", to: .output) }
        if !summary.published.isEmpty || !summary.issued.isEmpty, !summary.isRehearsal {
            StandardStream.write("请用浏览器打开 \(output)/index.html\n", to: .output)
        }
        return isSaid
    }

    /// One line for the mail: batch, numbers, digest — a witness that nobody can roll back.
    private func line(_ batch: RunSummary.IssuedBatchSummary, _ isRehearsal: Bool) -> String {
        let numbers = batch.numbers.isEmpty ? "没有文号" : batch.numbers.joined(separator: "、")
        let verb = isRehearsal ? "将签发" : "已签发"
        return
            "\(verb) 第 \(batch.sequence) 批 \(batch.directory)，\(batch.documents.count) 件，\(numbers)，摘要 \(batch.digest.dropFirst(7).prefix(12))"
    }

    func finishCheck(_ summary: RunSummary) {
        printFindings(summary.findings, includingWarnings: !quiet)
        if summary.status != .done {
            StandardStream.write(checkClosing(summary) + "\n", to: .error)
        } else if !quiet {
            StandardStream.write("检查通过，没有发现错误。\n" + undecided(summary), to: .output)
        }
    }

    /// A check makes nothing, so it says what a run would make.
    private func checkClosing(_ summary: RunSummary) -> String {
        let errors = summary.findings.filter { $0.severity == .error }.count
        let end = "退出码 \(summary.status.rawValue)。"
        let start = "共 \(errors) 处错误。check 只检查，没有生成或改动预览稿；"
        guard case .most(let quarters)? = summary.outlook else {
            return start + "改正以前 run 什么都不会生成。" + end
        }
        let lacking = quarters.compactMap { quarter -> String? in
            if quarter.isRefused { return "\(quarter.period) 只有运行报告" }
            guard !quarter.withheld.isEmpty else { return nil }
            return "\(quarter.period) 暂不生成 \(listed(quarter.withheld)) 的文件"
        }
        guard !lacking.isEmpty else { return start + "run 照常生成全部预览稿，有错的季度改正前不能签发。" + end }
        return start + "现在执行 run：\(lacking.joined(separator: "，"))，其余照常生成；有错的季度改正前不能签发。" + end
    }

    /// No fault, and yet in the way of the sign-off.
    private func undecided(_ summary: RunSummary) -> String {
        guard case .most(let quarters)? = summary.outlook else { return "" }
        return quarters.filter { !$0.undecided.isEmpty }.map {
            "\($0.period) 有 \($0.undecided.count) 处并列待审定（\(listed($0.undecided))），定稿前须先由会议审定。\n"
        }.joined()
    }

    private func listed(_ codes: [Code]) -> String {
        let shown = codes.prefix(20).map(\.text).joined(separator: "、")
        return codes.count > 20 ? shown + " 等 \(codes.count) 个" : shown
    }

    private func line(_ draft: RunSummary.PublishedDraft) -> String {
        let counts = DocumentKind.allCases.compactMap { kind in
            draft.papers[kind].map { "\(kind.chinese) \($0) 份" }
        }
        let nothing = draft.folder.shelf == .drafts ? "只有运行报告" : "没有"
        let what = counts.isEmpty ? nothing : counts.joined(separator: "，")
        return "\(draft.chinese)：\(what)" + (draft.isUnchanged ? "（没有变化）" : "")
    }

    private func closing(_ summary: RunSummary) -> String {
        let errors = summary.findings.filter { $0.severity == .error }.count
        let drafts = summary.published.isEmpty ? "没有生成预览稿" : "其余预览稿已生成"
        let issued =
            summary.issued.isEmpty
            ? "未签发任何文件" : "已签发 " + summary.issued.map(\.directory).joined(separator: "、")
        return "共 \(errors) 处错误，\(drafts)；\(issued)。退出码 \(summary.status.rawValue)。"
    }

    func printErrors(_ findings: [Diagnostic]) { printFindings(findings, includingWarnings: false) }

    func printFindings(_ findings: [Diagnostic], includingWarnings: Bool) {
        // An official paper on an untried disk is worth a line in cron's mail.
        let shown = findings.filter {
            includingWarnings || $0.severity == .error || $0.code == .fileSystemUntried
        }
        for finding in shown.prefix(Self.mostFindings) {
            StandardStream.write(finding.description + "\n", to: .error)
        }
        if shown.count > Self.mostFindings {
            StandardStream.write("另有 \(shown.count - Self.mostFindings) 处。\n", to: .error)
        }
    }
}
