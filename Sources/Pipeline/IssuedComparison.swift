import Assessing
import Composing
import Model
import Publishing

/// Whether an issued paper would say something else now (docs/official.md, 四).
///
/// The digest of facts alone cannot tell: a newer program may show more facts or word one otherwise, and a telephone
/// number in the scheme may change, without a correction being due. So a paper whose digest differs counts as changed
/// only when this program, with the settings that were issued, composes other facts from the tables of now than from
/// the tables that were issued; or when a score, a grade, a class or a card is another than the batch's history says,
/// whoever is to blame.
struct IssuedComparison {
    private let assessment: Assessment
    private let prepared: Pipeline.Prepared
    private let register: Register
    private let sources: IssuedSources
    /// Made when the first digest differs, which in most runs none does.
    private lazy var results: QuarterChanges? = prepared.issued.last { $0.period == assessment.period }.map {
        QuarterChanges(from: $0, to: assessment)
    }
    private var difference: Difference?

    private enum Difference {
        /// The tables are what they were, so whatever differs is the program's or the settings'.
        case sameTables
        case papers(Set<DocumentKey>)
        /// This program refuses what was issued then.
        case unknown
    }

    init(
        _ assessment: Assessment, _ prepared: Pipeline.Prepared, _ register: Register,
        _ sources: IssuedSources
    ) {
        self.assessment = assessment
        self.prepared = prepared
        self.register = register
        self.sources = sources
    }

    mutating func isChanged(_ paper: PlannedPaper, since issued: IssuedDocument) -> Bool {
        if issued.facts == paper.facts { return false }
        if let results, !results.results(of: paper.key).isEmpty { return true }
        switch known() {
        case .sameTables: return false
        case .papers(let keys): return keys.contains(paper.key)
        case .unknown: return true
        }
    }

    private mutating func known() -> Difference {
        if let difference { return difference }
        let found = find()
        difference = found
        return found
    }

    private func find() -> Difference {
        guard let manifest = register.newest(of: assessment.period) else { return .unknown }
        if sources.areTables(assessment.data, of: manifest) { return .sameTables }
        guard var park = sources.park(of: manifest), let then = facts(of: park) else { return .unknown }
        var data = assessment.data
        data.scheme = park.quarters[park.quarters.count - 1].scheme
        park.quarters[park.quarters.count - 1] = data
        guard let now = facts(of: park) else { return .unknown }
        return .papers(Set(then.keys).union(now.keys).filter { then[$0] != now[$0] })
    }

    /// Digests of all papers of the last quarter; `nil` when one cannot be composed.
    private func facts(of park: ParkData) -> [DocumentKey: String]? {
        let assessments = Assessor.assess(park, issued: prepared.issued, workers: prepared.workers)
        guard let own = assessments.last?.value else { return nil }
        let previous = Pipeline.Prepared.previous(of: assessments.count - 1, assessments, prepared.issued)
        let papers = PlannedPaper.all(
            in: prepared.workshop(for: Composer(own, calendar: park.calendar, register)), previous: previous)
        return papers.value.map { papers in
            Dictionary(papers.map { ($0.key, $0.facts) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
