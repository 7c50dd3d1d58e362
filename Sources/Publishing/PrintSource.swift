import Files
import Model

/// A finished page that can be printed.
package struct PrintSource: Sendable {
    /// Below the period's folder: `packs/feedback-QF.html`.
    package let path: String
    package let bytes: [UInt8]
}

extension OutputSession {
    /// Folders of a quarter whose pages leave the house on paper; feedback reports are printed in packs.
    private static let printed = ["bulletins", "cards", "charts", "liftings", "packs", "withdrawals"]

    /// Quarters of which something lies in `drafts/` or `issued/`, oldest first.
    package func printablePeriods(_ register: Register) throws(Diagnostic) -> (
        drafts: [Period], issued: [Period]
    ) {
        let drafts = try drafts().compactMap { Period($0) }
        let issued = Set(register.batches.compactMap { $0.manifest.purpose.period })
        return (drafts.sorted(), issued.sorted())
    }

    /// Pages of a quarter: what was issued of it, else its draft; sorted by path.
    ///
    /// - Parameter only: a staff number, office, project or card id, or `park`; then also the person's own report.
    package func printSources(
        of period: Period, only: String?, _ register: Register
    ) throws(Diagnostic) -> [PrintSource] {
        let isIssued = register.newest(of: period) != nil
        let sources =
            isIssued ? try issuedSources(of: period, only, register) : try draftSources(of: period, only)
        return sources.sorted { $0.path.precedes($1.path) }
    }

    private func draftSources(of period: Period, _ only: String?) throws(Diagnostic) -> [PrintSource] {
        guard try output.presence(of: "drafts") == .folder else { return [] }
        let drafts = try output.folder("drafts")
        guard try drafts.presence(of: "\(period)") == .folder else { return [] }
        let draft = try drafts.folder("\(period)")
        var sources: [PrintSource] = []
        for path in try draft.tree() where Self.isPrinted(path, only) {
            guard let bytes = try draft.bytes(at: path) else { continue }
            sources.append(PrintSource(path: path, bytes: bytes))
        }
        return sources
    }

    /// Only papers in force; each is compared with its digest, because what is printed is handed out.
    private func issuedSources(
        of period: Period, _ only: String?, _ register: Register
    ) throws(Diagnostic) -> [PrintSource] {
        guard let newest = register.newest(of: period) else { return [] }
        let papers = register.live(in: period).values.flatMap { entry in
            entry.document.files.map { (entry.batch.directory, $0) }
        }
        let issued = try output.folder("issued")
        var sources: [PrintSource] = []
        for (batch, file) in papers + newest.others.map({ (newest.directory, $0) }) {
            guard Self.isPrinted(file.path, only) else { continue }
            let folder = try issued.folder(batch)
            guard let bytes = try folder.bytes(at: file.path), Digest.sha256(bytes) == file.sha256 else {
                throw .registerDamaged(folder.path + "/" + file.path)
            }
            sources.append(PrintSource(path: file.path, bytes: bytes))
        }
        return sources
    }

    private static func isPrinted(_ path: String, _ only: String?) -> Bool {
        let parts = path.split(separator: "/")
        guard parts.count == 2, parts[1].hasSuffix(".html") else { return false }
        let folder = String(parts[0])
        guard let only else { return printed.contains(folder) }
        let stem = parts[1].dropLast(".html".utf8.count)
        let isMeant = stem == only || stem.hasSuffix("-" + only)
        return isMeant && (printed.contains(folder) || folder == "feedback")
    }
}

extension Folder {
    /// A file one or more folders down; `nil` when it is absent.
    fileprivate func bytes(at path: String) throws(Diagnostic) -> [UInt8]? {
        var parts = path.split(separator: "/").map(String.init)
        guard let leaf = parts.popLast() else { return nil }
        var folder = self
        for part in parts { folder = try folder.folder(part) }
        return try folder.read(leaf, limit: 1 << 30)
    }
}
