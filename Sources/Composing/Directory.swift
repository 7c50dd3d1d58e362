import Model

/// Who and what the codes of the quarter stand for, by code only: names are not unique.
struct Directory: Sendable {
    private let people: [Code: Person]
    private let offices: [Code: Office]
    private let formerPeople: [Code: String]
    private let formerOffices: [Code: String]
    private let timesUsed: [String: Int]

    init(_ assessment: Assessment) {
        people = Dictionary(
            assessment.data.people.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        offices = Dictionary(
            assessment.data.offices.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        formerPeople = assessment.personNames
        formerOffices = assessment.officeNames
        timesUsed = Dictionary(people.values.map { ($0.name, 1) }, uniquingKeysWith: +)
    }

    func person(_ code: Code) -> Person? { people[code] }
    func office(_ code: Code) -> Office? { offices[code] }
    func officeName(_ code: Code) -> String { offices[code]?.name ?? formerOffices[code] ?? code.text }
    func personName(_ code: Code) -> String? { people[code]?.name ?? formerPeople[code] }
    /// Two 王伟: a paper that names one of them adds the staff number.
    func isNamesake(_ code: Code) -> Bool { people[code].map { timesUsed[$0.name, default: 0] > 1 } ?? false }
}
