import Foundation
import Model
import ParkMaker
import Pipeline
import Scratch
import Testing

/// A run takes over what would be made of the same; what it leaves must be what a run from scratch leaves.
@Suite struct IncrementalRunTests {
    /// A park of 12 people in a scratch folder, with templates of its own.
    private struct Park {
        let folder = ScratchFolder()

        init() throws {
            let plan = ParkPlan(people: 12, offices: 3, lines: 4)
            try ParkMaker(plan, sample: SampleCopy.repository + "/input").write(to: folder.path + "/input")
            try FileManager.default.copyItem(
                atPath: SampleCopy.repository + "/templates", toPath: folder.path + "/templates")
            try make("output")
        }

        private func make(_ name: String) throws {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + name, withIntermediateDirectories: false)
        }

        @discardableResult
        func run(into output: String = "output", state: String = "state") -> RunSummary {
            Pipeline(
                RunOptions(
                    input: folder.path + "/input", templates: folder.path + "/templates",
                    output: folder.path + "/" + output, state: folder.path + "/" + state,
                    startedAt: "2026-06-02T06:15:00+08:00")
            ).run()
        }

        /// Every file of a run into a new folder.
        func fresh() throws -> [String: Data] {
            try make("fresh")
            defer {
                for name in ["fresh", "fresh-state"] {
                    try? FileManager.default.removeItem(atPath: folder.path + "/" + name)
                }
            }
            run(into: "fresh", state: "fresh-state")
            return try files("fresh")
        }

        func files(_ output: String = "output") throws -> [String: Data] {
            let root = folder.path + "/" + output
            var files: [String: Data] = [:]
            for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
                files[path] = FileManager.default.contents(atPath: root + "/" + path)
            }
            return files
        }

        func inode(_ path: String) -> UInt64 {
            var status = stat()
            lstat(folder.path + "/output/" + path, &status)
            return UInt64(status.st_ino)
        }

        func edit(_ path: String, _ change: (String) -> String) throws {
            let full = folder.path + "/" + path
            let text = try String(contentsOfFile: full, encoding: .utf8)
            let changed = change(text)
            #expect(changed != text)
            try changed.write(toFile: full, atomically: false, encoding: .utf8)
        }
    }

    @Test func leavesWhatARunFromScratchLeaves() throws {
        let park = try Park()
        park.run()
        #expect(try park.files() == park.fresh())
        let tables = "input/2025Q1/"
        let edits: [(String, (String) -> String)] = [
            // another result of somebody
            (
                tables + "results.csv",
                { text in
                    var rows = text.split(separator: "\n").map(String.init)
                    let own = rows.indices.filter { rows[$0].contains(",个人,") && rows[$0].contains(",100,") }
                    guard let row = own.dropFirst(3).first else { return text }
                    rows[row] = rows[row].replacing(",100,", with: ",41.5,", maxReplacements: 1)
                    return rows.joined(separator: "\n") + "\n"
                }
            ),
            // a name that other papers show
            (tables + "people.csv", { $0.replacing("部长", with: "主任", maxReplacements: 1) }),
            // a new colleague, whose number may stand in nobody's paper
            (tables + "people.csv", { $0 + "P000099,新人,K002,综合文秘岗,,,P000002,试用期,,\n" }),
            ("templates/shared/wording/feedback/closing.txt", { $0 + "另行通知。" }),
            (
                "templates/feedback/feedback.html",
                { $0.replacing("<main class", with: "<main lang=\"zh\" class") }
            ),
            ("input/schemes/2025.xml", { $0.replacing("firstPercent=\"30\"", with: "firstPercent=\"40\"") }),
        ]
        for (path, change) in edits {
            try park.edit(path, change)
            #expect(park.run().status == .done)
            let (left, fresh) = (try park.files(), try park.fresh())
            #expect(left.keys.sorted() == fresh.keys.sorted())
            for (path, bytes) in fresh where left[path] != bytes { Issue.record("\(path)") }
        }
    }

    @Test func touchesOnlyPapersThatChanged() throws {
        let park = try Park()
        park.run()
        let (own, other) = ("drafts/2025Q1/feedback/P000005.html", "drafts/2025Q1/feedback/P000006.html")
        let before = (park.inode(own), park.inode(other))
        try park.edit("input/2025Q1/talks.csv") {
            $0 + "P000005,P000002,2025-03-20,反馈,按旬报送进度,2025-04-30\n"
        }
        park.run()
        #expect(park.inode(own) != before.0)
        #expect(park.inode(other) == before.1)
    }

    @Test(arguments: ["drafts/2025Q1/feedback/P000006.html", "drafts/2025Q1/packs/feedback-K001.html"])
    func makesATamperedFileAgain(path: String) throws {
        let park = try Park()
        park.run()
        let full = park.folder.path + "/output/" + path
        let bytes = try #require(FileManager.default.contents(atPath: full))
        var status = stat()
        stat(full, &status)
        // the same length, and the time of modification put back
        var spoilt = bytes
        spoilt[spoilt.count / 2] ^= 1
        try spoilt.write(to: URL(filePath: full), options: [])
        var times = [status.st_atim, status.st_mtim]
        utimensat(AT_FDCWD, full, &times, 0)
        park.run()
        #expect(FileManager.default.contents(atPath: full) == bytes)
    }

    @Test func doesNothingWhileNothingIsTouched() throws {
        let park = try Park()
        // only sources that were not touched within the last second are trusted
        Thread.sleep(forTimeInterval: 1.1)
        let first = park.run()
        let warnings = first.findings.filter { $0.severity == .warning }.count
        let before = park.folder.snapshot(of: "output")
        let second = park.run()
        #expect(second.unlistedWarnings == warnings && second.findings.isEmpty)
        #expect(second.outcome == "unchanged" && second.status == .done)
        #expect(second.published.map(\.name) == first.published.map(\.name))
        #expect(second.published.map(\.papers) == first.published.map(\.papers))
        #expect(park.folder.snapshot(of: "output") == before)
        let log = try String(contentsOfFile: park.folder.path + "/state/run.log", encoding: .utf8)
        #expect(log.split(separator: "\n").count == 2)
        // A touched source or paper, a lost or broken record: everything is looked at again.
        try park.edit("input/2025Q1/people.csv") { $0.replacing("王", with: "汪", maxReplacements: 1) }
        #expect(park.run().findings.count == warnings)
        for spoilt in ["", "yardstick-last-run 1\n0\nwarnings 0\nend\n"] {
            try spoilt.write(toFile: park.folder.path + "/state/last-run", atomically: false, encoding: .utf8)
            #expect(park.run().findings.count == warnings)
        }
        try FileManager.default.removeItem(atPath: park.folder.path + "/output/index.html")
        #expect(park.run().findings.count == warnings)
        #expect(FileManager.default.fileExists(atPath: park.folder.path + "/output/index.html"))
    }
}
