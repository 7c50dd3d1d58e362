import Model

extension XMLByteWriter {
    mutating func write(_ card: CardNotice) {
        element(
            "card",
            [
                "id": card.id, "kind": card.object.kind.token, "object": card.object.code,
                "office": card.office, "responsible": card.responsible,
                "proposed": card.proposed?.rawValue, "decided": card.decided?.rawValue,
                "outcome": card.outcome.token, "rules": Self.text(of: card.rules), "issued": card.issued,
                "rectifyBy": card.rectifyBy, "talkBy": card.talkBy, "statementBy": card.statementBy,
            ]
        ) { xml in
            for fact in card.facts {
                xml.element("fact", ["rule": fact.rule.rawValue]) { $0.write(fact.detail) }
            }
            for record in card.earlier { xml.element("earlier", ["card": record.id]) }
            xml.write(card.decision)
        }
    }

    mutating func write(_ record: CardRecord) {
        let closure = record.closure?.parts
        element(
            "cardRecord",
            [
                "id": record.id, "kind": record.object.kind.token, "object": record.object.code,
                "colour": record.colour.rawValue, "factsPeriod": record.factsPeriod,
                "rules": Self.text(of: record.rules), "issued": record.issued,
                "rectifyBy": record.rectifyBy, "state": record.stateText,
                "rectification": record.rectification?.rawValue, "acceptedOn": record.acceptedOn,
                "closure": closure?.kind, "closedOn": closure?.day, "closedBy": closure?.card,
                "escalationRaised": record.escalationRaised, "paper": record.isPaper,
            ])
    }

    private static func text(of rules: [CardRule]) -> String {
        rules.sorted().map(\.rawValue).joined(separator: " ")
    }

    private mutating func write(_ detail: CardFact.Detail) {
        switch detail {
        case .grade(let score, let grade): element("grade", ["score": score, "grade": grade])
        case .lines(let lines):
            for line in lines {
                element("line", ["indicator": line.indicator.code, "completion": line.cardCompletion])
            }
        case .lag(let project):
            element(
                "project",
                [
                    "code": project.code, "planned": project.planned, "actual": project.actual,
                    "lag": project.lag, "asOf": project.asOf,
                ])
        case .appeal(let appeal, let limitDay):
            element(
                "appeal",
                [
                    "code": appeal.code, "raised": appeal.raised,
                    "limitWorkingDays": appeal.limitWorkingDays, "limitDay": limitDay,
                    "closed": appeal.closed,
                ])
        case .finding(let finding):
            element(
                "finding",
                [
                    "code": finding.code, "date": finding.date, "nature": finding.nature,
                    "deduction": finding.deduction,
                ])
        case .lastOffice(let score, let place): element("lastOffice", ["score": score, "place": place])
        case .notCleared(let record):
            element("notCleared", ["card": record.id, "rectifyBy": record.rectifyBy])
        case .repeated(let record):
            element("repeated", ["card": record.id, "factsPeriod": record.factsPeriod])
        case .veto(let line): element("veto", ["indicator": line.indicator.code, "actual": line.actual])
        }
    }
}

extension CardNotice.Outcome {
    fileprivate var token: String {
        switch self {
        case .proposed: return "proposed"
        case .issued: return "issued"
        case .refused: return "refused"
        }
    }
}

extension CardRecord.Closure {
    fileprivate var parts: (kind: String, day: Day, card: String?) {
        switch self {
        case .lifted(let day): return ("lifted", day, nil)
        case .escalated(let day, let card): return ("escalated", day, card)
        case .withdrawn(let day): return ("withdrawn", day, nil)
        }
    }
}
