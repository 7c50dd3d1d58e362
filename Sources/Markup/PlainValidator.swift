/// Follows a plain document from tag to tag with a ``PlainSchema``. `false` means that libxml2 must be asked.
package struct PlainValidator {
    private let schema: PlainSchema
    /// The innermost element that is open, and those around it.
    private var element: Element
    private var around: [Element] = []
    /// The text so far of the element that is open.
    private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// The same when it came in pieces.
    private var pieces: [UInt8] = []

    private struct Element {
        let type: Int
        let content: PlainSchema.ElementType.Content
        /// Where its content stands.
        var state: UInt16
        /// A bit for each attribute that is not there yet and must be.
        var missing: UInt64

        init(_ type: Int, in schema: PlainSchema) {
            self.type = type
            let form = schema.types[type]
            (content, state, missing) = (form.content, form.start, form.required)
        }
    }

    package init(_ schema: PlainSchema) {
        self.schema = schema
        element = Element(PlainSchema.document, in: schema)
    }

    package mutating func start(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let step = schema.step(from: element.state, name)
        guard step.next != Automaton.refusing else { return false }
        element.state = step.next
        around.append(element)
        element = Element(Int(step.type), in: schema)
        forgetText()
        return true
    }

    package mutating func attribute(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let attribute = schema.attribute(of: element.type, name)
        guard attribute.form >= 0 else { return false }
        element.missing &= ~(1 << UInt64(attribute.bit))
        return schema.accepts(value, Int(attribute.form))
    }

    /// - Parameter piece: stays until the element ends.
    package mutating func text(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        switch element.content {
        case .nothing, .anything: return false
        case .elements: return piece.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        case .text:
            if text.isEmpty {
                text = piece
            } else {
                if pieces.isEmpty { pieces += text }
                pieces += piece
            }
            return true
        }
    }

    package mutating func end() -> Bool {
        guard element.missing == 0, isComplete, let outer = around.popLast() else { return false }
        element = outer
        return true
    }

    /// Whether the content of the element may end here.
    private var isComplete: Bool {
        switch element.content {
        case .nothing, .anything: true
        case .elements: schema.mayEnd(in: element.state)
        case .text: acceptsText(schema.types[element.type].form)
        }
    }

    private func acceptsText(_ form: Int) -> Bool {
        pieces.isEmpty
            ? schema.accepts(text, form) : pieces.withUnsafeBufferPointer { schema.accepts($0, form) }
    }

    /// Where only elements and blanks may follow; no text is kept for its end.
    package var isBetweenElements: Bool { element.content == .elements }

    private mutating func forgetText() {
        text = UnsafeBufferPointer(start: nil, count: 0)
        if !pieces.isEmpty { pieces.removeAll(keepingCapacity: true) }
    }
}
