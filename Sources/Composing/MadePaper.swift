import Model

/// A paper that was made, without its facts: what index and run report need to count and link it.
package struct MadePaper: Hashable, Sendable {
    package let kind: DocumentKind
    /// Staff number, office code, `park` or card id.
    package let subject: String
    /// Below the period's folder, without extension.
    package let path: String
    /// Of an issued paper its batch, `issued/0007-2026Q1/`; `nil` means the period's own folder.
    package let folder: String?

    package init(_ document: Document, in folder: String? = nil) {
        self.folder = folder
        kind = document.kind
        subject = document.subject
        path = document.path
    }

    /// A paper issued before, by its first file: `feedback/P007.html`.
    package init(_ kind: DocumentKind, _ subject: String, path: String, in folder: String) {
        self.kind = kind
        self.subject = subject
        self.path = path.hasSuffix(".html") ? String(path.dropLast(5)) : path
        self.folder = folder
    }

    /// A pack of a batch, by its file: `packs/feedback-GH.html`; `nil` for other files.
    package init?(pack file: String, in folder: String) {
        let roots: [(String, DocumentKind)] = [
            ("packs/feedback-", .feedbackPack), ("packs/cards-", .cardPack),
        ]
        guard file.hasSuffix(".html"), let root = roots.first(where: { file.hasPrefix($0.0) }) else {
            return nil
        }
        self.init(root.1, String(file.dropFirst(root.0.count).dropLast(5)), path: file, in: folder)
    }

    /// The paper, when it stands in another folder than its period's own.
    package func moved(to folder: String) -> MadePaper {
        MadePaper(kind, subject, path: path, in: folder)
    }

    func link(_ format: OutputFormat, below folder: String = "") -> Link {
        link(ending: format.rawValue, below: folder)
    }

    /// A file of the same name beside the paper: the ledger's workbook.
    func link(ending: String, below folder: String = "") -> Link {
        Link((self.folder ?? folder) + path + "." + ending)
    }
}
