import Model
import Preparing
import Scratch
import Testing

private func plan(_ rows: [[String]]) -> WorkbookPlan {
    WorkbookPlan(
        title: "测试",
        sheets: [
            .init(
                name: "人员", note: "",
                columns: [
                    .init(title: "工号", isRequired: true, form: "代码", content: .text),
                    .init(title: "状态", isRequired: true, form: "在岗/领导", content: .words(["在岗", "领导"])),
                    .init(title: "日期", isRequired: false, form: "日期", content: .date),
                    .init(title: "系数", isRequired: false, form: "数", content: .number),
                ], rows: rows)
        ])
}

/// Nothing of the clock, the folder or the process is in a workbook.
@Test func writesTheSameBytesForTheSamePlan() throws {
    let rows = [["P1", "在岗", "2026-01-05", "1.2"], ["=1+1", "@SUM(1)", "no date", "12345678901234567"]]
    let first = try WorkbookWriter(plan(rows)).bytes(scratch: ScratchFolder().path)
    let second = try WorkbookWriter(plan(rows)).bytes(scratch: ScratchFolder().path)
    #expect(first == second)
    #expect(first.starts(with: [0x50, 0x4B, 3, 4]))
}

@Test func leavesNothingInTheScratchFolder() throws {
    let scratch = ScratchFolder()
    _ = try WorkbookWriter(plan([])).bytes(scratch: scratch.path)
    #expect(scratch.snapshot() == [])
}

@Test func makesAnInputFolderOnlyWhereThereIsNone() throws {
    let scratch = ScratchFolder()
    let paths = try StarterFolder.write(to: scratch.path + "/new")
    #expect(
        paths.map { $0.dropFirst(scratch.path.count) } == [
            "/new/说明.txt", "/new/calendar.csv", "/new/schemes/scheme.xml",
        ])
    let before = scratch.snapshot()
    #expect(throws: Diagnostic.self) { try StarterFolder.write(to: scratch.path + "/new") }
    #expect(scratch.snapshot() == before)
}
