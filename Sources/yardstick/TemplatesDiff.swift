import ArgumentParser
import Model
import Pipeline

struct TemplatesDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "用两套模板各生成一个季度的文书，列出影响几份、怎样不同；不写文件。")

    @Argument(help: .init("原来的模板目录。", valueName: "旧目录"))
    var old: String

    @Argument(help: .init("改过的模板目录。", valueName: "新目录"))
    var new: String

    @Option(name: .long, help: .init("哪个季度，如 2026Q1；不写时取最近的。", valueName: "季度"))
    var period: Period?

    @Option(name: .long, help: .init("数据目录。", valueName: "目录"))
    var input = "input"

    func run() throws {
        let options = RunOptions(
            input: input, templates: old, output: "", state: "", period: period, startedAt: RunClock.now())
        try Pipeline(options).compareTemplates(with: new).finish()
    }
}
