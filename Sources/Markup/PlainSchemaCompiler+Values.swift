extension PlainSchemaCompiler {
    mutating func form(named name: String) throws(NotPlain) -> Int {
        if let known = formsOfTypes[name] { return known }
        let form: Int
        if name.hasPrefix("xs:") {
            guard let base = ValueForm.Base(rawValue: String(name.dropFirst(3))) else { throw NotPlain() }
            form = add(ValueForm(base: base))
        } else if let definition = definition("xs:simpleType", name) {
            form = try self.form(of: definition)
        } else {
            throw NotPlain()
        }
        formsOfTypes[name] = form
        return form
    }

    /// Of a `simpleType`: a restriction of another, or a list of it.
    mutating func form(of definition: XMLElement) throws(NotPlain) -> Int {
        guard definition.children.count == 1, let derivation = definition.children.first else {
            throw NotPlain()
        }
        switch derivation.name {
        case "xs:restriction": return try form(restrictedBy: derivation)
        case "xs:list":
            try derivation.allow(["itemType"])
            guard derivation.children.isEmpty, let item = derivation["itemType"] else { throw NotPlain() }
            var form = forms[try form(named: item)]
            // A blank could stand in the other.
            guard form.base != .string, !form.isList else { throw NotPlain() }
            form.isList = true
            return add(form)
        default: throw NotPlain()
        }
    }

    private mutating func form(restrictedBy restriction: XMLElement) throws(NotPlain) -> Int {
        try restriction.allow(["base"])
        guard let base = restriction["base"] else { throw NotPlain() }
        var form = forms[try self.form(named: base)]
        // The facets of a list are about its length.
        guard !form.isList else { throw NotPlain() }
        var (patterns, listed): ([String], [String]) = ([], [])
        for facet in restriction.children {
            try facet.allow(["value"])
            guard facet.children.isEmpty, let value = facet["value"] else { throw NotPlain() }
            switch facet.name {
            case "xs:pattern": patterns.append(value)
            case "xs:enumeration": listed.append(value)
            case "xs:minLength": form.least = max(form.least, try length(value, of: form))
            case "xs:maxLength": form.most = min(form.most, try length(value, of: form))
            default: throw NotPlain()
            }
        }
        if !listed.isEmpty { try form.list(listed) }
        // Several would be alternatives.
        guard patterns.count <= 1 else { throw NotPlain() }
        for pattern in patterns {
            guard let automaton = TextPattern.read(pattern) else { throw NotPlain() }
            form.patterns.append(automaton)
        }
        return add(form)
    }

    mutating func form(ofAttribute attribute: XMLElement) throws(NotPlain) -> Int {
        let fixed = attribute["fixed"]
        if let type = attribute["type"] {
            guard attribute.children.isEmpty else { throw NotPlain() }
            guard let fixed else { return try form(named: type) }
            guard type == "xs:string" else { throw NotPlain() }
            var form = ValueForm(base: .string)
            try form.list([fixed])
            return add(form)
        }
        guard attribute.children.count == 1, let definition = attribute.child(named: "xs:simpleType"),
            fixed == nil
        else { throw NotPlain() }
        try definition.allow([])
        return try form(of: definition)
    }

    private mutating func add(_ form: ValueForm) -> Int {
        forms.append(form)
        return forms.count - 1
    }

    private func length(_ value: String, of form: ValueForm) throws(NotPlain) -> Int {
        guard form.base.isText, let length = Int(value), String(length) == value, length >= 0 else {
            throw NotPlain()
        }
        return length
    }
}

extension ValueForm {
    /// Values that no white-space rule would change, of types in which a value is no more than its characters.
    fileprivate mutating func list(_ values: [String]) throws(PlainSchemaCompiler.NotPlain) {
        let values = values.map { Array($0.utf8) }
        guard base.isText, values.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 > 0x20 } }) else {
            throw .init()
        }
        listed = listed.map { known in values.filter(known.contains) } ?? values
    }
}
