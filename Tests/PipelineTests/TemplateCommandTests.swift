import Foundation
import Model
import Pipeline
import Testing

/// What `yardstick templates` does with the shipped templates and the sample park.
struct TemplateCommandTests {
    private let sample: SampleCopy
    private var mine: String { sample.folder.path + "/mine" }

    init() throws { sample = try SampleCopy() }

    private func copy() -> TemplateAnswer { Pipeline(sample.options()).copyTemplates(to: mine) }

    private func edit(_ file: String, _ old: String, _ new: String) throws {
        let path = mine + "/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacing(old, with: new).write(toFile: path, atomically: false, encoding: .utf8)
    }

    @Test func copiesTheFolderWholeAndOnlyIntoAnEmptyOne() throws {
        #expect(copy().status == .done)
        let shipped = try FileManager.default.subpathsOfDirectory(
            atPath: SampleCopy.repository + "/templates")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: mine).sorted() == shipped.sorted())
        #expect(Pipeline(sample.options(templates: mine)).checkTemplates().status == .done)
        let before = sample.folder.snapshot(of: "mine")
        #expect(copy().findings.map(\.code.text) == ["E718"])
        #expect(sample.folder.snapshot(of: "mine") == before)
    }

    @Test func refusesToCopyALink() throws {
        _ = copy()
        try FileManager.default.createSymbolicLink(
            atPath: mine + "/shared/a.txt", withDestinationPath: "/etc/passwd")
        let answer = Pipeline(sample.options(templates: mine)).copyTemplates(to: mine + "2")
        #expect(answer.findings.map(\.code.text) == ["E701"])
    }

    @Test func checksWithoutReadingData() throws {
        _ = copy()
        try edit("shared/feedback/feedback-body.html", "{{姓名}}", "{{姓明}}")
        let answer = Pipeline(sample.options(templates: mine)).checkTemplates()
        #expect(answer.status == .faultyConfiguration)
        #expect(answer.findings.allSatisfy { $0.code.text == "E607" && $0.remedy == "是否为 姓名？" })
    }

    @Test(
        arguments: [
            (.feedback, "P007", "feedback/P007"), (.bulletin, "GH", "bulletins/GH"),
            (.index, nil, "index"), (.runReport, nil, "run-report"),
        ] as [(DocumentKind, String?, String)])
    func previewsOneDocument(kind: DocumentKind, code: String?, path: String) throws {
        let into = sample.folder.path + "/preview"
        let answer = Pipeline(sample.options()).preview(kind, code, into: into)
        #expect(answer.findings == [])
        #expect(answer.lines.contains("  \(into)/\(path).html"))
        let page = try String(contentsOfFile: "\(into)/\(path).html", encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(FileManager.default.fileExists(atPath: "\(into)/\(path).xml") == kind.hasXML)
        #expect(sample.names("") == [])
    }

    @Test(arguments: [("P999", nil), ("P007", "2031Q1")] as [(String, String?)])
    func saysThatThereIsNothingToPreview(person: String, period: String?) {
        let answer = Pipeline(sample.options(period: period)).preview(.feedback, person, into: "/nowhere")
        #expect(answer.findings.map(\.code.text) == ["E630"])
        #expect(answer.status == .missingInput)
    }

    @Test func saysWhichDocumentsAnEditChanges() throws {
        _ = copy()
        try edit(
            "shared/feedback/verdict.html", "<span class=\"label\">本季得分</span>",
            "<span class=\"label\">本季总得分</span>")
        let answer = Pipeline(sample.options(period: "2026Q1")).compareTemplates(with: mine)
        #expect(answer.status == .done)
        #expect(answer.lines[0].hasPrefix("共影响 "))
        #expect(answer.lines[1].hasPrefix("绩效反馈报告：影响 "))
        #expect(answer.lines[2].hasSuffix(".html"))
        #expect(answer.lines[3...].contains { $0.hasPrefix("  - ") && $0.contains("本季得分") })
        #expect(answer.lines[3...].contains { $0.hasPrefix("  + ") && $0.contains("本季总得分") })
        #expect(!answer.lines.contains { $0.hasPrefix("通报") })
    }

    @Test func saysThatNothingChanges() throws {
        _ = copy()
        let answer = Pipeline(sample.options(period: "2026Q1")).compareTemplates(with: mine)
        #expect(answer.lines == ["两套模板生成的文书完全相同，影响 0 份。"])
    }
}
