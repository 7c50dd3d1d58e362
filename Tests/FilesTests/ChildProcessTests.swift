import Files
import Glibc
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

    @Test func theChildIsFreeOfOurOwnLimits() {
        // Only the soft limits are lowered here, as ProcessLimits does, and only for the moment.
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let before = limit
        limit.rlim_cur = min(limit.rlim_max, 200)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        defer {
            var before = before
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before)
        }
        #expect(run("ulimit -Sn").output == run("ulimit -Hn").output)
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #expect(limit.rlim_cur == min(limit.rlim_max, 200), "our own limit was not put back")
    }
}
