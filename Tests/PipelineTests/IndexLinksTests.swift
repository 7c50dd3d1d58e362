import Foundation
import Testing

/// The index is how HR and leaders find a paper: one that it does not name is as good as not made.
struct IndexLinksTests {
    private func links(_ sample: SampleCopy) throws -> Set<String> {
        let index = try sample.text("index.html")
        return Set(index.matches(of: /href="([^"#]+)"/).map { String($0.1) })
    }

    @Test func everyPageIsLinked() throws {
        let sample = try FinishedSample.read().sample
        let files = try FileManager.default.subpathsOfDirectory(atPath: sample.folder.path + "/output")
        let pages = files.filter { file in
            let parts = file.split(separator: "/")
            // A batch keeps its sources; the packs of a correction and closing notices stand beside its papers.
            return file.hasSuffix(".html") && parts.count > 2 && !file.contains("/source/")
        }
        #expect(pages.count > 500)
        let links = try links(sample)
        #expect(pages.filter { !links.contains($0) }.sorted() == [])
    }

    @Test func everyLinkLeadsToAFile() throws {
        let sample = try FinishedSample.read().sample
        let links = try links(sample)
        #expect(links.count > 1_000)
        #expect(links.filter { !sample.exists($0) }.sorted() == [])
    }
}
