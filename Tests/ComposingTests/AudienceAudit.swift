import Composing
import Model

/// What a paper shows that its readers may not see: names for others, and staff numbers of other people.
struct AudienceAudit {
    /// Everybody the park ever knew.
    let everybody: Set<String>
    /// Whose paper it is; empty for papers without a person.
    let own: Set<String>
    /// Who may stand in a role field.
    let roles: Set<String>

    /// - Parameter readers: those of the document's kind, unless a test asks what others would see.
    func violations(in document: Document, for readers: Set<Audience>? = nil) -> [String] {
        var found: [String] = []
        let type = Composer.type(of: document.kind)
        walk(
            .record(document.facts), .record(type), readers ?? document.kind.readers, type.name, false, &found
        )
        return found
    }

    private func walk(
        _ value: Value, _ type: ValueType, _ readers: Set<Audience>, _ path: String, _ isRole: Bool,
        _ found: inout [String]
    ) {
        switch (value, type) {
        case (.text(let text), _):
            let permitted = isRole ? own.union(roles) : own
            let numbers = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
            for number in numbers where everybody.contains(number) && !permitted.contains(number) {
                found.append("\(path): \(number)")
            }
        case (.record(let record), .record(let type)):
            for (field, value) in zip(type.fields, record.values) {
                if case .absent = value { continue }
                let path = "\(path)/\(field.name)"
                if !readers.isSubset(of: field.audience ?? type.audience) { found.append("\(path): 不给看") }
                walk(value, field.type, readers, path, isRole || type.name == "角色", &found)
            }
        case (.list(let values), .list(let type)):
            for value in values { walk(value, type, readers, path, isRole, &found) }
        default: break
        }
    }
}

extension Document {
    /// The same paper with a text put into each of its texts in turn: what an audit must find wherever it stands.
    func spoilt(with text: String) -> [Document] {
        Self.spoilt(.record(facts), text).compactMap { value in
            guard case .record(let facts) = value else { return nil }
            return Document(
                kind: kind, period: period, subject: subject, path: path, facts: facts,
                permittedStaffNumbers: permittedStaffNumbers)
        }
    }

    private static func spoilt(_ value: Value, _ text: String) -> [Value] {
        switch value {
        case .text(let old): [.text(old + " " + text)]
        case .record(let record):
            record.values.indices.flatMap { place in
                spoilt(record.values[place], text).map { new in
                    var values = record.values
                    values[place] = new
                    return .record(Record(values: values))
                }
            }
        case .list(let values):
            values.indices.flatMap { place in
                spoilt(values[place], text).map { new in
                    var values = values
                    values[place] = new
                    return .list(values)
                }
            }
        default: []
        }
    }
}
