/// A fact without which a paper is not one, in the ways in which it may stand there.
///
/// The compiler demands only that a template uses an obligatory name; whether the tag stood in a branch that this
/// paper did not take is seen in the paper alone.
package struct RequiredFact: Sendable {
    package let name: String
    /// As pages write it.
    package let text: String
    /// As XML writes it, where that differs. One of both must stand in the paper.
    package let data: String?

    /// Shows the obligatory values of a field of a document that are there, inner objects and items included.
    ///
    /// They are shown and not gathered: those of a large park's papers would be some million arrays.
    package static func visit(in value: Value, _ field: Field, _ visit: (RequiredFact) -> Void) {
        switch value {
        case .record(let record): record.visitRequired(field.type, visit)
        case .list(let items):
            for item in items { item.visitRequired(field, visit) }
        default:
            // What may be lacking may also be left to a branch: the date of the data stands on drafts only.
            if !field.isOptional, let fact = RequiredFact(value, field) { visit(fact) }
        }
    }

    /// `nil` for flags, which print as sections, and for links, which the page inspector looks at.
    fileprivate init?(_ value: Value, _ field: Field) {
        var data: String?
        switch value {
        case .text(let text): self.text = text
        case .whole(let number): text = "\(number)"
        case .points(let points): text = points.description
        case .quantity(let quantity): text = quantity.description
        case .date(let day): (text, data) = (day.chinese, day.description)
        case .period(let period): (text, data) = (period.chinese, period.description)
        case .absent, .flag, .link, .record, .list: return nil
        }
        guard !text.isEmpty else { return nil }
        name = field.name
        self.data = data
    }
}

extension Record {
    fileprivate func visitRequired(_ type: ValueType, _ visit: (RequiredFact) -> Void) {
        switch type {
        case .record(let inner):
            for place in inner.obligatory {
                RequiredFact.visit(in: values[place], inner.fields[place], visit)
            }
        case .list(let element): visitRequired(element, visit)
        default: return
        }
    }
}

extension Value {
    /// Of one item of a list.
    package func visitRequired(_ field: Field, _ visit: (RequiredFact) -> Void) {
        if case .record(let record) = self { return record.visitRequired(field.type, visit) }
        if let fact = RequiredFact(self, field) { visit(fact) }
    }
}
