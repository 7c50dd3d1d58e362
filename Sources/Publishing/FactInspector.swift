import CLinux
import Model

/// Compares the obligatory facts of a document with what its paper shows.
///
/// Of a pack each report is looked for in its own part of the page: among all parts it might be somebody else's
/// figure that is found, and looking for each of them in all would take the square of their number.
struct FactInspector {
    private let page: UnsafeRawBufferPointer
    /// The Chinese form comes first, and XML has the other one.
    private let isData: Bool
    private(set) var missing: [String] = []
    /// Where the last fact was found: papers print them about in the order in which documents have them, so the next
    /// one is mostly near.
    private var place = 0

    /// Names of facts that stand nowhere in the paper, in any of their forms.
    static func missing(in file: RenderedFile) -> [String] {
        guard let source = file.source else { return [] }
        return file.bytes.withUnsafeBytes { page in
            var inspector = FactInspector(page: page, isData: file.format == .xml)
            for position in source.type.obligatory {
                let field = source.type.fields[position]
                let value = source.facts.values[position]
                let parts = file.items.filter { $0.field == position }
                if case .list(let items) = value, !parts.isEmpty {
                    inspector.look(for: items, of: field, in: parts)
                } else {
                    inspector.look(for: RequiredFact.all(in: value, field), in: [0..<page.count])
                }
            }
            return inspector.missing
        }
    }

    private init(page: UnsafeRawBufferPointer, isData: Bool) {
        self.page = page
        self.isData = isData
    }

    private mutating func look(for items: [Value], of field: Field, in parts: [RenderedItem]) {
        let ranges = Dictionary(grouping: parts, by: \.item).mapValues { $0.map(\.bytes) }
        for (position, item) in items.enumerated() {
            look(for: item.requiredFacts(field), in: ranges[position] ?? [])
        }
    }

    private mutating func look(for facts: [RequiredFact], in ranges: [Range<Int>]) {
        for fact in facts {
            let forms = isData ? fact.forms.reversed() : fact.forms
            let isThere = forms.contains { form in ranges.contains { stands(form, in: $0) } }
            if !isThere, !missing.contains(fact.name) { missing.append(fact.name) }
        }
    }

    private mutating func stands(_ text: String, in range: Range<Int>) -> Bool {
        var wanted = Self.escaped(text)
        return wanted.withUTF8 { wanted in
            let near = min(max(place, range.lowerBound), range.upperBound)
            // A fact may reach over the place where the last one began.
            let before = range.lowerBound..<min(near + wanted.count, range.upperBound)
            guard let found = find(wanted, in: near..<range.upperBound) ?? find(wanted, in: before) else {
                return false
            }
            place = found
            return true
        }
    }

    private func find(_ wanted: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Int? {
        guard let start = page.baseAddress,
            let found = yardstick_find(
                start + range.lowerBound, range.count, wanted.baseAddress, wanted.count)
        else { return nil }
        return UnsafeRawPointer(found) - start
    }

    /// As it stands in text; obligatory facts do not stand in attributes alone.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
