import Foundation
import Model
import Pipeline
import Testing

/// Whole runs on the sample park, as a newcomer and cron would make them.
struct SampleRunTests {
    @Test func issuesSignedQuartersAndDraftsTheOthersInBothForms() throws {
        let sample = try SampleCopy()
        let summary = sample.run()
        #expect(summary.findings.filter { $0.severity == .error } == [])
        #expect(summary.status == .done)
        #expect(sample.names("drafts") == ["2026Q1", "2026Q2"])
        #expect(sample.names("issued") == ["0001-2025Q1", "0002-2025Q2", "0003-2025Q3", "0004-2025Q4"])
        let folders = ["drafts/2026Q1", "drafts/2026Q2"] + sample.names("issued").map { "issued/" + $0 }
        for folder in folders {
            for kind in ["feedback", "bulletins", "cards", "liftings", "withdrawals"] {
                let names = sample.names(folder + "/" + kind)
                let pages = names.filter { $0.hasSuffix(".html") }.map { $0.dropLast(5) }
                #expect(pages == names.filter { $0.hasSuffix(".xml") }.map { $0.dropLast(4) })
            }
            #expect(sample.exists(folder + "/assessment.xml"))
            #expect(sample.exists(folder + "/run-report.html"))
            #expect(sample.names(folder + "/bulletins").count == 20)
        }
        #expect(sample.exists("index.html"))
    }

    @Test func aSecondRunTouchesNothing() throws {
        let sample = try SampleCopy()
        _ = sample.run()
        let before = sample.folder.snapshot(of: "output")
        let again = sample.run()
        #expect(again.published.allSatisfy { $0.isUnchanged })
        #expect(sample.folder.snapshot(of: "output") == before)
    }

    @Test func theNumberOfWorkersNeverShows() throws {
        let one = try SampleCopy()
        let many = try SampleCopy()
        var single = one.options()
        single.workers = Workers(1)
        var crowd = many.options()
        crowd.workers = Workers(7)
        crowd.input = single.input  // the run report names its files as they were given
        _ = Pipeline(single).run()
        _ = Pipeline(crowd).run()
        for name in one.names("drafts/2026Q1/feedback") {
            #expect(
                try one.text("drafts/2026Q1/feedback/" + name) == many.text("drafts/2026Q1/feedback/" + name))
        }
        #expect(try one.text("index.html") == many.text("index.html"))
        #expect(try one.text("drafts/2026Q1/run-report.html") == many.text("drafts/2026Q1/run-report.html"))
    }

    @Test func onlyWritesOnePersonsPapersAside() throws {
        let sample = try SampleCopy()
        let summary = sample.run(period: "2026Q1", only: "P008")
        #expect(summary.status == .done)
        #expect(sample.names("drafts") == ["2026Q1-only"])
        #expect(sample.names("drafts/2026Q1-only/feedback") == ["P008.html", "P008.xml"])
        #expect(!sample.exists("index.html"))
    }

    @Test func aFaultOfOnePersonCostsThatPersonsPapersOnly() throws {
        let sample = try SampleCopy()
        let row = try firstRow("2026Q1/results.csv", of: "P011", in: sample)
        try sample.edit(
            "2026Q1/results.csv", row, row.replacingOccurrences(of: ",个人,P011,", with: ",个人,P011,10O"))
        let summary = sample.run(period: "2026Q1")
        #expect(summary.status == .faultyData)
        #expect(!sample.exists("drafts/2026Q1/feedback/P011.html"))
        #expect(sample.exists("drafts/2026Q1/feedback/P012.html"))
        let report = try sample.text("drafts/2026Q1/run-report.html")
        #expect(report.contains("E203"))
        #expect(report.contains("P011"))
    }

    @Test func aQuarterOrAPersonThatIsNotThereIsSaid() throws {
        let sample = try SampleCopy()
        for summary in [sample.run(period: "2027Q1"), sample.run(only: "P999")] {
            #expect(summary.status == .missingInput)
            #expect(summary.findings.contains { $0.code.text == "E630" })
            #expect(summary.published.isEmpty)
        }
    }

    @Test func aCheckSaysWhatARunWouldLeaveOutAndNamesACharacterOnce() throws {
        let sample = try SampleCopy()
        let row = try firstRow("2026Q1/results.csv", of: "P011", in: sample)
        try sample.edit(
            "2026Q1/results.csv", row, row.replacingOccurrences(of: ",个人,P011,", with: ",个人,P011,10O"))
        let summary = Pipeline(sample.options()).check()
        guard case .most(let quarters)? = summary.outlook else {
            Issue.record("没有说明")
            return
        }
        #expect(quarters.filter { !$0.withheld.isEmpty }.map(\.period) == [Period("2026Q1")])
        #expect(quarters.flatMap(\.withheld).map(\.text) == ["P011"])
        let glyphs = summary.findings.filter { $0.code.text == "W851" }
        #expect(!glyphs.isEmpty)
        #expect(Set(glyphs.map(\.headline)).count == glyphs.count)
        #expect(glyphs.allSatisfy { $0.place?.file.contains("2026Q2") ?? false })
    }

    @Test func aTieIsNoFaultOfTheData() throws {
        let sample = try FinishedSample.read().sample
        let preview = Pipeline(sample.options()).previewSignoff(
            SignoffRequest(period: Period("2026Q1")!, date: Day(iso: "2026-06-02")!, signer: "L002"))
        let said = preview.summary.findings.map(\.headline).joined()
        #expect(preview.signoff == nil)
        #expect(said.contains("处并列待审定（"))
        #expect(!said.contains("处错误"))
    }

    @Test func noticesWithoutANewDecisionAreRefused() throws {
        let sample = try FinishedSample.read().sample
        let preview = Pipeline(sample.options()).previewSignoff(
            SignoffRequest(
                period: Period("2025Q4")!, date: Day(iso: "2026-06-02")!, signer: "L002", isNotices: true))
        #expect(preview.signoff == nil)
        #expect(preview.summary.findings.contains { $0.headline.contains("尚未签发的销牌或撤牌") })
    }

    @Test func whatIsIssuedIsCalledSo() throws {
        let sample = try FinishedSample.read().sample
        let issued = try sample.text("issued/0004-2025Q4/run-report.html")
        #expect(issued.contains("均为正式件"))
        #expect(!issued.contains("均为预览稿"))
        #expect(try sample.text("drafts/2026Q1/run-report.html").contains("均为预览稿"))
        #expect(try sample.text("index.html").contains("<span class=\"tag good\">已签发</span>"))
    }

    @Test func aTableThatCannotBeReadLeavesARunReportAndNoPapers() throws {
        let sample = try SampleCopy()
        try sample.edit("2026Q1/results.csv", "实际值", "实际数")
        let summary = sample.run()
        #expect(summary.status == .faultyData)
        #expect(sample.names("drafts/2026Q1") == ["run-report.html"])
        #expect(try sample.text("drafts/2026Q1/run-report.html").contains("E105"))
        #expect(sample.exists("issued/0004-2025Q4/feedback/P012.html"))
    }

    @Test func aFaultyTemplateStopsTheRunBeforeAnythingIsWritten() throws {
        let sample = try SampleCopy()
        let templates = sample.folder.path + "/templates"
        try FileManager.default.copyItem(atPath: SampleCopy.repository + "/templates", toPath: templates)
        let page = templates + "/feedback/feedback.html"
        let text = try String(contentsOfFile: page, encoding: .utf8)
        try (text + "{{没有这个名称}}").write(toFile: page, atomically: false, encoding: .utf8)
        let summary = Pipeline(sample.options(templates: templates)).run()
        #expect(summary.status == .faultyConfiguration)
        #expect(sample.names("").isEmpty)
    }

    @Test func aMissingInputFolderIsItsOwnExitCode() throws {
        let sample = try SampleCopy()
        var options = sample.options()
        options.input = sample.folder.path + "/nowhere"
        #expect(Pipeline(options).run().status == .missingInput)
    }

    @Test func checkingWritesNothing() throws {
        let sample = try SampleCopy()
        let summary = Pipeline(sample.options()).check()
        #expect(summary.status == .done)
        #expect(sample.names("").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: sample.folder.path + "/state"))
    }

    @Test func noPageShowsATemplateTagOrAnotherPersonsNumber() throws {
        let sample = try SampleCopy()
        _ = sample.run(period: "2026Q1")
        for name in sample.names("drafts/2026Q1/feedback") where name.hasSuffix(".html") {
            #expect(!(try sample.text("drafts/2026Q1/feedback/" + name)).contains("{{"))
        }
    }

    private func firstRow(_ file: String, of person: String, in sample: SampleCopy) throws -> String {
        let text = try String(contentsOfFile: sample.folder.path + "/input/" + file, encoding: .utf8)
        return try #require(
            text.split(whereSeparator: \.isNewline).map(String.init).first { $0.contains(",\(person),") })
    }
}
