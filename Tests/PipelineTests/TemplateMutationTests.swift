import TemplateMutants
import Testing

/// A sample of the mutation suite; `swift run -c release mutate-templates` runs all of it.
struct TemplateMutationTests {
    @Test func wrongEditsDoNotReachPaper() throws {
        let tallies = try MutationRun(repository: SampleCopy.repository, quarters: 1).run(perClass: 12)
        for (kind, tally) in tallies where kind.mustBeRejected {
            #expect(tally.rejected == tally.made, "\(kind.rawValue)：\(tally.survivors)")
            #expect(tally.exactPlaces == tally.places, "\(kind.rawValue)：\(tally.inexact)")
        }
        for kind in [Mutant.Class.swappedVariable, .misplacedVariable, .swappedSection] {
            let tally = try #require(tallies[kind])
            // Both links of the index lead to the same paper, one as a page and one as data: no fact is wrong.
            let wrong = tally.survivors.filter { !$0.contains("index.html 数据 ↔ 网页") }
            #expect(wrong.isEmpty, "\(kind.rawValue)：\(wrong)")
        }
        #expect(tallies.values.map(\.made).reduce(0, +) > 100)
    }
}
