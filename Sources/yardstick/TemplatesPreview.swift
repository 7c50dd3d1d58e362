import ArgumentParser
import Model
import Pipeline

struct TemplatesPreview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "用现有数据生成一份文书来看，写到单独的目录，不动正式输出。")

    @Argument(help: DocumentKind.help)
    var kind: DocumentKind

    @Option(name: .long, help: .init("这个人的文书；不写时取第一份。", valueName: "工号"))
    var person: String?

    @Option(name: .long, help: .init("这个股室的文书，park 为园区。", valueName: "股室代码"))
    var office: String?

    @Option(name: .long, help: .init("这张牌的文书。", valueName: "牌号"))
    var card: String?

    @Option(name: .long, help: .init("哪个季度，如 2026Q1；不写时取最近的。", valueName: "季度"))
    var period: Period?

    @Option(name: .long, help: .init("数据目录。", valueName: "目录"))
    var input = "input"

    @OptionGroup var folder: TemplateFolderOption

    @Option(name: .long, help: .init("写到这个目录，没有时建立。", valueName: "目录"))
    var into = "preview"

    func validate() throws {
        guard [person, office, card].compactMap({ $0 }).count < 2 else {
            throw ValidationError("--person、--office、--card 只能写一个。")
        }
    }

    func run() throws {
        let options = RunOptions(
            input: input, templates: folder.templates, output: "", state: "", period: period,
            startedAt: RunClock.now())
        try Pipeline(options).preview(kind, person ?? office ?? card, into: into).finish()
    }
}
