import Files
import Model

/// The digest by which a paper counts as changed: of the facts it shows, never of its rendered bytes.
///
/// Marks (number, revision, issue date of a revision) are left out, so the same facts have the same digest in
/// every revision, and editing a template re-issues nothing.
package enum FactsDigest {
    package static func of(_ facts: Record, _ type: RecordType) -> String {
        var form = CanonicalForm()
        form.add(facts, type)
        return "sha256:" + Digest.sha256(form.bytes)
    }
}

/// Names and values with their lengths, so that no two different records write the same bytes.
private struct CanonicalForm {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ record: Record, _ type: RecordType) {
        for (field, value) in zip(type.fields, record.values) where !field.isMark {
            if case .absent = value { continue }
            add("n", field.name)
            add(value, field.type)
        }
        bytes.append(UInt8(ascii: "."))
    }

    private mutating func add(_ value: Value, _ type: ValueType) {
        switch (value, type) {
        case (.record(let record), .record(let inner)): add(record, inner)
        case (.list(let values), .list(let inner)):
            add("l", String(values.count))
            for element in values { add(element, inner) }
        case (.absent, _), (.record, _), (.list, _): add("a", "")
        case (.text(let text), _): add("t", text)
        case (.flag(let flag), _): add("f", flag ? "1" : "0")
        case (.whole(let number), _): add("w", String(number))
        case (.points(let points), _): add("p", points.description)
        case (.quantity(let quantity), _): add("q", quantity.description)
        case (.date(let day), _): add("d", day.description)
        case (.period(let period), _): add("q", period.description)
        case (.link(let link), _): add("k", link.target)
        }
    }

    private mutating func add(_ tag: String, _ text: String) {
        var (tag, text) = (tag, text)
        tag.withUTF8 { bytes.append(contentsOf: $0) }
        var count = String(text.utf8.count)
        count.withUTF8 { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: ":"))
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }
}
