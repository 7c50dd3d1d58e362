import ArgumentParser
import Files
import Glibc
import Model
import Pipeline

/// The command: arguments in, exit code out; no rules.
@main
struct Yardstick: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yardstick",
        abstract: "园区季度绩效：读入一个季度的表格，生成反馈报告、通报和红黄牌通知书。",
        discussion: """
            例：
              yardstick run                      读 input/，写 output/drafts/，打开 output/index.html 查看
              yardstick run --period 2026Q1      只生成一个季度
              yardstick run --only P007          只生成一个人的文件（写到 <季度>-only/，不动正式预览）
              yardstick check                    只检查数据和模板，不写任何文件
              yardstick check --report 清单.html 同上，另写一份数据问题清单
              yardstick workbook 2026Q3          生成填表用的工作簿
              yardstick init 新目录               建一个空的数据目录
              yardstick signoff 2026Q1 --date 2026-04-10 --signer 王某   定稿；下一次 run 正式签发
              yardstick pdf                      把打印包、通报和通知书印成 PDF（需要 Chromium）
              yardstick verify                   核对已签发的每一个字节
            """,
        version: "yardstick \(Pipeline.version)",
        subcommands: [
            Run.self, Check.self, Templates.self, WorkbookCommand.self, StartCommand.self, SignOff.self,
            PDFCommand.self, Verify.self, RegisterCommand.self, Status.self,
        ])

    /// Everything the program says is Chinese, so usage faults and help pass through ``ChineseUsage``.
    static func main() {
        ProcessLimits.apply()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            ChineseUsage.exit(error)
        }
    }
}

/// Folders; defaults are those of the working directory.
struct Folders: ParsableArguments {
    @Option(name: .long, help: .init("数据目录。", valueName: "目录"))
    var input = "input"

    @Option(name: .long, help: .init("模板目录。", valueName: "目录"))
    var templates = "templates"

    @Option(name: .long, help: .init("输出目录，须已存在。", valueName: "目录"))
    var output = "output"

    @Option(name: .long, help: .init("运行记录目录；不写时用输出目录旁边的 state。", valueName: "目录"))
    var state: String?

    var statePath: String { Self.state(state, beside: output) }

    /// Beside the output folder, so that two outputs never share a log.
    static func state(_ named: String?, beside output: String) -> String {
        if let named { return named }
        var parts = output.split(separator: "/", omittingEmptySubsequences: false)
        while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        parts[parts.count - 1] = "state"
        return parts.joined(separator: "/")
    }
}

extension Period: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "签发已定稿的季度，生成其余季度的预览稿和目录页（定时任务调用它）。",
        discussion: "退出码：0 完成；64 命令写错；65 数据有错；66 缺少文件；73/74 输出写不进去；75 另一个进程在运行；78 方案或模板有错；80 登记损坏；81 需要更正。")

    @OptionGroup var folders: Folders

    @Option(name: .long, help: .init("只写这个季度，如 2026Q1。", valueName: "季度"))
    var period: Period?

    @Option(name: .long, help: .init("只写这个工号、股室代码、项目代码或牌号的文件。", valueName: "代码"))
    var only: String?

    @Flag(name: .long, help: "成功时不输出任何内容；有签发时输出一行。")
    var quiet = false

    @Flag(name: .customLong("dry-run"), help: "只说会签发什么、用哪些文号，不写任何文件。")
    var dryRun = false

    @Flag(name: .long, help: "结束时在标准输出写一个 JSON 对象，文字只写到标准错误。")
    var json = false

    @Flag(name: .long, help: "列出提示。")
    var verbose = false

    @OptionGroup var group: GroupOption

    func run() throws {
        let printer = TerminalPrinter(quiet: quiet, verbose: verbose)
        var options = RunOptions(
            input: folders.input, templates: folders.templates, output: folders.output,
            state: folders.statePath,
            period: period, only: only, startedAt: RunClock.now(),
            workers: Processors.count)
        options.isDryRun = dryRun
        options.listsWarnings = verbose
        options.readers = group.readers
        let summary = Pipeline(options, progress: printer.progress).run()
        let isSaid = json ? printer.finishJSON(summary) : printer.finish(summary, output: folders.output)
        // What was issued must be told to somebody: a closed stdout is a failure, though nothing is undone.
        guard isSaid || summary.issued.isEmpty else { throw ExitCode(ExitStatus.inputOutputError.rawValue) }
        throw ExitCode(summary.status.rawValue)
    }
}

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "检查数据、方案和模板，算一遍；除 --report 指定的清单外不写任何文件。")

    @OptionGroup var folders: Folders

    @Option(name: .long, help: .init("另写一份数据问题清单（HTML），按文件列出每一处和改法。", valueName: "文件"))
    var report: String?

    @Flag(name: .long, help: "在标准输出打印一个 JSON 对象。")
    var json = false

    @Flag(name: .long, help: "没有问题时不输出任何内容。")
    var quiet = false

    func run() throws {
        let printer = TerminalPrinter(quiet: quiet || json)
        let options = RunOptions(
            input: folders.input, templates: folders.templates, output: folders.output,
            state: folders.statePath,
            startedAt: RunClock.now())
        let pipeline = Pipeline(options, progress: printer.progress)
        let summary = report.map { pipeline.check(writingListTo: $0) } ?? pipeline.check()
        if json { StandardStream.write(CheckJSON.text(of: summary), to: .output) }
        printer.finishCheck(summary)
        throw ExitCode(summary.status.rawValue)
    }
}
