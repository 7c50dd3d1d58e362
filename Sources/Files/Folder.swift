import CLinux
import Glibc
import Model

/// An open directory, and the only door by which anything is written.
///
/// Everything is relative to the descriptor and never follows a symbolic link, so a directory swapped for a link
/// meanwhile leads nowhere. Files are 0600 and folders 0700, or 0640 and 0750 of a group, whatever the umask. Safe to share between
/// workers: it holds nothing but the descriptor.
package final class Folder: Sendable {
    /// As a person would look for it; used in findings only, never to open anything.
    package let path: String
    let descriptor: Int32
    /// Of everything made inside.
    let readers: Readers

    private init(_ descriptor: Int32, _ path: String, _ readers: Readers) {
        self.descriptor = descriptor
        self.path = path
        self.readers = readers
    }

    deinit {
        // A child just being started holds a copy of the descriptor for a moment, and closing ours alone would
        // leave the lock with it.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Opens an existing folder; a symbolic link in the last part of the path is refused.
    package static func open(_ path: String, readers: Readers = .ownerOnly) throws(Diagnostic) -> Folder {
        // With a slash at the end the system would follow the link.
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
        return try open(String(trimmed), at: AT_FDCWD, path: String(trimmed), readers)
    }

    /// Opens a folder by path, making it (0700) when only its last part is absent.
    package static func ensure(_ path: String) throws(Diagnostic) -> Folder {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .outputFault(errno, path) }
        return try open(path)
    }

    /// Where the folder really stands, for another program that has to find a file in it.
    package func absolutePath() throws(Diagnostic) -> String {
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
            let target = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            count = target.map { max(0, readlink("/proc/self/fd/\(descriptor)", $0, buffer.count)) } ?? 0
        }
        guard bytes.first == UInt8(ascii: "/") else { throw .outputFault(ENOENT, path) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Fails on a read-only mount and where entries may not be made, before anything is done.
    package func requireWritable() throws(Diagnostic) {
        guard faccessat(descriptor, ".", W_OK | X_OK, AT_EACCESS) == 0 else {
            throw .outputFault(errno, path)
        }
    }

    /// Opens an existing folder inside this one.
    package func folder(_ name: String) throws(Diagnostic) -> Folder {
        try check(name)
        return try Self.open(name, at: descriptor, path: path(of: name), readers)
    }

    /// Opens an existing folder below this one by its path, `feedback` or `a/b`.
    package func folder(below path: String) throws(Diagnostic) -> Folder {
        var folder = self
        for part in path.split(separator: "/") { folder = try folder.folder(String(part)) }
        return folder
    }

    /// Makes a folder that must not be there yet.
    package func makeFolder(_ name: String) throws(Diagnostic) -> Folder { try make(name, mayExist: false) }

    private func make(_ name: String, mayExist: Bool) throws(Diagnostic) -> Folder {
        try check(name)
        guard mkdirat(descriptor, name, 0o700) == 0 || mayExist && errno == EEXIST else {
            throw .outputFault(errno, path(of: name))
        }
        let made = try folder(name)
        try made.admitReaders()
        return made
    }

    /// Opens a folder, making it when it is absent; one made before there was a group is opened to it.
    package func ensureFolder(_ name: String) throws(Diagnostic) -> Folder {
        // Another worker may make it at this very moment.
        guard let status = try status(of: name) else { return try make(name, mayExist: true) }
        let found = try folder(name)
        if let group = readers.group, status.st_gid != group || status.st_mode & 0o777 != readers.folder {
            try found.admitReaders()
        }
        return found
    }

    private func admitReaders() throws(Diagnostic) {
        if let group = readers.group, fchown(descriptor, .max, group) != 0 {
            throw .outputFault(errno, path)
        }
        try setMode(readers.folder)
    }

    package func setMode(_ mode: mode_t) throws(Diagnostic) {
        guard fchmod(descriptor, mode) == 0 else { throw .outputFault(errno, path) }
    }

    /// Permission bits of the folder itself.
    package func mode() throws(Diagnostic) -> mode_t {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .outputFault(errno, path) }
        return status.st_mode & 0o7777
    }

    /// Names inside, sorted by bytes, without `.` and `..`.
    package func names() throws(Diagnostic) -> [String] {
        // Its own descriptor: reading moves the position, and closing the stream closes the descriptor.
        let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { throw .outputFault(errno, path) }
        guard let stream = fdopendir(own) else {
            let error = errno
            close(own)
            throw .outputFault(error, path)
        }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix(while: { $0 != 0 }), as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw .outputFault(errno, path) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// What stands under a name, not following a symbolic link.
    package func presence(of name: String) throws(Diagnostic) -> FileReader.Presence {
        guard let status = try status(of: name) else { return .absent }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .symbolicLink
        default: return .other
        }
    }

    /// `nil` only when nothing is there: with EACCES or EMFILE nobody knows.
    func status(of name: String) throws(Diagnostic) -> stat? {
        try check(name)
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT else { throw .outputFault(errno, path(of: name)) }
        return nil
    }

    func path(of name: String) -> String { path == "." ? name : path + "/" + name }

    /// A name is one part of a path. Names are made from checked codes; this is the second wall.
    func check(_ name: String) throws(Diagnostic) {
        let bytes = name.utf8
        guard (1...255).contains(bytes.count), name != ".", name != "..",
            !bytes.contains(UInt8(ascii: "/")), !bytes.contains(0)
        else { throw .nameNotAllowed(path, name) }
    }

    private static func open(
        _ name: String, at parent: Int32, path: String, _ readers: Readers
    ) throws(Diagnostic) -> Folder {
        let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor >= 0 { return Folder(descriptor, path, readers) }
        let error = errno
        // The kernel says ENOTDIR for a link that O_DIRECTORY and O_NOFOLLOW meet together.
        var status = stat()
        let isLink =
            fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
        throw isLink ? .outputIsSymbolicLink(path) : .outputFault(error, path)
    }
}
