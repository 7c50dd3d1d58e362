/// An XSD as tables, for papers that are written plainly: each tag and attribute is one look.
///
/// What a ``PlainValidator`` accepts with it, libxml2 accepts with the XSD; for the rest libxml2 is asked. Reading the XML
/// papers of 10,000 people with libxml2 took a sixth of the time of a run.
package final class PlainSchema: Sendable {
    struct ElementType {
        enum Content {
            /// Not even a blank.
            case nothing
            /// Elements, and blanks between them.
            case elements
            case text
            /// `xs:anyType`: taken only when nothing stands in it.
            case anything
        }

        var content = Content.nothing
        /// Before the first element of the content.
        var start = Automaton.refusing
        /// Of the text.
        var form = 0
        /// A bit for each attribute that must be there.
        var required: UInt64 = 0
    }

    /// What an element leads to: the next state of its parent and its own type.
    struct Step {
        var next = Automaton.refusing
        var type: UInt16 = 0
    }

    struct Attribute {
        /// Of its value; -1 when the element has no such attribute.
        var form: Int16 = -1
        /// Its place in ``ElementType/required``.
        var bit: UInt8 = 0
    }

    /// The type of the document itself, whose content is its root.
    static let document = 0

    let names: NameTable
    let types: [ElementType]
    private let forms: [ValueForm]
    /// Of each type and name.
    private let attributes: [Attribute]
    /// Of each state of any content and name.
    private let steps: [Step]
    private let accepts: [Bool]

    init(
        names: NameTable, types: [ElementType], forms: [ValueForm], attributes: [Attribute], steps: [Step],
        accepts: [Bool]
    ) {
        self.names = names
        self.types = types
        self.forms = forms
        self.attributes = attributes
        self.steps = steps
        self.accepts = accepts
    }

    func step(from state: UInt16, _ name: UnsafeBufferPointer<UInt8>) -> Step {
        steps[Int(state) * names.count + names.number(of: name)]
    }

    func mayEnd(in state: UInt16) -> Bool { accepts[Int(state)] }

    func attribute(of type: Int, _ name: UnsafeBufferPointer<UInt8>) -> Attribute {
        attributes[type * names.count + names.number(of: name)]
    }

    /// Without a copy of the form.
    func accepts(_ value: UnsafeBufferPointer<UInt8>, _ form: Int) -> Bool {
        forms.withUnsafeBufferPointer { $0[form].accepts(value) }
    }
}
