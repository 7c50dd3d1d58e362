/// One tag as the scanner found it.
struct TemplateTag: Sendable {
    enum Kind: Sendable {
        case variable, section, inverted, close, otherwise, partial, parent, block
        /// Comments, delimiter changes, and tags already reported as faulty.
        case silent
    }

    let kind: Kind
    /// From the opening delimiter through the closing one.
    let range: Range<Int>
    /// Between sign and closing delimiter, without blanks at either end.
    let content: Range<Int>
    /// The whole line, when nothing but this tag stands on it: it then leaves no line behind.
    var line: Range<Int>?
}
