extension PlainSchemaCompiler {
    /// The elements of one content: two of the same name must be of the same type, so that the name alone tells it.
    private typealias Children = [Int: Int]

    /// The state before the content of a `sequence` or `choice`.
    mutating func content(of group: XMLElement) throws(NotPlain) -> UInt16 {
        var children: Children = [:]
        let expression = try particle(group, &children, isRepeated: false)
        return try add(expression, children)
    }

    /// The state before the root.
    mutating func content(ofOneOf roots: [XMLElement]) throws(NotPlain) -> UInt16 {
        var children: Children = [:]
        var choice: [RegularExpression] = []
        for root in roots { choice.append(try particle(root, &children, isRepeated: false)) }
        return try add(.choice(choice), children)
    }

    private mutating func add(_ expression: RegularExpression, _ children: Children) throws(NotPlain)
        -> UInt16
    {
        guard let automaton = Automaton(expression, width: names.count) else { throw NotPlain() }
        // Its first state, which refuses, is there already.
        let offset = accepts.count - 1
        guard offset + automaton.states < Int16.max else { throw NotPlain() }
        accepts += automaton.accepts.dropFirst()
        for index in names.count..<automaton.next.count {
            let next = automaton.next[index]
            guard next != Automaton.refusing, let type = children[index % names.count] else {
                steps.append(PlainSchema.Step())
                continue
            }
            steps.append(PlainSchema.Step(next: next + UInt16(offset), type: UInt16(type)))
        }
        return Automaton.start + UInt16(offset)
    }

    private mutating func particle(
        _ element: XMLElement, _ children: inout Children, isRepeated: Bool
    ) throws(NotPlain) -> RegularExpression {
        let occurrence = try Occurrence(element)
        // libxml2 counts with counters, which it does not always set back when what is around them repeats.
        guard !occurrence.isCounted || (element.name == "xs:element" && !isRepeated) else { throw NotPlain() }
        if element.name == "xs:element" {
            try element.allow(["name", "type", "minOccurs", "maxOccurs"])
            let name = names.number(of: element["name"] ?? "")
            let type = try type(of: element)
            guard children.updateValue(type, forKey: name) ?? type == type else { throw NotPlain() }
            return RegularExpression.one(of: [name]).times(occurrence.least, occurrence.most)
        }
        try element.allow(["minOccurs", "maxOccurs"])
        var parts: [RegularExpression] = []
        for child in element.children {
            parts.append(try particle(child, &children, isRepeated: isRepeated || occurrence.most == nil))
        }
        guard !parts.isEmpty else { throw NotPlain() }
        switch element.name {
        case "xs:sequence": return RegularExpression.sequence(parts).times(occurrence.least, occurrence.most)
        case "xs:choice": return RegularExpression.choice(parts).times(occurrence.least, occurrence.most)
        default: throw NotPlain()
        }
    }

    private struct Occurrence {
        let least: Int
        /// `nil` when there is no limit.
        let most: Int?

        var isCounted: Bool { least > 1 || (most ?? 1) > 1 }

        /// Numbers that are small enough to be written out.
        init(_ element: XMLElement) throws(NotPlain) {
            let (low, high) = (element["minOccurs"] ?? "1", element["maxOccurs"] ?? "1")
            guard let least = Int(low), String(least) == low, 0...16 ~= least else { throw NotPlain() }
            self.least = least
            guard high != "unbounded" else {
                most = nil
                return
            }
            guard let most = Int(high), String(most) == high, 1...16 ~= most, least <= most else {
                throw NotPlain()
            }
            self.most = most
        }
    }
}
