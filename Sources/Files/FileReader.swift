import Glibc
import Model

/// Reads whole regular files and lists folders; the only door by which input and templates come in.
///
/// Each file is opened once, without following a symbolic link in its last part and without blocking on a
/// FIFO, and its size is looked at before its bytes (docs/rules.md has no say here; docs/diagnostics.md E300–E306).
package enum FileReader {
    /// - Parameter limit: bytes; a larger file is refused unread.
    /// - Parameter longestLine: bytes without a line end after which a text is refused, the rest of it unread.
    package static func read(_ path: String, limit: Int, longestLine: Int = .max) throws(Diagnostic)
        -> [UInt8]
    {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotRead(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path) }
        guard status.st_size <= limit else { throw .tooLarge(path, size: status.st_size, limit: limit) }
        return try bytes(of: descriptor, size: status.st_size, path: path, longestLine: longestLine)
    }

    /// Names in a folder, sorted by bytes, without `.` and `..`; hidden names included.
    package static func names(in folder: String) throws(Diagnostic) -> [String] {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
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

    private static func bytes(
        of descriptor: Int32, size: Int, path: String, longestLine: Int
    ) throws(Diagnostic) -> [UInt8] {
        var failure: Int32 = 0
        var lines = LineWatch(longest: longestLine)
        // One byte more than announced, so that a file that grew meanwhile is noticed.
        let buffer = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            while count < buffer.count {
                // In pieces, so that a file without line ends is given up before it fills the memory.
                let room = min(buffer.count - count, 4 << 20)
                let got = Glibc.read(descriptor, buffer.baseAddress! + count, room)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
                if longestLine != .max, lines.isTooLong(after: buffer[count - got..<count]) { break }
            }
        }
        guard !lines.isBroken else { throw .lineTooLong(path, line: lines.number) }
        guard failure == 0 else { throw .cannotRead(path, failure) }
        guard buffer.count == size else { throw .changedWhileReading(path) }
        return buffer
    }
}

/// Counts lines, and notices one that never ends.
private struct LineWatch {
    let longest: Int
    private(set) var number = 1
    private(set) var isBroken = false
    private var length = 0

    init(longest: Int) { self.longest = longest }

    mutating func isTooLong(after piece: Slice<UnsafeMutableBufferPointer<UInt8>>) -> Bool {
        for byte in piece {
            length = byte == UInt8(ascii: "\n") ? 0 : length + 1
            if length == 0 { number += 1 }
            if length > longest {
                isBroken = true
                return true
            }
        }
        return false
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

    fileprivate static func cannotRead(_ path: String, _ error: Int32) -> Diagnostic {
        let place = SourcePlace(file: path)
        switch error {
        case EMFILE, ENFILE, ENOMEM:
            return Diagnostic(.systemExhausted, at: place, "系统资源不足（errno \(error)），没有读取。", remedy: "请稍后重试。")
        default:
            return Diagnostic(.fileUnreadable, at: place, "读取失败（errno \(error)）。", remedy: "请检查磁盘后重试。")
        }
    }

    fileprivate static func notARegularFile(_ path: String) -> Diagnostic {
        Diagnostic(.fileNotRegular, at: SourcePlace(file: path), "不是普通文件。", remedy: "请放入文件本身，不要放目录、管道或设备。")
    }

    fileprivate static func tooLarge(_ path: String, size: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .fileTooLarge, at: SourcePlace(file: path),
            "文件有 \(size) 字节，上限 \(limit) 字节。", remedy: "请拆分或检查是否放错了文件。")
    }

    fileprivate static func lineTooLong(_ path: String, line: Int) -> Diagnostic {
        Diagnostic(
            .rowTooLong, at: SourcePlace(file: path, line: line), "单行超过 64 KiB。",
            remedy: "请检查文件是否缺少换行，或引号没有成对。")
    }

    fileprivate static func changedWhileReading(_ path: String) -> Diagnostic {
        Diagnostic(.fileChanging, at: SourcePlace(file: path), "读取时文件正在变化。", remedy: "请等文件传完后重新运行。")
    }
}
