import Foundation
import Model
import Pipeline
import Testing

/// Talk sheets and talk lists of whole runs on the sample park.
struct TalkPapersTests {
    /// Folders that somebody could hand to a person hold no sheet, and nothing only a sheet says stands elsewhere.
    @Test func whatIsForTheLeaderAloneStandsNowhereElse() throws {
        let sample = try FinishedSample.read().sample
        let files = try FileManager.default.subpathsOfDirectory(atPath: sample.folder.path + "/output")
        // A batch keeps its templates; they are nobody's papers.
        let pages = files.filter {
            ($0.hasSuffix(".html") || $0.hasSuffix(".xml")) && !$0.contains("/source/")
        }
        let sheets = pages.filter {
            $0.hasPrefix("working/") && $0.contains("/talks/") && !$0.contains("/list.")
        }
        #expect(sheets.count > 200)
        for path in sheets {
            // talks/<leader>/<person>: nobody's own folder.
            let parts = path.split(separator: "/")
            #expect(parts.count == 5 && !parts[4].hasPrefix(parts[3] + "."), "\(path)")
        }
        let secrets = ["谈话提纲", "不交谈话对象", "谈心谈话记录", "企业看得低", "主观上", "<talk-sheet"]
        for path in Set(pages).subtracting(sheets)
        where !path.hasSuffix("/list.html") && path != "index.html" && !path.hasSuffix("run-report.html") {
            let text = try sample.text(path)
            for secret in secrets { #expect(!text.contains(secret), "\(path): \(secret)") }
        }
    }

    /// Nobody with a card, and nobody whom a bulletin names, is without a talk on a list.
    @Test func everybodyWithACardOrInABulletinIsOnAList() throws {
        let sample = try FinishedSample.read().sample
        for period in sample.names("working") {
            let lists = try sample.names("working/\(period)/talks").map {
                try sample.text("working/\(period)/talks/\($0)/list.html")
            }.joined()
            let home = period == "2025Q4" ? "issued/0004-2025Q4" : "drafts/\(period)"
            for card in sample.names(home + "/cards") where card.hasSuffix(".xml") {
                #expect(lists.contains(card.dropLast(4)), "\(card)")
            }
            for report in sample.names(home + "/feedback") where report.hasSuffix(".xml") {
                #expect(lists.contains(report.dropLast(4)), "\(period) \(report)")
            }
            // Those on the honours list are among those with a report, by name.
            let bulletin = try sample.text(home + "/bulletins/park.xml")
            for name in bulletin.matches(of: /<person[^>]*><name>([^<]+)<\/name>/) {
                #expect(lists.contains(name.1), "\(period) \(name.1)")
            }
        }
    }

    @Test func overdueTalksComeFirstAndHeldOnesLast() throws {
        let sample = try SampleCopy()
        // Nobody has talked to P022 since the card was issued.
        try sample.edit("2026Q1/talks.csv", "P022,L005,2026-01-19,警示,修订审核办法,2026-02-02\n", "")
        try sample.edit("2026Q1/talks.csv", "P022,L005,2026-01-20,反馈,,\n", "")
        _ = sample.run(period: "2025Q4")
        let list = try sample.text("working/2025Q4/talks/L005/list.html")
        let rows = list.split(separator: "<tbody").dropFirst().map { row in
            row.contains("已逾期") ? 0 : row.hasPrefix(" class=\"held\"") ? 2 : 1
        }
        #expect(rows.first == 0)
        #expect(rows == rows.sorted())
        #expect(rows.contains(2))
        let first = try #require(list.split(separator: "<tbody").dropFirst().first)
        #expect(first.contains("P022"))
    }

    /// Red by the main leader in three working days, yellow by the head (or above the head) in five.
    @Test func aCardSaysWhoTalksAndByWhen() throws {
        let sample = try FinishedSample.read().sample
        var seen = 0
        for leader in sample.names("working/2025Q4/talks") {
            let list = try sample.text("working/2025Q4/talks/\(leader)/list.html")
            for row in list.split(separator: "<tbody").dropFirst() where row.contains("红牌") {
                seen += 1
                #expect(leader == "L001")
                #expect(row.contains("年"))
            }
        }
        #expect(seen > 0)
    }
}
