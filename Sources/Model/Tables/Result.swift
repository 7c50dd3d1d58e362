package struct Result: Sendable {
    package enum Actual: Hashable, Sendable {
        case value(Quantity)
        /// 未报.
        case missing
        /// 不适用.
        case notApplicable
    }
    package var indicator: Code
    package var holder: Holder
    package var actual: Actual
    package var asOf: Day
    package var evidence: String?
    package var remark: String?
    package var place: SourcePlace
    package init(
        indicator: Code, holder: Holder, actual: Actual, asOf: Day, evidence: String?, remark: String?,
        place: SourcePlace
    ) {
        self.indicator = indicator
        self.holder = holder
        self.actual = actual
        self.asOf = asOf
        self.evidence = evidence
        self.remark = remark
        self.place = place
    }
}
