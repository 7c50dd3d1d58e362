import Foundation
import Loading
import Model
import Pipeline
import Testing

/// Names that look like formulas go into the next quarter's workbook as text, and come out of it as they were.
@Test func keepsFormulasAsTextInTheWorkbook() throws {
    let names = [
        "=cmd|'/c calc'!A1", "@SUM(1)", "+1+1", "-2", "=HYPERLINK(\"http://x\",\"y\")", "<b>&amp;",
        "_x0041_王", "'=1",
        "00123", "2026-06-30", "＝1", "1e5",
    ]
    let sample = try SampleCopy()
    try replaceNames(in: sample.folder.path + "/input/2026Q2/people.csv", with: names)
    let folder = sample.folder.path + "/input/2026Q3"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    _ = try WorkbookJob(
        period: Period("2026Q3")!, input: sample.folder.path + "/input", path: folder + "/2026Q3.xlsx"
    ).run()

    let last = try #require(Period("2026Q4"))
    let texts = try Loader(input: sample.folder.path + "/input").texts(before: last)
    #expect(texts?.period == Period("2026Q3"))
    let people = try #require(texts?.rows[.people])
    #expect(Array(people.prefix(names.count).map { $0[1] }) == names)
}

/// Puts these names into the first rows.
private func replaceNames(in path: String, with names: [String]) throws {
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    for (index, name) in names.enumerated() {
        var cells = lines[index + 1].components(separatedBy: ",")
        cells[1] = "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        lines[index + 1] = cells.joined(separator: ",")
    }
    try lines.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
}
