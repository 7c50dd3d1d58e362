import Model

extension Composer {
    /// The names a template of `kind` may use; Rendering compiles against them.
    package static func type(of kind: DocumentKind) -> RecordType {
        switch kind {
        case .feedback: return FeedbackReport.naming.type
        case .card: return CardPaper.naming.type
        // Bulletin, index and run report are named on the branch `circulars`.
        case .bulletin, .index, .runReport: return RecordType(kind.chinese, [])
        }
    }
}
