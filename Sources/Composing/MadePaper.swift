import Model

/// A paper that was made, without its facts: what index and run report need to count and link it.
package struct MadePaper: Hashable, Sendable {
    package let kind: DocumentKind
    /// Staff number, office code, `park` or card id.
    package let subject: String
    /// Below the period's folder, without extension.
    package let path: String

    package init(_ document: Document) {
        kind = document.kind
        subject = document.subject
        path = document.path
    }

    func link(_ format: OutputFormat, below folder: String = "") -> Link {
        Link(folder + path + "." + format.rawValue)
    }
}
