/// A workbook for HR to fill in, as values: sheets of columns and the rows that are already known.
package struct WorkbookPlan: Sendable {
    package var title: String
    package var sheets: [Sheet]
    /// How to use the workbook, a line each; `nil` for one that fills in a quarter.
    package var steps: [String]?
    /// To be read before it is filled in: opens on its first sheet of rows.
    package var opensOnRows: Bool

    package init(title: String, sheets: [Sheet], steps: [String]? = nil, opensOnRows: Bool = false) {
        self.title = title
        self.sheets = sheets
        self.steps = steps
        self.opensOnRows = opensOnRows
    }

    package struct Sheet: Sendable {
        /// Sheet name, which is the table's Chinese title.
        package var name: String
        /// What the sheet is for and whether it may be removed; printed in the sheet of explanations only.
        package var note: String
        package var columns: [Column]
        package var rows: [[String]]

        package init(name: String, note: String, columns: [Column], rows: [[String]]) {
            self.name = name
            self.note = note
            self.columns = columns
            self.rows = rows
        }
    }

    package struct Column: Sendable {
        package var title: String
        package var isRequired: Bool
        /// How its cells are written, for the note on the heading.
        package var form: String
        package var content: Content

        package init(title: String, isRequired: Bool, form: String, content: Content) {
            self.title = title
            self.isRequired = isRequired
            self.form = form
            self.content = content
        }
    }

    package enum Content: Hashable, Sendable {
        case text, number, date
        case words([String])
        /// A code that stands in the first column of the sheet of that name.
        case code(ofSheet: String)
    }
}
