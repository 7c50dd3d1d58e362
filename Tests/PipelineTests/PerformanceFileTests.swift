import Foundation
import Model
import Pipeline
import Testing

/// Performance files (绩效档案) of whole runs on the sample park.
struct PerformanceFileTests {
    @Test func everybodyHasOneForEachYearThatGrowsByQuarters() throws {
        let sample = try FinishedSample.read().sample
        #expect(sample.names("files") == ["2025", "2026"])
        let file = try sample.text("files/2025/P008.xml")
        #expect(file.matches(of: /<quarter period="2025Q[1-4]" state="issued"/).count == 4)
        let next = try sample.text("files/2026/P008.xml")
        #expect(next.contains("<quarter period=\"2026Q1\" state=\"draft\" running=\"false\""))
        #expect(next.contains("<quarter period=\"2026Q2\" state=\"draft\" running=\"true\""))
        #expect(try sample.text("index.html").contains("href=\"files/2026/P008.html\""))
        let people = Set(
            sample.names("issued/0001-2025Q1/feedback") + sample.names("issued/0004-2025Q4/feedback"))
        #expect(people.isSubset(of: sample.names("files/2025")))
        // Of the year: every card of the person and of the person's projects, talks and items.
        for card in ["2025Q1-P008", "2025Q2-P008", "2025Q3-P008", "2025Q4-XM2025-08"] {
            #expect(file.contains("id=\"\(card)\""), "\(card)")
        }
        #expect(file.contains("<talk date=\"2025-07-16\""))
        #expect(!file.contains("<talk date=\"2026"))
    }

    /// What was issued stays on file, whatever happens to its tables afterwards.
    @Test func anIssuedQuarterSaysWhatWasIssued() throws {
        let sample = try SampleCopy()
        _ = sample.run()
        func quarter() throws -> Substring {
            let file = try sample.text("files/2025/P012.xml")
            let tail = try #require(file.split(separator: "<quarter period=\"2025Q4\"").last)
            return try #require(tail.split(separator: "</quarter>").first)
        }
        func figures() throws -> [Substring] {
            try quarter().matches(of: /<score>([0-9.]+)<\/score>/).map(\.1)
        }
        let before = try figures()
        #expect(before.count > 3)
        let path = sample.folder.path + "/input/2025Q4/results.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let row = try #require(
            text.split(whereSeparator: \.isNewline).first { $0.contains(",个人,P012,") && $0.hasPrefix("ZH") })
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let spoilt = (cells[0..<3] + ["0"] + cells[4...]).joined(separator: ",")
        try text.replacingOccurrences(of: row, with: spoilt).write(
            toFile: path, atomically: false, encoding: .utf8)
        #expect(sample.run().status != .done)
        #expect(try figures() == before)
    }

    /// Every item of the year, as it stands now: what the ledgers of its quarters ever listed about the person.
    @Test func itemsOfTheYearAreThereAsTheyStand() throws {
        let sample = try FinishedSample.read().sample
        let file = try sample.text("files/2025/P008.xml")
        let listed = file.matches(of: /<item code="([^"]+)"/).map { String($0.1) }
        let ever = Set(
            try ["0001-2025Q1", "0002-2025Q2", "0003-2025Q3", "0004-2025Q4"].flatMap { batch in
                try sample.text("issued/\(batch)/assessment.xml").matches(
                    of: /<item id="([^"]+)"[^>]* kind="person" object="P008"/
                ).map { String($0.1) }
            })
        #expect(!ever.isEmpty)
        #expect(ever.isSubset(of: listed))
        #expect(Set(listed).count == listed.count)
        // Accepted after the year: the file of the year says so.
        let newest = try sample.text("drafts/2026Q2/assessment.xml")
        for id in listed {
            guard let now = newest.firstMatch(of: try Regex("<item id=\"\(id)\"[^>]* state=\"([^\"]+)\""))
            else {
                continue
            }
            let state = try #require(now.output[1].substring)
            let entry = try #require(
                file.split(separator: "<item code=\"\(id)\"").last?.split(separator: "</item>").first)
            #expect(entry.contains("<state>\(state)</state>"), "\(id)")
        }
    }

    @Test func onlyWritesOnePersonsAside() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: "2026Q1", only: "P008")
        #expect(sample.names("files") == ["2026-only"])
        #expect(sample.names("files/2026-only") == ["P008.html", "P008.xml"])
    }
}
