import Foundation
import Loading
import Model
import Scratch
import Testing

/// Whatever HR typed in 整改, the ledger's workbook holds it as text and the next quarter reads it as it was.
@Test(arguments: [11, 12] as [UInt64])
func theLedgersWorkbookKeepsEveryTextAsText(seed: UInt64) throws {
    let sample = try SampleCopy()
    let path = sample.folder.path + "/input/2026Q2/rectifications.csv"
    var random = SeededGenerator(seed: seed)
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    for place in lines.indices.dropFirst() {
        var cells = lines[place].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        // 问题, 目标, 措施, 责任单位, 佐证.
        for column in [4, 5, 6, 7, 15] {
            let text = random.nastyText(isOneLine: column == 7)
            cells[column] = "\"" + text.replacing("\"", with: "\"\"") + "\""
        }
        lines[place] = cells.joined(separator: ",")
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: false, encoding: .utf8)
    let typed = try rows(of: sample, before: "2026Q3")
    #expect(typed.count == lines.count - 1)

    _ = sample.run()
    let next = sample.folder.path + "/input/2026Q3"
    try FileManager.default.createDirectory(atPath: next, withIntermediateDirectories: false)
    try FileManager.default.copyItem(
        atPath: sample.folder.path + "/output/working/2026Q2/ledgers/park.xlsx", toPath: next + "/park.xlsx")
    let kept = try rows(of: sample, before: "2026Q4")
    // A row that was settled before the quarter is no item of it any more.
    #expect(typed.keys.count { kept[$0] != nil } >= 6)
    for (number, row) in typed {
        guard let copy = kept[number] else { continue }
        for column in [4, 5, 6, 7, 15] {
            #expect(copy[column] == row[column], "\(number) \(row[column].debugDescription)")
        }
    }
}

/// Rows of 整改 as they are read from the last quarter before that one, by 整改编号.
private func rows(of sample: SampleCopy, before period: String) throws -> [String: [String]] {
    let last = try #require(Period(period))
    let texts = try Loader(input: sample.folder.path + "/input").texts(before: last)
    let rows = try #require(texts?.rows[.rectifications])
    return Dictionary(rows.map { ($0[0], $0) }, uniquingKeysWith: { first, _ in first })
}

extension SeededGenerator {
    /// Without a carriage return, which the tables refuse.
    fileprivate mutating func nastyText(isOneLine: Bool) -> String {
        let starts = [
            "=", "+", "-", "@", "\t=", "＝", "'=", "=HYPERLINK(\"http://x\",\"y\")", "\"=", "{=",
            "_x003D_",
        ]
        let parts =
            ["1+1", "cmd|'/c calc'!A1", "甲", "\"", ",", ";", "<b>&", "_x000D_", "0012", " ", "SUM(A1)"] + [
                "\n", "\t",
            ]
        let start = starts[below(starts.count)]
        let rest = (0..<below(5)).map { _ in parts[below(parts.count)] }
        let text = start + "字" + rest.joined()
        return isOneLine ? text.filter { !$0.isNewline && $0 != "\t" } : text
    }
}
