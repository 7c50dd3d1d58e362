import Loading
import Model
import Testing

/// One edit of the tiny park with the findings it must cause, the first of them at the marked cell.
struct SpoiltCell: CustomTestStringConvertible, Sendable {
    var file: String
    /// A piece of the file with the cell to be replaced between ⟨ and ⟩; or a whole new row.
    var marked: String
    /// What to put between the marks; `nil` appends the row as it stands.
    var replacement: String?
    var codes: [String]
    /// Whose papers it costs.
    var costs: String

    init(_ file: String, _ marked: String, to replacement: String?, _ codes: String, costs: String = "") {
        self.file = file
        self.marked = marked
        self.replacement = replacement
        self.codes = codes.split(separator: " ").map(String.init)
        self.costs = costs
    }

    static func appended(_ file: String, _ row: String, _ codes: String, costs: String = "") -> SpoiltCell {
        SpoiltCell(file, row, to: nil, codes, costs: costs)
    }

    var testDescription: String { "\(file) \(marked) → \(replacement ?? "+") \(codes)" }

    /// The park with the edit, and where the marked cell now stands.
    func park() throws -> (park: TinyPark, place: SourcePlace) {
        let path = TinyPark.quarter + file
        let sides = marked.split(separator: "⟨", maxSplits: 1, omittingEmptySubsequences: false)
        let before = String(sides[0])
        let rest = sides[1].split(separator: "⟩", maxSplits: 1, omittingEmptySubsequences: false)
        let (cell, after) = (String(rest[0]), String(rest[1]))
        let park: TinyPark
        if let replacement {
            park = try TinyPark().replacing(
                before + cell + after, with: before + replacement + "\u{1}" + after, in: path)
        } else {
            park = TinyPark().with(path, TinyPark().text(path) + before + cell + "\u{1}" + after + "\n")
        }
        let text = park.text(path)
        let mark = try #require(text.unicodeScalars.firstIndex(of: "\u{1}"))
        let upTo = text[..<mark].split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(upTo.last)
        // The replacement itself may hold a comma in quotes, so count up to its beginning.
        let own = (replacement ?? cell).filter { $0 == "," }.count
        let column = line.filter { $0 == "," }.count - own + 1
        let clean = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{1}" }))
        return (
            park.with(path, clean), SourcePlace(file: path, line: upTo.count, column: column)
        )
    }
}
