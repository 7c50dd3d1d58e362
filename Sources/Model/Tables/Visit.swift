package struct Visit: Sendable {
    package var date: Day
    package var person: Code
    package var enterprise: Code
    package var topic: String?
    package var place: SourcePlace
    package init(date: Day, person: Code, enterprise: Code, topic: String?, place: SourcePlace) {
        self.date = date
        self.person = person
        self.enterprise = enterprise
        self.topic = topic
        self.place = place
    }
}
