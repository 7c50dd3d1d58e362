import CLinux
import Glibc
import Synchronization

/// What the process forbids itself before it reads anything.
package enum ProcessLimits {
    /// Private files, no core dump, no endless run, and write errors instead of signals.
    ///
    /// Nothing here can be missed by its caller: a limit that the system refuses stays as it was.
    package static func apply() {
        umask(0o077)
        lower(__rlimit_resource_t(RLIMIT_CORE.rawValue), to: 0)
        lowerOwn(memory, to: 8 << 30)
        lower(__rlimit_resource_t(RLIMIT_CPU.rawValue), to: 3600)
        lower(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), to: 2 << 30)
        lowerOwn(descriptors, to: 256)
        // A memory dump would hold names and scores.
        _ = yardstick_refuse_dumps()
        // A closed pipe and a file too large become EPIPE and EFBIG, which are reported.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        // What a large park's tables grew through goes back to the system at once. By itself glibc raises the size with each
        // such block that is freed, and keeps them all: some 25 MB at 10,000 people while loading.
        _ = yardstick_map_blocks_from(512 << 10)
    }

    /// Gives pages that hold nothing any more back to the system: malloc keeps those between blocks in use, after reading and
    /// assessing a large park a quarter of all.
    package static func giveBackFreedMemory() { _ = yardstick_give_back_freed() }

    private static let memory = __rlimit_resource_t(RLIMIT_AS.rawValue)
    private static let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

    /// Starts a child without our own limits of memory and descriptors: a browser reserves far more address space
    /// than it uses, and dies of 8 GiB.
    static func lifted<Result>(_ start: () -> Result) -> Result {
        lifting.withLock { _ in
            let own = [memory, descriptors].map { ($0, raise($0)) }
            defer { for case (let resource, var limit?) in own { _ = setrlimit(resource, &limit) } }
            return start()
        }
    }

    /// One start at a time, else one puts back what the other has just raised.
    private static let lifting = Mutex(())

    /// As far as it goes; returns what it was, or `nil` when nothing was changed.
    private static func raise(_ resource: __rlimit_resource_t) -> rlimit? {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return nil }
        let own = limit
        limit.rlim_cur = limit.rlim_max
        return setrlimit(resource, &limit) == 0 ? own : nil
    }

    /// The limit of this process; it stays able to start a child without it.
    private static func lowerOwn(_ resource: __rlimit_resource_t, to most: rlim_t) {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_cur, most)
        _ = setrlimit(resource, &limit)
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
