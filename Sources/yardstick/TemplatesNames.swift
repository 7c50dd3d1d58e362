import ArgumentParser
import Model
import Pipeline

struct TemplatesNames: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names", abstract: "列出一种文书的模板可用的名称：类型、含义、例子。")

    @Argument(help: DocumentKind.help)
    var kind: DocumentKind

    func run() throws { StandardStream.write(TemplateNames.tree(of: kind), to: .output) }
}
