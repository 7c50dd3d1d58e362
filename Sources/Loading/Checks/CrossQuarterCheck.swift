import Model

extension QuarterTables {
    /// What only shows beside the quarter before: things that were open there and have vanished here.
    func checkContinuation(of earlier: EarlierQuarter, _ book: inout FindingBook) {
        if appeals.isRead, let open = earlier.openAppeals {
            let here = appeals.marks.firstKeys
            for appeal in open where !here.contains(appeal.key) {
                book.add(vanished(.vanishedAppeal, "诉求", appeal, in: appeals.origin))
            }
        }
        if rectifications.isRead, let open = earlier.openRectifications {
            let here = rectifications.marks.firstKeys
            for item in open where !here.contains(item.key) {
                book.add(vanished(.vanishedRectification, "整改", item, in: rectifications.origin))
            }
        }
    }

    private func vanished(
        _ code: DiagnosticCode, _ noun: String, _ row: EarlierQuarter.OpenRow, in origin: TableOrigin
    ) -> Diagnostic {
        Diagnostic(
            code, at: origin.place(line: 0), "\(noun) \(row.key) 在 \(row.place.inSentence) 还没有办结，本季度却没有这一行。",
            remedy: "请照录到本季度并更新状态。", affected: [row.affected])
    }

    /// Within one scheme version the indicator table never changes; `first` is the earliest quarter of it.
    func checkSameIndicators(as first: FirstIndicators, _ book: inout FindingBook) {
        guard indicators.isRead, first.table.isRead else { return }
        let before = Dictionary(
            first.table.values.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        let declared = first.table.marks.firstKeys
        for (index, indicator) in indicators.soundRows {
            let old = before[indicator.code]
            // Unreadable there: reported there.
            if old == nil && declared.contains(indicator.code.text) { continue }
            let titles = old.map { indicator.differences(from: $0) } ?? ["指标代码"]
            guard let title = titles.first else { continue }
            indicators.report(
                index, .changedIndicator, at: title,
                "指标 \(indicator.code) 的\(old == nil ? "这一行" : titles.joined(separator: "、"))与 \(first.period) 不同，方案版本却没有变（\(scheme.version)）。",
                remedy: "请恢复原样，或以新的方案版本起用。", into: &book)
        }
        reportVanishedIndicators(first, &book)
    }

    private func reportVanishedIndicators(_ first: FirstIndicators, _ book: inout FindingBook) {
        let here = indicators.marks.firstKeys
        for indicator in first.table.values where !here.contains(indicator.code.text) {
            book.add(
                Diagnostic(
                    .changedIndicator, at: indicators.origin.place(line: 0),
                    "缺少 \(first.period) 有的指标 \(indicator.code)，方案版本却没有变（\(scheme.version)）。",
                    remedy: "请恢复原样，或以新的方案版本起用。"))
        }
    }
}

extension Indicator {
    /// Titles of the columns that differ.
    fileprivate func differences(from other: Indicator) -> [String] {
        let pairs: [(String, Bool)] = [
            (IndicatorsTable.name.title, name == other.name),
            (IndicatorsTable.indicatorClass.title, indicatorClass == other.indicatorClass),
            (IndicatorsTable.group.title, group == other.group),
            (IndicatorsTable.subgroup.title, subgroup == other.subgroup),
            (IndicatorsTable.unit.title, unit == other.unit),
            (IndicatorsTable.direction.title, direction == other.direction),
            (IndicatorsTable.span.title, span == other.span),
            (IndicatorsTable.method.title, method == other.method),
            (IndicatorsTable.parameters.title, parameters == other.parameters),
            (IndicatorsTable.fullPoints.title, fullPoints == other.fullPoints),
            (IndicatorsTable.responsibleOffice.title, responsibleOffice == other.responsibleOffice),
            (IndicatorsTable.source.title, sourceText == other.sourceText),
            (IndicatorsTable.tags.title, Set(tags) == Set(other.tags)),
        ]
        return pairs.filter { !$0.1 }.map(\.0)
    }
}

extension DiagnosticCode {
    static let changedIndicator = DiagnosticCode("E180")
    static let vanishedAppeal = DiagnosticCode("E181")
    static let vanishedRectification = DiagnosticCode("E182")
}
