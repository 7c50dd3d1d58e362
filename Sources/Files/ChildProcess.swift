import CLinux
import Glibc

/// Another program, started with nothing of ours but its arguments: no descriptor, no variable, no ignored signal.
///
/// The only door to other processes. Nothing the child prints reaches our own streams, because cron mails those.
package struct ChildProcess: Sendable {
    package enum Ending: Hashable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
        /// It was stopped after the time it was given, with all that it had started.
        case timedOut
        /// errno of the start.
        case notStarted(Int32)
    }

    /// Absolute path; nothing is looked up in PATH.
    package let program: String
    package var arguments: [String]
    /// The whole environment of the child, `NAME=value`.
    package var environment: [String]

    package init(_ program: String, _ arguments: [String], environment: [String]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    /// Waits for the end, at most `seconds`.
    package func run(seconds: Int) -> (ending: Ending, output: [UInt8]) {
        let capture = yardstick_memory_file()
        guard capture >= 0 else { return (.notStarted(errno), []) }
        defer { close(capture) }
        var child: pid_t = 0
        var fault = start(&child, capture)
        // Somebody has the program open for writing: an upgrade, or a child of another thread that is just starting
        // and still holds a copy of that thread's descriptors. Both are over within moments.
        for _ in 0..<50 where fault == ETXTBSY {
            usleep(20_000)
            fault = start(&child, capture)
        }
        guard fault == 0 else { return (.notStarted(fault), []) }
        let ending = wait(for: child, seconds: seconds)
        // Helpers that outlive their parent would go on reading and writing.
        kill(-child, SIGKILL)
        return (ending, Self.contents(of: capture))
    }

    /// Returns 0 or the errno.
    private func start(_ child: inout pid_t, _ capture: Int32) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, capture, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, capture, STDERR_FILENO)
        // Ours are closed on exec anyway; this is for those that a library opened.
        yardstick_close_from(&actions, 3)
        // A group of its own, so that its helpers can be stopped with it.
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return Self.withStrings([program] + arguments) { arguments in
            Self.withStrings(environment) { environment in
                ProcessLimits.lifted {
                    posix_spawn(&child, program, &actions, &attributes, arguments, environment)
                }
            }
        }
    }

    private func wait(for child: pid_t, seconds: Int) -> Ending {
        // The clock bounds the waiting; nothing of it is shown.
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            var status: Int32 = 0
            let isLate = ContinuousClock.now >= end
            if isLate { kill(-child, SIGKILL) }
            let got = waitpid(child, &status, isLate ? 0 : WNOHANG)
            if got == child { return isLate ? .timedOut : Self.ending(of: status) }
            if got < 0 && errno != EINTR { return .notStarted(errno) }
            usleep(20_000)
        }
    }

    private static func ending(of status: Int32) -> Ending {
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
    }

    /// The first 64 KiB of what it printed.
    private static func contents(of capture: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            count = max(0, pread(capture, buffer.baseAddress, buffer.count, 0))
        }
    }

    private static func withStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
