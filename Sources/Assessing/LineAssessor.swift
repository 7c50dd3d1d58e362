import Model

/// Decides a line's state, finds its actual and scores it (docs/rules.md §2–§3).
struct LineAssessor: Sendable {
    let index: QuarterIndex
    let book: LedgerBook
    let progress: ExpectedProgressRule
    let isRunning: Bool

    /// The holder's lines in order of indicator codes, with the findings that withhold the holder's papers.
    func lines(of holder: Holder) -> Checked<[LineAssessment]> {
        var checked = Checked<[LineAssessment]>([])
        let targets = index.lines.targets(of: holder)
        checked.value.reserveCapacity(targets.count)
        for place in targets {
            let target = index.data.targets[Int(place)]
            guard let indicator = index.indicators[target.indicator] else { continue }
            let line = line(
                target, indicator, typed: index.lines.result(ofTarget: place).map { index.data.results[$0] })
            checked.value.append(line.value)
            checked.findings += line.findings
        }
        return checked
    }

    private func line(_ target: Target, _ indicator: Indicator, typed: Result?) -> Checked<LineAssessment> {
        var line = LineAssessment(
            indicator: indicator, target: target, state: .missing,
            parameters: index.parameters(of: indicator, full: target.fullPoints))
        let key = QuarterIndex.LineKey(indicator: indicator.code, holder: target.holder)
        if !index.exemptLines.isEmpty, let exemption = index.exemptLines[key] {
            line.state = .exempt(
                approvedBy: exemption.approvedBy, approvedOn: exemption.approvedOn, reason: exemption.reason)
            return Checked(line)
        }
        let finding = fillActual(&line, typed: typed)
        guard line.isPresent else { return Checked(line, finding.map { [$0] } ?? []) }
        let scoreFinding = score(&line, remark: typed?.remark)
        return Checked(line, [finding, scoreFinding].compactMap { $0 })
    }

    // MARK: State and actual

    private func fillActual(_ line: inout LineAssessment, typed: Result?) -> Diagnostic? {
        if line.indicator.method == .panel {
            fillPanel(&line, typed)
            return nil
        }
        if hasZeroTarget(line) {
            line.state = .notDue(.zeroTarget)
            return nil
        }
        let holder = line.target.holder
        guard let source = line.indicator.source else {
            fillTyped(&line, typed)
            return nil
        }
        guard let figure = book.figure(source, for: holder, span: line.indicator.span) else {
            fillTyped(&line, typed)
            if typed == nil {
                line.state = .notDue(.tableAbsent)
                line.origin = nil
            }
            return nil
        }
        return fillDerived(&line, source, figure, typed)
    }

    /// Panel lines are due when the ratings table is there; a line nobody marked is then missing.
    private func fillPanel(_ line: inout LineAssessment, _ typed: Result?) {
        guard index.data.ratings != nil else {
            line.state = .notDue(.tableAbsent)
            return
        }
        if let typed, typed.actual == .notApplicable {
            line.state = .notDue(.notApplicable(typed.remark ?? ""))
            return
        }
        let marks = index.marks.marks(of: line.target.holder, line.indicator.code)
        let dropAbove = index.data.scheme.methods.panelDropAbove
        guard let mean = PanelScore.mean(of: marks, dropAbove: dropAbove) else {
            reportNothing(&line)
            return
        }
        line.state = .present
        line.origin = .panel(mean)
    }

    private func hasZeroTarget(_ line: LineAssessment) -> Bool {
        switch line.indicator.method {
        case .completion, .steps, .satisfaction, .inverse:
            return line.target.value?.millionths == 0 && line.indicator.span == .cumulative
        default: return false
        }
    }

    private func fillTyped(_ line: inout LineAssessment, _ typed: Result?) {
        guard let typed else {
            reportNothing(&line)
            return
        }
        switch typed.actual {
        case .missing: line.state = .missing
        case .notApplicable: line.state = .notDue(.notApplicable(typed.remark ?? ""))
        case .value(let value):
            line.state = .present
            line.actual = value
            line.origin = .typed(asOf: typed.asOf, evidence: typed.evidence, remark: typed.remark)
        }
    }

    /// None reported scores 0 on an incentive line; only an explicit 未报 is missing.
    private func reportNothing(_ line: inout LineAssessment) {
        guard line.indicator.indicatorClass == .incentive else { return }
        line.state = .present
        line.origin = .nothingReported
    }

    private func fillDerived(
        _ line: inout LineAssessment, _ source: LedgerSource, _ figure: LedgerFigure, _ typed: Result?
    ) -> Diagnostic? {
        if let typed, typed.actual == .notApplicable { return .notApplicableOnDerived(typed, line.indicator) }
        switch figure {
        case .none(let reason):
            line.state = .notDue(reason)
            if let typed, typed.actual != .missing { return .typedWithoutLedgerFigure(typed, line.indicator) }
        case .figure(let value, let rows, let matching, let satisfaction):
            line.state = .present
            line.actual = value
            line.satisfaction = satisfaction
            line.origin = .ledger(source, rows: rows, matching: matching)
            if let typed, case .value(let typedValue) = typed.actual, typedValue.rounded != value.rounded {
                return .typedDiffersFromLedger(typed, line.indicator, typedValue, value, rows: rows)
            }
        }
        return nil
    }

    // MARK: Score

    /// - Parameter remark: 说明 of the typed row, which may stand beside a derived figure.
    private func score(_ line: inout LineAssessment, remark: String?) -> Diagnostic? {
        if case .panel(let mean) = line.origin {
            let score = PanelScore.score(full: line.full, mean: mean.mean)
            apply(score, to: &line)
            return nil
        }
        guard let actual = line.actual else {
            apply(LineScore(completion: nil, score: .zero), to: &line)
            return nil
        }
        let vetoed = VetoScore.isVetoed(line.indicator.method, actual: actual, remark: remark)
        let input = ScoringInput(
            full: line.full, target: line.target.value, actual: actual, parameters: line.parameters)
        guard let score = LineScorer.score(line.indicator.method, input, vetoed: vetoed) else {
            return .cannotScore(line)
        }
        apply(score, to: &line)
        if !isRunning { line.vetoed = vetoed }
        if isRunning { line.expected = progress.expected(for: line) }
        return nil
    }

    /// A running quarter proposes no score; its completion is shown where it does not come from a score.
    private func apply(_ score: LineScore, to line: inout LineAssessment) {
        if isRunning && line.indicator.method == .percentagePoints { return }
        line.completion = score.completion
        if !isRunning { line.score = score.score }
    }
}
