import Model

/// The names without which a paper is not one: a notice without its number, a report without its calculation.
enum ObligatoryNames {
    /// Paths of obligatory fields that no tag prints, in the order of the type.
    static func unused(in type: RecordType, used: Set<FieldKey>) -> [String] {
        var missing: [String] = []
        var seen: Set<ObjectIdentifier> = []
        collect(type, "", used, &seen, &missing)
        return missing
    }

    private static func collect(
        _ type: RecordType, _ prefix: String, _ used: Set<FieldKey>, _ seen: inout Set<ObjectIdentifier>,
        _ missing: inout [String]
    ) {
        // A type that stands in several places is asked for once, at the first.
        guard seen.insert(ObjectIdentifier(type)).inserted else { return }
        for (slot, field) in type.fields.enumerated() {
            let path = prefix + field.name
            if field.isObligatory, !used.contains(FieldKey(type: ObjectIdentifier(type), slot: slot)) {
                missing.append(path)
            }
            if let inner = field.type.innermostRecord { collect(inner, path + ".", used, &seen, &missing) }
        }
    }
}
