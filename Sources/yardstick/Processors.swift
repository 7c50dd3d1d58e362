import CLinux
import Glibc

/// Processors that this process may use: whoever starts it may leave it fewer than there are (`taskset`, a cpuset), and more
/// workers than these would only wait for each other.
enum Processors {
    static var count: Int {
        let allowed = Int(yardstick_allowed_processors())
        // More than a thousand of them do not fit into the kernel's answer.
        return allowed > 0 ? allowed : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }
}
