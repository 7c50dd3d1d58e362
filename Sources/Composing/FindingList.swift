import Model

/// The list of everything wrong with the input (数据问题清单), by file, for HR to mend it from.
///
/// Persons stand by staff number only; rows are shown without names and free text.
package struct FindingList: Sendable {
    var files: [FileFindings]
    /// Beyond ``limit``.
    var uncounted: Int
    var errors: Int
    var warnings: Int

    struct FileFindings: Sendable {
        /// `nil` for findings about no file.
        var path: String?
        var findings: [Diagnostic]
    }

    /// A thousand are a day's work; the rest shows when they are mended.
    static let limit = 1000

    package init(_ findings: [Diagnostic]) {
        let listed = findings.sorted()
        errors = listed.count { $0.severity == .error }
        warnings = listed.count - errors
        uncounted = max(0, listed.count - Self.limit)
        let groups = Dictionary(grouping: listed.prefix(Self.limit)) { $0.place?.file ?? "" }
        // What must be mended comes before what should be looked at.
        files = groups.sorted { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }.map { path, findings in
            FileFindings(path: path.isEmpty ? nil : path, findings: findings)
        }
    }

    package static func document(of findings: [Diagnostic]) -> Document {
        Document(
            kind: .findingList, period: nil, subject: "finding-list", path: "finding-list",
            facts: naming.record(of: FindingList(findings)), permittedStaffNumbers: nil)
    }
}

extension FindingList {
    static let naming = Naming<FindingList>(
        "数据问题清单",
        [
            .whole("错误数", "错误的处数", example: "3") { $0.errors }.obligatory,
            .whole("提示数", "提示的条数", example: "2") { $0.warnings },
            .flag("没有问题", "既没有错误也没有提示") { $0.files.isEmpty },
            .list("文件", fileNaming, "有问题的文件，有错误的在前，再按路径") { $0.files }.obligatory,
            .whole("未列出数", "超过 1000 条而没有列出的条数", example: "0") { $0.uncounted },
            .flag("未列全", "有没有列出的问题") { $0.uncounted > 0 },
        ])

    private static let fileNaming = Naming<FileFindings>(
        "文件",
        [
            .text("路径", "文件路径；没有文件时没有", example: "input/2026Q1/results.csv", optional: { $0.path }),
            .whole("错误数", "这个文件的错误处数", example: "3") { $0.findings.count { $0.severity == .error } },
            .whole("提示数", "这个文件的提示条数", example: "0") { $0.findings.count { $0.severity == .warning } },
            .list("问题", findingNaming, "错误在前，按位置") { $0.findings }.obligatory,
        ])

    private static let findingNaming = Naming<Diagnostic>(
        "问题",
        [
            .text("编码", "编码，含义见差错说明", example: "E203") { $0.code.text },
            .flag("是错误", "错误；否则是提示") { $0.severity == .error },
            .text("位置", "行、列或单元格；说整个文件时没有", example: "第 17 行第 4 列", optional: { $0.spot }),
            .text("内容", "错在哪里", example: "得分“10O”不是数字。") { $0.headline }.obligatory,
            .text("处理", "怎样改；内容里已说明时为空", example: "请改为 0 到 100 之间的数。") { $0.remedy }.obligatory,
            .list("行", cellNaming, "这一行的内容，不含姓名和文字说明") { $0.row },
            .texts("影响", "因此不出件的工号或代码", example: "P007") { $0.affected.sorted().map(\.text) },
            .flag("有影响", "有人或股室因此不出件") { !$0.affected.isEmpty },
        ])

    private static let cellNaming = Naming<Diagnostic.ShownCell>(
        "单元格",
        [
            .text("列名", "列名", example: "实际值") { $0.title },
            .text("内容", "单元格的内容，最多 20 个字", example: "10O") { $0.text },
        ])
}

extension [Diagnostic] {
    fileprivate var rank: Int { contains { $0.severity == .error } ? 0 : 1 }
}

extension Diagnostic {
    /// The place within its file, as a person would look for it.
    fileprivate var spot: String? {
        guard let place else { return nil }
        if let cell = place.cell { return cell }
        guard place.line > 0 else { return nil }
        return place.column > 0 ? "第 \(place.line) 行第 \(place.column) 列" : "第 \(place.line) 行"
    }
}
