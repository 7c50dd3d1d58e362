import CLinux
import Glibc
import Model

extension Folder {
    /// Adds to the end of a file (0600), made when absent; for logs.
    package func append(_ bytes: [UInt8], to name: String) throws(Diagnostic) {
        try check(name)
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let file = openat(descriptor, name, flags, 0o600)
        guard file >= 0 else { throw .outputFault(errno, path(of: name)) }
        var status = stat()
        var fault = fstat(file, &status) == 0 ? 0 : errno
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        if fault == 0 && isRegular { fault = Self.writeAll(bytes, to: file) }
        if close(file) != 0 && fault == 0 && errno != EINTR { fault = errno }
        guard fault == 0 else { throw .outputFault(fault, path(of: name)) }
        guard isRegular else { throw .outputNotExpected(path(of: name), "不是普通文件") }
    }

    /// Reads a whole regular file without following a link; `nil` when it is absent.
    package func read(_ name: String, limit: Int) throws(Diagnostic) -> [UInt8]? {
        guard let status = try status(of: name) else { return nil }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
            throw .outputNotExpected(path(of: name), "不是普通文件或太大")
        }
        return try contents(name, size: Int(status.st_size))
    }

    /// Whether a regular file with exactly these bytes, for the folder's readers, is there.
    package func holds(_ bytes: [UInt8], in name: String) throws(Diagnostic) -> Bool {
        guard let status = try status(of: name), isForReaders(status), status.st_size == bytes.count
        else { return false }
        return try contents(name, size: bytes.count) == bytes
    }

    /// A regular file for the folder's readers, to be read in pieces; `nil` when there is none.
    package func openFile(_ name: String) throws(Diagnostic) -> OpenFile? {
        guard let status = try status(of: name), isForReaders(status) else { return nil }
        return OpenFile(try descriptor(of: name), path: path(of: name))
    }

    /// Whether a regular file for the folder's readers is there that nobody touched since it was seen as `identity`.
    package func holdsUntouched(_ name: String, seenAs identity: String) throws(Diagnostic) -> Bool {
        guard let status = try status(of: name) else { return false }
        return isForReaders(status) && FileIdentity(status).text == identity
    }

    private func isForReaders(_ status: stat) -> Bool {
        status.st_mode == S_IFREG | readers.file && readers.group.map { $0 == status.st_gid } ?? true
    }

    private func descriptor(of name: String) throws(Diagnostic) -> Int32 {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw .outputFault(errno, path(of: name)) }
        return file
    }

    /// Gives a file of this folder a second name elsewhere, so that unchanged bytes need no writing.
    package func link(_ name: String, to other: Folder, as newName: String) throws(Diagnostic) {
        try check(name)
        try other.check(newName)
        guard linkat(descriptor, name, other.descriptor, newName, 0) != 0 else { return }
        guard let bytes = try read(name, limit: .max) else { throw .outputFault(ENOENT, path(of: name)) }
        // Some file systems know no hard links.
        try other.write(bytes, to: newName)
    }

    /// Replaces a file by way of a temporary one in the same folder: readers see the old or the new whole.
    ///
    /// - Parameter isLasting: not for what may be lost in a power cut, and counts as absent when it cannot be read.
    package func replace(
        _ name: String, with bytes: [UInt8], through temporary: String, isLasting: Bool = true
    ) throws(Diagnostic) {
        try remove(temporary)
        do {
            try write(bytes, to: temporary, sync: isLasting)
            try rename(temporary, to: name, .replacing)
        } catch {
            try? remove(temporary)
            throw error
        }
        if isLasting { try sync() }
    }

    private func contents(_ name: String, size: Int) throws(Diagnostic) -> [UInt8] {
        let file = try descriptor(of: name)
        defer { close(file) }
        var fault: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size, let start = buffer.baseAddress {
                let got = Glibc.read(file, start + count, size - count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { fault = errno }
                if got <= 0 { break }
                count += got
            }
        }
        guard fault == 0 else { throw .outputFault(fault, path(of: name)) }
        return bytes
    }

    /// Returns the errno of the write that failed, or 0.
    static func writeAll(_ bytes: [UInt8], to file: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                if count < 0 && errno == EINTR { continue }
                if count < 0 { return errno }
                // A write of nothing would be tried for ever.
                if count == 0 { return EIO }
                written += count
            }
            return 0
        }
    }
}
