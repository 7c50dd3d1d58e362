import ArgumentParser
import Files
import Glibc
import Model
import Pipeline
import Publishing

/// `yardstick verify`: reads every issued byte and writes nothing.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "核对已签发的每一个字节和登记头；不改动任何文件。")

    @OptionGroup var folders: Folders

    @Flag(name: .long, help: "另按各批所附的数据和模板重新生成一遍，与签发件逐字节比较。")
    var rerender = false

    @Flag(name: .long, help: "没有问题时不输出任何内容。")
    var quiet = false

    func run() throws {
        let (summary, batches, documents) = Pipeline(folders.options).verify(rerendering: rerender)
        TerminalPrinter(quiet: quiet).printFindings(summary.findings, includingWarnings: true)
        if summary.status == .done {
            let again = rerender && summary.findings.isEmpty ? "重新生成的逐字节相同。" : ""
            if !quiet {
                StandardStream.write("核对无误：\(batches) 批，\(documents) 件。\(again)\n", to: .output)
            }
        } else {
            StandardStream.write(
                "核对发现 \(summary.findings.count) 处问题；没有改动任何文件。退出码 \(summary.status.rawValue)。\n", to: .error)
        }
        throw ExitCode(summary.status.rawValue)
    }
}

extension Folders {
    var options: RunOptions {
        RunOptions(
            input: input, templates: templates, output: output, state: statePath, startedAt: RunClock.now())
    }
}

/// `yardstick register`: shows the register; `void` and `adopt` are its two rare repairs.
struct RegisterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "发文登记：查看、作废手工占用的文号、重建登记头。",
        subcommands: [Show.self, Void.self, Adopt.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出发文登记（XML）。")
        @OptionGroup var folders: Folders
        @Flag(name: .long, help: "写成 XML（缺省）。") var xml = false
        @Flag(name: .long, help: "写成 JSON。") var json = false

        func run() throws {
            let checked = Pipeline(folders.options).register()
            try report(checked.findings)
            let view = RegisterView(checked.value)
            StandardStream.write(json ? view.json : String(decoding: view.xml, as: UTF8.self), to: .output)
        }
    }

    struct Void: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记一个手工占用的文号。")
        @OptionGroup var folders: Folders
        @Argument(help: .init("代字。", valueName: "代字")) var series: String
        @Argument(help: .init("年份。", valueName: "年份")) var year: Int
        @Argument(help: .init("序号。", valueName: "序号")) var number: Int
        @Option(name: .long, help: .init("理由。", valueName: "理由")) var reason: String
        @OptionGroup var group: GroupOption

        func run() throws {
            let number = DocumentNumber(series: series, year: year, number: number)
            var options = folders.options
            options.readers = group.readers
            let checked = Pipeline(options).void(number, reason: reason)
            try report(checked.findings)
            StandardStream.write("已登记 \(number.label) 作废，批次 \(checked.value)。\n", to: .output)
        }
    }

    struct Adopt: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "登记头丢失后，按 issued 现有的内容重建；先确认 issued 完整。")
        @OptionGroup var folders: Folders

        func run() throws {
            let checked = Pipeline(folders.options).adopt()
            try report(checked.findings)
            StandardStream.write("登记头已按 \(checked.value) 批重建。\n", to: .output)
        }
    }

    private static func report(_ findings: [Diagnostic]) throws {
        let errors = findings.filter { $0.severity == .error }
        guard !errors.isEmpty else { return }
        TerminalPrinter(quiet: true).printErrors(errors)
        throw ExitCode(ExitStatus.of(errors).rawValue)
    }
}

/// `yardstick status`: the only command that compares with the clock.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "看上一次成功运行有多久，列出今天到期的事项；超过 --max-age 的以 1 退出。")

    @OptionGroup var folders: Folders

    @Option(name: .customLong("max-age"), help: .init("最长天数，如 35d。", valueName: "天数"))
    var maxAge = "35d"

    @Flag(name: .long, help: "没有问题时不输出任何内容。")
    var quiet = false

    func validate() throws {
        guard days != nil else { throw ValidationError("--max-age 请写成 35d 的样子。") }
    }

    private var days: Int? { maxAge.hasSuffix("d") ? Int(maxAge.dropLast()) : nil }

    func run() throws {
        let path = folders.statePath + "/run.log"
        let bytes = (try? FileReader.read(path, limit: 1 << 28)) ?? []
        let last = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last {
            $0.contains(" exit=0")
        }
        guard let last, let day = Day(iso: String(last.prefix(10))),
            let today = Day(iso: String(RunClock.now().prefix(10)))
        else {
            StandardStream.write("没有成功运行的记录。\n", to: .error)
            throw ExitCode(1)
        }
        let age = today.ordinal - day.ordinal
        guard age <= days ?? 0 else {
            StandardStream.write("上一次成功运行在 \(day)，已过 \(age) 天。\n", to: .error)
            throw ExitCode(1)
        }
        guard !quiet else { return }
        StandardStream.write("上一次成功运行在 \(day)，\(age) 天前。\n", to: .output)
        listDue(on: today)
    }

    /// The exit code tells of runs alone: what is due is no fault.
    private func listDue(on today: Day) {
        guard let due = Pipeline(folders.options).due(on: today) else {
            StandardStream.write("数据或模板读不出，不能列出今天（\(today)）到期的事项；请运行 yardstick check。\n", to: .output)
            return
        }
        let lines = due.map { "  \($0)\n" }.joined()
        StandardStream.write(
            due.isEmpty ? "今天（\(today)）没有到期的事项。\n" : "今天（\(today)）到期 \(due.count) 项：\n" + lines, to: .output)
    }
}
