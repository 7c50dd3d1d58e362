/// Where in the input something stands, as a person would look for it.
package struct SourcePlace: Hashable, Sendable, Comparable {
    private var source: SourceName
    // Every row of every ledger keeps a place for the whole run, so it is no larger than it must be.
    private let lineNumber: Int32
    private let columnNumber: Int32

    package init(_ source: SourceName, line: Int = 0, column: Int = 0) {
        self.source = source
        lineNumber = Int32(clamping: line)
        columnNumber = Int32(clamping: column)
    }

    package init(file: String, line: Int = 0, column: Int = 0) {
        self.init(SourceName(file: file), line: line, column: column)
    }

    /// Path as the user gave it, for example `input/2026Q1/results.csv`.
    package var file: String {
        get { source.file }
        set { source = SourceName(file: newValue, sheet: source.sheet) }
    }
    /// From the quarter's folder on, wherever the input lies; `nil` where it stands outside of any.
    package var belowInput: String? {
        let parts = file.split(separator: "/")
        let isBelowInput = { (part: Substring) in
            Period(String(part)) != nil || part == "schemes" || part == "calendar.csv"
        }
        return parts.lastIndex(where: isBelowInput).map { parts[$0...].joined(separator: "/") }
    }

    /// As a sentence names it: papers repeat what findings say, and are the same wherever the input lies.
    package var inSentence: String {
        var copy = self
        if let path = belowInput { copy.file = path }
        return copy.description
    }

    /// 1-based; 0 when the whole file is meant.
    package var line: Int { Int(lineNumber) }
    /// 1-based: the field's number in a table, the character's in XML and templates; 0 when the line is meant.
    package var column: Int { Int(columnNumber) }

    /// Sheet and cell of a workbook (`完成情况!D17`); replaces line and column in print.
    package var cell: String? {
        guard let sheet = source.sheet else { return nil }
        return line == 0 ? sheet : "\(sheet)!\(column == 0 ? "" : Self.letters(of: column))\(line)"
    }

    /// The file or the sheet that it stands in.
    package var wholeTable: SourcePlace { SourcePlace(source) }

    /// 1 is A, 27 is AA.
    package static func letters(of column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    package static func < (a: SourcePlace, b: SourcePlace) -> Bool {
        if a.source !== b.source {
            let (x, y) = (a.source, b.source)
            if x.file != y.file { return x.file < y.file }
            if x.sheet != y.sheet { return (x.sheet ?? "") < (y.sheet ?? "") }
        }
        return (a.lineNumber, a.columnNumber) < (b.lineNumber, b.columnNumber)
    }
}

extension SourcePlace: CustomStringConvertible {
    package var description: String {
        if let cell { return "\(file) \(cell)" }
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}

/// A file, or a sheet of a workbook, that many places stand in.
package final class SourceName: Hashable, Sendable {
    package let file: String
    package let sheet: String?

    package init(file: String, sheet: String? = nil) {
        self.file = file
        self.sheet = sheet
    }

    package static func == (a: SourceName, b: SourceName) -> Bool {
        a === b || (a.file == b.file && a.sheet == b.sheet)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(file)
        hasher.combine(sheet)
    }
}
