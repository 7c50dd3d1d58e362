import Model

/// How far the markup has come at one byte of the compiled text.
///
/// Two states are equal when the same bytes may follow; places serve messages only.
struct MarkupState: Sendable {
    enum Mode: Equatable, Sendable {
        /// Nothing yet; after the prolog; inside the root; after it.
        case start, prolog, content, epilog
        case tagOpen, tagName, needsSpace, beforeAttribute, attributeName, afterAttributeName, beforeValue,
            value
        case slash, closeName, afterCloseName
        case bang, comment, characterData, instruction, entity
    }

    struct Element: Sendable {
        let name: [UInt8]
        let spot: Spot
        /// Namespace prefixes that it declares.
        var prefixes: [[UInt8]] = []
    }

    var mode = Mode.start
    var open: [Element] = []
    /// The unfinished name, entity or value.
    var token: [UInt8] = []
    var quote: UInt8 = 0
    var attribute: [UInt8] = []
    /// Names in the tag so far, for doublets.
    var attributes: [[UInt8]] = []
    /// Where to go on after an entity.
    var resume = Mode.content
    /// Of the tag, value, comment or entity that is being read.
    var spot = Spot(script: 0, offset: 0)
    /// Of the tag that is being read, also while its attributes are.
    var tagSpot = Spot(script: 0, offset: 0)
    /// A line ended in the tag: what is missing was meant to stand before it.
    var hasLineBreak = false
    /// Of the style sheet that is being read.
    var style: StyleBraces?

    /// A tag may stand here: text, quoted value, between attributes, outside the root.
    var allowsSections: Bool {
        switch mode {
        case .start, .prolog, .content, .epilog, .value, .needsSpace, .beforeAttribute, .tagName: return true
        default: return false
        }
    }

    /// Behind the first letter of an opening tag and before its end.
    var isInTag: Bool {
        switch mode {
        case .tagName, .needsSpace, .beforeAttribute, .attributeName, .afterAttributeName, .beforeValue:
            return true
        default: return false
        }
    }

    /// Ends a tag's name where a section begins, so that `<td{{#x}} class="a"{{/x}}>` has one state on both ways.
    mutating func settle() {
        guard mode == .tagName else { return }
        open.append(Element(name: token, spot: tagSpot))
        token = []
        mode = .needsSpace
    }

    /// Whether the same bytes may follow; between attributes a missing blank is settled by ``joined(with:)``.
    func agrees(with other: MarkupState) -> Bool {
        guard Self.kind(mode) == Self.kind(other.mode), open.count == other.open.count else { return false }
        if mode == .value, quote != other.quote || attribute != other.attribute { return false }
        return zip(open, other.open).allSatisfy { $0.name == $1.name }
    }

    /// The stricter of two states that agree.
    func joined(with other: MarkupState) -> MarkupState {
        var joined = self
        if other.mode == .needsSpace { joined.mode = .needsSpace }
        joined.attributes += other.attributes.filter { !attributes.contains($0) }
        if token.isEmpty { joined.token = other.token }
        return joined
    }

    private static func kind(_ mode: Mode) -> Mode { mode == .beforeAttribute ? .needsSpace : mode }
}
