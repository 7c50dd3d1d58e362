import Glibc
import Model

/// Who may read what is written besides its owner: nobody, or one group (`--group`, docs/official.md).
package struct Readers: Hashable, Sendable {
    package static let ownerOnly = Readers(group: nil)

    package let group: UInt32?

    package init(group: UInt32?) { self.group = group }

    var file: mode_t { group == nil ? 0o600 : 0o640 }
    var folder: mode_t { group == nil ? 0o700 : 0o750 }

    /// The group of a name or a number; `nil` when there is none.
    ///
    /// Reads `/etc/group` itself: `getgrnam` may open a socket to a name service, and no socket is ever opened here.
    package static func named(_ name: String) -> Readers? {
        if let number = UInt32(name) { return Readers(group: number) }
        guard let bytes = try? FileReader.read("/etc/group", limit: 16 << 20) else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count == 4, parts[0] == name, let number = UInt32(parts[2]) {
                return Readers(group: number)
            }
        }
        return nil
    }
}
