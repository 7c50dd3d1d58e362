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
                    let whole = [0..<page.count]
                    RequiredFact.visit(in: value, field) { inspector.look(for: $0, in: whole) }
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
            let own = ranges[position] ?? []
            item.visitRequired(field) { look(for: $0, in: own) }
        }
    }

    private mutating func look(for fact: RequiredFact, in ranges: [Range<Int>]) {
        let (first, second): (String, String?) =
            isData ? (fact.data ?? fact.text, fact.text) : (fact.text, fact.data)
        if stands(first, in: ranges) { return }
        if let second, second != first, stands(second, in: ranges) { return }
        if !missing.contains(fact.name) { missing.append(fact.name) }
    }

    private mutating func stands(_ text: String, in ranges: [Range<Int>]) -> Bool {
        for range in ranges where stands(text, in: range) { return true }
        return false
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

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): true
        default: false
        }
    }

    /// As it stands in text; obligatory facts do not stand in attributes alone.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: isSpecial) else { return text }
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
