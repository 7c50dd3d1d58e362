import Model
import Testing

@testable import Assessing

/// The rows a satisfaction figure is counted from (docs/assessment-xml.md, `source`).
struct SatisfactionRowsTests {
    @Test(arguments: [(LedgerSource.satisfactionRate, "75", 3), (.satisfactionIndex, "65", 4)])
    func aRateNamesItsNumerator(source: LedgerSource, actual: String, matching: Int) throws {
        var quarter = QuarterData("2025Q1")
        quarter.scheme.satisfaction.minimumSheets = 4
        quarter.addLine(
            "sat", .satisfaction, target: "100", actual: nil, of: Holder(.office, testOffice), source: source)
        quarter.survey = ["很满意", "满意", "满意", "不满意", "不了解"].enumerated().map { number, answer in
            SurveySheet(
                code: Code(literal: "S\(number)"), enterprise: Code(literal: "E1"), office: testOffice,
                answer: answer, place: testPlace)
        }
        let assessment = try #require(TestPark(quarters: [quarter]).assess().first).value
        let line = try #require(assessment.offices.first?.lines.first)
        #expect(line.actual == Quantity(actual))
        #expect(line.origin == .ledger(source, rows: 4, matching: matching))
    }
}
