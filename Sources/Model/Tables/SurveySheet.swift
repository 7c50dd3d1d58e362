package struct SurveySheet: Sendable {
    package var code: Code
    package var enterprise: Code
    package var office: Code
    /// One of the scheme's words, or 不了解 (not valid).
    package var answer: String
    package var place: SourcePlace
    package init(code: Code, enterprise: Code, office: Code, answer: String, place: SourcePlace) {
        self.code = code
        self.enterprise = enterprise
        self.office = office
        self.answer = answer
        self.place = place
    }
}
