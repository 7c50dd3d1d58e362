import Composing
import Loading
import Model
import Preparing

/// A 整改台账 as a workbook, beside its page: its sheet is the table 整改 itself, so what HR fill in can be read again.
struct ItemWorkbook {
    let composer: Composer
    /// `nil`: the park's.
    let office: Code?

    var subject: String { office?.text ?? Document.wholePark }
    var path: String { Composer.ledgerPath(of: office) + ".xlsx" }

    /// - Parameter scratch: a folder for the library's unnamed temporary files.
    func bytes(scratch: String) throws(Diagnostic) -> [UInt8] {
        guard let shape = TableShapes.all.first(where: { $0.name == .rectifications }) else { return [] }
        let sheet = WorkbookJob.sheet(shape, rows: composer.itemRows(of: office))
        let plan = WorkbookPlan(
            title: "\(officeName)\(composer.assessment.period.chinese)整改台账", sheets: [sheet],
            steps: Self.steps,
            opensOnRows: true)
        return try WorkbookWriter(plan).bytes(scratch: scratch)
    }

    private var officeName: String { office.flatMap { composer.assessment.officeNames[$0] } ?? "" }

    private static let steps = [
        "1. “整改”工作表列出整改事项：逾期的在前，其次按时限，再次待验收的，最后是本季办结的。",
        "2. 列与输入的整改表相同：填好目标、措施、状态后，把这几行复制到下一季度的整改表。",
        "3. 整改编号照抄，不要改：程序按编号认事项；用自己编号的，来源照抄事项编号。",
        "4. 状态按 未启动、整改中、待验收、已验收、已销号 前进；撤销的填 已终止。",
    ]
}
