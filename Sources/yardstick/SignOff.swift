import ArgumentParser
import Glibc
import Model
import Pipeline

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(iso: argument) }
}

/// `yardstick signoff`: a person looks, then signs; cron never calls it.
struct SignOff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signoff", abstract: "定稿：列出将要签发的文件，确认后写定稿单；下一次 run 正式签发。",
        discussion: """
            例：
              yardstick signoff 2026Q1 --date 2026-04-10 --signer 王某
              yardstick signoff 2026Q1 --revision 1 --date 2026-05-06 --signer 王某 --reason 走访台账补录
              yardstick signoff 2026Q2 --notices --date 2026-05-06 --signer 王某     只签发销牌、撤牌
            """)

    @OptionGroup var folders: Folders

    @Argument(help: .init("季度，如 2026Q1。", valueName: "季度"))
    var period: Period

    @Option(name: .long, help: .init("成文日期，如 2026-04-10。", valueName: "日期"))
    var date: Day

    @Option(name: .long, help: .init("签发人。", valueName: "姓名"))
    var signer: String

    @Option(name: .long, help: .init("第几次更正。", valueName: "次数"))
    var revision: Int?

    @Option(name: .long, help: .init("更正的理由，印在更正件上。", valueName: "理由"))
    var reason: String?

    @Flag(name: .long, help: "只签发销牌、撤牌的通知。")
    var notices = false

    @Flag(name: .long, help: "数据没有到季末，仍按已结束定稿。")
    var ended = false

    @Flag(name: .customLong("allow-gap"), help: "成文日期比上一件晚一年以上。")
    var allowGap = false

    @Flag(name: .long, help: "不再询问，直接写定稿单。")
    var yes = false

    func validate() throws {
        if revision != nil && notices { throw ValidationError("--revision 和 --notices 不能同时用。") }
        if revision != nil && (reason ?? "").isEmpty { throw ValidationError("更正须写明理由：--reason。") }
        if revision == nil && reason != nil { throw ValidationError("--reason 只用于更正。") }
        if signer.isEmpty { throw ValidationError("签发人不能为空。") }
    }

    func run() throws {
        let options = RunOptions(
            input: folders.input, templates: folders.templates, output: folders.output,
            state: folders.statePath,
            startedAt: RunClock.now())
        let pipeline = Pipeline(options)
        let request = SignoffRequest(
            period: period, date: date, signer: signer, isRevision: revision != nil, revision: revision,
            isNotices: notices, reason: reason, ended: ended, allowsGap: allowGap)
        let preview = pipeline.previewSignoff(request)
        TerminalPrinter(quiet: false).printErrors(preview.summary.findings)
        guard let signoff = preview.signoff else {
            let status = preview.summary.status == .done ? ExitStatus.faultyData : preview.summary.status
            StandardStream.write("没有定稿，未写定稿单。退出码 \(status.rawValue)。\n", to: .error)
            throw ExitCode(status.rawValue)
        }
        StandardStream.write(text(of: preview, signoff), to: .output)
        guard yes || confirms() else {
            StandardStream.write("没有定稿，未写定稿单。\n", to: .error)
            throw ExitCode(64)
        }
        do throws(Diagnostic) {
            let path = try pipeline.write(preview)
            StandardStream.write("已写定稿单 \(path)。请执行 yardstick run 签发。\n", to: .output)
        } catch {
            StandardStream.write("\(error)\n没有定稿。\n", to: .error)
            throw ExitCode(ExitStatus.of([error]).rawValue)
        }
    }

    private func text(of preview: SignoffPreview, _ signoff: Signoff) -> String {
        guard !preview.counts.isEmpty else { return "\(period) 与已签发的相同，无需更正。\n" }
        var text = "\(period) 将于 \(signoff.date) 由 \(signoff.signer) 签发：\n"
        for kind in DocumentKind.allCases {
            if let count = preview.counts[kind] { text += "  \(kind.chinese) \(count) 件\n" }
        }
        for batch in preview.summary.issued where batch.period == period {
            text += "  批次 \(batch.directory)，文号 \(batch.numbers.joined(separator: "、"))\n"
        }
        if signoff.revision > 0 || signoff.isNotices {
            text += "  涉及：\(preview.subjects.prefix(50).joined(separator: "、"))\n"
        }
        for later in preview.laterIssued where signoff.revision > 0 {
            text += "  \(later) 已经签发，不随之改动；确需改动的，另行更正。\n"
        }
        return text
    }

    /// Without a terminal nobody can confirm.
    private func confirms() -> Bool {
        guard isatty(STDIN_FILENO) == 1 else {
            StandardStream.write("不在终端上，不能确认；确认无误后请加 --yes。\n", to: .error)
            return false
        }
        StandardStream.write("确认定稿请输入 是：", to: .error)
        return readLine() == "是"
    }
}
