/// Compiles the part of XSD in which our schemas are written; `nil` as soon as anything else stands in one, down to an
/// attribute that is not known here.
///
/// Only for an XSD that libxml2 has taken: references that lead nowhere or in circles, double names and contents in which an
/// element could be two things are refused there.
struct PlainSchemaCompiler {
    /// What is not beyond doubt.
    struct NotPlain: Error {}

    let names: NameTable
    private let root: XMLElement
    /// What is defined under a name, by kind and name.
    private var definitions: [String: XMLElement] = [:]
    var types: [PlainSchema.ElementType] = []
    var forms: [ValueForm] = []
    var formsOfTypes: [String: Int] = [:]
    /// The first states are those that lead nowhere (``Automaton/refusing``).
    var steps: [PlainSchema.Step]
    var accepts = [false]
    private var typesOfNames: [String: Int] = [:]
    private var attributes: [PlainSchema.Attribute] = []

    static func compile(_ bytes: [UInt8], file: String) -> PlainSchema? {
        // The prefix means the same everywhere, and names without one have no namespace.
        guard let root = XMLElement.read(bytes, file: file).value, bytes.count(of: "xmlns") == 1,
            bytes.count(of: "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"") == 1,
            var compiler = try? PlainSchemaCompiler(root)
        else { return nil }
        return try? compiler.compile()
    }

    private init(_ root: XMLElement) throws(NotPlain) {
        self.root = root
        var names: Set<String> = []
        try Self.collect(root, &names)
        self.names = NameTable(names)
        steps = Array(repeating: PlainSchema.Step(), count: self.names.count)
        for child in root.children { definitions[Self.key(child.name, child["name"] ?? "")] = child }
    }

    private mutating func compile() throws(NotPlain) -> PlainSchema {
        guard root.name == "xs:schema" else { throw NotPlain() }
        try root.allow(["elementFormDefault"])
        for child in root.children {
            switch child.name {
            case "xs:simpleType", "xs:complexType", "xs:attributeGroup": try child.allow(["name"])
            case "xs:element": try child.allow(["name", "type"])
            default: throw NotPlain()
            }
        }
        let document = reserveType()
        let roots = root.children(named: "xs:element")
        types[document].content = .elements
        types[document].start = try content(ofOneOf: roots)
        guard types.count < Int16.max, forms.count < Int16.max, accepts.count < Int16.max else {
            throw NotPlain()
        }
        return PlainSchema(
            names: names, types: types, forms: forms, attributes: attributes, steps: steps, accepts: accepts)
    }

    /// All names of elements and attributes.
    private static func collect(_ element: XMLElement, _ names: inout Set<String>) throws(NotPlain) {
        // Of an XSD only the tags mean something.
        guard element.text.utf8.allSatisfy({ $0 <= 0x20 }) else { throw NotPlain() }
        if element.name == "xs:element" || element.name == "xs:attribute" {
            guard let name = element["name"], name.isPlainName else { throw NotPlain() }
            names.insert(name)
        }
        for child in element.children { try collect(child, &names) }
    }

    // MARK: Types of elements

    mutating func type(of element: XMLElement) throws(NotPlain) -> Int {
        if let type = element["type"] {
            guard element.children.isEmpty else { throw NotPlain() }
            return try self.type(named: type)
        }
        guard element.children.count <= 1 else { throw NotPlain() }
        let type = reserveType()
        guard let definition = element.children.first else {
            types[type].content = .anything
            return type
        }
        try definition.allow([])
        switch definition.name {
        case "xs:complexType": try fill(type, definition)
        case "xs:simpleType": try fill(type, form: try form(of: definition))
        default: throw NotPlain()
        }
        return type
    }

    private mutating func type(named name: String) throws(NotPlain) -> Int {
        if let known = typesOfNames[name] { return known }
        let type = reserveType()
        // Before it is filled: an element may hold others of its own type.
        typesOfNames[name] = type
        if let definition = definition("xs:complexType", name) {
            try fill(type, definition)
        } else {
            try fill(type, form: try form(named: name))
        }
        return type
    }

    func definition(_ kind: String, _ name: String) -> XMLElement? { definitions[Self.key(kind, name)] }

    private static func key(_ kind: String, _ name: String) -> String { kind + " " + name }

    private mutating func reserveType() -> Int {
        types.append(PlainSchema.ElementType())
        attributes += Array(repeating: PlainSchema.Attribute(), count: names.count)
        return types.count - 1
    }

    private mutating func fill(_ type: Int, form: Int) throws(NotPlain) {
        types[type].content = .text
        types[type].form = form
    }

    private mutating func fill(_ type: Int, _ definition: XMLElement) throws(NotPlain) {
        var rest = definition.children[...]
        switch rest.first?.name {
        case "xs:sequence", "xs:choice":
            types[type].content = .elements
            types[type].start = try content(of: rest.removeFirst())
        case "xs:simpleContent":
            let extended = try extended(by: rest.removeFirst())
            guard rest.isEmpty, let base = extended["base"] else { throw NotPlain() }
            try fill(type, form: try form(named: base))
            rest = extended.children[...]
        default: break
        }
        var count = 0
        for attribute in rest { try add(attribute, to: type, &count) }
    }

    private func extended(by content: XMLElement) throws(NotPlain) -> XMLElement {
        try content.allow([])
        guard content.children.count == 1, let extended = content.child(named: "xs:extension") else {
            throw NotPlain()
        }
        try extended.allow(["base"])
        return extended
    }

    // MARK: Attributes

    private mutating func add(_ attribute: XMLElement, to type: Int, _ count: inout Int) throws(NotPlain) {
        switch attribute.name {
        case "xs:attributeGroup":
            try attribute.allow(["ref"])
            guard attribute.children.isEmpty, let name = attribute["ref"],
                let group = definition("xs:attributeGroup", name)
            else { throw NotPlain() }
            for member in group.children {
                guard member.name == "xs:attribute" else { throw NotPlain() }
                try add(member, to: type, &count)
            }
        case "xs:attribute":
            try attribute.allow(["name", "type", "use", "fixed"])
            guard let name = attribute["name"], count < 64 else { throw NotPlain() }
            let slot = type * names.count + names.number(of: name)
            guard attributes[slot].form < 0 else { throw NotPlain() }
            attributes[slot] = .init(form: Int16(try form(ofAttribute: attribute)), bit: UInt8(count))
            switch attribute["use"] {
            case "required": types[type].required |= 1 << UInt64(count)
            case "optional", nil: break
            default: throw NotPlain()
            }
            count += 1
        default: throw NotPlain()
        }
    }
}

extension XMLElement {
    /// Nothing is overlooked: an attribute that is not known might change what the others mean.
    func allow(_ known: [String]) throws(PlainSchemaCompiler.NotPlain) {
        guard attributes.allSatisfy({ known.contains($0.name) }) else { throw .init() }
    }
}

extension String {
    /// As the reader of plain documents reads names.
    fileprivate var isPlainName: Bool {
        guard let first = utf8.first, first.isLetter, utf8.count <= 64 else { return false }
        return utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    }
}

extension [UInt8] {
    fileprivate func count(of text: String) -> Int {
        let text = Array(text.utf8)
        return indices.count { self[$0] == text[0] && self[$0...].starts(with: text) }
    }
}
