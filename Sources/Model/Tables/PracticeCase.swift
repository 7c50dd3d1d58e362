package struct PracticeCase: Sendable {
    package var code: Code
    package var title: String
    package var indicator: Code?
    package var projectType: String?
    package var stage: String?
    package var cause: String?
    package var practice: String
    package var effect: String
    package var office: Code
    package var mayBeQuoted: Bool
    package init(
        code: Code, title: String, indicator: Code?, projectType: String?, stage: String?, cause: String?,
        practice: String, effect: String, office: Code, mayBeQuoted: Bool
    ) {
        self.code = code
        self.title = title
        self.indicator = indicator
        self.projectType = projectType
        self.stage = stage
        self.cause = cause
        self.practice = practice
        self.effect = effect
        self.office = office
        self.mayBeQuoted = mayBeQuoted
    }
}
