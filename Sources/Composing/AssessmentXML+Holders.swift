import Model

extension XMLByteWriter {
    mutating func write(_ office: OfficeAssessment) {
        element(
            "office",
            [
                "code": office.office.code, "name": office.office.name, "head": office.office.head,
                "supervisor": office.office.supervisor, "withheld": office.isWithheld,
                "vetoed": office.isVetoed, "score": office.score,
            ]
        ) { xml in
            xml.write(lines: office.lines)
            xml.write("own", office.own, office.ownPart)
            xml.write("key", office.key, nil)
            let uncapped = office.lines.filter { $0.indicator.indicatorClass == .incentive }
                .compactMap(\.score).sum()
            xml.write(incentiveUncapped: uncapped, counted: office.incentive)
            xml.write("committee", office.committee, office.committeePart)
            xml.write(office.deductions)
            xml.write("park", office.rank)
            xml.write(office.missing)
            xml.writeLabel(
                "class", byScore: nil, suggested: office.classSuggested, decided: office.classDecided)
            xml.write(office.classDecision)
        }
    }

    mutating func write(_ person: PersonAssessment) {
        element(
            "person",
            [
                "code": person.person.code, "office": person.person.office,
                "status": person.person.status.rawValue, "withheld": person.isWithheld,
                "score": person.score,
            ]
        ) { xml in
            xml.write(lines: person.lines)
            xml.write("own", person.own, person.ownPart)
            xml.write("key", person.key, nil)
            xml.write(incentiveUncapped: person.incentiveUncapped, counted: person.incentive)
            xml.write(person.officeScore, person.officePart)
            xml.write("panel", person.panel, person.panelPart)
            xml.write(person.deductions)
            xml.write("park", person.parkRank)
            xml.write("office", person.officeRank)
            xml.write(person.missing)
            xml.write(person.noGrade)
            xml.writeLabel(
                "grade", byScore: person.gradeByScore, suggested: person.suggested,
                decided: person.decided?.label, cutByQuota: person.isCutByQuota)
            for cap in person.caps { xml.write(cap) }
            xml.write(person.decision)
            xml.write(person.trend)
        }
    }
}

extension XMLByteWriter {
    private mutating func write(_ name: StaticString, _ total: LineTotal?, _ part: WeightedPart?) {
        guard let total else { return }
        element(
            name,
            [
                "scores": total.scores, "full": total.full, "percent": total.percent,
                "weight": part?.weight, "points": part?.points,
            ])
    }

    private mutating func write(incentiveUncapped uncapped: Points, counted: Points) {
        element("incentive", ["uncapped": uncapped, "counted": counted])
    }

    private mutating func write(
        _ name: StaticString, _ component: Component<PanelMean>, _ part: WeightedPart?
    ) {
        element(
            name,
            [
                "state": component.token, "mean": component.figure?.mean,
                "raters": component.figure?.raters, "trimmed": component.figure?.trimmed,
                "weight": part?.weight, "points": part?.points,
            ])
    }

    private mutating func write(_ component: Component<Points>, _ part: WeightedPart?) {
        element(
            "officeScore",
            [
                "state": component.token, "value": component.figure, "weight": part?.weight,
                "points": part?.points,
            ])
    }

    private mutating func write(_ deductions: Deductions) {
        element("deductions", ["total": deductions.total]) { xml in
            let counted =
                deductions.findings.map { ($0, "score") } + deductions.countedInLine.map { ($0, "line") }
            for (code, place) in counted.sorted(by: { $0.0 < $1.0 }) {
                xml.element("finding", ["code": code, "countedIn": place])
            }
        }
    }

    private mutating func write(_ scope: String, _ rank: Rank?) {
        guard let rank else { return }
        element(
            "rank",
            [
                "scope": scope, "place": rank.place, "sharedBy": rank.sharedBy,
                "decidedBy": rank.decidedBy?.token ?? "score",
            ])
    }

    private mutating func write(_ missing: [Missing]) {
        for item in missing {
            switch item {
            case .line(let code): element("missing", ["what": "line", "indicator": code])
            case .panel: element("missing", ["what": "panel"])
            case .office: element("missing", ["what": "office"])
            }
        }
    }

    private mutating func write(_ reason: NoGradeReason?) {
        switch reason {
        case .status(let status): element("noGrade", ["reason": "status", "status": status.rawValue])
        case .inPost(let days, let all): element("noGrade", ["reason": "inPost", "days": days, "of": all])
        case .noOwnLines: element("noGrade", ["reason": "noOwnLines"])
        case nil: break
        }
    }

    /// 建议 and 审定 side by side; 待审定 is an attribute of its own, so that no label means it.
    private mutating func writeLabel(
        _ name: StaticString, byScore: Grade?, suggested: SuggestedLabel?, decided: String?,
        cutByQuota: Bool? = nil
    ) {
        guard byScore != nil || suggested != nil || decided != nil else { return }
        var label: String?
        var pending: (places: Int, tied: Int)?
        switch suggested {
        case .label(let text): label = text
        case .pending(let places, let tied): pending = (places, tied)
        case nil: break
        }
        element(
            name,
            [
                "byScore": byScore, "cutByQuota": cutByQuota, "suggested": label,
                "pending": pending != nil, "places": pending?.places, "tied": pending?.tied,
                "decided": decided,
            ])
    }

    private mutating func write(_ cap: GradeCap) {
        switch cap.reason {
        case .veto(let indicator):
            element("cap", ["atMost": cap.atMost, "reason": "veto", "indicator": indicator])
        case .yellow(let card): element("cap", ["atMost": cap.atMost, "reason": "yellow", "card": card])
        case .red(let card): element("cap", ["atMost": cap.atMost, "reason": "red", "card": card])
        }
    }

    private mutating func write(_ trend: [TrendPoint]) {
        for point in trend {
            element(
                "trend",
                [
                    "period": point.period, "score": point.score, "grade": point.grade,
                    "draft": point.isDraft,
                ])
        }
    }

    mutating func write(_ decision: Decision?) {
        guard let decision else { return }
        element(
            "decision",
            [
                "suggested": decision.suggested, "decided": decision.decided,
                "decidedBy": decision.decidedBy, "date": decision.date,
            ])
    }
}

extension Component {
    fileprivate var token: String {
        switch self {
        case .present: return "present"
        case .notDue: return "notDue"
        case .missing: return "missing"
        }
    }
}

extension Rank.Key {
    fileprivate var token: String {
        switch self {
        case .keyScore: return "keyScore"
        case .deductions: return "deductions"
        case .incentive: return "incentive"
        }
    }
}
