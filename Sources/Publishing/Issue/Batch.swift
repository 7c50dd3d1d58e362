import Files
import Glibc
import Model

/// Everything of one issue in memory, before the first byte is written.
package struct Batch: Sendable {
    package private(set) var manifest: Manifest
    private(set) var contents: [(path: String, contents: InputFile.Contents)] = []

    package init(
        _ purpose: BatchPurpose, after register: Register, park: String, issueDate: Day?, program: String
    ) {
        manifest = Manifest(
            sequence: register.batches.count + 1, park: park, purpose: purpose,
            previous: register.batches.last?.digest ?? "", issueDate: issueDate, program: program)
    }

    package mutating func add(source path: String, _ file: InputFile) {
        switch file.contents {
        case .bytes(let bytes): manifest.sources.append(entry("source/" + path, bytes))
        case .kept(let kept):
            contents.append(("source/" + path, file.contents))
            manifest.sources.append(
                ManifestFile(path: "source/" + path, sha256: kept.sha256, bytes: kept.size))
        }
    }

    package mutating func add(other path: String, _ bytes: [UInt8]) {
        manifest.others.append(entry(path, bytes))
    }

    package mutating func add(_ document: IssuedDocument, _ files: [VerifiedFile]) {
        var document = document
        document.files = files.map { entry($0.path, $0.bytes) }
        manifest.documents.append(document)
    }

    package mutating func add(_ void: VoidNumber) { manifest.voids.append(void) }

    private mutating func entry(_ path: String, _ bytes: [UInt8]) -> ManifestFile {
        contents.append((path, .bytes(bytes)))
        return ManifestFile(path: path, sha256: Digest.sha256(bytes), bytes: bytes.count)
    }
}

extension OutputSession {
    static let staging = ".staging-"

    /// Writes the batch beside the others and makes it official by one rename (docs/official.md).
    ///
    /// Whatever throws here before the rename leaves nothing official; after it, the finding says 已签发.
    package func issue(_ batch: Batch, into register: inout Register) throws(Diagnostic) {
        try checkFileSystem()
        let isFirst = try output.presence(of: "issued") == .absent
        let issued = try output.ensureFolder("issued")
        try issued.requirePrivate()
        if isFirst { try output.sync() }
        if register.batches.isEmpty { try write(Head(register, park: batch.manifest.park)) }
        let name = Self.staging + String(getpid())
        try issued.remove(name)
        let staging = try issued.makeFolder(name)
        try write(batch, to: staging)
        try issued.rename(name, to: batch.manifest.directory, .exclusive)
        do {
            try issued.sync()
            let digest = "sha256:" + Digest.sha256(batch.manifest.bytes)
            register.add(batch.manifest, digest: digest)
            try write(Head(register, park: batch.manifest.park))
        } catch {
            throw .issuedUnfinished(batch.manifest.directory, error, left: "登记头")
        }
    }

    /// Brings a witness that a crash left behind up to date.
    package func rollForward(_ register: Register) throws(Diagnostic) {
        guard let manifest = register.batches.last?.manifest else { return }
        try write(Head(register, park: manifest.park))
    }

    /// Removes what a crashed issue left; only after the register was found sound.
    package func removeStaging() throws(Diagnostic) {
        guard let issued = try Register.issuedFolder(in: output) else { return }
        for name in try issued.names() where name.hasPrefix(Self.staging) { try issued.remove(name) }
    }

    private func write(_ head: Head) throws(Diagnostic) {
        try state.replace(Head.fileName, with: head.bytes, through: Self.unfinished + Head.fileName)
    }

    private func write(_ batch: Batch, to staging: Folder) throws(Diagnostic) {
        var folders: [String: Folder] = ["": staging]
        let manifest = batch.manifest
        let files =
            batch.contents.map { InputFile(path: $0.path, contents: $0.contents) } + [
                InputFile(path: BatchFiles.sumsName, bytes: BatchFiles.sums(of: manifest)),
                InputFile(path: Manifest.fileName, bytes: manifest.bytes),
            ]
        for file in files {
            let (folder, leaf) = Self.parts(of: file.path)
            try make(folder, &folders).write(try file.bytes, to: leaf, mode: 0o440)
        }
        for (_, folder) in folders { try folder.setMode(0o550) }
        // Files, folders and modes in one call, whose fault is told like that of an fsync (Linux 5.8 and later): thousands
        // of calls, each waiting for the disk, took longer than all the rest of an issue.
        try staging.syncFileSystem()
        // Read back before, not after: a bad disk must not have an official paper on it.
        for file in files {
            let (folder, leaf) = Self.parts(of: file.path)
            let bytes = try file.bytes
            guard try make(folder, &folders).read(leaf, limit: bytes.count) == bytes else {
                throw .stagingDiffers(staging.path + "/" + file.path)
            }
        }
    }

    private func make(_ path: String, _ folders: inout [String: Folder]) throws(Diagnostic) -> Folder {
        if let known = folders[path] { return known }
        let (parent, leaf) = Self.parts(of: path)
        let folder = try make(parent, &folders).makeFolder(leaf)
        folders[path] = folder
        return folder
    }

    private static func parts(of path: String) -> (folder: String, leaf: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
        return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
    }

    /// A warning where the promises were not tried; `nil` on ext and xfs.
    package func fileSystemWarning() throws(Diagnostic) -> Diagnostic? {
        let tried: Set<UInt64> = [0xEF53, 0x5846_5342]
        return tried.contains(try output.fileSystemMagic()) ? nil : .fileSystemUntried(output.path)
    }

    /// Only local file systems keep the promises on which an issue rests.
    private func checkFileSystem() throws(Diagnostic) {
        // NFS, SMB, CIFS, SMB2, FUSE, 9p: /usr/include/linux/magic.h
        let refused: Set<UInt64> = [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546, 0x0102_1997]
        if refused.contains(try output.fileSystemMagic()) { throw .fileSystemUnsupported(output.path) }
    }
}
