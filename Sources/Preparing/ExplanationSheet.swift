import CXLSXWriter

/// The first sheet: how to fill in the others. Loading knows its name and leaves it unread.
struct ExplanationSheet {
    static let name = "填表说明"

    private let plan: WorkbookPlan

    init(_ plan: WorkbookPlan) { self.plan = plan }

    func write(to book: UnsafeMutablePointer<lxw_workbook>, _ styles: Styles) {
        guard let page = workbook_add_worksheet(book, Self.name) else { return }
        worksheet_set_column(page, 0, 0, 14, styles.wrapped)
        worksheet_set_column(page, 1, 1, 16, styles.wrapped)
        worksheet_set_column(page, 2, 2, 8, styles.wrapped)
        worksheet_set_column(page, 3, 3, 70, styles.wrapped)
        worksheet_write_string(page, 0, 0, plan.title, styles.heading)
        let steps = plan.steps ?? Self.steps
        for (index, line) in steps.enumerated() {
            worksheet_write_string(page, lxw_row_t(index + 1), 0, line, styles.plain)
        }
        writeColumns(to: page, from: lxw_row_t(steps.count + 2), styles)
        worksheet_set_paper(page, 9)
        worksheet_fit_to_pages(page, 1, 0)
    }

    private func writeColumns(
        to page: UnsafeMutablePointer<lxw_worksheet>, from start: lxw_row_t, _ styles: Styles
    ) {
        for (x, title) in ["工作表", "列", "必填", "写法"].enumerated() {
            worksheet_write_string(page, start, lxw_col_t(x), title, styles.optional)
        }
        var row = start + 1
        for sheet in plan.sheets {
            worksheet_write_string(page, row, 0, sheet.name, styles.heading)
            worksheet_write_string(page, row, 3, sheet.note, styles.wrapped)
            row += 1
            for column in sheet.columns {
                worksheet_write_string(page, row, 1, column.title, nil)
                worksheet_write_string(page, row, 2, column.isRequired ? "是" : "", nil)
                worksheet_write_string(page, row, 3, column.form, styles.wrapped)
                row += 1
            }
        }
    }

    private static let steps = [
        "1. 每张工作表是一张表，表名和表头不要改；黄底的列必填，鼠标移到表头上可看写法。",
        "2. 已填的内容来自上一季度，请核对、修改：人员变动、本季目标值、项目进度、仍未办结的诉求和整改。",
        "3. 完成情况已列出应报的指标，未报的写“未报”；台账算出的指标和评议指标不用填。",
        "4. 没有的台账请删除整个工作表：留着空表表示“有这本台账，没有记录”，按 0 计。",
        "5. 存为 .xlsx 放进数据目录下本季度的文件夹（如 input/2026Q3），运行 yardstick check 检查。",
        "6. 同一张表不要既放工作表又放 CSV 文件。本工作表不读取，可以保留。",
    ]
}
