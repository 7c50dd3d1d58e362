import Model

/// A parsed template: what stands in it, before anything is known of names and types.
struct TemplateScript: Sendable {
    let source: TemplateSource
    let lines: TemplateLines
    let nodes: [TemplateNode]
}

enum TemplateNode: Sendable {
    case text(Range<Int>)
    /// The start of a line with content, where a partial's indentation goes.
    case lineStart(Int)
    case variable(VariableNode)
    case section(SectionNode)
    case partial(PartialNode)
    case parent(ParentNode)
    case block(BlockNode)
}

struct VariableNode: Sendable {
    let path: NamePath
    let formatters: [FormatterCall]
    /// Of the name inside the tag.
    let offset: Int
}

/// A formatter as written: its word, and what stands behind it up to the next bar.
struct FormatterCall: Sendable {
    let word: String
    let argument: String
    let offset: Int
}

struct SectionNode: Sendable {
    let path: NamePath
    let isInverted: Bool
    /// Of the tag, and of the name in it.
    let start: Int
    let offset: Int
    /// Of the closing tag.
    let end: Int
    let body: [TemplateNode]
    /// What prints for an empty list, an absent value or a flag that is not set.
    let otherwise: [TemplateNode]?
    let otherwiseStart: Int
}

struct PartialNode: Sendable {
    let name: String
    let offset: Int
    /// Blanks before a partial that stands alone on its line; each of its lines gets them.
    let indent: Range<Int>?
}

struct ParentNode: Sendable {
    let partial: PartialNode
    let blocks: [BlockNode]
}

struct BlockNode: Sendable {
    let name: String
    let offset: Int
    let nodes: [TemplateNode]
}
