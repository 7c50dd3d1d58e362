import Files
import Model

/// A run's settings, already checked by the command line.
package struct RunOptions: Sendable {
    package var input: String
    package var templates: String
    package var output: String
    /// Run log and lock note; beside `output/` unless told otherwise.
    package var state: String
    /// Publish this quarter only; all quarters are computed in any case.
    package var period: Period?
    /// Publish only the papers of this person, office, project or card, into a folder of their own.
    package var only: String?
    /// RFC 3339 with +08:00, for the run log alone; no document shows it.
    package var startedAt: String
    /// Papers are rendered by this many workers; the bytes do not depend on it.
    package var workers: Workers

    /// Every warning is to be listed, so a run may not be left out because nothing changed.
    package var listsWarnings = false

    /// Say what would be issued; write nothing.
    package var isDryRun = false
    /// Who may read output besides its owner.
    package var readers = Readers.ownerOnly

    package init(
        input: String, templates: String, output: String, state: String, period: Period? = nil,
        only: String? = nil,
        startedAt: String, workers: Int = 2
    ) {
        self.input = input
        self.templates = templates
        self.output = output
        self.state = state
        self.period = period
        self.only = only
        self.startedAt = startedAt
        self.workers = Workers(workers)
    }
}

/// What a run is doing, for the progress lines of a terminal.
package enum RunStage: Sendable {
    case readingTemplates
    case readingInput
    case assessing
    case papers(Period, done: Int, of: Int)
    case workingPapers(Period, done: Int, of: Int)
    case printing(Period, done: Int, of: Int)
    case finished

    package var chinese: String {
        switch self {
        case .readingTemplates: return "检查模板"
        case .readingInput: return "读取数据"
        case .assessing: return "计算得分、等次和红黄牌"
        case .papers(let period, _, _): return "\(period) 生成文件"
        case .workingPapers(let period, _, _): return "\(period) 生成工作文件"
        case .printing(let period, _, _): return "\(period) 印 PDF"
        case .finished: return "完成"
        }
    }
}
