import Model
import Testing

@testable import Composing

@Suite struct DecompositionChartTests {
    @Test(arguments: [(1_000, 2), (1_001, 0)])
    func aParkOfTooManyOfficesHasNone(offices: Int, charts: Int) throws {
        var assessment = try #require(SamplePark().assessments().last)
        assessment.offices = Array(repeating: assessment.offices[0], count: offices)
        #expect(Composer(assessment, calendar: WorkCalendar()).charts(year: [assessment]).count == charts)
    }
}
