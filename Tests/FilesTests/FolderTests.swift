import Dispatch
import Glibc
import Model
import Scratch
import Synchronization
import Testing

@testable import Files

@Suite struct FolderTests {
    let scratch = ScratchFolder()

    private func code(_ work: () throws -> Void) -> String? {
        do {
            try work()
            return nil
        } catch {
            return (error as? Diagnostic)?.code.text
        }
    }

    @Test func writesPrivateFilesOnce() throws {
        let folder = try Folder.open(scratch.path + "/")
        try folder.makeFolder("a").write(Array("字".utf8), to: "x.html", sync: true)
        #expect(try folder.folder("a").read("x.html", limit: 100) == Array("字".utf8))
        #expect(scratch.snapshot(times: false) == ["a 40700", "a/x.html 100600"])
        #expect(code { try folder.folder("a").write([], to: "x.html") } == "E718")
        #expect(code { _ = try folder.makeFolder("a") } == "E718")
    }

    @Test func countsTheSameFilesByOneWorkerAndByMany() throws {
        let folder = try Folder.open(scratch.path)
        for name in ["a", "b"] {
            let inner = try folder.makeFolder(name)
            for number in 0..<100 { try inner.write([1], to: "f\(number)") }
        }
        func digest(_ workers: Workers) throws -> String {
            var census = Census()
            try census.add(folder, as: "all", by: workers)
            return census.digest
        }
        let seen = try digest(.one)
        #expect(try digest(Workers(4)) == seen)
        try folder.folder("b").write([1, 2], to: "f100")
        #expect(try digest(Workers(4)) != seen)
        #expect(try digest(Workers(4)) == digest(.one))
    }

    /// Workers that put their papers into one folder come to it at the same moment.
    @Test func makesAFolderForSeveralWorkersAtOnce() throws {
        let folder = try Folder.open(scratch.path)
        let faults = Mutex<[String]>([])
        for round in 0..<200 {
            DispatchQueue.concurrentPerform(iterations: 4) { worker in
                do {
                    try folder.ensureFolder("a\(round)").write([1], to: "w\(worker)")
                } catch {
                    faults.withLock { $0.append("\(error)") }
                }
            }
        }
        #expect(faults.withLock { $0 } == [])
        #expect(scratch.snapshot().count == 1000)
    }

    @Test(arguments: ["", ".", "..", "a/b", "/etc/x", "a\0b", String(repeating: "字", count: 100)])
    func refusesNamesThatAreNotOne(_ name: String) throws {
        let folder = try Folder.open(scratch.path)
        #expect(code { try folder.write([1], to: name) } == "E718")
        #expect(code { _ = try folder.makeFolder(name) } == "E718")
        #expect(code { try folder.remove(name) } == "E718")
        #expect(scratch.snapshot() == [])
    }

    @Test func neverWritesThroughALink() throws {
        let folder = try Folder.open(scratch.path)
        try folder.write([1], to: "victim")
        symlink("victim", scratch.path + "/link")
        symlink("nowhere", scratch.path + "/dangling")
        #expect(code { try folder.write([2], to: "link") } == "E718")
        #expect(code { try folder.write([2], to: "dangling") } == "E718")
        #expect(code { try folder.append([2], to: "link") } == "E701")
        #expect(code { _ = try folder.read("link", limit: 10) } == "E718")
        #expect(try folder.read("victim", limit: 10) == [1])
    }

    @Test func opensNoLinkAsAFolder() throws {
        let folder = try Folder.open(scratch.path)
        _ = try folder.makeFolder("real")
        symlink("real", scratch.path + "/link")
        #expect(code { _ = try folder.folder("link") } == "E701")
        #expect(code { _ = try Folder.open(scratch.path + "/link/") } == "E701")
        #expect(code { _ = try Folder.open(scratch.path + "/absent") } == "E715")
    }

    @Test func blocksOnNoPipe() throws {
        let folder = try Folder.open(scratch.path)
        mkfifo(scratch.path + "/pipe", 0o600)
        #expect(code { try folder.append([1], to: "pipe") } != nil)
        #expect(code { _ = try folder.read("pipe", limit: 10) } == "E718")
        #expect(try folder.holds([], in: "pipe") == false)
    }

    @Test func removesATreeButNothingOutsideIt() throws {
        let folder = try Folder.open(scratch.path)
        let victim = try folder.makeFolder("victim")
        try victim.write([1], to: "keep")
        let tree = try folder.makeFolder("tree")
        let inner = try tree.makeFolder("sealed")
        try inner.write([2], to: "x", mode: 0o440)
        symlink(scratch.path + "/victim", scratch.path + "/tree/sealed/link")
        symlink("../victim", scratch.path + "/tree/link")
        mkfifo(scratch.path + "/tree/pipe", 0o600)
        try inner.setMode(0o550)
        let before = scratch.snapshot(of: "victim")

        try folder.remove("tree")
        try folder.remove("tree")
        symlink("victim", scratch.path + "/link")
        try folder.remove("link")

        #expect(try folder.names() == ["victim"])
        #expect(scratch.snapshot(of: "victim") == before)
    }

    @Test func renamesOverNothingWhenExclusive() throws {
        let folder = try Folder.open(scratch.path)
        _ = try folder.makeFolder("new")
        _ = try folder.makeFolder("old")
        // A plain rename would replace the empty folder.
        #expect(code { try folder.rename("new", to: "old", .exclusive) } == "E718")
        try folder.rename("new", to: "old", .replacing)
        #expect(try folder.names() == ["old"])
    }

    @Test func exchangesTwoFolders() throws {
        let folder = try Folder.open(scratch.path)
        try folder.makeFolder("a").write([1], to: "one")
        try folder.makeFolder("b").write([2], to: "two")
        try #require(try folder.exchange("a", with: "b"))
        #expect(try folder.tree() == ["a/two", "b/one"])
    }

    @Test func locksAgainstASecondHolder() throws {
        let first = try Folder.open(scratch.path)
        let second = try Folder.open(scratch.path)
        #expect(try first.lock(.exclusive))
        #expect(try !second.lock(.exclusive))
        #expect(try !second.lock(.shared))
        #expect(try first.lock(.shared))
        #expect(try second.lock(.shared))
    }

    @Test(arguments: [
        (EACCES, "E710"), (EROFS, "E710"), (ENOSPC, "E711"), (EDQUOT, "E711"), (EFBIG, "E711"), (EIO, "E712"),
        (EMFILE, "E713"), (ENOMEM, "E713"), (ENOENT, "E715"), (ELOOP, "E701"), (EEXIST, "E718"),
    ])
    func tellsTheFaultsOfTheDiskApart(_ error: Int32, _ code: String) {
        let finding = Diagnostic.outputFault(error, "output/x")
        #expect(finding.code.text == code)
        #expect(finding.headline.hasSuffix("。") && finding.remedy.hasSuffix("。"))
    }

    @Test(.enabled(if: geteuid() != 0, "root may write into a folder of mode 0555"))
    func reportsAFolderItMayNotWriteInto() throws {
        let folder = try Folder.open(scratch.path)
        try folder.setMode(0o555)
        defer { try? folder.setMode(0o700) }
        #expect(code { try folder.requireWritable() } == "E710")
        #expect(code { try folder.write([1], to: "x") } == "E710")
    }
}

@Suite struct ProcessLimitsTests {
    @Test func forbidsTheProcessWhatItNeverNeeds() async {
        await #expect(processExitsWith: .success) {
            ProcessLimits.apply()
            func limit(_ resource: __rlimit_resource) -> rlim_t {
                var limit = rlimit()
                getrlimit(__rlimit_resource_t(resource.rawValue), &limit)
                return limit.rlim_cur
            }
            #expect(umask(0) == 0o077)
            #expect(limit(RLIMIT_CORE) == 0)
            #expect(limit(RLIMIT_NOFILE) <= 256)
            #expect(limit(RLIMIT_AS) <= 8 << 30)
            #expect(limit(RLIMIT_CPU) <= 3600)
            #expect(limit(RLIMIT_FSIZE) <= 2 << 30)
            // Would end the process if not ignored.
            raise(SIGPIPE)
            raise(SIGXFSZ)
            // A second time nothing is raised again.
            ProcessLimits.apply()
            #expect(limit(RLIMIT_CORE) == 0)
        }
    }
}
