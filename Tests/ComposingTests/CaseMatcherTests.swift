import Model
import Testing

@testable import Composing

@Suite struct CaseMatcherTests {
    /// Type, stage, cause of the case against a project 码头, 前期, 政策; stage or cause alone is no likeness.
    @Test(arguments: [
        ("码头", "收尾", "人", 1), ("厂房", "前期", "政策", 2), ("厂房", "前期", "人", 0), ("厂房", "收尾", "政策", 0),
        ("码头", "前期", "政策", 3),
    ])
    func asksForTypeOrForStageAndCause(type: String, stage: String, cause: String, reasons: Int) throws {
        let assessment = try #require(SamplePark().assessment())
        var practice = try #require(assessment.data.cases.first)
        practice.projectType = type
        practice.stage = stage
        practice.cause = cause
        let project = try #require(assessment.data.projects?.first)
        let matches = CaseMatcher(cases: [practice], directory: Directory(assessment))
            .matches(gaps: [], projects: [project], office: code("GH"))
        #expect(matches.first?.reasons.count ?? 0 == reasons)
    }

    @Test func putsTheClosestFirstAndKeepsThree() throws {
        let assessment = try #require(SamplePark().assessment())
        let model = try #require(assessment.data.cases.first)
        let cases = ["AL-9", "AL-7", "AL-8", "AL-6"].map { name in
            var practice = model
            practice.code = code(name)
            practice.cause = name == "AL-8" ? "政策" : nil
            return practice
        }
        let project = try #require(assessment.data.projects?.first)
        let matches = CaseMatcher(cases: cases, directory: Directory(assessment))
            .matches(gaps: [], projects: [project], office: code("GH"))
        #expect(matches.map(\.practice.code.text) == ["AL-8", "AL-6", "AL-7"])
    }
}
