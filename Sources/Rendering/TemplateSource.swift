import Model

/// One template file: UTF-8 that has been checked, without byte order mark.
package struct TemplateSource: Sendable {
    /// Whose template it is; partials are looked for in the own folder first, then in `shared`.
    package enum Home: Hashable, Sendable {
        case kind(DocumentKind)
        case shared
    }

    /// Path as the user gave it, for findings.
    package let path: String
    package let home: Home
    /// File name without extension, the name by which a partial is called.
    package let name: String
    /// `html`, `xml`, `css` or `txt`.
    package let suffix: String
    package let bytes: [UInt8]

    package init(path: String, home: Home, name: String, suffix: String, bytes: [UInt8]) {
        self.path = path
        self.home = home
        self.name = name
        self.suffix = suffix
        self.bytes = bytes
    }
}

/// A place in a template: which script, which byte.
struct Spot: Hashable, Sendable {
    let script: Int
    let offset: Int
}

extension UInt8 {
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    var isMarkupSpace: Bool { isBlank || self == 0x0A || self == 0x0D }
    /// Not the second, third or fourth byte of a UTF-8 character.
    var startsCharacter: Bool { self & 0xC0 != 0x80 }
}
