package struct Talk: Sendable {
    package var person: Code
    package var leader: Code
    package var date: Day
    package var type: String
    package var promise: String?
    package var deadline: Day?
    package var place: SourcePlace
    package init(
        person: Code, leader: Code, date: Day, type: String, promise: String?, deadline: Day?,
        place: SourcePlace
    ) {
        self.person = person
        self.leader = leader
        self.date = date
        self.type = type
        self.promise = promise
        self.deadline = deadline
        self.place = place
    }
}
