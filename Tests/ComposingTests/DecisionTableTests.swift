import Composing
import Model
import Scratch
import Testing

/// Whatever a reason begins with, a spreadsheet that opens decisions.csv takes it for text, and it comes back whole.
@Test(arguments: 1...200)
func writesNoFormulaIntoTheDecisionTable(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var assessment = try #require(SamplePark().assessment())
    let position = try #require(assessment.people.firstIndex { $0.suggested != nil })
    let reason = random.nastyText()
    assessment.people[position].decision = Decision(
        matter: .grade, holder: Holder(.person, assessment.people[position].person.code), cardID: nil,
        suggested: "好", decided: "较好", reason: reason, decidedBy: "党工委", date: day("2026-04-08"),
        place: SourcePlace(file: "decisions.csv"))
    let composer = Composer(assessment, calendar: SamplePark().calendar)
    let table = try #require(composer.decisionTable())
    let rows = try #require(quotedRows(table), "\(reason.debugDescription)")
    #expect(Set(rows.map(\.count)) == [9])
    let cells = rows.flatMap(\.self)
    #expect(!cells.contains { looksLikeFormula($0) }, "\(reason.debugDescription)")
    #expect(
        cells.contains { $0.utf8.elementsEqual(reason.utf8) || $0.utf8.elementsEqual(("'" + reason).utf8) })
}

@Test(arguments: [
    ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"), ("  =1+1", "'  =1+1"), ("＝1+1", "'＝1+1"),
    ("@SUM(1)", "'@SUM(1)"),
    ("说“=1”", "说“=1”"), ("\"\u{301}a", "\"\u{301}a"), ("", ""),
])
func putsAnApostropheBeforeWhatASpreadsheetWouldCompute(reason: String, cell: String) throws {
    var assessment = try #require(SamplePark().assessment())
    let position = try #require(assessment.people.firstIndex { $0.suggested != nil })
    assessment.people[position].decision = Decision(
        matter: .grade, holder: Holder(.person, assessment.people[position].person.code), cardID: nil,
        suggested: "好", decided: "较好", reason: reason, decidedBy: "党工委", date: day("2026-04-08"),
        place: SourcePlace(file: "decisions.csv"))
    let table = try #require(Composer(assessment, calendar: SamplePark().calendar).decisionTable())
    let row = quotedRows(table)?.first { $0[5] == "较好" }
    #expect(row.map { Array($0[6].utf8) } == Array(cell.utf8))
}

private func looksLikeFormula(_ text: String) -> Bool {
    let first = text.unicodeScalars.first { $0 != " " && $0 != "\u{3000}" }
    return first.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) } ?? false
}

/// Rows of a table in which every cell is quoted; `nil` when it is not one.
private func quotedRows(_ bytes: [UInt8]) -> [[String]]? {
    var rows: [[String]] = [[]]
    var cell: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
        guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
        cell = []
        while true {
            guard let byte = rest.popFirst() else { return nil }
            if byte == UInt8(ascii: "\"") {
                guard rest.first == byte else { break }
                rest.removeFirst()
            }
            cell.append(byte)
        }
        rows[rows.count - 1].append(String(decoding: cell, as: UTF8.self))
        switch rest.popFirst() {
        case UInt8(ascii: ","): break
        case UInt8(ascii: "\n"): if !rest.isEmpty { rows.append([]) }
        default: return nil
        }
    }
    return rows
}

extension SeededGenerator {
    fileprivate mutating func nastyText() -> String {
        let pieces = [
            "=", "+", "-", "@", "\"", "\"\"", "'", ",", "\n", "\t", " ", "　", "＝", "＠", "cmd|'/c calc'!A1",
            "SUM(1)",
            "字", "\u{301}", "👨‍👩‍👧", ";", "|", "\\", "\r\n", "𬱟",
        ]
        return (0..<Int.random(in: 1...6, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }
            .joined()
    }
}
