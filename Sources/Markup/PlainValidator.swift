/// Follows a plain document from tag to tag with a ``PlainSchema``. `false` means that libxml2 must be asked.
package struct PlainValidator {
    private let schema: PlainSchema
    private var open: [Frame]
    /// The text so far of the element that is open.
    private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// The same when it came in pieces.
    private var pieces: [UInt8] = []

    private struct Frame {
        let type: Int
        /// Where its content stands.
        var state: UInt16
        /// A bit for each attribute.
        var attributes: UInt64 = 0
    }

    package init(_ schema: PlainSchema) {
        self.schema = schema
        open = [Frame(type: PlainSchema.document, state: schema.types[PlainSchema.document].start)]
    }

    package mutating func start(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let step = schema.step(from: open[open.count - 1].state, name)
        guard step.next != Automaton.refusing else { return false }
        open[open.count - 1].state = step.next
        open.append(Frame(type: Int(step.type), state: schema.types[Int(step.type)].start))
        forgetText()
        return true
    }

    package mutating func attribute(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let attribute = schema.attribute(of: open[open.count - 1].type, name)
        guard attribute.form >= 0 else { return false }
        open[open.count - 1].attributes |= 1 << UInt64(attribute.bit)
        return schema.forms[Int(attribute.form)].accepts(value)
    }

    /// - Parameter piece: stays until the element ends.
    package mutating func text(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        switch schema.types[open[open.count - 1].type].content {
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
        guard let frame = open.popLast() else { return false }
        let type = schema.types[frame.type]
        guard type.required & ~frame.attributes == 0 else { return false }
        switch type.content {
        case .nothing, .anything: return true
        case .elements: return schema.mayEnd(in: frame.state)
        case .text: return acceptsText(schema.forms[type.form])
        }
    }

    /// Where only elements and blanks may follow; no text is kept for its end.
    package var isBetweenElements: Bool {
        open.last.map { schema.types[$0.type].content == .elements } ?? false
    }

    private func acceptsText(_ form: ValueForm) -> Bool {
        pieces.isEmpty ? form.accepts(text) : pieces.withUnsafeBufferPointer(form.accepts)
    }

    private mutating func forgetText() {
        text = UnsafeBufferPointer(start: nil, count: 0)
        if !pieces.isEmpty { pieces.removeAll(keepingCapacity: true) }
    }
}
