import Markup

/// Names of HTML as numbers: asked some thousand times for each page.
struct PageNames {
    /// Names of up to 8 bytes, one after the other in a word.
    let keys: [UInt64]
    private let long: [StaticString]

    init(_ names: [StaticString]) {
        keys = names.filter { $0.utf8CodeUnitCount <= 8 }.map { name in
            (0..<name.utf8CodeUnitCount).reduce(0) { $0 << 8 | UInt64(name.utf8Start[$1]) }
        }
        long = names.filter { $0.utf8CodeUnitCount > 8 }
    }

    func isLong(_ name: Span<UInt8>) -> Bool {
        for candidate in long where name.isNamed(candidate) { return true }
        return false
    }
}

extension Span where Element == UInt8 {
    /// Whether this is `name` (given in lower case) in the eyes of a browser.
    func isNamed(_ name: StaticString) -> Bool {
        guard count == name.utf8CodeUnitCount else { return false }
        for index in indices where self[index].lowercased != name.utf8Start[index] { return false }
        return true
    }

    func isNamed(oneOf names: PageNames) -> Bool {
        guard count <= 8 else { return names.isLong(self) }
        var key: UInt64 = 0
        for index in indices { key = key << 8 | UInt64(self[index].lowercased) }
        return names.keys.contains(key)
    }

    /// Why a link is not one inside our own output, without full stop; `nil` when it is.
    var referenceFault: String? {
        if starts(with: "data:image/") { return nil }
        if !isEmpty, self[0] == UInt8(ascii: "/") { return "不能引用外部地址或绝对路径" }
        var isPath = false
        for index in indices {
            switch self[index] {
            // Browsers drop control characters and read `\` as `/`.
            case 0...32, 127, UInt8(ascii: "\\"): return "的地址里不能有空格、控制字符和 \\"
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): isPath = true
            case UInt8(ascii: ":") where !isPath: return "不能引用外部地址"
            default: break
            }
        }
        return nil
    }

    /// Whether there is a `url(` that does not lead to a place in the page itself.
    var hasForeignURL: Bool {
        var index = 0
        while let found = firstIndex(of: "url(", from: index) {
            var next = found + 4
            while next < count,
                self[next] <= 32 || self[next] == UInt8(ascii: "\"") || self[next] == UInt8(ascii: "'")
            {
                next += 1
            }
            if next >= count || self[next] != UInt8(ascii: "#") { return true }
            index = next
        }
        return false
    }

    var hasImport: Bool {
        firstIndex(of: "@import", from: 0) != nil || firstIndex(of: "expression(", from: 0) != nil
    }

    private func starts(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where self[index].lowercased != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// Case-insensitively; `text` in lower case.
    private func firstIndex(of text: StaticString, from start: Int) -> Int? {
        let length = text.utf8CodeUnitCount
        guard count - start >= length else { return nil }
        for index in start...count - length where self[index].lowercased == text.utf8Start[0] {
            var matched = 1
            while matched < length, self[index + matched].lowercased == text.utf8Start[matched] {
                matched += 1
            }
            if matched == length { return index }
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var lowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 32 : self
    }
}
