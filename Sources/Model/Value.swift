/// What a template sees of a document under one name.
package enum Value: Sendable {
    /// Only where the field is optional; what it prints must be said in the template.
    case absent
    case text(String)
    case flag(Bool)
    case whole(Int)
    case points(Points)
    case quantity(Quantity)
    case date(Day)
    case period(Period)
    case link(Link)
    case record(Record)
    case list([Value])
}

/// A relative link or an anchor, made by Composing from checked codes only; the sole type that href and src accept.
package struct Link: Hashable, Sendable {
    package let target: String
    package init(_ target: String) { self.target = target }
}

/// The values of one object, in the order of its ``RecordType``'s fields.
package struct Record: Sendable {
    package let values: [Value]
    package init(values: [Value]) { self.values = values }
}

/// What kind of value stands under a name; decides which formatters and places fit.
package indirect enum ValueType: Sendable {
    case text, flag, whole, points, quantity, date, period, link
    case record(RecordType)
    case list(ValueType)
}

/// The names a template may use on one kind of object.
///
/// A class so that compiled templates can compare types by identity; immutable.
package final class RecordType: Sendable {
    package let name: String
    package let fields: [Field]
    /// Who may see objects of the type; what nobody declared stays out of circulated and posted papers.
    package let audience: Set<Audience>
    private let indexes: [String: Int]
    /// Places of the obligatory fields.
    package let obligatory: [Int]

    package init(_ name: String, for audience: Set<Audience> = .inner, _ fields: [Field]) {
        self.name = name
        self.fields = fields
        self.audience = audience
        obligatory = fields.indices.filter { fields[$0].isObligatory }
        indexes = Dictionary(
            fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        precondition(indexes.count == fields.count, "\(name): a name stands twice")
    }

    package func index(of name: String) -> Int? { indexes[name] }
}

/// One name: its type, what it means and an example, printed by `yardstick templates names`.
package struct Field: Sendable {
    package let name: String
    package let type: ValueType
    /// An absent value is possible, so the template must say what absence prints.
    package let isOptional: Bool
    /// A template of this kind that never uses the name is refused (a notice without its number).
    package var isObligatory: Bool
    package let meaning: String
    package let example: String
    /// Belongs to one issue of the paper (its number, what it corrects), not to its facts.
    package var isMark = false
    /// Who may see it, where that differs from its object.
    package var audience: Set<Audience>?

    package init(
        _ name: String, _ type: ValueType, optional: Bool = false, obligatory: Bool = false,
        _ meaning: String, example: String = ""
    ) {
        self.name = name
        self.type = type
        isOptional = optional
        isObligatory = obligatory
        self.meaning = meaning
        self.example = example
    }
}
