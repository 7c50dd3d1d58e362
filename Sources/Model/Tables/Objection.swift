package struct Objection: Sendable {
    package var person: Code
    package var date: Day
    package var matter: String
    package var conclusion: String?
    package var answered: Day?
    package var place: SourcePlace
    package init(
        person: Code, date: Day, matter: String, conclusion: String?, answered: Day?, place: SourcePlace
    ) {
        self.person = person
        self.date = date
        self.matter = matter
        self.conclusion = conclusion
        self.answered = answered
        self.place = place
    }
}
