import Model

/// An element of a small document as a plain value: the scheme, a sign-off.
package struct XMLElement: Sendable {
    /// As written, with its prefix.
    package let name: String
    package let attributes: [Attribute]
    package internal(set) var children: [XMLElement] = []
    /// The element's own text, pieces joined, not trimmed.
    package internal(set) var text = ""
    /// Where its `<` stands.
    package let place: SourcePlace

    package struct Attribute: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// The value of an attribute; `nil` when it is not there.
    package subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    package func children(named name: String) -> [XMLElement] { children.filter { $0.name == name } }
    package func child(named name: String) -> XMLElement? { children.first { $0.name == name } }

    /// Reads a whole document; the value is `nil` as soon as there is one finding.
    package static func read(_ bytes: [UInt8], file: String, schema: Schema? = nil) -> Checked<XMLElement?> {
        let builder = TreeBuilder()
        let findings = MarkupReader().read(bytes, file: file, schema: schema, visitor: builder)
        return Checked(findings.isEmpty ? builder.root : nil, findings)
    }
}

/// Puts the tree together from the events.
private final class TreeBuilder: MarkupVisitor {
    private(set) var root: XMLElement?
    private var open: [XMLElement] = []
    private var pending: (name: String, attributes: [XMLElement.Attribute], place: SourcePlace)?

    func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader) {
        settle()
        pending = (Self.qualified(prefix, name), [], reader.place)
    }

    func attribute(prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader) {
        pending?.attributes.append(.init(name: Self.qualified(prefix, name), value: value.string))
    }

    func text(_ text: Span<UInt8>, in reader: MarkupReader) {
        settle()
        guard !open.isEmpty else { return }
        open[open.count - 1].text += text.string
    }

    func end(in reader: MarkupReader) {
        settle()
        guard let closed = open.popLast() else { return }
        if open.isEmpty { root = closed } else { open[open.count - 1].children.append(closed) }
    }

    /// An element is made when its attributes are known: at the next event.
    private func settle() {
        guard let pending else { return }
        open.append(XMLElement(name: pending.name, attributes: pending.attributes, place: pending.place))
        self.pending = nil
    }

    private static func qualified(_ prefix: Span<UInt8>, _ name: Span<UInt8>) -> String {
        prefix.isEmpty ? name.string : prefix.string + ":" + name.string
    }
}
