import Model

/// Collects the findings of a compilation, each once, however often a partial is used.
struct TemplateFindings {
    private(set) var all: [Diagnostic] = []
    private var seen: Set<Key> = []

    private struct Key: Hashable {
        let code: DiagnosticCode
        let place: SourcePlace?
        /// Tells findings about a whole file apart.
        let headline: String
    }

    /// More than anybody reads; bounds memory when a wrong file is put in place of a template.
    static let limit = 1_000

    var isFull: Bool { all.count >= Self.limit }

    mutating func add(_ finding: Diagnostic) {
        let isOfLine = (finding.place?.line ?? 0) > 0
        let key = Key(code: finding.code, place: finding.place, headline: isOfLine ? "" : finding.headline)
        guard !isFull, seen.insert(key).inserted else { return }
        all.append(finding)
    }

    mutating func add(contentsOf findings: [Diagnostic]) { for finding in findings { add(finding) } }
}
