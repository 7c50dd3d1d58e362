import Glibc
import Model

/// The only reader of the clock; what it says reaches the run log and the lock note, never a document.
enum RunClock {
    /// RFC 3339 in Asia/Shanghai, whatever TZ says: China has one zone and no summer time.
    static func now() -> String {
        let seconds = time(nil) + 8 * 3600
        let day = Day(ordinal: seconds / 86_400)
        let ofDay = seconds % 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day)T\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))+08:00"
    }
}
