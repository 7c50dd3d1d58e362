/// Counts the braces of a style sheet, in which a lost or surplus one takes the form from a whole page.
struct StyleBraces: Sendable {
    /// Where the rules that are open began.
    private(set) var open: [Spot] = []
    private var quote: UInt8 = 0
    private var isComment = false
    private var last: UInt8 = 0
    private var firstOfRow = Spot(script: 0, offset: 0)

    enum Fault {
        /// The first of the braces that stand here together.
        case surplus(Spot)
        /// A tag of the template that lost a brace, as in `{> base-style}}`.
        case brokenTag(Spot)
    }

    mutating func read(_ byte: UInt8, at spot: Spot) -> Fault? {
        defer { last = byte }
        if isComment {
            isComment = !(last == UInt8(ascii: "*") && byte == UInt8(ascii: "/"))
            return nil
        }
        if quote != 0 {
            if byte == quote || byte == 0x0A { quote = 0 }
            return nil
        }
        switch byte {
        case UInt8(ascii: "*") where last == UInt8(ascii: "/"): isComment = true
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "{"): open.append(spot)
        case UInt8(ascii: "}"):
            if last != byte { firstOfRow = spot }
            if open.popLast() == nil { return .surplus(firstOfRow) }
        case UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "<"), UInt8(ascii: "$"),
            UInt8(ascii: "!"), 0x80...:
            if last == UInt8(ascii: "{"), let brace = open.last { return .brokenTag(brace) }
        default: break
        }
        return nil
    }
}
