import ArgumentParser
import Model
import Pipeline

/// `yardstick init DIR`
struct StartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "建一个空的数据目录：带注释的考核方案、空的日历和说明。",
        discussion: "例：yardstick init 新园区。目录须不存在或是空的。")

    @Argument(help: .init("要建的目录。", valueName: "目录"))
    var folder: String

    func run() throws {
        do throws(Diagnostic) {
            for path in try StarterJob.run(folder) { StandardStream.write("已写 \(path)\n", to: .output) }
        } catch {
            StandardStream.write(error.description + "\n", to: .error)
            throw ExitCode(ExitStatus.of([error]).rawValue)
        }
    }
}
