import Model

/// The rules in force, so that a reader with only this file can compute every figure again.
extension XMLByteWriter {
    mutating func write(_ scheme: Scheme) {
        element("scheme", ["effectiveFrom": scheme.effectiveFrom]) { xml in
            let person = scheme.person
            xml.element(
                "personWeights",
                [
                    "own": person.own, "office": person.office, "panel": person.panel,
                    "minimum": person.limits.lowerBound, "maximum": person.limits.upperBound,
                ])
            let office = scheme.office
            xml.element(
                "officeWeights",
                [
                    "own": office.own, "committee": office.committee, "minimum": office.limits.lowerBound,
                    "maximum": office.limits.upperBound,
                ])
            xml.element(
                "methods",
                [
                    "incentiveCap": scheme.methods.incentiveCap,
                    "panelDropAbove": scheme.methods.panelDropAbove,
                    "responseWorkingDays": scheme.responseWorkingDays,
                ])
            xml.write(scheme.satisfaction)
            xml.write(scheme.grades)
            xml.write(scheme.officeClasses)
            xml.write(scheme.cards)
        }
    }

    private mutating func write(_ satisfaction: Scheme.Satisfaction) {
        element("satisfaction", ["minimumSheets": satisfaction.minimumSheets]) { xml in
            for answer in satisfaction.answers {
                xml.element(
                    "answer",
                    ["word": answer.word, "points": answer.points, "satisfied": answer.isSatisfied])
            }
        }
    }

    private mutating func write(_ grades: Scheme.GradeRules) {
        element(
            "grades",
            [
                "quotaGrade": grades.quotaGrade, "quotaPercent": grades.quotaPercent,
                "inPostShare": grades.inPostShare, "ceilingVeto": grades.ceilingVeto,
                "ceilingYellow": grades.ceilingYellow, "ceilingRed": grades.ceilingRed,
            ]
        ) { xml in
            for step in grades.ladder {
                xml.element(
                    "grade", ["label": step.grade, "from": step.from, "card": step.card?.rawValue])
            }
        }
    }

    private mutating func write(_ classes: Scheme.OfficeClassRules) {
        element(
            "officeClasses",
            [
                "first": classes.first, "second": classes.second, "third": classes.third,
                "firstPercent": classes.firstPercent, "firstAtLeast": classes.firstAtLeast,
                "thirdBelow": classes.thirdBelow,
            ])
    }

    private mutating func write(_ rules: Scheme.CardRules) {
        element(
            "cardRules",
            [
                "severeBelow": rules.severeBelow, "severeCount": rules.severeCount,
                "mildBelow": rules.mildBelow, "mildCount": rules.mildCount,
                "lagYellowFrom": rules.lagYellowFrom, "lagRedAbove": rules.lagRedAbove,
                "officeLastBelow": rules.officeLastBelow, "repeatQuarters": rules.repeatQuarters,
                "extensionShare": rules.extensionShare,
            ]
        ) { xml in
            for (nature, colour) in rules.findingColours.sorted(by: { $0.key < $1.key }) {
                xml.element("finding", ["nature": nature, "colour": colour.rawValue])
            }
            for colour in CardColour.allCases {
                let terms = rules.terms(of: colour)
                xml.element(
                    "terms",
                    [
                        "colour": colour.rawValue, "rectifyWorkingDays": terms.rectifyWorkingDays,
                        "talkWorkingDays": terms.talkWorkingDays, "annualPoints": terms.annualPoints,
                    ])
            }
        }
    }
}
