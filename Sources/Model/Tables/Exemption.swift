package struct Exemption: Sendable {
    package enum Subject: Hashable, Sendable {
        case line(Code)
        /// A project, an appeal or a spot-check finding.
        case matter(Code)
    }
    package var subject: Subject
    package var holder: Holder
    package var reason: String
    package var approvedBy: String
    package var approvedOn: Day
    package var place: SourcePlace
    package init(
        subject: Subject, holder: Holder, reason: String, approvedBy: String, approvedOn: Day,
        place: SourcePlace
    ) {
        self.subject = subject
        self.holder = holder
        self.reason = reason
        self.approvedBy = approvedBy
        self.approvedOn = approvedOn
        self.place = place
    }
}
