import Files
import Model

/// One committed batch.
package struct IssuedBatch: Sendable {
    package let manifest: Manifest
    /// `sha256:…` of the manifest's bytes; the next batch names it.
    let digest: String
}

/// All that was ever issued: the chain of manifests under `issued/`.
package struct Register: Sendable {
    package private(set) var batches: [IssuedBatch] = []
    /// Where the newest paper of each key stands: asked for each paper of each batch whenever the register is read.
    private var newest: [DocumentKey: (batch: Int, document: Int)] = [:]

    package init() {}

    /// Reads and checks `issued/`: names, chain, numbers, presence and size of every file.
    ///
    /// - Parameter park: the scheme's park; `nil` when it does not matter (verify).
    package static func read(_ output: Folder, park: String?) throws(Diagnostic) -> Register {
        var register = Register()
        guard let issued = try issuedFolder(in: output) else { return register }
        for name in try batchNames(issued) {
            try register.append(name, in: issued, park: park)
        }
        return register
    }

    static func issuedFolder(in output: Folder) throws(Diagnostic) -> Folder? {
        switch try output.presence(of: "issued") {
        case .absent: return nil
        case .folder: return try output.folder("issued")
        case .symbolicLink: throw .outputIsSymbolicLink(output.path + "/issued")
        case .file, .other: throw .outputNotExpected(output.path + "/issued", "不是目录")
        }
    }

    /// Directory names in order of their sequence numbers; staging left by a crash is no batch.
    private static func batchNames(_ issued: Folder) throws(Diagnostic) -> [String] {
        var found: [(sequence: Int, name: String)] = []
        for name in try issued.names() where !name.hasPrefix(OutputSession.staging) {
            let parts = name.split(separator: "-", maxSplits: 1)
            guard parts.count == 2, parts[0].utf8.count >= 4, let sequence = Int(parts[0]),
                BatchPurpose(parts[1]) != nil, try issued.presence(of: name) == .folder
            else { throw .registerAlien(issued.path + "/" + name) }
            found.append((sequence, name))
        }
        return found.sorted { ($0.sequence, $0.name) < ($1.sequence, $1.name) }.map(\.name)
    }

    private mutating func append(_ name: String, in issued: Folder, park: String?) throws(Diagnostic) {
        let folder = try issued.folder(name)
        let path = folder.path + "/" + Manifest.fileName
        guard try folder.presence(of: Manifest.fileName) == .file,
            let bytes = try folder.read(Manifest.fileName, limit: 64 << 20)
        else { throw .batchFileMissing(path) }
        let manifest = try Manifest(reading: bytes, file: path)
        guard manifest.sequence == batches.count + 1 else {
            throw .registerGap(folder.path, "应为第 \(batches.count + 1) 批")
        }
        guard manifest.directory == name else { throw .registerDamaged(path) }
        guard manifest.previous == batches.last?.digest ?? "" else {
            throw .registerGap(folder.path, "与上一批的摘要不符")
        }
        if let park, manifest.park != park { throw .registerOfOtherPark(path, manifest.park) }
        try checkNumbers(of: manifest, path)
        try BatchFiles(manifest, folder).checkPresence()
        add(manifest, digest: "sha256:" + Digest.sha256(bytes))
    }

    private func checkNumbers(of manifest: Manifest, _ path: String) throws(Diagnostic) {
        var last: [String: Int] = [:]
        for number in manifest.numbers {
            let key = "\(number.series)/\(number.year)"
            let before = last[key] ?? lastNumber(number.series, number.year)
            if let before, number.number != before + 1 { throw .numberGap(path, number) }
            last[key] = number.number
        }
        for document in manifest.documents {
            let before = self.document(document.key)
            let isFree = before.map { $0.revision < document.revision } ?? true
            guard isFree else { throw .registerGap(path, "\(document.key.subject) 有两份有效文件") }
        }
    }

    mutating func add(_ manifest: Manifest, digest: String) {
        // Backwards: of two papers of one key in one batch the first counts.
        for (place, document) in manifest.documents.enumerated().reversed() {
            newest[document.key] = (batches.count, place)
        }
        batches.append(IssuedBatch(manifest: manifest, digest: digest))
    }

    /// As if the batch had been committed.
    package mutating func rehearse(_ batch: Batch) { add(batch.manifest, digest: batch.manifest.digest) }

    // MARK: Questions

    package var documents: [(batch: Manifest, document: IssuedDocument)] {
        batches.flatMap { batch in batch.manifest.documents.map { (batch.manifest, $0) } }
    }

    /// The newest paper of a key, also when it was withdrawn.
    package func document(_ key: DocumentKey) -> IssuedDocument? {
        newest[key].map { batches[$0.batch].manifest.documents[$0.document] }
    }

    /// Papers in force of a period: the newest of each key, without those taken back.
    package func live(in period: Period) -> [DocumentKey: (batch: Manifest, document: IssuedDocument)] {
        var live: [DocumentKey: (batch: Manifest, document: IssuedDocument)] = [:]
        for (batch, document) in documents where document.key.period == period {
            if !document.withdraws.isEmpty {
                live = live.filter { $0.key.name != document.withdraws }
            }
            live[document.key] = (batch, document)
        }
        return live
    }

    package func batch(_ purpose: BatchPurpose) -> Manifest? {
        batches.lazy.map(\.manifest).first { $0.purpose == purpose }
    }

    /// The newest batch of the quarter itself or a revision of it.
    package func newest(of period: Period) -> Manifest? {
        batches.last { $0.manifest.purpose.period == period && $0.manifest.purpose.revision != nil }?.manifest
    }

    package func lastNumber(_ series: String, _ year: Int) -> Int? {
        batches.flatMap(\.manifest.numbers).filter { $0.series == series && $0.year == year }.map(\.number)
            .max()
    }

    package var lastIssueDate: Day? { batches.compactMap(\.manifest.issueDate).max() }
}

/// The files of one batch against its manifest.
struct BatchFiles {
    private let manifest: Manifest
    private let folder: Folder

    init(_ manifest: Manifest, _ folder: Folder) {
        self.manifest = manifest
        self.folder = folder
    }

    static let sumsName = "SHA256SUMS"

    /// For `sha256sum -c`, no program needed.
    static func sums(of manifest: Manifest) -> [UInt8] {
        let lines = manifest.allFiles.sorted { $0.path.precedes($1.path) }.map {
            "\($0.sha256)  \($0.path)\n"
        }
        return Array(lines.joined().utf8)
    }

    private var expected: [ManifestFile] {
        let sums = Self.sums(of: manifest)
        let own = ManifestFile(path: Self.sumsName, sha256: Digest.sha256(sums), bytes: sums.count)
        return manifest.allFiles + [own]
    }

    func checkPresence() throws(Diagnostic) {
        var sizes: [String: Int] = [:]
        try collect(folder, "", &sizes)
        sizes[Manifest.fileName] = nil
        for file in expected.sorted(by: { $0.path.precedes($1.path) }) {
            guard let size = sizes.removeValue(forKey: file.path) else {
                throw .batchFileMissing(folder.path + "/" + file.path)
            }
            guard size == file.bytes else { throw .registerDamaged(folder.path + "/" + file.path) }
        }
        if let alien = sizes.keys.sorted(by: { $0.precedes($1) }).first {
            throw .registerAlien(folder.path + "/" + alien)
        }
    }

    private func collect(
        _ folder: Folder, _ prefix: String, _ sizes: inout [String: Int]
    ) throws(Diagnostic) {
        for name in try folder.names() {
            switch try folder.presence(of: name) {
            case .folder: try collect(folder.folder(name), prefix + name + "/", &sizes)
            case .file: sizes[prefix + name] = try folder.size(of: name)
            case .absent: break
            case .symbolicLink, .other: throw .registerAlien(folder.path + "/" + name)
            }
        }
    }

    /// Every byte against its digest; all that differ are told.
    func checkDigests() throws(Diagnostic) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for file in expected.sorted(by: { $0.path.precedes($1.path) }) {
            let bytes = try read(file.path)
            if bytes.map(Digest.sha256) != file.sha256 {
                findings.append(.registerDamaged(folder.path + "/" + file.path))
            }
        }
        return findings
    }

    private func read(_ path: String) throws(Diagnostic) -> [UInt8]? {
        var parts = path.split(separator: "/").map(String.init)
        guard let leaf = parts.popLast() else { return nil }
        var inner = folder
        for part in parts { inner = try inner.folder(part) }
        return try inner.read(leaf, limit: 1 << 30)
    }
}

extension Register {
    /// Reads every issued byte; the register itself has been read already.
    package func verify(_ output: Folder) throws(Diagnostic) -> [Diagnostic] {
        guard let issued = try Self.issuedFolder(in: output) else { return [] }
        var findings: [Diagnostic] = []
        for batch in batches {
            findings += try BatchFiles(batch.manifest, issued.folder(batch.manifest.directory)).checkDigests()
        }
        return findings
    }
}
