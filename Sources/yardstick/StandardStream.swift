import Glibc

/// stdout and stderr by descriptor: unbuffered, and deaf to closed pipes.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// A closed terminal or pipe loses the message, never the run.
    @discardableResult
    static func write(_ text: String, to stream: StandardStream) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(stream.rawValue, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }
}
