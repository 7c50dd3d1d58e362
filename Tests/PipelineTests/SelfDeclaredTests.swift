import Foundation
import Model
import Pipeline
import Testing

/// Self-declared indicators (指标申报) and claims (认领) on the sample park: docs/rules.md §10.8.
struct SelfDeclaredTests {
    @Test func approvedOnesJoinFromTheirEffectiveQuarterAndTheCountPrints() throws {
        let sample = try FinishedSample.read().sample
        let chart = try sample.text("drafts/2026Q2/charts/decomposition-a4.html")
        #expect(chart.contains("共 47 + 5 项指标"))
        let ledger = try sample.text("drafts/2026Q2/assessment.xml")
        #expect(ledger.matches(of: /<line indicator="SB[^>]*class="incentive" method="A"/).count == 5)
        let earlier = try sample.text("issued/0001-2025Q1/assessment.xml")
        #expect(!earlier.contains("\"SB"))
        let report = try sample.text("drafts/2026Q2/run-report.html")
        #expect(report.contains("指标 47 + 5 项"))
        #expect(report.contains("待审，不计分"))
    }

    @Test func aPendingOneShowsAsPendingAndIsNoLine() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: "2026Q2", only: "P041")
        let list = try sample.text("working/2026Q2-only/lists/P041.xml")
        #expect(list.contains("<proposal code=\"SB2026Q2-01\" state=\"pending\" in-force=\"false\">"))
        #expect(!list.contains("<target indicator=\"SB"))
        let report = try sample.text("drafts/2026Q2-only/feedback/P041.html")
        #expect(report.contains("待审，审核同意前不计分"))
    }

    @Test func oneNotApprovedNamesItsReviewer() throws {
        let sample = try FinishedSample.read().sample
        let text = try sample.text("issued/0001-2025Q1/feedback/P036.html")
        #expect(text.contains("温静姝审核不同意"))
    }

    /// Full 2 each: by completion, nothing under 60 %, at most the full points; without a result 0.
    @Test func scoresByCompletionUpToItsFullPoints() throws {
        let sample = try SampleCopy()
        let path = sample.folder.path + "/input/2026Q1/results.csv"
        let rows = [
            ("SB2025Q3-01", "P009", "1.2"), ("SB2025Q3-02", "P017", "0.5"), ("SB2025Q1-01", "P001", "5"),
        ]
        .map { "\($0),个人,\($1),\($2),2026-03-31,,\n" }.joined()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try (text + rows).write(toFile: path, atomically: false, encoding: .utf8)
        _ = sample.run(period: "2026Q1")
        for (person, indicator, score) in [
            ("P009", "SB2025Q3-01", "1.20"), ("P017", "SB2025Q3-02", "0.00"), ("P001", "SB2025Q1-01", "2.00"),
            ("P031", "SB2025Q2-01", "0.00"),
        ] {
            let report = try sample.text("drafts/2026Q1/feedback/\(person).xml")
            let line = try #require(report.split(separator: "<line indicator=\"\(indicator)\"").last)
            #expect(line.contains("<score rounding=\"half-up-2\">\(score)</score>"), "\(person)")
        }
    }

    @Test(arguments: [
        ("2026Q1/proposals.csv", "同意,L003,2026Q2", "同意,L003,", "E171"),
        ("2026Q1/proposals.csv", "同意,L003,2026Q2", "同意,,2026Q2", "E171"),
        ("2026Q1/proposals.csv", ",4,2,同意", ",四,2,同意", "E171"),
        (
            "2026Q2/targets.csv", "指标代码,对象,对象代码,目标值,满分,期限,来源\n",
            "指标代码,对象,对象代码,目标值,满分,期限,来源\nSB2026Q1-01,个人,P028,4,,,申报\n", "E172"
        ),
        (
            "2026Q1/projects.csv", "认领日期\n",
            "认领日期\nXM2025-08,临江港公用码头泊位改造工程,港航设施,收尾,P009,GH,96,90,2026-03-30,,,2025-01-09\n", "E173"
        ),
    ])
    func whatCannotBeUsedIsAFault(file: String, old: String, new: String, fault: String) throws {
        let sample = try SampleCopy()
        try sample.edit(file, old, new)
        let errors = Pipeline(sample.options()).check().findings.filter { $0.severity == .error }
        #expect(errors.map(\.code.text) == [fault])
    }
}
