import Model
import Preparing
import Testing

private let period = Period("2026Q3")!

private func carried(_ stem: String, _ tables: [CarriedRows.Table]) -> [[String]] {
    CarriedRows(tables, for: period, ledgers: ["走访台账:家次"]).rows(of: stem)
}

private func table(_ stem: String, _ titles: [String], _ rows: [String]...) -> CarriedRows.Table {
    CarriedRows.Table(stem: stem, titles: titles, rows: rows)
}

@Test(arguments: [
    ("", true), ("2026-06-30", false), ("2026-07-01", true),  // in post on the first day
    ("someday", true),  // faulty: HR must see it
])
func keepsPeopleUntilTheyHaveLeft(_ left: String, _ stays: Bool) {
    let people = table("people", ["工号", "离岗日期"], ["P1", left])
    #expect(carried("people", [people]).count == (stays ? 1 : 0))
}

@Test func dropsTheTargetsOfPeopleWhoHaveLeftAndEveryOldDeadline() {
    let people = table("people", ["工号", "离岗日期"], ["P1", "2026-05-31"], ["P2", ""])
    let targets = table(
        "targets", ["指标代码", "对象", "对象代码", "目标值", "期限"], ["K1", "个人", "P1", "3", ""],
        ["K1", "个人", "P2", "3", "2026-06-30"],
        ["K1", "股室", "P1", "9", ""])  // an office that happens to have the code
    #expect(
        carried("targets", [people, targets]) == [["K1", "个人", "P2", "3", ""], ["K1", "股室", "P1", "9", ""]])
}

@Test func asksOnlyForFiguresThatSomebodyMustReport() {
    let indicators = table(
        "indicators", ["指标代码", "类别", "计分法", "数据来源"], ["K1", "关键", "A", "统计"], ["K2", "关键", "A", "走访台账:家次"],
        ["K3", "个性", "F", "评议组"], ["J1", "激励", "D", "文件"])
    let targets = table(
        "targets", ["指标代码", "对象", "对象代码"], ["K1", "个人", "P1"], ["K2", "个人", "P1"], ["K3", "个人", "P1"],
        ["J1", "个人", "P1"])
    let results = table(
        "results", ["指标代码", "对象", "对象代码", "实际值", "截至日期", "说明"], ["K1", "个人", "P1", "5", "2026-06-30", "x"])
    #expect(
        carried("results", [indicators, targets, results]) == [["K1", "个人", "P1", "未报", "2026-07-01", ""]])
}

@Test func repeatsOpenItemsAndForgetsOldProgress() {
    let appeals = table("appeals", ["诉求编号", "办结日期"], ["S1", ""], ["S2", "2026-05-01"])
    #expect(carried("appeals", [appeals]) == [["S1", ""]])
    let items = table(
        "rectifications", ["整改编号", "状态"], ["Z1", "整改中"], ["Z2", "已验收"], ["Z3", "已销号"], ["Z4", "待验收"])
    #expect(carried("rectifications", [items]).map { $0[0] } == ["Z1", "Z4"])
    let projects = table("projects", ["项目代码", "计划进度", "实际进度", "截至日期"], ["X1", "45", "30", "2026-06-30"])
    #expect(carried("projects", [projects]) == [["X1", "", "", ""]])
    #expect(carried("visits", [table("visits", ["日期"], ["2026-05-01"])]) == [])
}
