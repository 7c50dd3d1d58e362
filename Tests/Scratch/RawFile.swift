import Glibc

/// A file as somebody with an editor sees it: no locks, no checks, whatever its mode.
package struct RawFile {
    package let path: String

    package init(path: String) { self.path = path }

    package var bytes: [UInt8]? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(descriptor, &buffer, buffer.count)
        return count < 0 ? nil : Array(buffer.prefix(count))
    }

    package func write(_ bytes: [UInt8]) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        chmod(path, 0o600)
        let descriptor = open(path, O_WRONLY | O_TRUNC)
        _ = Glibc.write(descriptor, bytes, bytes.count)
        close(descriptor)
        chmod(path, status.st_mode & 0o7777)
    }
}
