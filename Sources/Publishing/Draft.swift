import Files
import Glibc
import Model
import Synchronization

/// A folder below `output/` that runs replace as a whole, and that may be deleted at any time.
package enum Shelf: String, Hashable, Sendable, CaseIterable {
    /// 预览稿 of a quarter.
    case drafts
    /// Working papers of a quarter for leaders and HR: derived views, never issued.
    case working
    /// Performance files (绩效档案) of a year.
    case files
}

/// The name of such a folder on its shelf: a period or year, or its selection made by `--only`.
package struct DraftName: Hashable, Sendable, CustomStringConvertible {
    package let shelf: Shelf
    package let description: String

    private init(_ shelf: Shelf, _ name: String, isSelection: Bool) {
        self.shelf = shelf
        description = isSelection ? name + "-only" : name
    }

    package static func period(_ period: Period) -> DraftName { .of(period, on: .drafts) }
    package static func only(_ period: Period) -> DraftName { .of(period, on: .drafts, isSelection: true) }
    package static func of(_ period: Period, on shelf: Shelf, isSelection: Bool = false) -> DraftName {
        DraftName(shelf, "\(period)", isSelection: isSelection)
    }
    package static func files(_ year: Int, isSelection: Bool = false) -> DraftName {
        DraftName(.files, "\(year)", isSelection: isSelection)
    }

    /// Below `output/`, with a slash at its end: `working/2026Q1/`.
    package var folder: String { "\(shelf.rawValue)/\(description)/" }
}

/// What became of a period's draft.
package enum DraftOutcome: Hashable, Sendable {
    /// The same bytes were there already; nothing was touched, times included.
    case unchanged
    case replaced
}

/// A draft in the making: takes files from any worker in any order, then replaces the old draft as a whole or not at all.
///
/// A file that the old draft holds with the same bytes is not written but noted; when all are the same,
/// nothing happens. Otherwise the noted ones are linked into the new folder. The old and the new folder then
/// change places in one step, so that there is always a whole draft.
package final class Draft: Sendable {
    private let shelf: Folder
    private let name: String
    private let temporary: String
    private let old: Folder?
    /// Where the record of what the files were made of stands.
    private let records: Folder
    private let recordName: String
    private let before: MadeFiles
    private let state: Mutex<State>

    private struct State {
        var files = DraftFiles()
        /// Paths of the new tree's folders, its root under the empty path; made when first needed.
        var made: Set<String> = []
        var newFolders = OpenFolders()
        var oldFolders = OpenFolders()
        /// What the files were made of; `nil` once it could not be written: then the next run makes more again.
        var record: MadeFiles.Writer?
    }

    fileprivate init(_ name: DraftName, in shelf: Folder, records: Folder) throws(Diagnostic) {
        self.shelf = shelf
        self.records = records
        recordName = MadeFiles.fileName(of: name)
        let record = (try? records.read(recordName, limit: 1 << 30)).flatMap { $0 }
        before = record.map { MadeFiles($0) } ?? MadeFiles()
        self.name = name.description
        temporary = OutputSession.unfinished + "\(getpid())-" + name.description
        switch try shelf.presence(of: name.description) {
        case .absent: old = nil
        case .folder: old = try shelf.folder(name.description)
        case .symbolicLink: throw .outputIsSymbolicLink(shelf.path + "/" + name.description)
        case .file, .other: throw .outputNotExpected(shelf.path + "/" + name.description, "不是目录")
        }
        try shelf.remove(temporary)
        try records.remove(OutputSession.unfinished + recordName)
        let file = try? records.begin(OutputSession.unfinished + recordName)
        state = Mutex(State(record: file.map { [before] in .init($0, before: before) }))
    }

    /// Takes a paper's files over from the old draft when they were made of the same and nobody touched them since.
    ///
    /// - Returns: whether all of them were; else none is, and the paper must be made.
    package func keep(_ paths: [String], madeOf key: MakingKey.Digest) throws(Diagnostic) -> Bool {
        for path in paths {
            guard let entry = before.entries[path], entry.key == key else { return false }
            let (folder, leaf) = Self.parts(of: path)
            guard try oldFolder(folder)?.holdsUntouched(leaf, seenAs: entry.identity) == true else {
                return false
            }
        }
        try state.withLock { (state) throws(Diagnostic) in
            for path in paths {
                guard state.files.insert(path) else { throw twice(path) }
                state.files.keep(path, madeOf: key)
            }
        }
        return true
    }

    /// Takes the path of a file into the draft that was written already, or that the old draft has.
    func note(_ path: String, isKept: Bool) throws(Diagnostic) {
        try state.withLock { (state) throws(Diagnostic) in
            guard state.files.insert(path) else { throw twice(path) }
            if isKept { state.files.keep(path, madeOf: nil) }
        }
    }

    private func twice(_ path: String) -> Diagnostic {
        .outputNotExpected(name + "/" + path, "同一路径有两份文件")
    }

    /// - Parameter key: what it was made of; without it the next run makes it again.
    package func add(_ file: VerifiedFile, madeOf key: MakingKey.Digest? = nil) throws(Diagnostic) {
        let (folder, leaf) = Self.parts(of: file.path)
        guard state.withLock({ $0.files.insert(file.path) }) else { throw twice(file.path) }
        if let before = try oldFolder(folder), try before.holds(file.bytes, in: leaf) {
            return state.withLock { $0.files.keep(file.path, madeOf: key) }
        }
        let identity = try newFolder(folder).write(file.bytes, to: leaf)
        if let key { record(file.path, .init(key: key, identity: identity.text)) }
    }

    private func record(_ path: String, _ entry: MadeFiles.Entry) {
        state.withLock { state in
            if (try? state.record?.add(path, entry)) == nil { state.record = nil }
        }
    }

    /// A folder for a library's own temporary files, gone afterwards.
    ///
    /// In the state folder, so that a draft that turns out unchanged leaves `output/` untouched, times included; under
    /// a name that the next run clears away when this one is killed.
    ///
    /// - Parameter name: of what is made in it; another worker has its own.
    package func withScratchFolder<Made>(
        for name: String, _ make: (_ path: String) throws(Diagnostic) -> Made
    ) throws(Diagnostic) -> Made {
        let scratch = temporary + "-scratch-" + name
        try records.remove(scratch)
        _ = try records.makeFolder(scratch)
        defer { try? records.remove(scratch) }
        return try make(records.path + "/" + scratch)
    }

    /// Puts the new draft in the old one's place. A warning tells of old files that could not be removed.
    package func commit() throws(Diagnostic) -> Checked<DraftOutcome> {
        let outcome = try replaceOld()
        // The folder stands; without its record the next run only makes more again.
        try? finishRecord()
        return outcome
    }

    /// Files that were kept come after everything else, because linking and unlinking a file change it too.
    private func finishRecord() throws(Diagnostic) {
        let kept = state.withLock { state in
            state.files.kept.compactMap { path, key in key.map { (path, $0) } }
        }
        let root = try shelf.folder(name)
        var folders = OpenFolders()
        // In order of paths, so that each folder is opened once.
        for (path, key) in kept.sorted(by: { $0.0 < $1.0 }) {
            let (folder, leaf) = Self.parts(of: path)
            if folders[folder] == nil { folders[folder] = try root.folder(below: folder) }
            guard let identity = try folders[folder]?.identity(of: leaf) else { continue }
            record(path, .init(key: key, identity: identity.text))
        }
        let temporary = OutputSession.unfinished + recordName
        if try state.withLock({ (state) throws(Diagnostic) in try state.record?.finish() ?? false }) {
            try records.rename(temporary, to: recordName, .replacing)
        } else {
            try records.remove(temporary)
        }
    }

    private func replaceOld() throws(Diagnostic) -> Checked<DraftOutcome> {
        if try isUnchanged() { return Checked(.unchanged) }
        let root = try newFolder("")
        try linkKept()
        // Content first, then the name: one call for all files instead of one each.
        try root.syncFileSystem()
        let leftover = try swap()
        guard let leftover else { return Checked(.replaced) }
        do {
            try shelf.remove(leftover)
            return Checked(.replaced)
        } catch {
            return Checked(.replaced, [.oldDraftRemains(error)])
        }
    }

    /// Removes what was made so far; what cannot be removed goes at the next run.
    package func abandon() {
        try? shelf.remove(temporary)
        try? records.remove(OutputSession.unfinished + recordName)
    }

    private func isUnchanged() throws(Diagnostic) -> Bool {
        let (files, hasWritten) = state.withLock { ($0.files, !$0.made.isEmpty) }
        guard let old, !hasWritten else { return false }
        let present = try old.tree()
        return present.count == files.count && present.allSatisfy(files.contains)
    }

    private func linkKept() throws(Diagnostic) {
        for path in state.withLock({ $0.files.kept.keys.sorted() }) {
            let (folder, leaf) = Self.parts(of: path)
            guard let before = try oldFolder(folder) else { continue }
            try before.link(leaf, to: newFolder(folder), as: leaf)
        }
    }

    /// Returns the name under which the old draft now stands, if there was one.
    private func swap() throws(Diagnostic) -> String? {
        guard old != nil else {
            try shelf.rename(temporary, to: name, .exclusive)
            return nil
        }
        if try shelf.exchange(temporary, with: name) { return temporary }
        // Two steps where one is not to be had; a crash in between loses a preview, which the next run makes again.
        let outdated = OutputSession.outdated + "\(getpid())-" + name
        try shelf.remove(outdated)
        try shelf.rename(name, to: outdated, .exclusive)
        try shelf.rename(temporary, to: name, .exclusive)
        return outdated
    }

    // MARK: Folders

    func newFolder(_ path: String) throws(Diagnostic) -> Folder {
        try state.withLock { (state) throws(Diagnostic) in try make(path, &state) }
    }

    private func make(_ path: String, _ state: inout State) throws(Diagnostic) -> Folder {
        if let open = state.newFolders[path] { return open }
        let folder: Folder
        if state.made.contains(path) {
            folder = try shelf.folder(temporary).folder(below: path)
        } else if path.isEmpty {
            folder = try shelf.makeFolder(temporary)
        } else {
            let (parent, leaf) = Self.parts(of: path)
            folder = try make(parent, &state).makeFolder(leaf)
        }
        state.made.insert(path)
        state.newFolders[path] = folder
        return folder
    }

    func oldFolder(_ path: String) throws(Diagnostic) -> Folder? {
        try state.withLock { (state) throws(Diagnostic) in try find(path, &state) }
    }

    private func find(_ path: String, _ state: inout State) throws(Diagnostic) -> Folder? {
        if path.isEmpty { return old }
        if let open = state.oldFolders[path] { return open }
        let (parent, leaf) = Self.parts(of: path)
        guard let above = try find(parent, &state), try above.presence(of: leaf) == .folder else {
            return nil
        }
        let folder = try above.folder(leaf)
        state.oldFolders[path] = folder
        return folder
    }

    /// `feedback/P007.html` → `feedback`, `P007.html`.
    static func parts(of path: String) -> (folder: String, leaf: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
        return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
    }
}

extension OutputSession {
    package func beginDraft(_ name: DraftName) throws(Diagnostic) -> Draft {
        let shelf = try output.ensureFolder(name.shelf.rawValue)
        try shelf.requirePrivate()
        return try Draft(name, in: shelf, records: state)
    }

    /// Replaces a draft by these files, whole or not at all.
    package func replaceDraft(
        _ name: DraftName, files: [VerifiedFile]
    ) throws(Diagnostic) -> Checked<DraftOutcome> {
        let draft = try beginDraft(name)
        do {
            for file in files { try draft.add(file) }
            return try draft.commit()
        } catch {
            draft.abandon()
            throw error
        }
    }

    /// Removes such a folder, for example when its period has been issued; `false` when there is none.
    @discardableResult
    package func removeDraft(_ name: DraftName) throws(Diagnostic) -> Bool {
        try state.remove(MadeFiles.fileName(of: name))
        guard let shelf = try folder(of: name.shelf),
            try shelf.presence(of: name.description) == .folder
        else { return false }
        // Gone for readers at once, then deleted.
        let outdated = Self.outdated + "\(getpid())-" + name.description
        try shelf.remove(outdated)
        try shelf.rename(name.description, to: outdated, .exclusive)
        try shelf.remove(outdated)
        return true
    }

    /// Names of the folders that are there, sorted.
    package func drafts(on shelf: Shelf = .drafts) throws(Diagnostic) -> [String] {
        try folder(of: shelf)?.names().filter { !$0.hasPrefix(".") } ?? []
    }

    private func folder(of shelf: Shelf) throws(Diagnostic) -> Folder? {
        guard try output.presence(of: shelf.rawValue) == .folder else { return nil }
        return try output.folder(shelf.rawValue)
    }
}

extension DiagnosticCode {
    package static let oldDraftRemains = DiagnosticCode("W719")
}

extension Diagnostic {
    fileprivate static func oldDraftRemains(_ cause: Diagnostic) -> Diagnostic {
        Diagnostic(
            .oldDraftRemains, .warning, at: cause.place, "新的预览稿已就位，旧的没有删净：\(cause.headline)",
            remedy: "下次运行会再删。")
    }
}
