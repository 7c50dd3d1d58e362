package enum IndicatorClass: String, Hashable, Sendable, CaseIterable {
    case key = "关键"
    case individual = "个性"
    case incentive = "激励"
}

package enum IndicatorSpan: String, Sendable, CaseIterable {
    case quarterly = "当季"
    case cumulative = "累计"
}

package enum ScoringMethod: String, Hashable, Sendable, CaseIterable {
    case completion = "A"
    case steps = "B"
    case deduction = "C"
    case bonus = "D"
    case place = "E"
    case panel = "F"
    case satisfaction = "G"
    case inverse = "H"
    case percentagePoints = "I"
    case veto = "V"
    case deductionOrVeto = "C/V"
}

/// A ledger from which an actual is counted instead of being typed.
package enum LedgerSource: String, Hashable, Sendable, CaseIterable {
    case visits = "走访台账:家次"
    case appealsClosed = "诉求台账:办结条数"
    case appealsClosedRate = "诉求台账:办结率"
    case appealsOnTimeRate = "诉求台账:按时响应率"
    case projectsOnScheduleRate = "项目台账:达标率"
    case projectsOnSchedule = "项目台账:达标个数"
    case satisfactionIndex = "满意度:指数"
    case satisfactionRate = "满意度:满意率"
    case findings = "抽查:问题数"
}

/// 参数 of an indicator; what is not set comes from the scheme.
package struct MethodParameters: Hashable, Sendable {
    package var k: Quantity?
    package var cap: Quantity?
    package var floor: Quantity?
    package var steps: [Scheme.Step]?
    package var places: [Scheme.PlacePoints]?
    package init(
        k: Quantity? = nil, cap: Quantity? = nil, floor: Quantity? = nil, steps: [Scheme.Step]? = nil,
        places: [Scheme.PlacePoints]? = nil
    ) {
        self.k = k
        self.cap = cap
        self.floor = floor
        self.steps = steps
        self.places = places
    }
}

/// A class: each of a large park's hundred thousand lines names one of a few dozen.
package final class Indicator: Sendable {
    package let code: Code
    package let name: String
    package let indicatorClass: IndicatorClass
    package let group: String
    package let subgroup: String
    package let unit: String
    /// 正向 or 逆向, as typed.
    package let direction: String
    package let span: IndicatorSpan
    package let method: ScoringMethod
    package let parameters: MethodParameters
    /// 参数 as typed, for printing.
    package let parametersText: String?
    package let fullPoints: Points
    package let responsibleOffice: Code
    /// 数据来源 as typed.
    package let sourceText: String
    package let source: LedgerSource?
    package let tags: [String]
    package let place: SourcePlace
    package init(
        code: Code, name: String, indicatorClass: IndicatorClass, group: String, subgroup: String,
        unit: String,
        direction: String, span: IndicatorSpan, method: ScoringMethod, parameters: MethodParameters,
        parametersText: String?, fullPoints: Points, responsibleOffice: Code, sourceText: String,
        source: LedgerSource?, tags: [String], place: SourcePlace
    ) {
        self.code = code
        self.name = name
        self.indicatorClass = indicatorClass
        self.group = group
        self.subgroup = subgroup
        self.unit = unit
        self.direction = direction
        self.span = span
        self.method = method
        self.parameters = parameters
        self.parametersText = parametersText
        self.fullPoints = fullPoints
        self.responsibleOffice = responsibleOffice
        self.sourceText = sourceText
        self.source = source
        self.tags = tags
        self.place = place
    }

    package var followsPlannedPath: Bool { tags.contains("序时") }
}
