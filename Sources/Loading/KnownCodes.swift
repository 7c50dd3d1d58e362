import Model

/// Which codes the tables give a meaning, faulty rows included: a row with a wrong date still defines its person,
/// and everybody who refers to that person is right.
struct KnownCodes: Sendable {
    private var current = CodesByKind()
    private var earlier: CodesByKind
    /// Kinds whose table is unreadable, or absent though optional: nothing can be said about them.
    private var unknowable: Set<Reference.Kind> = []

    init(_ tables: QuarterTables, earlier: KnownCodes?) {
        self.earlier = earlier.map { $0.current.union($0.earlier) } ?? CodesByKind()
        // An approved self-declared indicator is as good as one of 指标库.
        current[.indicator] = Set((tables.declared + tables.unusableProposals).map(\.code))
        for view in tables.views {
            guard let kind = view.name.definedKind else { continue }
            let marks = view.marks
            for index in marks.indices {
                for stored in marks.storedReferences(of: index) where stored.defines {
                    current[stored.kind].insert(stored.code)
                }
            }
            if view.isBroken || (!view.isPresent && kind != .project) { unknowable.insert(kind) }
        }
    }

    func contains(_ kind: Reference.Kind, _ code: Code) -> Bool { current[kind].contains(code) }

    func resolves(_ reference: StoredReference) -> Bool {
        if unknowable.contains(reference.kind) || contains(reference.kind, reference.code) { return true }
        return reference.mayBeGone && earlier[reference.kind].contains(reference.code)
    }

    /// Persons, offices and projects of this quarter or an earlier one, unless they are only named in a role.
    func isHolder(_ reference: Reference) -> Bool {
        guard !reference.isRole, [.person, .office, .project].contains(reference.kind) else { return false }
        return contains(reference.kind, reference.code) || earlier[reference.kind].contains(reference.code)
    }

    /// The code that differs only in case or width.
    func lookAlike(of reference: Reference) -> Code? {
        let wanted = NearestWord.folded(reference.code.text)
        return current[reference.kind].filter { NearestWord.folded($0.text) == wanted }.min()
    }
}

/// A set for each kind, found without looking anything up: every reference of every row asks.
private struct CodesByKind: Sendable {
    private var sets = [Set<Code>](repeating: [], count: Reference.Kind.allCases.count)

    subscript(kind: Reference.Kind) -> Set<Code> {
        _read { yield sets[Int(kind.rawValue)] }
        _modify { yield &sets[Int(kind.rawValue)] }
    }

    func union(_ other: CodesByKind) -> CodesByKind {
        var all = self
        for kind in Reference.Kind.allCases { all[kind].formUnion(other[kind]) }
        return all
    }
}
