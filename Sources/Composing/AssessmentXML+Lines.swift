import Model

extension XMLByteWriter {
    mutating func write(lines: [LineAssessment]) {
        for line in lines.sorted(by: { $0.indicator.code < $1.indicator.code }) { write(line) }
    }

    private mutating func write(_ line: LineAssessment) {
        let indicator = line.indicator
        let state = line.state.tokens
        element(
            "line",
            [
                "indicator": indicator.code, "class": indicator.indicatorClass.token,
                "method": indicator.method.rawValue, "span": indicator.span.token, "unit": indicator.unit,
                "full": line.full, "target": line.target.value, "state": state.state,
                "reason": state.reason, "actual": line.actual, "completion": line.completion,
                "score": line.score, "vetoed": line.vetoed,
            ]
        ) { xml in
            xml.write(line.parameters)
            xml.write(exemption: line.state)
            if case .notDue(.tooFewSheets(let valid, let needed)) = line.state {
                xml.element("sheets", ["valid": valid, "needed": needed])
            }
            xml.write(line.origin)
            xml.write(line.satisfaction)
            xml.write(line.expected)
        }
    }

    private mutating func write(_ parameters: MethodParameters) {
        guard parameters != MethodParameters() else { return }
        element("parameters", ["k": parameters.k, "cap": parameters.cap, "floor": parameters.floor]) { xml in
            for step in parameters.steps ?? [] {
                xml.element("step", ["from": step.from, "share": step.share])
            }
            for place in parameters.places ?? [] {
                xml.element("place", ["rank": place.rank, "points": place.points])
            }
        }
    }

    private mutating func write(exemption state: LineAssessment.State) {
        guard case .exempt(let approver, let day, _) = state else { return }
        element("exemption", ["approvedBy": approver, "approvedOn": day])
    }

    private mutating func write(_ origin: LineAssessment.Origin?) {
        switch origin {
        case .typed(let asOf, _, _): element("source", ["kind": "typed", "asOf": asOf])
        case .ledger(let ledger, let rows, let matching):
            element(
                "source",
                ["kind": "ledger", "ledger": ledger.rawValue, "rows": rows, "matching": matching])
        case .panel(let mean):
            element(
                "source",
                ["kind": "panel", "mean": mean.mean, "raters": mean.raters, "trimmed": mean.trimmed])
        case .nothingReported: element("source", ["kind": "nothingReported"])
        case nil: break
        }
    }

    private mutating func write(_ figures: SatisfactionFigures?) {
        guard let figures else { return }
        element(
            "satisfaction",
            ["index": figures.index, "rate": figures.rate, "validSheets": figures.validSheets])
    }

    private mutating func write(_ expected: ExpectedProgress?) {
        guard let expected else { return }
        switch expected.basis {
        case .plannedPath(let from, let to):
            element(
                "expected",
                [
                    "value": expected.value, "behind": expected.isBehind, "basis": "plannedPath",
                    "from": from, "to": to,
                ])
        case .monthlyShare:
            element(
                "expected",
                ["value": expected.value, "behind": expected.isBehind, "basis": "monthlyShare"])
        }
    }
}

extension LineAssessment.State {
    fileprivate var tokens: (state: String, reason: String?) {
        switch self {
        case .present: return ("present", nil)
        case .missing: return ("missing", nil)
        case .exempt: return ("exempt", nil)
        case .notDue(let reason): return ("notDue", reason.token)
        }
    }
}

extension LineAssessment.NotDueReason {
    fileprivate var token: String {
        switch self {
        case .notApplicable: return "notApplicable"
        case .zeroTarget: return "zeroTarget"
        case .tableAbsent: return "tableAbsent"
        case .noRows: return "noRows"
        case .tooFewSheets: return "tooFewSheets"
        }
    }
}

extension IndicatorClass {
    var token: String {
        switch self {
        case .key: return "key"
        case .individual: return "individual"
        case .incentive: return "incentive"
        }
    }
}

extension IndicatorSpan {
    fileprivate var token: String { self == .quarterly ? "quarterly" : "cumulative" }
}

extension HolderKind {
    var token: String {
        switch self {
        case .office: return "office"
        case .person: return "person"
        case .project: return "project"
        }
    }
}
