import ArgumentParser
import Model
import Pipeline

/// `yardstick workbook 2026Q3`
struct WorkbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workbook", abstract: "生成一个季度的填表工作簿（.xlsx），带表头、下拉选项、填表说明和上一季度的底数。",
        discussion: "例：yardstick workbook 2026Q3 --file 2026Q3.xlsx。已有同名文件时不覆盖。")

    @Argument(help: .init("季度，如 2026Q3。", valueName: "季度"))
    var period: Period

    @Option(name: .long, help: .init("数据目录。", valueName: "目录"))
    var input = "input"

    @Option(name: .long, help: .init("写到哪个文件；不写时用当前目录下的 <季度>.xlsx。", valueName: "文件"))
    var file: String?

    func run() throws {
        let path = file ?? "\(period).xlsx"
        do throws(Diagnostic) {
            let last = try WorkbookJob(period: period, input: input, path: path).run()
            let base = last.map { "底数取自 \($0)" } ?? "没有更早的季度，各表为空"
            StandardStream.write(
                "已生成 \(path)（\(base)）。填好后放进 \(input)/\(period)/，再运行 yardstick check。\n", to: .output)
        } catch {
            StandardStream.write(error.description + "\n", to: .error)
            throw ExitCode(ExitStatus.of([error]).rawValue)
        }
    }
}
