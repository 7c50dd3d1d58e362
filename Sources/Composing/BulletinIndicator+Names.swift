import Model

/// Free text of the input (说明, 佐证, 事由) has no name here: a circulated paper must not repeat a
/// person's name somebody wrote into a remark.
extension Bulletin {
    static let indicatorNaming = Naming<IndicatorRow>(
        "指标进展", for: .circulated, indicatorIdentity + indicatorFigures + indicatorStates + indicatorSources)

    private typealias Entries = [Naming<IndicatorRow>.Entry]

    private static let indicatorIdentity: Entries = [
        .text("代码", "指标代码", example: "QY-01") { $0.line.indicator.code.text },
        .text("名称", "指标名称", example: "入企走访企业") { $0.line.indicator.name },
        .text("类别", "关键、个性或激励", example: "关键") { $0.line.indicator.indicatorClass.rawValue },
        .text("类别代码", "key、individual 或 incentive，供 XML 使用", example: "key") {
            $0.line.indicator.indicatorClass.token
        },
        .text("大组", "指标大组", example: "企业帮扶") { $0.line.indicator.group },
        .text("股室", "承担的股室", example: "企业服务中心") { $0.office },
        .text("股室代码", "承担的股室的代码", example: "S01") { $0.line.target.holder.code.text },
        .text("单位", "计量单位", example: "家次") { $0.line.indicator.unit },
        .text("口径", "当季或累计", example: "当季") { $0.line.indicator.span.rawValue },
        .text("计分法", "计分法代号", example: "A") { $0.line.indicator.method.rawValue },
        .text("参数", "计分时实际使用的参数", example: "cap=110;floor=60", optional: { $0.line.parameters.text }),
    ]

    private static let indicatorFigures: Entries = [
        .quantity("目标", "目标值；据实的没有", example: "30", optional: { $0.line.target.value }),
        .quantity("实际", "实际值", example: "27", optional: { $0.line.actual }),
        .points("完成率", "完成率（%），未封顶；评议法为平均分", example: "90.00", optional: { $0.line.completion }),
        .points("满分", "满分", example: "3.00") { $0.line.full },
        .points("得分", "得分；运行中没有", example: "2.70", optional: { $0.line.score }),
        .points("得分率", "得分 ÷ 满分（%）", example: "90.00", optional: { $0.share }),
        .points("失分", "满分减得分", example: "0.30", optional: { $0.line.pointsLost }),
        .points("应达", "运行中的季度到截至日应达的数", example: "20.00", optional: { $0.line.expected?.value }),
        .flag("落后序时", "实际低于应达，序时预警") { $0.isBehindPlan },
        .flag("有序时", "有应达进度") { $0.line.expected != nil },
        .record("满意度", figuresNaming, "满意度的指数和满意率，总是一起印", optional: { $0.line.satisfaction }),
    ]

    private static let indicatorStates: Entries = [
        .text("状态代码", "present、not-due、exempt 或 missing，供 XML 使用", example: "present") {
            $0.line.state.word
        },
        .flag("有数", "有实际值") { $0.line.isPresent },
        .flag("未报", "未报") { $0.line.isMissing },
        .flag("不考核", "本季不考核") { $0.notDue != nil },
        .flag("不适用", "填报为不适用") {
            if case .notApplicable? = $0.notDue { return true }
            return false
        },
        .flag("目标为零", "累计目标为 0") { $0.notDue == .zeroTarget },
        .flag("台账未提供", "没有该台账") { $0.notDue == .tableAbsent },
        .flag("台账无记录", "台账没有可计算比率的记录") { $0.notDue == .noRows },
        .flag("样本不足", "有效问卷不够") {
            if case .tooFewSheets? = $0.notDue { return true }
            return false
        },
        .flag("容错", "容错免责") {
            if case .exempt = $0.line.state { return true }
            return false
        },
        .flag("一票否决", "发生一票否决") { $0.line.vetoed },
    ]

    private static let indicatorSources: Entries = [
        .text("台账", "由台账计数时的台账和所计的数", example: "走访台账:家次", optional: { $0.ledger?.source.rawValue }),
        .whole("台账行数", "计数的台账行数", example: "412", optional: { $0.ledger?.rows }),
        .whole("符合行数", "其中符合条件的行数（比率的分子）", example: "398", optional: { $0.ledger?.matching }),
        .whole("评委人数", "评议法的评委人数", example: "7", optional: { $0.panel?.raters }),
        .date("填报截至", "填报数的截至日期", example: "2026年3月31日", optional: { $0.reported }),
    ]
}

extension Bulletin.IndicatorRow {
    fileprivate var notDue: LineAssessment.NotDueReason? {
        if case .notDue(let reason) = line.state { return reason }
        return nil
    }
    fileprivate var ledger: (source: LedgerSource, rows: Int, matching: Int)? {
        if case .ledger(let source, let rows, let matching)? = line.origin { return (source, rows, matching) }
        return nil
    }
    fileprivate var panel: PanelMean? {
        if case .panel(let mean)? = line.origin { return mean }
        return nil
    }
    fileprivate var reported: Day? {
        if case .typed(let asOf, _, _)? = line.origin { return asOf }
        return nil
    }
}

extension LineAssessment.State {
    fileprivate var word: String {
        switch self {
        case .present: return "present"
        case .notDue: return "not-due"
        case .exempt: return "exempt"
        case .missing: return "missing"
        }
    }
}

extension MethodParameters {
    /// As 参数 is written in the indicator table; `nil` for a method without parameters.
    var text: String? {
        var parts: [String] = []
        if let k { parts.append("k=\(k)") }
        if let cap { parts.append("cap=\(cap)") }
        if let floor { parts.append("floor=\(floor)") }
        if let steps {
            parts.append("steps=" + steps.map { "\($0.from):\($0.share)" }.joined(separator: "|"))
        }
        if let places {
            parts.append("points=" + places.map { "\($0.rank):\($0.points)" }.joined(separator: "|"))
        }
        return parts.isEmpty ? nil : parts.joined(separator: ";")
    }
}
