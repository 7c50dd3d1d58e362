import Model

/// The names that templates of a kind may use, as a tree in Chinese.
package enum NameTree {
    /// For `yardstick templates names`: one name a line with type, meaning and example.
    package static func text(_ kind: DocumentKind, _ type: RecordType) -> String {
        var lines = ["\(kind.chinese)（\(kind.rawValue)）可用的名称"]
        append(type, indent: "", &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func append(_ type: RecordType, indent: String, _ lines: inout [String]) {
        for (index, field) in type.fields.enumerated() {
            let isLast = index == type.fields.count - 1
            lines.append(indent + (isLast ? "└─ " : "├─ ") + line(field))
            if let inner = record(in: field.type) {
                append(inner, indent: indent + (isLast ? "   " : "│  "), &lines)
            }
        }
    }

    private static func line(_ field: Field) -> String {
        var parts = ["\(field.name)  \(shown(field.type))"]
        if field.isOptional { parts.append("可缺") }
        if field.isObligatory { parts.append("必备") }
        var line = parts.joined(separator: "，")
        if !field.meaning.isEmpty { line += "  \(field.meaning)" }
        if !field.example.isEmpty { line += "  例：\(field.example)" }
        return line
    }

    private static func shown(_ type: ValueType) -> String {
        if case .list(let element) = type { return "\(shown(element))的列表" }
        return type.chinese
    }

    private static func record(in type: ValueType) -> RecordType? {
        switch type {
        case .record(let record): return record
        case .list(let element): return record(in: element)
        default: return nil
        }
    }
}
