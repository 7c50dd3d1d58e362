import ArgumentParser
import Pipeline

struct TemplatesCopy: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "复制一套模板供修改；目标目录须不存在或是空的。")

    @Argument(help: .init("复制到这里。", valueName: "目录"))
    var target: String

    @OptionGroup var folder: TemplateFolderOption

    func run() throws {
        let options = RunOptions(
            input: "", templates: folder.templates, output: "", state: "", startedAt: RunClock.now())
        try Pipeline(options).copyTemplates(to: target).finish()
    }
}
