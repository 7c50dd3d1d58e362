// The types in this folder are the rows of a quarter's tables after every id resolved (docs/rules.md §2 lists tables
// and columns). Each row keeps its place, so that a rule that fails later can still point at it.

package enum HolderKind: String, Hashable, Sendable, CaseIterable {
    case office = "股室"
    case person = "个人"
    case project = "项目"
}

/// An office, person or project to which a target, result, finding or card belongs.
package struct Holder: Hashable, Sendable, Comparable {
    // The longer one first, so that the short one can share a word with what follows.
    package let code: Code
    package let kind: HolderKind
    package init(_ kind: HolderKind, _ code: Code) {
        self.kind = kind
        self.code = code
    }
    package static func < (a: Holder, b: Holder) -> Bool {
        if a.code != b.code { return a.code < b.code }
        return a.kind != b.kind && a.kind.rawValue < b.kind.rawValue
    }
}
