import Model

/// The names that a page prints, wherever it prints them, from the type they belong to: `等次.封顶原因`; and the files
/// of wording and form that it is put together from, written as names are: `>.watermark`.
///
/// What a template no longer prints leaves no place behind that could be compared with the shipped one.
enum PrintedNames {
    static func of(
        _ type: RecordType, used: Set<FieldKey>, _ library: TemplateLibrary, _ files: Set<Int>
    ) -> Set<String> {
        let partials = files.map { library[$0].source }.filter { $0.suffix != "css" }
        var names = Set(partials.map { ">.\($0.name)" })
        var seen: Set<ObjectIdentifier> = []
        collect(type, used, &seen, &names)
        return names
    }

    private static func collect(
        _ type: RecordType, _ used: Set<FieldKey>, _ seen: inout Set<ObjectIdentifier>,
        _ names: inout Set<String>
    ) {
        guard seen.insert(ObjectIdentifier(type)).inserted else { return }
        for (slot, field) in type.fields.enumerated() {
            if used.contains(FieldKey(type: ObjectIdentifier(type), slot: slot)) {
                names.insert("\(type.name).\(field.name)")
            }
            if let inner = field.type.innermostRecord { collect(inner, used, &seen, &names) }
        }
    }
}

extension ValueType {
    /// The type of an object, or of the objects of a list.
    var innermostRecord: RecordType? {
        switch self {
        case .record(let record): return record
        case .list(let element): return element.innermostRecord
        default: return nil
        }
    }
}

extension TemplateLibrary {
    /// Names that these files say they leave out on purpose: `{{! 不印 封顶原因 }}`.
    func waives(_ name: String, in scripts: Set<Int>) -> Bool {
        let waiver = Array("!不印\(name)".utf8)
        return scripts.contains { script in
            let text = self[script].source.bytes.filter { !$0.isMarkupSpace }
            return text.firstRange(of: waiver) != nil
        }
    }
}
