package struct SpotCheck: Sendable {
    package var code: Code
    package var date: Day
    package var holder: Holder
    package var matter: String
    package var deduction: Points
    package var evidence: String
    package var nature: String
    package var place: SourcePlace
    package init(
        code: Code, date: Day, holder: Holder, matter: String, deduction: Points, evidence: String,
        nature: String,
        place: SourcePlace
    ) {
        self.code = code
        self.date = date
        self.holder = holder
        self.matter = matter
        self.deduction = deduction
        self.evidence = evidence
        self.nature = nature
        self.place = place
    }
}
