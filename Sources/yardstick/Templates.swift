import ArgumentParser
import Model
import Pipeline

/// `yardstick templates`: what whoever edits templates needs.
struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "模板：查看可用的名称、检查、预览、比较、复制。",
        discussion: """
            例：
              yardstick templates copy 我的模板                        复制一套来改
              yardstick templates names feedback                       反馈报告可用的名称
              yardstick templates check --templates 我的模板           检查，不读数据
              yardstick templates preview feedback --person P007       生成一份来看
              yardstick templates diff templates 我的模板              改动影响哪些文书
            """,
        subcommands: [
            TemplatesNames.self, TemplatesCheck.self, TemplatesPreview.self, TemplatesDiff.self,
            TemplatesCopy.self,
        ])
}

/// The kinds by the names of their folders.
extension DocumentKind: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument) }

    static var help: ArgumentHelp {
        let kinds = allCases.map { "\($0.rawValue)（\($0.chinese)）" }
        return ArgumentHelp("文书种类：\(kinds.joined(separator: "、"))。", valueName: "种类")
    }
}

/// The folder of templates.
struct TemplateFolderOption: ParsableArguments {
    @Option(name: .long, help: .init("模板目录。", valueName: "目录"))
    var templates = "templates"
}

extension TemplateAnswer {
    /// Lines to stdout, findings to stderr; ends with the exit code.
    func finish() throws -> Never {
        let isSaid = lines.map { StandardStream.write($0 + "\n", to: .output) }.allSatisfy { $0 }
        TerminalPrinter(quiet: false).printErrors(findings)
        if status != .done { StandardStream.write("退出码 \(status.rawValue)。\n", to: .error) }
        throw ExitCode(status == .done && !isSaid ? 74 : status.rawValue)
    }
}
