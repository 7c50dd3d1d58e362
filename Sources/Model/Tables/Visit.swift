package struct Visit: Sendable {
    package var date: Day
    package var person: Code
    package var enterprise: Code
    package var place: SourcePlace
    package init(date: Day, person: Code, enterprise: Code, place: SourcePlace) {
        self.date = date
        self.person = person
        self.enterprise = enterprise
        self.place = place
    }
}
