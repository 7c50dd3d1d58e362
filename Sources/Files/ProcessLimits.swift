import CLinux
import Glibc

/// What the process forbids itself before it reads anything.
package enum ProcessLimits {
    /// Private files, no core dump, no endless run, and write errors instead of signals.
    ///
    /// Nothing here can be missed by its caller: a limit that the system refuses stays as it was.
    package static func apply() {
        umask(0o077)
        lower(__rlimit_resource_t(RLIMIT_CORE.rawValue), to: 0)
        lower(__rlimit_resource_t(RLIMIT_AS.rawValue), to: 8 << 30)
        lower(__rlimit_resource_t(RLIMIT_CPU.rawValue), to: 3600)
        lower(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), to: 2 << 30)
        lower(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), to: 256)
        // A memory dump would hold names and scores.
        _ = yardstick_refuse_dumps()
        // A closed pipe and a file too large become EPIPE and EFBIG, which are reported.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Never raises a limit that is already stricter.
    private static func lower(_ resource: __rlimit_resource_t, to most: rlim_t) {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_cur, most)
        limit.rlim_max = min(limit.rlim_max, most)
        _ = setrlimit(resource, &limit)
    }
}
