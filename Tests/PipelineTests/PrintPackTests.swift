import Foundation
import Model
import Testing

@testable import Pipeline

/// Print packs and the wall chart of a whole run.
struct PrintPackTests {
    private static let period = "2026Q1"
    private static let packs = "drafts/\(period)/packs/"

    @Test func everyReportStandsInItsOfficesPackAndInTheParks() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: Self.period)
        let people = sample.names("drafts/\(Self.period)/feedback").filter { $0.hasSuffix(".html") }
            .map { $0.replacing(".html", with: "") }
        let park = try sample.text(Self.packs + "feedback-park.html")
        #expect(park.matches(of: /<article class="form">/).count == people.count)
        let offices = try sample.names(Self.packs).filter {
            $0.hasPrefix("feedback-") && $0 != "feedback-park.html"
        }
        .map { try sample.text(Self.packs + $0) }
        for person in people {
            #expect(park.contains("（工号 \(person)）"))
            #expect(offices.filter { $0.contains("（工号 \(person)）</td>") }.count == 1, "\(person)")
        }
    }

    /// The body of a single paper stands in the pack letter by letter.
    @Test func aPackShowsThePaperAsItStandsAlone() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: Self.period)
        let alone = try sample.text("drafts/\(Self.period)/feedback/P008.html")
        let start = try #require(alone.range(of: "<main class=\"form\">"))
        let end = try #require(alone.range(of: "</main>"))
        let body = alone[start.upperBound..<end.lowerBound]
        #expect(try sample.text(Self.packs + "feedback-GH.html").contains(body))
        #expect(try sample.text(Self.packs + "feedback-park.html").contains(body))
    }

    @Test func aReportHeldBackAloneIsHeldBackInThePackAndListedOnTheCover() throws {
        let sample = try SampleCopy()
        let path = sample.folder.path + "/input/\(Self.period)/results.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let row = try #require(
            text.split(whereSeparator: \.isNewline).map(String.init).first { $0.contains(",P011,") })
        try sample.edit(
            "\(Self.period)/results.csv", row, row.replacing(",个人,P011,", with: ",个人,P011,10O"))
        _ = sample.run(period: Self.period)
        let pack = try sample.text(Self.packs + "feedback-GH.html")
        #expect(!pack.contains("（工号 P011）"))
        #expect(pack.contains("<td class=\"code\">P011</td>"))
        #expect(pack.contains("暂不出件"))
    }

    @Test func theChartShowsAllIndicatorsAndNobody() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: Self.period)
        for size in ["a3", "a4"] {
            let chart = try sample.text("drafts/\(Self.period)/charts/decomposition-\(size).html")
            #expect(chart.matches(of: /data-label="代码"/).count == 47)
            #expect(chart.firstMatch(of: /[PL]0\d\d/) == nil)
            for name in ["周晓岚", "王伟", "得分"] { #expect(!chart.contains(name)) }
        }
    }

    @Test func anIssuedQuarterHasPacksOfWhatWasIssued() throws {
        let sample = try SampleCopy()
        _ = sample.run()
        let batch = try #require(sample.names("issued").first { $0.hasSuffix("-2025Q4") })
        let reports = try sample.text("issued/\(batch)/packs/feedback-park.html")
        #expect(!reports.contains(">预览稿"))
        #expect(reports.contains("2026年1月12日"))
        let notices = try sample.text("issued/\(batch)/packs/cards-park.html")
        #expect(notices.contains("临园绩督〔2026〕1号"))
        #expect(try sample.text("index.html").contains("href=\"issued/\(batch)/packs/feedback-park.html\""))
    }

    /// Everybody else's paper was issued before: it is neither missing nor to be printed again.
    @Test func aCorrectionsPacksHoldWhatItCorrectsAndTheIndexKeepsTheOthers() throws {
        let sample = try SampleCopy()
        _ = sample.run()
        let path = sample.folder.path + "/input/2025Q4/results.csv"
        let row = try #require(
            String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
                .first { $0.hasPrefix("DJ-02,个人,P011,") })
        var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        cells[3] = "90.00"
        try sample.edit("2025Q4/results.csv", row, cells.joined(separator: ","))
        let pipeline = Pipeline(sample.options())
        let preview = pipeline.previewSignoff(
            SignoffRequest(
                period: try #require(Period("2025Q4")), date: try #require(Day(iso: "2026-02-02")),
                signer: "苏令仪",
                isRevision: true, reason: "填报有误"))
        #expect(preview.signoff != nil, "\(preview.summary.findings)")
        _ = try pipeline.write(preview)
        #expect(sample.run().issued.count == 1)

        let batch = try #require(sample.names("issued").first { $0.hasSuffix("-2025Q4-r1") })
        let pack = try sample.text("issued/\(batch)/packs/feedback-park.html")
        #expect(pack.contains("（工号 P011）") && !pack.contains("暂不出件"))
        #expect(pack.contains("只有第 1 次更正的件"))
        #expect(
            try sample.text("issued/\(batch)/feedback/P011.html").contains("2026年2月9日"), "five working days")
        let index = try sample.text("index.html")
        #expect(index.contains("href=\"issued/\(batch)/packs/feedback-park.html\""))
        for office in ["QF", "GH", "park"] {
            #expect(index.contains("href=\"issued/0004-2025Q4/packs/feedback-\(office).html\""))
        }
    }

    @Test func theIndexLinksThePacks() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: Self.period)
        let index = try sample.text("index.html")
        for file in [
            "packs/feedback-park", "packs/feedback-GH", "packs/cards-park", "charts/decomposition-a3",
        ] {
            #expect(index.contains("href=\"drafts/\(Self.period)/\(file).html\""), "\(file)")
        }
    }
}
