/// A class: tables, people and talk lists hold the same ones.
package final class Talk: Sendable {
    package let person: Code
    package let leader: Code
    package let date: Day
    package let type: String
    package let promise: String?
    package let deadline: Day?
    package let place: SourcePlace
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
