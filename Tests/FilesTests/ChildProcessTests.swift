import Files
import Glibc
import Scratch
import Testing

struct ChildProcessTests {
    private func run(_ script: String, seconds: Int = 30) -> (ending: ChildProcess.Ending, output: String) {
        let process = ChildProcess("/bin/sh", ["-c", script], environment: ["PATH=/usr/bin:/bin", "WORD=一"])
        let result = process.run(seconds: seconds)
        return (result.ending, String(decoding: result.output, as: UTF8.self))
    }

    @Test func tellsHowTheChildEnded() {
        #expect(run("exit 0").ending == .exited(0))
        #expect(run("exit 7").ending == .exited(7))
        #expect(run("kill -9 $$").ending == .killed(signal: SIGKILL))
        let nothing = ChildProcess("/nowhere/program", [], environment: []).run(seconds: 1)
        #expect(nothing.ending == .notStarted(ENOENT))
    }

    @Test func waitsForTheWriterOfTheProgramToClose() throws {
        let scratch = ScratchFolder()
        let path = scratch.path + "/program"
        try Folder.open(scratch.path).write(Array("#!/bin/sh\nexit 5\n".utf8), to: "program")
        #expect(chmod(path, 0o700) == 0)
        // A session of its own, because a child's group ends with it.
        let writer =
            "setsid sh -c 'exec 3>>program; : >open; sleep 0.3' & until [ -e open ]; do sleep 0.01; done"
        #expect(run("cd \(scratch.path)\n" + writer).ending == .exited(0))
        #expect(ChildProcess(path, [], environment: []).run(seconds: 5).ending == .exited(5))
    }

    @Test func keepsWhatTheChildPrints() {
        #expect(run("echo 甲; echo 乙 >&2").output == "甲\n乙\n")
    }

    @Test func givesTheChildTheEnvironmentAndNothingElse() {
        #expect(
            run("env | grep -vE '^(PWD|_|SHLVL|OLDPWD)=' | sort").output == "PATH=/usr/bin:/bin\nWORD=一\n")
    }

    @Test func givesTheChildNoDescriptorOfOurs() {
        // Without O_CLOEXEC, as a careless library would.
        let own = open("/dev/null", O_RDONLY)
        defer { close(own) }
        // 3 is the folder that ls itself reads.
        #expect(run("ls /proc/self/fd | tr '\\n' ' '").output == "0 1 2 3 ")
    }

    @Test func givesTheChildTheUsualSignals() throws {
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        let line = run("grep SigIgn /proc/self/status").output
        let words = line.split(whereSeparator: \.isWhitespace)
        let ignored = try #require(words.last.flatMap { UInt64($0, radix: 16) })
        // Signals from 32 on belong to glibc.
        #expect(ignored & 0x7FFF_FFFF == 0, "\(line)")
    }

    @Test func stopsAChildThatDoesNotEndTogetherWithWhatItStarted() {
        let start = ContinuousClock.now
        // The inner one writes its number first, and would outlive its parent.
        let (ending, output) = run("(echo $(exec sh -c 'echo $PPID'); sleep 600) & sleep 600", seconds: 1)
        #expect(ending == .timedOut)
        #expect(ContinuousClock.now - start < .seconds(20))
        let inner = pid_t(output.split(separator: "\n").first.map(String.init) ?? "")
        #expect(inner != nil, "the inner process did not start")
        // Gone, or a zombie that its new parent has yet to reap.
        usleep(200_000)
        let state = run("cat /proc/\(inner ?? 0)/stat 2>/dev/null").output
        #expect(state.isEmpty || state.contains(") Z "), "\(state)")
    }

    // In a process of its own, because limits are the whole process's and other tests start children too.
    @Test func theChildIsFreeOfOurOwnLimits() async {
        await #expect(processExitsWith: .success) {
            ProcessLimits.apply()
            func limit(_ which: String) -> [UInt8] {
                ChildProcess("/bin/sh", ["-c", "ulimit \(which)"], environment: []).run(seconds: 30).output
            }
            #expect(!limit("-Sn").isEmpty)
            #expect(limit("-Sn") == limit("-Hn"))
            #expect(limit("-Sv") == limit("-Hv"))
            var own = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &own)
            #expect(own.rlim_cur <= 256, "our own limit was not put back")
        }
    }
}
