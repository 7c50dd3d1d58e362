import Files
import Glibc
import Model

/// `output/pdf/<period>/`: the PDFs of a quarter, replaced as a whole or not at all.
///
/// A view of what lies in `drafts/` and `issued/`: it may be deleted and is made again. Beside the files stands a
/// list of what each was printed from, so that an unchanged page is not printed twice.
package final class PDFShelf: Sendable {
    private let shelves: Folder
    private let name: String
    private let temporary: String
    private let old: Folder?
    private let fresh: Folder
    /// Origins by path, as the old shelf lists them.
    private let known: [String: String]

    package static let root = "pdf"
    private static let listName = "sources.txt"
    /// More than any list: 300 persons' packs are some 60 lines.
    private static let listLimit = 16 << 20

    fileprivate init(_ name: DraftName, in shelves: Folder) throws(Diagnostic) {
        self.shelves = shelves
        self.name = name.description
        temporary = OutputSession.unfinished + "\(getpid())-" + name.description
        switch try shelves.presence(of: name.description) {
        case .absent: old = nil
        case .folder: old = try shelves.folder(name.description)
        case .symbolicLink: throw .outputIsSymbolicLink(shelves.path + "/" + name.description)
        case .file, .other: throw .outputNotExpected(shelves.path + "/" + name.description, "不是目录")
        }
        try shelves.remove(temporary)
        fresh = try shelves.makeFolder(temporary)
        known = Self.origins(in: try? old?.read(Self.listName, limit: Self.listLimit))
    }

    /// The PDF of the last time, when it was printed from the same; `nil` when it has to be printed.
    ///
    /// - Parameter origin: a digest of the page and the browser's version.
    package func printed(_ path: String, from origin: String) throws(Diagnostic) -> [UInt8]? {
        guard known[path] == origin, let old else { return nil }
        let (folder, leaf) = Self.parts(of: path)
        guard try old.presence(of: folder) == .folder else { return nil }
        return try old.folder(folder).read(leaf, limit: 1 << 30)
    }

    package func add(_ bytes: [UInt8], as path: String) throws(Diagnostic) {
        let (folder, leaf) = Self.parts(of: path)
        try fresh.ensureFolder(folder).write(bytes, to: leaf)
    }

    /// Puts the new shelf in the old one's place.
    ///
    /// - Parameter origins: of all files that were added, by path.
    package func commit(_ origins: [String: String]) throws(Diagnostic) {
        let lines = origins.sorted { $0.key.precedes($1.key) }.map { "\($0.value)  \($0.key)\n" }
        try fresh.write(Array(lines.joined().utf8), to: Self.listName)
        try fresh.syncFileSystem()
        guard old != nil else { return try shelves.rename(temporary, to: name, .exclusive) }
        if try shelves.exchange(temporary, with: name) { return try shelves.remove(temporary) }
        let outdated = OutputSession.outdated + "\(getpid())-" + name
        try shelves.remove(outdated)
        try shelves.rename(name, to: outdated, .exclusive)
        try shelves.rename(temporary, to: name, .exclusive)
        try shelves.remove(outdated)
    }

    /// Whether the old shelf holds exactly these files.
    package func isUnchanged(_ origins: [String: String]) throws(Diagnostic) -> Bool {
        guard let old, origins == known else { return false }
        return try Set(old.tree()) == Set(origins.keys).union([Self.listName])
    }

    /// Removes what was made so far; what cannot be removed goes at the next run.
    package func abandon() { try? shelves.remove(temporary) }

    private static func origins(in list: [UInt8]??) -> [String: String] {
        guard let list = list ?? nil else { return [:] }
        let pairs = String(decoding: list, as: UTF8.self).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            return parts.count == 2 ? (parts[1].trimmedStart, String(parts[0])) : nil
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func parts(of path: String) -> (folder: String, leaf: String) {
        let parts = path.split(separator: "/", maxSplits: 1)
        return (String(parts.first ?? ""), String(parts.last ?? ""))
    }
}

extension Substring {
    fileprivate var trimmedStart: String { String(drop { $0 == " " }) }
}

extension OutputSession {
    package func beginShelf(_ name: DraftName) throws(Diagnostic) -> PDFShelf {
        try PDFShelf(name, in: shelves())
    }

    /// An empty folder for a browser's own files; it goes with the session, or at the next run.
    package func makeScratch(_ number: Int) throws(Diagnostic) -> (folder: Folder, name: String) {
        let name = Self.unfinished + "\(getpid())-scratch\(number)"
        let shelves = try shelves()
        try shelves.remove(name)
        return (try shelves.makeFolder(name), name)
    }

    /// Removes what a killed run left; a `yardstick run` leaves this folder alone.
    package func clearShelves() throws(Diagnostic) {
        guard try output.presence(of: PDFShelf.root) == .folder else { return }
        let shelves = try shelves()
        for name in try shelves.names() where name.hasPrefix(Self.unfinished) || name.hasPrefix(Self.outdated)
        {
            try shelves.remove(name)
        }
    }

    package func removeScratch(_ name: String) { try? shelves().remove(name) }

    private func shelves() throws(Diagnostic) -> Folder {
        let shelves = try output.ensureFolder(PDFShelf.root)
        try shelves.requirePrivate()
        return shelves
    }
}
