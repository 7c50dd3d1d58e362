import Model

/// Newest known names, so that an object gone from the tables still has one.
struct NameBook {
    private(set) var people: [Code: String] = [:]
    private(set) var offices: [Code: String] = [:]
    private(set) var projects: [Code: String] = [:]

    mutating func read(_ data: QuarterData) {
        for person in data.people { people[person.code] = person.name }
        for office in data.offices { offices[office.code] = office.name }
        for project in data.projects ?? [] { projects[project.code] = project.name }
    }

    /// The code itself when nobody ever named it.
    func name(of object: Holder) -> String {
        switch object.kind {
        case .person: return people[object.code] ?? object.code.text
        case .office: return offices[object.code] ?? object.code.text
        case .project: return projects[object.code] ?? object.code.text
        }
    }
}
