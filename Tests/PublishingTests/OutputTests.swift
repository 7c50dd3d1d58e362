import Files
import Glibc
import Model
import Scratch
import Testing

@testable import Publishing

/// `output/` and `state/` in a scratch folder, with a victim beside them that nothing may touch.
struct Desk {
    let scratch = ScratchFolder()
    var output: String { scratch.path + "/output" }
    var state: String { scratch.path + "/state" }
    static let period: DraftName = .period(Period(index: 2026 * 4))
    static let start = "2026-04-10T09:00:00+08:00"

    init() throws {
        let root = try Folder.open(scratch.path)
        _ = try root.makeFolder("output")
        try root.makeFolder("victim").makeFolder("deep").write([1], to: "keep")
    }

    func open() throws -> OutputSession {
        try OutputSession.open(output: output, state: state, startedAt: Self.start)
    }

    /// Runs once with these papers and lets go of the lock.
    @discardableResult
    func publish(_ files: [VerifiedFile]) throws -> DraftOutcome {
        let session = try open()
        let checked = try session.replaceDraft(Self.period, files: files)
        #expect(checked.findings == [])
        try session.close()
        return checked.value
    }

    func code(_ work: () throws -> Void) -> String? {
        do {
            try work()
            return nil
        } catch {
            return (error as? Diagnostic)?.code.text ?? "\(error)"
        }
    }

    /// How many descriptors of this process lead here.
    func openFiles() throws -> Int {
        try Folder.open("/proc/self/fd").names().count { name in
            var target = [CChar](repeating: 0, count: 4096)
            let length = readlink("/proc/self/fd/" + name, &target, target.count)
            let path = target.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
            return String(decoding: path, as: UTF8.self).hasPrefix(scratch.path)
        }
    }

    func contents(_ path: String) throws -> String? {
        let parts = path.split(separator: "/").map(String.init)
        var folder = try Folder.open(output)
        for part in parts.dropLast() { folder = try folder.folder(part) }
        return try folder.read(parts.last ?? "", limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
    }
}

@Suite struct DraftTests {
    let desk: Desk
    let papers: [VerifiedFile]

    init() throws {
        desk = try Desk()
        papers = try [
            Papers.verified("feedback/P007.xml", "一"), Papers.verified("feedback/P008.xml", "二"),
            Papers.verified("bulletins/park.xml", "三"), Papers.verified("assessment.xml", "四"),
        ]
    }

    @Test func writesAPrivateTree() throws {
        let before = umask(0)
        defer { umask(before) }
        #expect(try desk.publish(papers) == .replaced)
        #expect(
            desk.scratch.snapshot(of: "output", times: false) == [
                "output/drafts 40700", "output/drafts/2026Q1 40700",
                "output/drafts/2026Q1/assessment.xml 100600",
                "output/drafts/2026Q1/bulletins 40700", "output/drafts/2026Q1/bulletins/park.xml 100600",
                "output/drafts/2026Q1/feedback 40700", "output/drafts/2026Q1/feedback/P007.xml 100600",
                "output/drafts/2026Q1/feedback/P008.xml 100600",
            ])
        #expect(try desk.contents("drafts/2026Q1/feedback/P008.xml") == "<报告>二</报告>")
        #expect(desk.scratch.snapshot(of: "state", times: false) == [])
    }

    /// A large park has a folder for each of more leaders than a process may have files open.
    @Test func keepsFewFoldersOpen() throws {
        let leaders = (100..<400).map { "talks/L\($0)" }
        let first = try leaders.map { try Papers.verified($0 + "/list.xml", "一") }
        let second = try leaders.map { try Papers.verified($0 + "/sheet.xml", "二") }
        for files in [first + second, first.reversed() + second] {
            let session = try desk.open()
            let draft = try session.beginDraft(Desk.period)
            for file in files { try draft.add(file) }
            #expect(try desk.openFiles() < 200)
            _ = try draft.commit()
            try session.close()
        }
        #expect(try desk.contents("drafts/2026Q1/talks/L399/sheet.xml") == "<报告>二</报告>")
    }

    @Test func touchesNothingWhenNothingChanged() throws {
        try desk.publish(papers)
        let before = desk.scratch.snapshot(of: "output")
        #expect(try desk.publish(papers.reversed()) == .unchanged)
        #expect(try desk.publish(papers) == .unchanged)
        #expect(desk.scratch.snapshot(of: "output") == before)
    }

    @Test func replacesOnlyTheBytesThatChanged() throws {
        try desk.publish(papers)
        let before = desk.scratch.snapshot(of: "output/drafts/2026Q1/feedback")
        let changed = try papers.dropLast() + [Papers.verified("assessment.xml", "五")]
        #expect(try desk.publish(Array(changed)) == .replaced)
        #expect(try desk.contents("drafts/2026Q1/assessment.xml") == "<报告>五</报告>")
        #expect(desk.scratch.snapshot(of: "output/drafts/2026Q1/feedback") == before)
        #expect(try Folder.open(desk.output + "/drafts").names() == ["2026Q1"])
    }

    @Test func dropsWhatIsNoLongerMade() throws {
        try desk.publish(papers)
        #expect(try desk.publish([papers[0]]) == .replaced)
        #expect(try Folder.open(desk.output + "/drafts/2026Q1").tree() == ["feedback/P007.xml"])
        #expect(try desk.publish(papers) == .replaced)
        #expect(try desk.publish(papers) == .unchanged)
    }

    @Test(arguments: ["alien", "opened", "emptied", "link", "folder"])
    func mendsADraftThatSomebodyChanged(_ how: String) throws {
        try desk.publish(papers)
        let root = desk.output + "/drafts/2026Q1"
        let folder = try Folder.open(root)
        switch how {
        case "alien": try folder.write([1], to: "notes.txt")
        case "opened": chmod(root + "/assessment.xml", 0o644)
        case "emptied": truncate(root + "/assessment.xml", 0)
        case "link":
            try folder.remove("feedback")
            symlink(desk.scratch.path + "/victim", root + "/feedback")
        default:
            try folder.remove("assessment.xml")
            _ = try folder.makeFolder("assessment.xml")
        }
        let victim = desk.scratch.snapshot(of: "victim")
        #expect(try desk.publish(papers) == .replaced)
        #expect(try folder.mode() == 0o700)
        #expect(try Folder.open(root).tree() == papers.map(\.path).sorted())
        #expect(try desk.publish(papers) == .unchanged)
        #expect(desk.scratch.snapshot(of: "victim") == victim)
    }

    @Test func removesWhatCrashedRunsLeft() throws {
        try desk.publish(papers)
        let drafts = try Folder.open(desk.output + "/drafts")
        try drafts.makeFolder(".new-99-2026Q1").makeFolder("feedback").write([1], to: "P007.html")
        _ = try drafts.makeFolder(".old-98-2026Q1")
        try Folder.open(desk.output).write([1], to: ".new-index.html")
        symlink(desk.scratch.path + "/victim", desk.output + "/drafts/.new-97-2026Q1")
        symlink("../victim", desk.output + "/.new-link")
        let victim = desk.scratch.snapshot(of: "victim")
        #expect(try desk.publish(papers) == .unchanged)
        #expect(try drafts.names() == ["2026Q1"])
        #expect(try Folder.open(desk.output).names() == ["drafts"])
        #expect(desk.scratch.snapshot(of: "victim") == victim)
    }

    @Test(arguments: Shelf.allCases)
    func everyShelfIsReplacedAsAWholeAndCleanedUp(_ shelf: Shelf) throws {
        let name = DraftName.of(Period(index: 2026 * 4), on: shelf)
        do {
            let session = try desk.open()
            #expect(try session.replaceDraft(name, files: papers).value == .replaced)
            #expect(try session.replaceDraft(name, files: papers).value == .unchanged)
        }
        let folder = try Folder.open(desk.output + "/" + shelf.rawValue)
        _ = try folder.makeFolder(".new-99-2026Q1")
        _ = try folder.makeFolder(".old-98-2026Q1")
        let next = try desk.open()
        #expect(try folder.names() == ["2026Q1"])
        #expect(try folder.folder("2026Q1").tree() == papers.map(\.path).sorted())
        #expect(try next.removeDraft(name))
        #expect(try next.drafts(on: shelf) == [])
    }

    @Test func leavesTheOldDraftWhenTheNewOneFails() throws {
        try desk.publish(papers)
        let before = desk.scratch.snapshot(of: "output/drafts/2026Q1")
        let session = try desk.open()
        // A file under a name that is a file already fails after others were written.
        let clash = try [Papers.verified("a", "新"), Papers.verified("a/b", "新")]
        #expect(desk.code { _ = try session.replaceDraft(Desk.period, files: clash) } == "E718")
        let twice = try [Papers.verified("a", "新"), Papers.verified("a", "新")]
        #expect(desk.code { _ = try session.replaceDraft(Desk.period, files: twice) } == "E718")
        let outside = try [Papers.verified("../../victim/x", "新")]
        #expect(desk.code { _ = try session.replaceDraft(Desk.period, files: outside) } == "E718")
        #expect(desk.scratch.snapshot(of: "output/drafts/2026Q1") == before)
        #expect(try Folder.open(desk.output + "/drafts").names() == ["2026Q1"])
    }

    @Test func takesFilesFromManyWorkers() async throws {
        let session = try desk.open()
        let files = try (0..<200).map { try Papers.verified("f\($0 % 7)/\($0).xml", "\($0)") }
        for round in 0..<2 {
            let draft = try session.beginDraft(Desk.period)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<4 {
                    group.addTask {
                        for index in stride(from: worker, to: files.count, by: 4) {
                            try draft.add(files[index])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try draft.commit().value == (round == 0 ? .replaced : .unchanged))
        }
        #expect(try Folder.open(desk.output + "/drafts/2026Q1").tree() == files.map(\.path).sorted())
    }

    @Test func keepsSelectionsApartAndRemovesDrafts() throws {
        let session = try desk.open()
        let period = try #require(Period("2026Q1"))
        _ = try session.replaceDraft(.period(period), files: papers)
        _ = try session.replaceDraft(.only(period), files: [papers[0]])
        #expect(try session.drafts() == ["2026Q1", "2026Q1-only"])
        #expect(try session.removeDraft(.period(period)))
        #expect(try !session.removeDraft(.period(period)))
        #expect(try session.drafts() == ["2026Q1-only"])
    }
}

@Suite struct OutputSessionTests {
    let desk: Desk
    init() throws { desk = try Desk() }

    @Test(arguments: [
        "output", "output/drafts", "output/working", "output/files", "output/issued", "output/index.html",
        "output/drafts/2026Q1", "state",
    ])
    func refusesASymbolicLink(_ path: String) throws {
        let root = try Folder.open(desk.scratch.path)
        if path == "output" { try root.remove("output") }
        if path == "output/drafts/2026Q1" { _ = try root.folder("output").makeFolder("drafts") }
        symlink(desk.scratch.path + "/victim", desk.scratch.path + "/" + path)
        let victim = desk.scratch.snapshot(of: "victim")
        let paper = try Papers.verified("deep/keep", "x")
        #expect(desk.code { try desk.publish([paper]) } == "E701")
        #expect(desk.scratch.snapshot(of: "victim") == victim)
        #expect(
            FileReader.Presence.symbolicLink == (try FileReader.presence(of: desk.scratch.path + "/" + path)))
    }

    @Test func asksForAnOutputFolder() throws {
        try Folder.open(desk.scratch.path).remove("output")
        #expect(desk.code { _ = try desk.open() } == "E715")
        try Folder.open(desk.scratch.path).write([], to: "output")
        #expect(desk.code { _ = try desk.open() } == "E715")
    }

    @Test(arguments: ["output/drafts", "state"])
    func refusesAFolderOpenToAll(_ path: String) throws {
        mkdir(desk.scratch.path + "/" + path, 0o755)
        chmod(desk.scratch.path + "/" + path, 0o755)
        let paper = try Papers.verified("a.xml", "x")
        #expect(desk.code { try desk.publish([paper]) } == "E716")
        // What git makes is fine for the outermost one.
        chmod(desk.output, 0o755)
        chmod(desk.scratch.path + "/" + path, 0o750)
        #expect(desk.code { try desk.publish([paper]) } == nil)
    }

    @Test func tellsTheSecondRunWhoHoldsTheLock() throws {
        let first = try desk.open()
        do {
            _ = try desk.open()
            Issue.record("two runs at once")
        } catch let error as Diagnostic {
            #expect(error.code.text == "E714" && error.outputExitStatus == 75)
            #expect(error.headline == "已有一个进程（pid \(getpid())，09:00 起）在运行；锁由内核管理，进程结束即释放，请勿删除任何文件。")
        }
        try first.state.remove("running")
        try first.state.write(Array("rubbish\u{1B}[31m".utf8), to: "running")
        do {
            _ = try desk.open()
        } catch let error as Diagnostic {
            #expect(error.headline.hasPrefix("已有一个进程在运行；"))
        }
    }

    @Test func needsNoHandToUnlockAfterAKill() throws {
        let holder = try #require(start(["flock", "-F", "-x", desk.output, "sleep", "60"]))
        var isBusy = false
        for _ in 0..<500 where !isBusy {
            isBusy = desk.code { _ = try desk.open() } == "E714"
            usleep(10_000)
        }
        #expect(isBusy)
        kill(holder, SIGKILL)
        waitpid(holder, nil, 0)
        #expect(desk.code { _ = try desk.open() } == nil)
    }

    @Test func replacesTheIndexInOneStep() throws {
        let session = try desk.open()
        let first = try Papers.verified("index.html", "一")
        #expect(try session.replaceFile("index.html", with: first))
        let before = desk.scratch.snapshot(of: "output")
        #expect(try !session.replaceFile("index.html", with: first))
        #expect(desk.scratch.snapshot(of: "output") == before)
        #expect(try session.replaceFile("index.html", with: Papers.verified("index.html", "二")))
        #expect(try desk.contents("index.html") == "<报告>二</报告>")
        #expect(try session.output.names() == ["index.html"])
        _ = try session.output.makeFolder("other.html")
        #expect(desk.code { _ = try session.replaceFile("other.html", with: first) } == "E718")
    }

    @Test func addsLinesToTheRunLog() throws {
        let session = try desk.open()
        try session.log(time: Desk.start, [("outcome", "draft"), ("period", "2026Q1"), ("exit", "0")])
        try session.log(time: Desk.start, [("note", "a b\nforged=1 \"x\""), ("empty", "")])
        let log = try session.state.read("run.log", limit: 1000).map { String(decoding: $0, as: UTF8.self) }
        #expect(
            log == """
                \(Desk.start) outcome=draft period=2026Q1 exit=0
                \(Desk.start) note="a b forged=1 \\"x\\"" empty=""

                """)
        #expect(desk.scratch.snapshot(of: "state", times: false).contains("state/run.log 100600"))
    }
}

/// A tmpfs of a given size, where this process may mount one.
final class SmallDisk {
    let path: String

    init?(at path: String, kibibytes: Int) {
        self.path = path
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k,mode=700") == 0 else { return nil }
    }

    func resize(kibibytes: Int, readOnly: Bool = false) -> Bool {
        let flags = UInt(MS_REMOUNT | (readOnly ? MS_RDONLY : 0))
        return mount("tmpfs", path, "tmpfs", flags, "size=\(kibibytes)k") == 0
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    static let isPossible: Bool = {
        let scratch = ScratchFolder()
        return SmallDisk(at: scratch.path, kibibytes: 64) != nil
    }()
}

@Suite(.enabled(if: SmallDisk.isPossible, "needs root that may mount a tmpfs"))
struct DiskFaultTests {
    let desk: Desk
    init() throws { desk = try Desk() }

    @Test(arguments: Array(stride(from: 28, through: 200, by: 4)))
    func keepsTheOldDraftOnAFullDisk(kibibytes: Int) throws {
        let disk = try #require(SmallDisk(at: desk.output, kibibytes: 1024))
        let old = try (0..<4).map { try Papers.verified("feedback/\($0).xml", size: 3000) }
        try desk.publish(old)
        let before = desk.scratch.snapshot(of: "output/drafts/2026Q1")
        try #require(disk.resize(kibibytes: kibibytes))
        let new = try (0..<10).map { try Papers.verified("feedback/\($0).xml", "新", size: 10_000) }

        let code = desk.code { try desk.publish(new) }
        // 4 old and 30 new pages of 4 KiB, without folders: 16 + 120 KiB.
        #expect(code == (kibibytes < 136 ? "E711" : nil))
        if code != nil {
            #expect(desk.scratch.snapshot(of: "output/drafts/2026Q1") == before)
            #expect(try Folder.open(desk.output + "/drafts").names() == ["2026Q1"])
        }
        try #require(disk.resize(kibibytes: 1024))
        #expect(try desk.publish(new) == (code == nil ? .unchanged : .replaced))
        #expect(try Folder.open(desk.output + "/drafts").names() == ["2026Q1"])
    }

    @Test func makesNothingOnAReadOnlyDisk() throws {
        let disk = try #require(SmallDisk(at: desk.output, kibibytes: 1024))
        let paper = try Papers.verified("a.xml", "一")
        try desk.publish([paper])
        try #require(disk.resize(kibibytes: 1024, readOnly: true))
        let before = desk.scratch.snapshot()
        #expect(desk.code { try desk.publish([paper]) } == "E710")
        #expect(desk.scratch.snapshot() == before)
    }
}
