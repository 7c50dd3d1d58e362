import ArgumentParser
import Glibc
import Model
import Pipeline

/// `yardstick pdf`
struct PDFCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pdf",
        abstract: "把打印包、通报、通知书和分解表印成 PDF，写到 output/pdf/（需要装有 Chromium）。",
        discussion: """
            先运行 yardstick run；这里只印 output/ 里已有的文件，不读数据，也不影响签发。
            例：
              yardstick pdf                      全部预览稿和最近签发的季度
              yardstick pdf --period 2025Q4      一个季度
              yardstick pdf --only P007          一个人的报告和通知书
            没有变化的文件不重印。output/pdf/ 可以随时删掉，再运行一次就有。
            退出码：0 完成；64 命令写错；66 没有可以印的；69 没有能用的浏览器；73/74 输出写不进去；75 另一个进程在运行；78 模板的样式使纸面不对；80 已签发的文件被改动。
            """)

    @Option(name: .long, help: .init("输出目录，须已存在。", valueName: "目录"))
    var output = "output"

    @Option(name: .long, help: .init("运行记录目录；不写时用输出目录旁边的 state。", valueName: "目录"))
    var state: String?

    @Option(name: .long, help: .init("只印这个季度，如 2026Q1。", valueName: "季度"))
    var period: Period?

    @Option(name: .long, help: .init("只印这个工号、股室代码、项目代码或牌号的文件，放在 <季度>-only/；全园区写 park。", valueName: "代码"))
    var only: String?

    @Option(name: .long, help: .init("浏览器程序的绝对路径；不写时在常见位置找。", valueName: "程序"))
    var browser: String?

    @Flag(name: .long, help: "成功时不输出任何内容。")
    var quiet = false

    func run() throws {
        let printer = TerminalPrinter(quiet: quiet)
        let options = RunOptions(
            input: "", templates: "", output: output, state: Folders.state(state, beside: output),
            period: period,
            only: only, startedAt: RunClock.now(), workers: Processors.count)
        let summary = PDFJob(options, browser: browser, progress: printer.progress).run()
        printer.finish(summary, output: output)
        throw ExitCode(summary.status.rawValue)
    }
}

extension TerminalPrinter {
    func finish(_ summary: PDFSummary, output: String) {
        printFindings(summary.findings, includingWarnings: true)
        if !quiet {
            for shelf in summary.shelves { StandardStream.write(line(shelf, output) + "\n", to: .output) }
        }
        guard summary.status != .done else { return }
        let rest = summary.shelves.isEmpty ? "没有写出 PDF" : "其余季度的 PDF 已写出"
        let errors = summary.findings.filter { $0.severity == .error }.count
        StandardStream.write(
            "共 \(errors) 处错误，\(rest)，原有的 PDF 没有动；未签发任何文件。退出码 \(summary.status.rawValue)。\n", to: .error)
    }

    private func line(_ shelf: PDFSummary.Shelf, _ output: String) -> String {
        let fresh = shelf.printed == 0 ? "没有变化" : shelf.printed == shelf.files ? "" : "新印 \(shelf.printed) 份"
        return "\(shelf.name)：\(shelf.files) 份 PDF，共 \(shelf.pages) 页" + (fresh.isEmpty ? "" : "（\(fresh)）")
            + "，在 \(output)/pdf/\(shelf.name)/"
    }
}
