import Foundation
import Model
import Pipeline
import Testing

/// The workbook lacks nothing but what HR must type: how far each project is.
@Test func aNewWorkbookLacksOnlyTheProgressOfProjects() throws {
    let sample = try SampleCopy()
    let folder = sample.folder.path + "/input/2026Q3"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let job = WorkbookJob(
        period: Period("2026Q3")!, input: sample.folder.path + "/input", path: folder + "/2026Q3.xlsx")
    #expect(try job.run() == Period("2026Q2"))

    let errors = Pipeline(sample.options()).check().findings.filter { $0.severity == .error }
    let lacking = Set(errors.map { $0.headline })
    #expect(lacking == ["计划进度为空，不是数字。", "实际进度为空，不是数字。", "截至日期为空。"])
    #expect(errors.allSatisfy { $0.place?.cell?.hasPrefix("项目!") == true })
    #expect(throws: Diagnostic.self) { try job.run() }
}

@Test func aNewParkStartsWithEmptySheets() throws {
    let sample = try SampleCopy()
    let folder = sample.folder.path + "/new"
    _ = try StarterJob.run(folder)
    try FileManager.default.createDirectory(atPath: folder + "/2026Q3", withIntermediateDirectories: false)
    let job = WorkbookJob(period: Period("2026Q3")!, input: folder, path: folder + "/2026Q3/a.xlsx")
    #expect(try job.run() == nil)
    var options = sample.options()
    options.input = folder
    let errors = Pipeline(options).check().findings.filter { $0.severity == .error }
    #expect(Set(errors.map(\.code.text)) == ["E102"])  // the five needed tables have no rows yet
}

@Test func writesTheFindingListByFileWithTheRowAndTheRemedy() throws {
    let sample = try SampleCopy()
    try sample.edit("2026Q2/people.csv", "\nP007,", "\nP007 ,")
    let path = sample.folder.path + "/清单.html"
    let summary = Pipeline(sample.options()).check(writingListTo: path)
    #expect(summary.status == .faultyData)
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.contains("people.csv</h2>"))
    #expect(page.contains("E110"))
    #expect(page.contains("股室代码："))
    let name = try String(contentsOfFile: SampleCopy.repository + "/input/2026Q2/people.csv", encoding: .utf8)
        .split(separator: "\n").first { $0.hasPrefix("P007,") }?.split(separator: ",")[1]
    #expect(!page.contains(try #require(name)), "names stay out")
}
