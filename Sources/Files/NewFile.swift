import Glibc
import Model

/// A file in the making, from its first byte to ``finish(sync:)``; it must not have been there before.
///
/// After a finding it may be half there, so whoever writes it removes it then, or its folder.
package final class NewFile {
    private let descriptor: Int32
    private let path: String
    private let mode: mode_t
    private let group: gid_t?
    private var isOpen = true

    init(_ descriptor: Int32, path: String, mode: mode_t, group: gid_t?) {
        self.descriptor = descriptor
        self.path = path
        self.mode = mode
        self.group = group
    }

    deinit { if isOpen { close(descriptor) } }

    package func append(_ bytes: [UInt8]) throws(Diagnostic) {
        let fault = Folder.writeAll(bytes, to: descriptor)
        guard fault == 0 else { throw .outputFault(fault, path) }
    }

    /// Gives it to its readers and closes it.
    ///
    /// - Parameter sync: wait until the bytes are on the disk (not the folder's entry: see ``Folder/sync()``).
    /// - Returns: how it looks, asked while it is open: by its name it would cost five times as much.
    @discardableResult
    package func finish(sync: Bool = false) throws(Diagnostic) -> FileIdentity {
        var fault: Int32 = 0
        if let group, fchown(descriptor, .max, group) != 0 { fault = errno }
        // The umask may have taken bits away, and under 0777 all of them.
        if fault == 0 && fchmod(descriptor, mode) != 0 { fault = errno }
        if fault == 0 && sync && fsync(descriptor) != 0 { fault = errno }
        var status = stat()
        if fault == 0 && fstat(descriptor, &status) != 0 { fault = errno }
        isOpen = false
        // Close is checked: on a full disk or a network mount it is the last to tell. Never again after EINTR:
        // on Linux the descriptor is gone.
        if close(descriptor) != 0 && fault == 0 && errno != EINTR { fault = errno }
        guard fault == 0 else { throw .outputFault(fault, path) }
        return FileIdentity(status)
    }
}

extension Folder {
    /// Begins a file that must not be there yet.
    ///
    /// - Parameter mode: `nil` for what the folder's readers need.
    package func begin(_ name: String, mode: mode_t? = nil) throws(Diagnostic) -> NewFile {
        try check(name)
        let mode = mode ?? readers.file
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw .outputFault(errno, path(of: name)) }
        return NewFile(file, path: path(of: name), mode: mode, group: readers.group)
    }

    /// Writes a file that must not be there yet, whole or with a finding; see ``NewFile/finish(sync:)``.
    @discardableResult
    package func write(
        _ bytes: [UInt8], to name: String, mode: mode_t? = nil, sync: Bool = false
    ) throws(Diagnostic) -> FileIdentity {
        let file = try begin(name, mode: mode)
        try file.append(bytes)
        return try file.finish(sync: sync)
    }
}
