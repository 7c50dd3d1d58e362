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
            #expect(tally.survivors.isEmpty, "\(kind.rawValue)：\(tally.survivors)")
        }
        #expect(tallies.values.map(\.made).reduce(0, +) > 100)
    }
}
