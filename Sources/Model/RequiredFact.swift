/// A fact without which a paper is not one, in the ways in which it may stand there.
///
/// The compiler demands only that a template uses an obligatory name; whether the tag stood in a branch that this
/// paper did not take is seen in the paper alone.
package struct RequiredFact: Hashable, Sendable {
    package let name: String
    /// One of them must stand in the paper.
    package let forms: [String]

    /// The obligatory values of a document that are there, inner objects and items included.
    package static func all(in record: Record, of type: RecordType) -> [RequiredFact] {
        type.obligatory.flatMap { all(in: record.values[$0], type.fields[$0]) }
    }

    /// Those in one field of it.
    package static func all(in value: Value, _ field: Field) -> [RequiredFact] {
        switch value {
        case .record(let record): return record.requiredFacts(field.type)
        case .list(let items): return items.flatMap { $0.requiredFacts(field) }
        // What may be lacking may also be left to a branch: the date of the data stands on drafts only.
        case _ where field.isOptional: return []
        default:
            let forms = forms(of: value)
            return forms.isEmpty ? [] : [RequiredFact(name: field.name, forms: forms)]
        }
    }

    /// None for flags, which print as sections, and for links, which the page inspector looks at.
    fileprivate static func forms(of value: Value) -> [String] {
        switch value {
        case .text(let text): return text.isEmpty ? [] : [text]
        case .whole(let number): return ["\(number)"]
        case .points(let points): return [points.description]
        case .quantity(let quantity): return [quantity.description]
        case .date(let day): return [day.chinese, day.description]
        case .period(let period): return [period.chinese, period.description]
        case .absent, .flag, .link, .record, .list: return []
        }
    }
}

extension Record {
    fileprivate func requiredFacts(_ type: ValueType) -> [RequiredFact] {
        switch type {
        case .record(let inner): return RequiredFact.all(in: self, of: inner)
        case .list(let element): return requiredFacts(element)
        default: return []
        }
    }
}

extension Value {
    /// Of one item of a list.
    package func requiredFacts(_ field: Field) -> [RequiredFact] {
        if case .record(let record) = self { return record.requiredFacts(field.type) }
        let forms = RequiredFact.forms(of: self)
        return forms.isEmpty ? [] : [RequiredFact(name: field.name, forms: forms)]
    }
}
