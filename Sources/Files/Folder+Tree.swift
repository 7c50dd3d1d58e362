import CLinux
import Glibc
import Model

extension Folder {
    package enum Renaming: Sendable {
        /// A file or an empty folder of the new name is replaced.
        case replacing
        /// Fails when the new name is taken, even by an empty folder: the commit of an issue.
        case exclusive
    }

    /// Renames inside this folder.
    package func rename(_ name: String, to newName: String, _ how: Renaming) throws(Diagnostic) {
        try check(name)
        try check(newName)
        let flags: UInt32 = how == .exclusive ? 1 : 0  // RENAME_NOREPLACE
        guard yardstick_renameat2(descriptor, name, descriptor, newName, flags) != 0 else { return }
        throw .outputFault(errno, path(of: newName))
    }

    /// Swaps what stands under two names, in one step; `false` where the file system cannot.
    package func exchange(_ name: String, with other: String) throws(Diagnostic) -> Bool {
        try check(name)
        try check(other)
        let exchange: UInt32 = 2  // RENAME_EXCHANGE
        if yardstick_renameat2(descriptor, name, descriptor, other, exchange) == 0 { return true }
        guard errno == EINVAL || errno == ENOSYS else { throw .outputFault(errno, path(of: other)) }
        return false
    }

    /// Removes a file, a link itself, or a folder with all in it; nothing happens when it is absent.
    package func remove(_ name: String) throws(Diagnostic) {
        try remove(name, depth: 0)
    }

    private func remove(_ name: String, depth: Int) throws(Diagnostic) {
        guard let status = try status(of: name) else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { return try unlink(name, 0) }
        // Each level holds a descriptor; our own trees have three.
        guard depth < 32 else { throw .outputNotExpected(path(of: name), "目录嵌套过深") }
        // Relative to the descriptor and without following: a link put here meanwhile is not entered.
        let inner = try openForRemoval(name)
        for child in try inner.names() { try inner.remove(child, depth: depth + 1) }
        try unlink(name, AT_REMOVEDIR)
    }

    private func openForRemoval(_ name: String) throws(Diagnostic) -> Folder {
        do {
            let inner = try folder(name)
            // A folder of 0550 could be read but not emptied.
            try inner.setMode(0o700)
            return inner
        } catch {
            // One of mode 0000 cannot be opened before it is made ours.
            guard fchmodat(descriptor, name, 0o700, AT_SYMLINK_NOFOLLOW) == 0 else { throw error }
            return try folder(name)
        }
    }

    private func unlink(_ name: String, _ flags: Int32) throws(Diagnostic) {
        guard unlinkat(descriptor, name, flags) != 0 else { return }
        guard errno == ENOENT else { throw .outputFault(errno, path(of: name)) }
    }

    /// Bytes of a file; 0 when it is absent.
    package func size(of name: String) throws(Diagnostic) -> Int {
        try status(of: name).map { Int($0.st_size) } ?? 0
    }

    /// The kernel's number for the kind of file system.
    package func fileSystemMagic() throws(Diagnostic) -> UInt64 {
        var status = statfs()
        guard fstatfs(descriptor, &status) == 0 else { throw .outputFault(errno, path) }
        return UInt64(truncatingIfNeeded: status.f_type) & 0xFFFF_FFFF
    }

    /// Waits until the folder's own entries are on the disk.
    package func sync() throws(Diagnostic) {
        guard fsync(descriptor) == 0 else { throw .outputFault(errno, path) }
    }

    /// Waits until all of the file system is on the disk: one call for thousands of files.
    package func syncFileSystem() throws(Diagnostic) {
        guard yardstick_syncfs(descriptor) == 0 else { throw .outputFault(errno, path) }
    }

    /// Paths of all files below, `folder/name`, sorted; anything but files and folders ends with a `?`.
    package func tree() throws(Diagnostic) -> [String] {
        var paths: [String] = []
        for name in try names() {
            switch try presence(of: name) {
            case .folder: paths += try folder(name).tree().map { name + "/" + $0 }
            case .file: paths.append(name)
            case .absent, .symbolicLink, .other: paths.append(name + "?")
            }
        }
        return paths
    }

    package enum Locking: Sendable { case exclusive, shared }

    /// Takes the kernel's lock on the folder itself, without waiting; `false` when another process has it.
    ///
    /// The lock goes with the last descriptor, so with the process: there is no file to delete.
    package func lock(_ how: Locking) throws(Diagnostic) -> Bool {
        while flock(descriptor, (how == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw .outputFault(errno, path) }
        }
        return true
    }
}
