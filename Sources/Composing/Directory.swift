import Model

/// Who and what the codes of the quarter stand for, by code only: names are not unique.
final class Directory: Sendable {
    private let all: [Person]
    /// Places among all.
    private let people: [Code: Int32]
    private let offices: [Code: Office]
    private let formerPeople: [Code: String]
    private let formerOffices: [Code: String]
    private let timesUsed: [String: Int]

    init(_ assessment: Assessment) {
        let all = assessment.data.people
        self.all = all
        people = Dictionary(
            all.indices.map { (all[$0].code, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        offices = Dictionary(
            assessment.data.offices.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        formerPeople = assessment.personNames
        formerOffices = assessment.officeNames
        timesUsed = Dictionary(people.values.map { (all[Int($0)].name, 1) }, uniquingKeysWith: +)
    }

    func person(_ code: Code) -> Person? { people[code].map { all[Int($0)] } }
    func office(_ code: Code) -> Office? { offices[code] }
    func officeName(_ code: Code) -> String { offices[code]?.name ?? formerOffices[code] ?? code.text }
    func personName(_ code: Code) -> String? { person(code)?.name ?? formerPeople[code] }
    /// Two 王伟: a paper that names one of them adds the staff number.
    func isNamesake(_ code: Code) -> Bool { person(code).map { timesUsed[$0.name, default: 0] > 1 } ?? false }
}
