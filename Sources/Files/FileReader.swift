import Glibc
import Model

/// Reads whole regular files and lists folders; the only door by which input and templates come in.
///
/// Each file is opened once, without following a symbolic link in its last part and without blocking on a
/// FIFO, and its size is looked at before its bytes (docs/rules.md has no say here; docs/diagnostics.md E300–E306).
package enum FileReader {
    /// - Parameter limit: bytes; a larger file is refused unread.
    package static func read(_ path: String, limit: Int) throws(Diagnostic) -> [UInt8] {
        try open(path, limit: limit).bytes()
    }

    /// The same without reading yet.
    package static func open(_ path: String, limit: Int) throws(Diagnostic) -> OpenFile {
        let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path, errno) }
        let file = OpenFile(descriptor, path: path)
        try file.checkKind(limit: limit)
        return file
    }

    /// Names in a folder, sorted by bytes, without `.` and `..`; hidden names included.
    package static func names(in folder: String) throws(Diagnostic) -> [String] {
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(folder, errno) }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            throw .cannotRead(folder, errno)
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
        guard errno == 0 else { throw .cannotRead(folder, errno) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Bytes of a file; 0 when nobody knows. Only to guess how long it takes to read.
    package static func sizeHint(_ path: String) -> Int {
        var status = stat()
        return lstat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// What stands at a path, not following a symbolic link.
    package enum Presence: Hashable, Sendable { case absent, file, folder, symbolicLink, other }

    package static func presence(of path: String) throws(Diagnostic) -> Presence {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            // Only ENOENT means absent: with EACCES or EMFILE nobody knows.
            if errno == ENOENT || errno == ENOTDIR { return .absent }
            throw .cannotRead(path, errno)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .symbolicLink
        default: return .other
        }
    }
}

extension DiagnosticCode {
    package static let rowTooLong = DiagnosticCode("E301")
    package static let fileTooLarge = DiagnosticCode("E300")
    package static let fileNotRegular = DiagnosticCode("E302")
    package static let fileIsSymbolicLink = DiagnosticCode("E303")
    package static let fileForbidden = DiagnosticCode("E304")
    package static let fileMissing = DiagnosticCode("E305")
    package static let fileUnreadable = DiagnosticCode("E306")
    package static let fileChanging = DiagnosticCode("E307")
    /// Out of descriptors or memory: try again, nothing is wrong with the file.
    package static let systemExhausted = DiagnosticCode("E308")
}

extension Diagnostic {
    /// The file may be as good as ever; this time it could not be read.
    package var isReadFailure: Bool {
        [DiagnosticCode.fileUnreadable, .fileChanging, .systemExhausted].contains(code)
    }

    fileprivate static func cannotOpen(_ path: String, _ error: Int32) -> Diagnostic {
        let place = SourcePlace(file: path)
        switch error {
        case ENOENT, ENOTDIR: return Diagnostic(.fileMissing, at: place, "没有这个文件或目录。", remedy: "请检查路径和文件名。")
        case ELOOP: return Diagnostic(.fileIsSymbolicLink, at: place, "是符号链接，不读取。", remedy: "请放入文件本身。")
        case EACCES, EPERM: return Diagnostic(.fileForbidden, at: place, "无权读取。", remedy: "请检查文件权限。")
        default: return cannotRead(path, error)
        }
    }

    static func cannotRead(_ path: String, _ error: Int32) -> Diagnostic {
        let place = SourcePlace(file: path)
        switch error {
        case EMFILE, ENFILE, ENOMEM:
            return Diagnostic(.systemExhausted, at: place, "系统资源不足（errno \(error)），没有读取。", remedy: "请稍后重试。")
        default:
            return Diagnostic(.fileUnreadable, at: place, "读取失败（errno \(error)）。", remedy: "请检查磁盘后重试。")
        }
    }

    static func notARegularFile(_ path: String) -> Diagnostic {
        Diagnostic(.fileNotRegular, at: SourcePlace(file: path), "不是普通文件。", remedy: "请放入文件本身，不要放目录、管道或设备。")
    }

    static func tooLarge(_ path: String, size: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .fileTooLarge, at: SourcePlace(file: path),
            "文件有 \(size) 字节，上限 \(limit) 字节。", remedy: "请拆分或检查是否放错了文件。")
    }

    package static func changedWhileReading(_ path: String) -> Diagnostic {
        Diagnostic(.fileChanging, at: SourcePlace(file: path), "读取时文件正在变化。", remedy: "请等文件传完后重新运行。")
    }
}
