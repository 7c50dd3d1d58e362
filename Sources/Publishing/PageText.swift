import Glibc
import Markup

/// What a name of HTML means to ``PageInspector``: asked some thousand times for each page, so all is found in one look.
struct PageNames: Sendable {
    struct Roles: OptionSet {
        let rawValue: UInt8
        /// An element that the inspector treats in a way of its own.
        static let special = Roles(rawValue: 1)
        static let forbidden = Roles(rawValue: 2)
        /// An element without content, that browsers do not expect to be closed.
        static let void = Roles(rawValue: 4)
        /// An attribute that leads somewhere.
        static let reference = Roles(rawValue: 8)
    }

    /// Names of up to 8 bytes, as one number each; open addressing, at most a quarter full.
    private var slots = [(key: UInt64, roles: Roles)](repeating: (0, []), count: 256)
    private var long: [(name: StaticString, roles: Roles)] = []

    private init(_ names: [(Roles, [StaticString])]) {
        for (roles, names) in names {
            for name in names { add(name, roles) }
        }
    }

    private mutating func add(_ name: StaticString, _ roles: Roles) {
        guard name.utf8CodeUnitCount <= 8 else { return long.append((name, roles)) }
        let key = (0..<name.utf8CodeUnitCount).reduce(UInt64(0)) { $0 << 8 | UInt64(name.utf8Start[$1]) }
        let slot = slot(of: key)
        slots[slot] = (key, slots[slot].roles.union(roles))
    }

    /// Where a key stands, or could.
    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 56)
        while slots[slot].key != 0 && slots[slot].key != key { slot = (slot + 1) & 255 }
        return slot
    }

    /// In the eyes of a browser: upper and lower case are the same.
    func roles(of name: Span<UInt8>) -> Roles {
        guard name.count <= 8 else {
            for candidate in long where name.isNamed(candidate.name) { return candidate.roles }
            return []
        }
        var key: UInt64 = 0
        for index in name.indices { key = key << 8 | UInt64(name[index].lowercased) }
        return slots[slot(of: key)].roles
    }

    static let all = PageNames([
        (.special, ["script", "style", "svg", "math", "meta", "head", "title"]),
        (
            .forbidden,
            [
                "base", "link", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "portal",
            ]
        ),
        (.void, ["br", "hr", "img", "col", "wbr", "meta", "input", "area", "source", "track"]),
        (
            .reference,
            [
                "href", "src", "srcset", "action", "formaction", "poster", "data", "background", "cite",
                "ping", "manifest", "longdesc", "srcdoc", "imagesrcset",
            ]
        ),
    ])
}

extension Span where Element == UInt8 {
    /// Whether this is `name` (given in lower case) in the eyes of a browser.
    func isNamed(_ name: StaticString) -> Bool {
        guard count == name.utf8CodeUnitCount else { return false }
        for index in indices where self[index].lowercased != name.utf8Start[index] { return false }
        return true
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
        // Most texts have no parenthesis.
        guard withUnsafeBytes({ $0.baseAddress.flatMap { memchr($0, 0x28, count) } }) != nil else {
            return false
        }
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
