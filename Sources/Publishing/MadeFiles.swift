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

    /// Writes a record entry by entry, as files come: that of a large park has tens of megabytes.
    struct Writer {
        private let file: NewFile
        private let before: MadeFiles
        private var bytes = Array((MadeFiles.heading + "\n").utf8)
        private var count = 0
        private var isChanged = false

        init(_ file: NewFile, before: MadeFiles) {
            self.file = file
            self.before = before
        }

        mutating func add(_ path: String, _ entry: Entry) throws(Diagnostic) {
            count += 1
            if before.entries[path] != entry { isChanged = true }
            bytes += Array("\(entry.key.hexadecimal) \(entry.identity) \(path)\n".utf8)
            if bytes.count > 64 << 10 { try write() }
        }

        /// Whether it says anything else than the record before.
        mutating func finish() throws(Diagnostic) -> Bool {
            try write()
            try file.finish()
            return isChanged || count != before.entries.count
        }

        private mutating func write() throws(Diagnostic) {
            try file.append(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
    }
}
