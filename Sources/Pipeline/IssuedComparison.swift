import Composing
import Model
import Publishing

/// Whether an issued paper would say something else now (docs/official.md, 四).
///
/// The digest of facts alone cannot tell: a newer program may show more facts, or word one otherwise, without
/// anybody having changed anything. So a paper whose digest differs counts as changed only when this program, given
/// the input that was issued, composes other facts than from the input of now; or when a score, a grade, a class or
/// a card is another than the batch's history says, whoever is to blame.
struct IssuedComparison {
    private let assessment: Assessment
    private let prepared: Pipeline.Prepared
    private let register: Register
    private let sources: IssuedSources
    private let results: QuarterChanges?
    private var baseline: Baseline?

    private enum Baseline {
        /// The input is what it was, so whatever differs is the program's.
        case sameInput
        /// Digests from the issued input; `nil` when this program refuses it.
        case facts([DocumentKey: String]?)
    }

    init(
        _ assessment: Assessment, _ prepared: Pipeline.Prepared, _ register: Register,
        _ sources: IssuedSources
    ) {
        self.assessment = assessment
        self.prepared = prepared
        self.register = register
        self.sources = sources
        results = prepared.issued.last { $0.period == assessment.period }.map {
            QuarterChanges(from: $0, to: assessment)
        }
    }

    mutating func isChanged(_ paper: PlannedPaper, since issued: IssuedDocument) -> Bool {
        if issued.facts == paper.facts { return false }
        if let results, !results.results(of: paper.key).isEmpty { return true }
        switch known() {
        case .sameInput: return false
        case .facts(let facts): return facts?[paper.key] != paper.facts
        }
    }

    /// Most runs never ask, because all digests agree.
    private mutating func known() -> Baseline {
        if let baseline { return baseline }
        let found = find()
        baseline = found
        return found
    }

    private func find() -> Baseline {
        guard let manifest = register.newest(of: assessment.period) else { return .facts(nil) }
        let data = prepared.assessments.map(\.value.data)
        if sources.areInput(data, of: manifest) { return .sameInput }
        guard let kept = sources.assessments(of: manifest, issued: prepared.issued) else {
            return .facts(nil)
        }
        let composer = Composer(kept.own, calendar: kept.calendar, register)
        guard let papers = PlannedPaper.all(by: composer, previous: kept.previous).value else {
            return .facts(nil)
        }
        return .facts(Dictionary(papers.map { ($0.key, $0.facts) }, uniquingKeysWith: { first, _ in first }))
    }
}
