import Foundation
import Scratch
import Testing

@testable import Pipeline

/// No edit of the templates makes a draft that looks official, or an official paper that looks like a draft.
struct DraftMarkTests {
    private func held(_ file: String, _ old: String, _ new: String) throws -> (
        codes: Set<String>, papers: Int
    ) {
        let sample = try SampleCopy()
        let templates = sample.folder.path + "/templates"
        try FileManager.default.copyItem(atPath: SampleCopy.repository + "/templates", toPath: templates)
        let path = templates + "/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(old))
        try text.replacing(old, with: new).write(toFile: path, atomically: false, encoding: .utf8)
        let summary = Pipeline(sample.options(period: "2026Q1", templates: templates)).run()
        let errors = summary.findings.filter { $0.severity == .error }
        return (Set(errors.map(\.code.text)), sample.names("drafts/2026Q1/feedback").count)
    }

    @Test(arguments: [
        ("shared/marks/watermark.html", "预览稿", "正式文件"),
        ("shared/marks/watermark.html", "<div class=\"watermark\" aria-hidden=\"true\">预览稿</div>", ""),
        ("feedback/feedback.html", "{{^正式件}}\n{{> watermark}}\n{{/正式件}}\n", ""),
    ])
    func aDraftWithoutItsMarkIsHeldBack(file: String, old: String, new: String) throws {
        let (codes, papers) = try held(file, old, new)
        // An empty section is refused before a page is made.
        #expect(codes == ["E609"] || codes == ["E615"], "\(codes)")
        #expect(papers == 0)
    }
}
