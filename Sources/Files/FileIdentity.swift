import Glibc
import Model

/// What tells an untouched file from a touched one without reading it.
///
/// The kernel sets the change time with every change of bytes, mode, owner or name, and no call sets it to a wanted
/// value, as `touch` sets the time of modification.
package struct FileIdentity: Hashable, Sendable {
    let inode: UInt
    package let size: Int
    let mode: UInt32
    /// Nanoseconds since 1970.
    let changed: Int

    init(_ status: stat) {
        inode = UInt(status.st_ino)
        size = Int(status.st_size)
        mode = status.st_mode
        changed = Int(status.st_ctim.tv_sec) * 1_000_000_000 + Int(status.st_ctim.tv_nsec)
    }

    /// One word, for records of it.
    package var text: String { "\(inode)-\(size)-\(String(mode, radix: 8))-\(changed)" }
}

extension Folder {
    /// Of what stands under a name, not following a link; `nil` when it is absent.
    package func identity(of name: String) throws(Diagnostic) -> FileIdentity? {
        try status(of: name).map { FileIdentity($0) }
    }
}

/// Everything that stands in some folders, as one digest: two that are equal saw the same files, untouched between.
package struct Census: Sendable {
    private var lines: [UInt8] = []
    private var newest = 0

    package init() {}

    package mutating func add(_ words: String) {
        lines += Array(words.utf8)
        lines.append(UInt8(ascii: "\n"))
    }

    /// All files below a folder, links and other things included as what they are.
    ///
    /// - Parameter workers: look at a long list of names together: the system finds a name slowly.
    package mutating func add(
        _ folder: Folder, as path: String = "", by workers: Workers = .one
    ) throws(Diagnostic) {
        let names = try folder.names()
        guard workers.count > 1, names.count > Self.namesInOneGo else {
            return try add(names[...], of: folder, as: path, by: workers)
        }
        let parts = stride(from: 0, to: names.count, by: Self.namesInOneGo).map {
            names[$0...].prefix(Self.namesInOneGo)
        }
        let seen = workers.map(parts.count) { part in
            Swift.Result { () throws(Diagnostic) in
                var census = Census()
                try census.add(parts[part], of: folder, as: path, by: .one)
                return census
            }
        }
        for part in seen {
            let census = try part.get()
            lines += census.lines
            newest = max(newest, census.newest)
        }
    }

    private static let namesInOneGo = 32

    private mutating func add(
        _ names: ArraySlice<String>, of folder: Folder, as path: String, by workers: Workers
    ) throws(Diagnostic) {
        for name in names {
            guard let identity = try folder.identity(of: name) else { continue }
            let inner = path + "/" + name
            if identity.mode & S_IFMT == S_IFDIR {
                add(inner)
                try add(try folder.folder(name), as: inner, by: workers)
            } else {
                add(identity, as: inner)
            }
        }
    }

    package mutating func add(_ identity: FileIdentity, as name: String) {
        newest = max(newest, identity.changed)
        add(name + " " + identity.text)
    }

    /// This program's own file: another build may print other bytes.
    package mutating func addProgram() throws(Diagnostic) {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { throw .outputFault(errno, "/proc/self/exe") }
        add(FileIdentity(status), as: "program")
    }

    package var digest: String { Digest.sha256(lines) }

    /// Whether nothing was changed within the last second: the kernel's clock ticks in milliseconds, and a file changed
    /// twice within a tick looks as if it had been changed once. The clock decides only whether to trust what was
    /// seen; it shows nowhere.
    package var isSettled: Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return newest < (Int(now.tv_sec) - 1) * 1_000_000_000 + Int(now.tv_nsec)
    }
}
