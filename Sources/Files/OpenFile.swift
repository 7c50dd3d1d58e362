import Glibc
import Model

/// A regular file that was opened once and may be read several times, whole or in pieces.
///
/// Reading again says whether the bytes are still the same only through a ``KeptFile``.
package final class OpenFile: Sendable {
    package let path: String
    /// As ``checkKind(limit:)`` found it.
    package var size: Int { get throws(Diagnostic) { Int(try status().st_size) } }
    let descriptor: Int32

    init(_ descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    func checkKind(limit: Int) throws(Diagnostic) {
        let status = try status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path) }
        guard status.st_size <= limit else { throw .tooLarge(path, size: status.st_size, limit: limit) }
    }

    private func status() throws(Diagnostic) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotRead(path, errno) }
        return status
    }

    /// All of it.
    package func bytes() throws(Diagnostic) -> [UInt8] {
        let size = try size
        // One byte more than announced, so that a file that grew meanwhile is noticed.
        let bytes = try bytes(at: 0, atMost: size + 1)
        guard bytes.count == size else { throw .changedWhileReading(path) }
        return bytes
    }

    /// Fewer than asked for only at the end of the file.
    package func bytes(at offset: Int, atMost limit: Int) throws(Diagnostic) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            while count < limit, let start = buffer.baseAddress {
                let got = pread(descriptor, start + count, limit - count, offset + count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
            }
        }
        guard failure == 0 else { throw .cannotRead(path, failure) }
        return bytes
    }
}

/// A large input file that is not kept in memory: it stays open, and whoever reads it again gets the bytes of which
/// the digest was taken, or a finding.
package final class KeptFile: FileContents {
    /// Beyond it a file is not held in memory.
    package static let threshold = 1 << 20
    /// Of the 256 that a run may have open (RLIMIT_NOFILE): a draft being finished has three times 64 folders open, and
    /// many quarters have many such files. The others are held in memory.
    private static let descriptorLimit = 48
    package static let pieceSize = 256 << 10

    package let sha256: String
    package let size: Int
    private let file: OpenFile
    private let pieceSize: Int

    /// Reads the file once from its beginning to its end, and shows each piece to `look`.
    package init(
        _ file: OpenFile, pieceSize: Int = pieceSize, look: (UnsafeRawBufferPointer) -> Void
    ) throws(Diagnostic) {
        self.file = file
        self.pieceSize = pieceSize
        size = try file.size
        var digest = Digest.Running()
        var at = 0
        while true {
            let piece = try file.bytes(at: at, atMost: pieceSize)
            piece.withUnsafeBytes { bytes in
                digest.add(bytes)
                look(bytes)
            }
            at += piece.count
            if piece.count < pieceSize { break }
        }
        guard at == size else { throw .changedWhileReading(file.path) }
        sha256 = digest.sha256
    }

    /// Whether a file of this size should be kept this way.
    package static func isFor(_ file: OpenFile) throws(Diagnostic) -> Bool {
        try file.size > threshold && file.descriptor < descriptorLimit
    }

    package func bytes() throws(Diagnostic) -> [UInt8] {
        let bytes = try file.bytes()
        guard Digest.sha256(bytes) == sha256 else { throw .changedWhileReading(file.path) }
        return bytes
    }

    /// Reads the file again, piece by piece.
    package struct Pieces: Sendable {
        private let kept: KeptFile
        private var digest = Digest.Running()
        private var at = 0

        package init(_ kept: KeptFile) { self.kept = kept }

        /// `nil` at the end; then all pieces together were what the digest says.
        package mutating func next() throws(Diagnostic) -> [UInt8]? {
            let piece = try kept.file.bytes(at: at, atMost: kept.pieceSize)
            guard !piece.isEmpty else {
                guard digest.sha256 == kept.sha256 else { throw .changedWhileReading(kept.file.path) }
                return nil
            }
            piece.withUnsafeBytes { digest.add($0) }
            at += piece.count
            return piece
        }
    }
}

extension InputFile {
    /// As `sha256sum` prints it.
    package var sha256: String {
        switch contents {
        case .bytes(let bytes): Digest.sha256(bytes)
        case .kept(let kept): kept.sha256
        }
    }
}
