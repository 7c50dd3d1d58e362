import Glibc

/// Starts a program found in PATH; `nil` when it cannot be started.
package func start(_ words: [String]) -> pid_t? {
    var parts = words.map { strdup($0) as UnsafeMutablePointer<CChar>? } + [nil]
    defer { for part in parts { free(part) } }
    var child: pid_t = 0
    return posix_spawnp(&child, words.first ?? "", nil, nil, &parts, environ) == 0 ? child : nil
}

/// A new folder for one test under /tmp, removed with the test.
package final class ScratchFolder {
    package let path: String

    package init() {
        var template = Array("/tmp/yardstick-test-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
    }

    deinit {
        if let child = start(["rm", "-rf", path]) { waitpid(child, nil, 0) }
    }

    /// Path, kind, permissions, inode and times of everything below, sorted; equal when nothing was touched.
    package func snapshot(of start: String = "", times: Bool = true) -> [String] {
        let here = start.isEmpty ? path : path + "/" + start
        guard let stream = opendir(here) else { return [] }
        defer { closedir(stream) }
        var lines: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix(while: { $0 != 0 }), as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            var status = stat()
            lstat(here + "/" + name, &status)
            let path = start.isEmpty ? name : start + "/" + name
            var line = path + " " + String(status.st_mode, radix: 8)
            if times { line += " \(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)" }
            lines.append(line)
            if status.st_mode & S_IFMT == S_IFDIR { lines += snapshot(of: path, times: times) }
        }
        return lines.sorted()
    }
}
