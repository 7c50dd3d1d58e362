import Files
import Foundation
import Model
import Scratch
import Testing

@testable import Pipeline

/// `yardstick pdf` with a shell script in the place of the browser; a real one prints in `.ci/paper`.
struct PDFJobTests {
    private let scratch = ScratchFolder()
    private static let fixtures = SampleCopy.repository + "/Tests/PrintingTests/Pages/"
    private static let files = [
        "bulletins/park.html": "whole", "bulletins/QF.html": "whole", "packs/feedback-QF.html": "pack",
        "cards/2026Q1-P007.html": "whole", "feedback/P007.html": "whole",
        "charts/decomposition-a3.html": "chart",
    ]

    init() throws {
        for (path, fixture) in Self.files { try write(path, fixture) }
        try "not a page".write(toFile: draft + "decisions.csv", atomically: false, encoding: .utf8)
        for folder in ["/output", "/output/drafts"] { chmod(scratch.path + folder, 0o700) }
        // Copies the file that the page names, and counts its own starts.
        let script = """
            #!/bin/sh
            if [ "$1" = --version ]; then echo 'Chromium 156.0.0.1'; exit 0; fi
            for word; do
                case $word in --print-to-pdf=*) target=${word#--print-to-pdf=};; file://*) page=${word#file://};; esac
            done
            echo x >>'\(scratch.path)/starts'
            name=$(sed -n 's/.*print as \\([a-z-]*\\) .*/\\1/p' "$page")
            cp '\(Self.fixtures)'"${name:-whole}.pdf" "$target"
            """
        try script.write(toFile: browser, atomically: false, encoding: .utf8)
        chmod(browser, 0o755)
    }

    private var draft: String { scratch.path + "/output/drafts/2026Q1/" }
    private var browser: String { scratch.path + "/browser" }
    private var starts: Int {
        (try? String(contentsOfFile: scratch.path + "/starts", encoding: .utf8).count / 2) ?? 0
    }

    private func write(_ path: String, _ fixture: String) throws {
        let file = draft + path
        try FileManager.default.createDirectory(
            atPath: String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)]),
            withIntermediateDirectories: true)
        let papers =
            fixture.contains("pack")
            ? "<section class=\"sheet\" id=\"p1\" data-paper=\"P007\" style=\"\">"
                + "<section class=\"sheet\" id=\"p2\" data-paper=\"P008\" style=\"\">" : ""
        try "<p>print as \(fixture) </p>\(papers)".write(toFile: file, atomically: false, encoding: .utf8)
    }

    private func run(period: String? = nil, only: String? = nil, browser: String? = nil) -> PDFSummary {
        let options = RunOptions(
            input: "", templates: "", output: scratch.path + "/output", state: scratch.path + "/state",
            period: period.flatMap { Period($0) }, only: only, startedAt: "2026-06-02T06:15:00+08:00")
        return PDFJob(options, browser: browser ?? self.browser).run()
    }

    private func printed(_ shelf: String = "2026Q1") -> [String] {
        (FileManager.default.enumerator(atPath: scratch.path + "/output/pdf/" + shelf)?.compactMap {
            $0 as? String
        } ?? [])
        .filter { $0.hasSuffix(".pdf") }.sorted()
    }

    @Test func printsWhatLeavesTheHouseOnPaper() {
        let summary = run()
        #expect(summary.status == .done, "\(summary.findings)")
        #expect(
            printed() == [
                "bulletins/QF.pdf", "bulletins/park.pdf", "cards/2026Q1-P007.pdf",
                "charts/decomposition-a3.pdf",
                "packs/feedback-QF.pdf",
            ])
        #expect(summary.shelves.map(\.pages) == [1 + 1 + 1 + 1 + 6])
        #expect(summary.shelves.map(\.printed) == [5])
    }

    @Test func onlyThePapersOfOneGoIntoAFolderOfTheirOwn() {
        #expect(run(only: "P007").status == .done)
        #expect(printed("2026Q1-only") == ["cards/2026Q1-P007.pdf", "feedback/P007.pdf"])
        #expect(printed() == [])
    }

    @Test func unchangedPagesAreNotPrintedAgain() throws {
        _ = run()
        let before = scratch.snapshot(of: "output/pdf")
        let first = starts
        #expect(run().shelves.map(\.printed) == [0])
        #expect(starts == first, "a browser was started for nothing")
        #expect(scratch.snapshot(of: "output/pdf") == before)
        try write("bulletins/QF.html", "pack")
        #expect(run().shelves.map(\.printed) == [1])
        try FileManager.default.removeItem(atPath: draft + "bulletins/QF.html")
        #expect(run().shelves.map(\.printed) == [0])
        #expect(!printed().contains("bulletins/QF.pdf"))
    }

    @Test func aFileThatCameOutWrongLeavesTheOldOnesAlone() throws {
        _ = run()
        let before = scratch.snapshot(of: "output/pdf")
        try write("bulletins/QF.html", "shrunk")
        let summary = run()
        #expect(summary.status == .faultyConfiguration)
        #expect(summary.findings.map(\.code.text) == ["E903"])
        #expect(scratch.snapshot(of: "output/pdf") == before)
    }

    @Test func aPaperWithOtherSheetsInThePackIsAFault() throws {
        try write("packs/feedback-P007.html", "pack")
        try write("feedback/P007.html", "pack")
        let summary = run(only: "P007")
        #expect(summary.findings.map(\.code.text) == ["E903"])
        #expect(
            summary.findings.first?.headline.contains("feedback/P007 占 1 张纸") == true, "\(summary.findings)")
    }

    @Test func nothingButThePDFFolderIsTouched() throws {
        let before = scratch.snapshot(of: "output/drafts")
        _ = run()
        #expect(scratch.snapshot(of: "output/drafts") == before)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/output").sorted()
        #expect(names == ["drafts", "pdf"])
        // No line in the log: the age of the last run is not to be hidden by this.
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/state") == [])
        // Nothing of the browser's own remains.
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/output/pdf") == ["2026Q1"])
        #expect(
            scratch.snapshot(of: "output/pdf", times: false).allSatisfy {
                $0.hasSuffix(" 40700") || $0.hasSuffix(" 100600")
            })
    }

    @Test func leftoversOfAKilledRunGo() throws {
        for name in [".new-123-2026Q1", ".old-123-2026Q1", ".new-123-scratch1"] {
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/output/pdf/" + name, withIntermediateDirectories: true)
        }
        chmod(scratch.path + "/output/pdf", 0o700)
        _ = run()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/output/pdf") == ["2026Q1"])
    }

    @Test func withoutABrowserItSaysWhatToInstallAndEndsWith69() {
        let summary = run(browser: "/nowhere/chromium")
        #expect(summary.status == .unavailable)
        #expect(summary.findings.map(\.code.text) == ["E901"])
    }

    @Test func withNothingToPrintItEndsWith66() {
        #expect(run(period: "2020Q1").status == .missingInput)
        #expect(run(only: "P999").status == .missingInput)
    }

    @Test func aRunAtWorkIsNotWaitedFor() throws {
        let output = try Folder.open(scratch.path + "/output")
        #expect(try output.lock(.exclusive))
        #expect(run().status == .busy)
    }

    /// What was issued is printed as it was issued, and only when nobody has changed it.
    @Test func anIssuedPageThatWasChangedIsNotPrinted() throws {
        let sample = try SampleCopy()
        #expect(sample.run(period: "2025Q1").status == .done)
        var options = sample.options(period: "2025Q1")
        options.only = "P011"
        let fine = PDFJob(options, browser: browser).run()
        #expect(fine.shelves.map(\.name) == ["2025Q1-only"], "\(fine.findings)")
        let page = sample.folder.path + "/output/issued/0001-2025Q1/feedback/P011.html"
        chmod(page, 0o600)
        let text = try String(contentsOfFile: page, encoding: .utf8)
        let other = text.replacing("第一季度", with: "第二季度")
        #expect(other != text && other.utf8.count == text.utf8.count)
        try other.write(toFile: page, atomically: false, encoding: .utf8)
        #expect(PDFJob(options, browser: browser).run().status == .registerDamaged)
    }
}
