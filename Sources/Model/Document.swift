/// The kinds of paper; the raw value names the template folder and the root of file names.
package enum DocumentKind: String, CaseIterable, Sendable, Hashable {
    case feedback, bulletin, card, lifting, withdrawal
    case index
    case runReport = "run-report"
    case findingList = "finding-list"
    case feedbackPack = "feedback-pack"
    case cardPack = "card-pack"
    case chart
    case decisionSheet = "decision-sheet"
    case personalList = "personal-list"
    case talkSheet = "talk-sheet"
    case talkList = "talk-list"
    case performanceFile = "performance-file"
    case itemLedger = "item-ledger"

    /// What only shows other papers or tables once more has no XML form.
    package var hasXML: Bool {
        switch self {
        case .feedback, .bulletin, .card, .lifting, .withdrawal, .personalList, .talkSheet, .performanceFile,
            .itemLedger:
            return true
        case .index, .runReport, .findingList, .feedbackPack, .cardPack, .chart, .decisionSheet, .talkList:
            return false
        }
    }

    package var chinese: String {
        switch self {
        case .feedback: return "绩效反馈报告"
        case .bulletin: return "通报"
        case .card: return "红黄牌警示通知书"
        case .lifting: return "销牌通知"
        case .withdrawal: return "撤销通知"
        case .index: return "目录页"
        case .runReport: return "运行报告"
        case .findingList: return "数据问题清单"
        case .feedbackPack: return "反馈报告打印包"
        case .cardPack: return "通知书打印包"
        case .chart: return "绩效指标分解表"
        case .decisionSheet: return "审定表"
        case .personalList: return "个人绩效考核清单"
        case .talkSheet: return "谈话提纲"
        case .talkList: return "谈话安排表"
        case .performanceFile: return "绩效档案"
        case .itemLedger: return "整改台账"
        }
    }
}

/// One composed paper: facts under names, ready for a template of its kind.
package struct Document: Sendable {
    package let kind: DocumentKind
    /// `nil` for the index, which spans periods.
    package let period: Period?
    /// Staff number, office code (`park` for the park's bulletin), or card id.
    package let subject: String
    /// Path below the period's folder (or below `output/` for the index), without extension: `feedback/P007`.
    package let path: String
    package let facts: Record
    /// Staff numbers that may stand in the paper: its own person's and those in role fields.
    /// The leak scan holds back a paper that shows any other; `nil` for papers whose readers may see all.
    package let permittedStaffNumbers: Set<Code>?

    /// `bulletins/park`, `ledgers/park`: as long as the park is large.
    package var isOfWholePark: Bool { subject == Self.wholePark }
    package static let wholePark = "park"

    package init(
        kind: DocumentKind, period: Period?, subject: String, path: String, facts: Record,
        permittedStaffNumbers: Set<Code>?
    ) {
        self.kind = kind
        self.period = period
        self.subject = subject
        self.path = path
        self.facts = facts
        self.permittedStaffNumbers = permittedStaffNumbers
    }
}

/// The output forms of a paper; the raw value is the file extension.
package enum OutputFormat: String, CaseIterable, Sendable, Hashable { case html, xml }

/// The bytes of one paper in one form, not yet looked at by a parser.
package struct RenderedFile: Sendable {
    package let kind: DocumentKind
    package let format: OutputFormat
    package let subject: String
    /// With extension: `feedback/P007.html`.
    package let path: String
    package let bytes: [UInt8]
    package let permittedStaffNumbers: Set<Code>?
    /// The document and its names, of which the obligatory ones are looked for in the page; `nil` when they are not known.
    package let source: (facts: Record, type: RecordType)?
    /// What came of each item of the document's own lists; empty for small papers.
    package let items: [RenderedItem]

    package init(
        _ document: Document, _ format: OutputFormat, bytes: [UInt8], type: RecordType? = nil,
        items: [RenderedItem] = []
    ) {
        source = type.map { (document.facts, $0) }
        self.items = items
        kind = document.kind
        self.format = format
        subject = document.subject
        path = document.path + "." + format.rawValue
        self.bytes = bytes
        permittedStaffNumbers = document.permittedStaffNumbers
    }
}

/// The bytes of a page that came of one item of a list of the document itself: of one report of a pack.
package struct RenderedItem: Sendable {
    /// Of the list among the document's fields.
    package let field: Int
    package let item: Int
    package let bytes: Range<Int>

    package init(field: Int, item: Int, bytes: Range<Int>) {
        self.field = field
        self.item = item
        self.bytes = bytes
    }
}
