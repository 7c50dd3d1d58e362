import ArgumentParser
import Pipeline

struct TemplatesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "检查全部模板，一次列出所有错误；不读数据，不写文件。")

    @OptionGroup var folder: TemplateFolderOption

    func run() throws {
        let options = RunOptions(
            input: "", templates: folder.templates, output: "", state: "", startedAt: RunClock.now())
        try Pipeline(options).checkTemplates().finish()
    }
}
