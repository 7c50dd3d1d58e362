import ArgumentParser
import Glibc

/// Says in Chinese what the argument parser says in English, and exits.
///
/// The parser has no translations; its few sentences and headings are put into Chinese here.
enum ChineseUsage {
    static func exit(_ error: any Error) -> Never {
        let code = Yardstick.exitCode(for: error)
        let text = Yardstick.fullMessage(for: error)
        if !text.isEmpty {
            let isFault = code == .validationFailure
            StandardStream.write(chinese(text) + "\n", to: isFault ? .error : .output)
        }
        Glibc.exit(code == .validationFailure ? 64 : code.rawValue)
    }

    private static let replacements: [(String, String)] = [
        ("OVERVIEW: ", "概述："), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "子命令："), ("Usage: ", "用法："), ("Error: ", "错误："), ("<options>", "<选项>"),
        ("<subcommand>", "<子命令>"), ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"),
        ("Show subcommand help information.", "显示子命令的帮助。"), ("(default: ", "（缺省："),
        ("See '", "请看“"), ("' for more information.", "”。"), ("' for detailed help.", "”。"),
        ("Unknown option '", "没有选项“"), ("Unexpected argument '", "多余的参数“"),
        ("Missing value for '", "缺少值：“"), ("Missing expected argument '", "缺少参数：“"),
        ("The value '", "值“"), ("' is invalid for '", "”不能用于“"), ("Did you mean '", "是否为“"),
        ("Please provide one of the following:", "可以是："), ("Help:", "说明："), ("'. ", "”。"), ("'?", "”？"),
        ("arguments", "个参数"),
    ]

    private static func chinese(_ text: String) -> String {
        var text = text
        for (english, chinese) in replacements { text = text.replacing(english, with: chinese) }
        return
            text
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasSuffix("'") ? $0.dropLast() + "”。" : String($0) }
            .map { $0.contains("（缺省：") ? $0.replacing(")", with: "）") : $0 }
            .joined(separator: "\n")
    }
}
