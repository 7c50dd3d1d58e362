import Glibc
import Model

/// Compares the obligatory facts of a document with what its paper shows.
enum FactInspector {
    /// Names of facts that stand nowhere in the paper, in any of their forms.
    static func missing(in file: RenderedFile) -> [String] {
        var missing: [String] = []
        file.bytes.withUnsafeBytes { page in
            for fact in file.requiredFacts where !fact.forms.contains(where: { stands($0, in: page) }) {
                if !missing.contains(fact.name) { missing.append(fact.name) }
            }
        }
        return missing
    }

    /// Horspool's search: a page is looked through for each of some thirty facts.
    private static func stands(_ text: String, in page: UnsafeRawBufferPointer) -> Bool {
        let wanted = escaped(text)
        guard let final = wanted.last, let start = page.baseAddress else { return true }
        var steps = [Int](repeating: wanted.count, count: 256)
        for (index, byte) in wanted.dropLast().enumerated() { steps[Int(byte)] = wanted.count - 1 - index }
        var end = wanted.count - 1
        while end < page.count {
            let byte = page[end]
            if byte == final, memcmp(start + (end + 1 - wanted.count), wanted, wanted.count) == 0 {
                return true
            }
            end += steps[Int(byte)]
        }
        return false
    }

    /// As it stands in text; obligatory facts do not stand in attributes alone.
    private static func escaped(_ text: String) -> [UInt8] {
        text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "&"): return Array("&amp;".utf8)
            case UInt8(ascii: "<"): return Array("&lt;".utf8)
            case UInt8(ascii: ">"): return Array("&gt;".utf8)
            case UInt8(ascii: "\""): return Array("&quot;".utf8)
            default: return [byte]
            }
        }
    }
}
