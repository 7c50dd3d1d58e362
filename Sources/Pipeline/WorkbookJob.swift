import Files
import Loading
import Model
import Preparing

/// Makes the workbook in which HR fills in a quarter: `yardstick workbook 2026Q3`.
package struct WorkbookJob: Sendable {
    private let period: Period
    private let input: String
    private let path: String

    package init(period: Period, input: String, path: String) {
        self.period = period
        self.input = input
        self.path = path
    }

    /// The last quarter's period whose rows were carried over, or `nil` for empty sheets.
    package func run() throws(Diagnostic) -> Period? {
        let last = try Loader(input: input).texts(before: period)
        let file = OutputFile(path)
        try file.create(with: try WorkbookWriter(plan(last)).bytes(scratch: file.folder))
        return last?.period
    }

    private func plan(_ last: QuarterTexts?) -> WorkbookPlan {
        let shapes = TableShapes.all.filter { $0.name != .calendar }
        let carried = CarriedRows(
            shapes.map { shape in
                CarriedRows.Table(
                    stem: shape.name.rawValue, titles: shape.columns.map(\.title),
                    rows: last?.rows[shape.name] ?? [])
            }, for: period, ledgers: LedgerSource.allCases.map(\.rawValue))
        let sheets = shapes.map { Self.sheet($0, rows: carried.rows(of: $0.name.rawValue)) }
        return WorkbookPlan(title: "\(period.chinese)绩效数据", sheets: sheets)
    }

    static func sheet(_ shape: TableShape, rows: [[String]]) -> WorkbookPlan.Sheet {
        WorkbookPlan.Sheet(
            name: shape.name.title, note: shape.needsRows ? "必需。" : "没有这本台账请删除工作表。",
            columns: shape.columns.map(Self.column), rows: rows)
    }

    private static func column(_ heading: ColumnHeading) -> WorkbookPlan.Column {
        let content: WorkbookPlan.Content =
            switch heading.content {
            case .text: .text
            case .number: .number
            case .date: .date
            case .words(let words): .words(words)
            case .code(let table): .code(ofSheet: table.title)
            }
        return WorkbookPlan.Column(
            title: heading.title, isRequired: heading.isRequired, form: heading.form, content: content)
    }
}

/// Makes an empty input folder: `yardstick init DIR`.
package enum StarterJob {
    package static func run(_ path: String) throws(Diagnostic) -> [String] {
        try StarterFolder.write(to: path)
    }
}
