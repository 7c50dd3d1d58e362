import Files
import Model

/// Writes an empty input folder with its explanations: `yardstick init DIR`.
package enum StarterFolder {
    /// Makes the folder and fills it; an existing one must be empty. Gives the paths written.
    package static func write(to path: String) throws(Diagnostic) -> [String] {
        let folder = try Folder.ensure(path)
        guard try folder.names().isEmpty else {
            throw Diagnostic(
                .folderNotEmpty, at: SourcePlace(file: path), "目录不是空的，没有写任何文件。", remedy: "请给一个新的目录。")
        }
        let schemes = try folder.makeFolder("schemes")
        try folder.write(Array(guide.utf8), to: "说明.txt")
        try folder.write(Array("日期,类型\n".utf8), to: "calendar.csv")
        try schemes.write(PackageResources.starter_scheme_xml, to: "scheme.xml")
        return ["说明.txt", "calendar.csv", "schemes/scheme.xml"].map { path + "/" + $0 }
    }

    private static let guide = """
        绩效数据目录

        schemes/scheme.xml   考核方案：权重、等次界线、红黄牌规则、落款等，每一项旁有说明。请先改成本单位的方案。
        calendar.csv         节假日（休）和调休上班日（班），一行一天，如 2026-10-01,休。周末不用写。
        2026Q3/              一个季度一个目录，名字写成 2026Q3；里面放本季度的表。

        一个季度的表可以是 CSV 文件、工作簿（.xlsx）里的工作表，或两者都有；同一张表只能放一处。
        生成带表头、下拉选项和填表说明的工作簿：
            yardstick workbook 2026Q3 --input 本目录
        填好后建 2026Q3 目录，把工作簿放进去，再检查：
            yardstick check --input 本目录 --report 数据问题清单.html

        说明.txt 不会被读取，可以删去。

        """
}

extension DiagnosticCode {
    package static let folderNotEmpty = DiagnosticCode("E521")
}
