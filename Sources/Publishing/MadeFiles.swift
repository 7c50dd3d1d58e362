import Files
import Model

/// What the files of a folder on a shelf were made of and how they looked when it was finished, kept in the state folder.
///
/// A file may be taken over instead of being made again when it would be made of the same and nobody touched it. The
/// record may be deleted at any time, and one that cannot be read counts as absent: then everything is made again.
struct MadeFiles: Sendable {
    struct Entry: Hashable, Sendable {
        /// See ``MakingKey``.
        var key: String
        /// See ``FileIdentity``.
        var identity: String
    }

    /// By path below the folder.
    var entries: [String: Entry] = [:]

    private static let heading = "yardstick-made 1"

    static func fileName(of name: DraftName) -> String { "made-\(name.shelf.rawValue)-\(name.description)" }

    init() {}

    init(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard lines.first?.elementsEqual(Self.heading.utf8) == true else { return }
        for line in lines.dropFirst() {
            let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 3 else { continue }
            entries[words[2]] = Entry(key: words[0], identity: words[1])
        }
    }

    var bytes: [UInt8] {
        var bytes = Array((Self.heading + "\n").utf8)
        for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
            bytes += Array("\(entry.key) \(entry.identity) \(path)\n".utf8)
        }
        return bytes
    }
}
