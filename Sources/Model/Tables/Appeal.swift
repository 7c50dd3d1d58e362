package struct Appeal: Sendable {
    package var code: Code
    package var enterprise: Code
    package var category: String
    package var raised: Day
    package var responded: Day?
    package var closed: Day?
    package var limitWorkingDays: Int
    package var handler: Code
    package var verdict: String?
    package var place: SourcePlace
    package init(
        code: Code, enterprise: Code, category: String, raised: Day, responded: Day?, closed: Day?,
        limitWorkingDays: Int, handler: Code, verdict: String?, place: SourcePlace
    ) {
        self.code = code
        self.enterprise = enterprise
        self.category = category
        self.raised = raised
        self.responded = responded
        self.closed = closed
        self.limitWorkingDays = limitWorkingDays
        self.handler = handler
        self.verdict = verdict
        self.place = place
    }
}
