import Foundation
import Model
import Pipeline
import Testing

/// Working papers of whole runs on the sample park.
struct WorkingPapersTests {
    @Test func standForDraftedQuartersAndTheNewestIssuedOne() throws {
        let finished = try FinishedSample.read()
        let (sample, summary) = (finished.sample, finished.summary)
        #expect(sample.names("working") == ["2025Q4", "2026Q1", "2026Q2"])
        for period in sample.names("working") {
            let lists = sample.names("working/\(period)/lists")
            let people = sample.names("issued/0004-2025Q4/feedback").count
            #expect(lists.count == people, "\(period)")
            #expect(lists.filter { $0.hasSuffix(".html") }.count * 2 == lists.count)
        }
        let made = summary.published.filter { $0.folder.shelf == .working }
        #expect(made.map(\.name) == ["working/2025Q4", "working/2026Q1", "working/2026Q2"])
        #expect(made.allSatisfy { $0.papers[.personalList] == 40 })
        for batch in sample.names("issued") { #expect(!sample.exists("issued/\(batch)/lists")) }
    }

    @Test func mayBeDeletedAtAnyTimeAndComeBackTheSame() throws {
        let sample = try SampleCopy()
        _ = sample.run()
        let before = sample.folder.snapshot(of: "output", times: false)
        try FileManager.default.removeItem(
            atPath: sample.folder.path + "/output/working/2026Q1/lists/P007.html")
        try FileManager.default.removeItem(atPath: sample.folder.path + "/output/working/2025Q4")
        #expect(sample.run().status == .done)
        #expect(sample.folder.snapshot(of: "output", times: false) == before)
    }

    @Test func goWhenALaterQuarterIsIssuedOrTheirTablesCannotBeUsed() throws {
        let sample = try SampleCopy()
        let stray = sample.folder.path + "/output/working/2025Q3/lists"
        try FileManager.default.createDirectory(atPath: stray, withIntermediateDirectories: true)
        for folder in ["", "/2025Q3"] {
            chmod(sample.folder.path + "/output/working" + folder, 0o700)
        }
        try sample.edit("2026Q1/results.csv", "实际值", "实际数")
        _ = sample.run()
        #expect(sample.names("working") == ["2025Q4", "2026Q2"])
    }

    @Test func onlyWritesOnePersonsAside() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: "2026Q1", only: "P008")
        #expect(sample.names("working") == ["2026Q1-only"])
        #expect(sample.names("working/2026Q1-only/lists") == ["P008.html", "P008.xml"])
    }

    @Test func theIndexLinksThemAndAPeriodLeftAloneStays() throws {
        let sample = try SampleCopy()
        _ = sample.run()
        let index = try sample.text("index.html")
        for period in sample.names("working") {
            for name in sample.names("working/\(period)/lists") where name.hasSuffix(".html") {
                #expect(index.contains("href=\"working/\(period)/lists/\(name)\""))
            }
        }
        _ = sample.run(period: "2026Q2")
        #expect(try sample.text("index.html") == index)
    }

    /// The list is handed out at the start: it says what is wanted and nothing of what was reached.
    @Test func aPersonalListKnowsNoResults() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: "2026Q1", only: "P007")
        let report = try sample.text("drafts/2026Q1-only/feedback/P007.xml")
        let list = try sample.text("working/2026Q1-only/lists/P007.xml")
        let score = try #require(report.firstMatch(of: /<total>([0-9.]+)<\/total>/)?.1)
        #expect(!list.contains(score))
        for word in ["<actual>", "<score", "<completion>", "<grade>"] {
            #expect(report.contains(word) && !list.contains(word), "\(word)")
        }
    }
}
