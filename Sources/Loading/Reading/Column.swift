import Model

/// A column of a table: its two titles and how its cells are read.
struct Column<Value: Sendable>: Sendable {
    let title: String
    /// English title, accepted in place of the Chinese one.
    let alias: String
    /// The column must be there and none of its cells empty.
    let isRequired: Bool
    let form: CellForm<Value>

    init(_ title: String, _ alias: String, _ form: CellForm<Value>, optional: Bool = false) {
        self.title = title
        self.alias = alias
        self.form = form
        isRequired = !optional
    }

    private var content: ColumnHeading.Content {
        if !form.choices.isEmpty { return .words(form.choices) }
        if Value.self == Day.self { return .date }
        if form.emptyCode == .notANumber { return .number }
        if let kind = form.reference, !form.defines, let table = TableName.defining(kind) {
            return .code(table)
        }
        return .text
    }

    var heading: ColumnHeading {
        ColumnHeading(
            title: title, alias: alias, isRequired: isRequired, form: form.description, content: content,
            isPrivate: form.isPrivate)
    }
}

/// A column without the type of its values.
package struct ColumnHeading: Hashable, Sendable {
    package let title: String
    package let alias: String
    package let isRequired: Bool
    /// `YYYY-MM-DD 日期`.
    package let form: String
    package let content: Content
    /// Names and free text: never repeated in a message.
    let isPrivate: Bool

    /// What a workbook may help with when the column is filled in.
    package enum Content: Hashable, Sendable {
        case text, number, date
        case words([String])
        /// A code that the table's first column defines.
        case code(TableName)
    }
}

/// The description of a table as data.
package struct TableShape: Sendable {
    package let name: TableName
    package let columns: [ColumnHeading]
    /// Titles of the columns that together name a row; empty when rows have no name.
    package let key: [String]
    /// A header without rows is a fault; elsewhere it is a ledger that counts 0.
    package let needsRows: Bool

    init(_ name: TableName, _ columns: [ColumnHeading], key: [String], needsRows: Bool = false) {
        self.name = name
        self.columns = columns
        self.key = key
        self.needsRows = needsRows
    }
}

/// The tables of docs/tables.md; the raw value is the file's stem.
package enum TableName: String, Hashable, Sendable, CaseIterable {
    case offices, people, indicators, targets, results
    case ratings, spotchecks, exemptions, projects, visits, appeals, enterprises, survey
    case cases, proposals, rectifications, talks, objections, decisions, cards
    case calendar

    /// Sheet name, and the name used in messages.
    package var title: String {
        switch self {
        case .offices: "股室"
        case .people: "人员"
        case .indicators: "指标库"
        case .targets: "指标分解"
        case .results: "完成情况"
        case .ratings: "定性评议"
        case .spotchecks: "抽查"
        case .exemptions: "容错免责"
        case .projects: "项目"
        case .visits: "入企走访"
        case .appeals: "企业诉求"
        case .enterprises: "企业"
        case .survey: "满意度测评"
        case .cases: "案例库"
        case .proposals: "指标申报"
        case .rectifications: "整改"
        case .talks: "谈话"
        case .objections: "异议"
        case .decisions: "审定"
        case .cards: "历史牌"
        case .calendar: "日历"
        }
    }

    static func defining(_ kind: Reference.Kind) -> TableName? { allCases.first { $0.definedKind == kind } }

    /// What a row of the table gives a code to.
    var definedKind: Reference.Kind? {
        switch self {
        case .offices: .office
        case .people: .person
        case .projects: .project
        case .indicators: .indicator
        case .enterprises: .enterprise
        default: nil
        }
    }

    package var fileName: String { rawValue + ".csv" }
    package var documentName: String { rawValue + ".xml" }
    package static var ofQuarter: [TableName] { allCases.filter { $0 != .calendar } }
}
