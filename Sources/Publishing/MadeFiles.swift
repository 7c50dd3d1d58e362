import Files
import Model

/// What the files of a folder on a shelf were made of and how they looked when it was finished, kept in the state folder.
///
/// A file may be taken over instead of being made again when it would be made of the same and nobody touched it. The
/// record may be deleted at any time, and one that cannot be read counts as absent: then everything is made again.
struct MadeFiles: Sendable {
    struct Entry: Hashable, Sendable {
        /// See ``MakingKey``.
        var key: MakingKey.Digest
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
            guard words.count == 3, let key = MakingKey.Digest(hexadecimal: words[0]) else { continue }
            entries[words[2]] = Entry(key: key, identity: words[1])
        }
    }

    /// The bytes of a record, entry by entry in the order of paths: those of a large park are many.
    struct Writer {
        private(set) var bytes = Array((MadeFiles.heading + "\n").utf8)
        private(set) var isEmpty = true

        mutating func add(_ path: String, _ key: MakingKey.Digest, _ identity: String) {
            isEmpty = false
            bytes += Array("\(key.hexadecimal) \(identity) \(path)\n".utf8)
        }
    }
}
