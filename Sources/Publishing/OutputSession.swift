import Files
import Glibc
import Model

/// One run's hold on `output/`: the lock, the clean-up after crashed runs, and everything that is written there.
///
/// The kernel's lock is on the folder itself and ends with the process, so there is never a lock file to delete;
/// `state/running` only tells the next one who holds it.
package final class OutputSession: Sendable {
    package let output: Folder
    package let state: Folder
    /// Names of unfinished things; they begin so, and only so, and go at the next run.
    static let unfinished = ".new-"
    static let outdated = ".old-"

    private init(_ output: Folder, _ state: Folder) {
        self.output = output
        self.state = state
    }

    /// Takes the lock without waiting (E714 when another run has it), and removes what crashed runs left.
    ///
    /// - Parameter startedAt: RFC 3339 with +08:00, told to a run that comes meanwhile.
    /// - Parameter readers: a group that may read output; the state folder is the owner's alone.
    package static func open(
        output outputPath: String, state statePath: String, startedAt: String, readers: Readers = .ownerOnly
    ) throws(Diagnostic) -> OutputSession {
        let output = try Folder.open(outputPath, readers: readers)
        guard try output.lock(.exclusive) else { throw .busy(running(statePath)) }
        try output.requireWritable()
        let shelves = Shelf.allCases.map(\.rawValue)
        for name in shelves + ["issued", "index.html"] where try output.presence(of: name) == .symbolicLink {
            throw .outputIsSymbolicLink(outputPath + "/" + name)
        }
        for name in shelves + ["issued"] {
            let isFolder = [.absent, .folder].contains(try output.presence(of: name))
            guard isFolder else { throw .outputNotExpected(outputPath + "/" + name, "不是目录") }
        }
        let state = try Folder.ensure(statePath)
        try state.requirePrivate()
        let session = OutputSession(output, state)
        try session.removeLeftovers()
        let line = "pid=\(getpid()) start=\(startedAt)\n"
        try state.replace("running", with: Array(line.utf8), through: unfinished + "running")
        return session
    }

    /// Ends the run; a killed process needs none of this.
    package func close() throws(Diagnostic) { try state.remove("running") }

    /// Replaces one file of `output/` itself, such as `index.html`; `false` when it holds these bytes already.
    @discardableResult
    package func replaceFile(_ name: String, with file: VerifiedFile) throws(Diagnostic) -> Bool {
        switch try output.presence(of: name) {
        case .absent, .file: break
        case .symbolicLink: throw .outputIsSymbolicLink(output.path + "/" + name)
        case .folder, .other: throw .outputNotExpected(output.path + "/" + name, "不是普通文件")
        }
        if try output.holds(file.bytes, in: name) { return false }
        try output.replace(name, with: file.bytes, through: Self.unfinished + name)
        return true
    }

    private func removeLeftovers() throws(Diagnostic) {
        for folder in [output, state] {
            for name in try folder.names() where name.hasPrefix(Self.unfinished) { try folder.remove(name) }
        }
        for shelf in Shelf.allCases where try output.presence(of: shelf.rawValue) == .folder {
            let folder = try output.folder(shelf.rawValue)
            for name in try folder.names()
            where name.hasPrefix(Self.unfinished) || name.hasPrefix(Self.outdated) {
                try folder.remove(name)
            }
        }
    }

    /// What the holder of the lock wrote about itself; the message does without when it cannot be read.
    static func running(_ state: String) -> String? {
        guard let bytes = try? Folder.open(state).read("running", limit: 200) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, parts[0].hasPrefix("pid="), parts[1].hasPrefix("start=") else { return nil }
        let start = parts[1].dropFirst(6)
        let clock = start.count >= 16 ? start.dropFirst(11).prefix(5) : start
        return
            "（pid \(parts[0].dropFirst(4).filter(\.isNumber))，\(clock.filter { $0.isNumber || $0 == ":" }) 起）"
    }
}

extension Folder {
    /// Scores are personal data: a folder that everybody may enter is refused rather than quietly narrowed.
    func requirePrivate() throws(Diagnostic) {
        guard try mode() & 0o007 == 0 else { throw .worldAccessible(path) }
    }
}

extension String {
    /// As a shell takes it for one word: the command in a message is there to be pasted.
    fileprivate var shellWord: String {
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-"
        if !isEmpty, !hasPrefix("-"), allSatisfy({ plain.contains($0) }) { return self }
        return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension DiagnosticCode {
    package static let outputBusy = DiagnosticCode("E714")
    package static let outputNotPrivate = DiagnosticCode("E716")
}

extension Diagnostic {
    static func busy(_ who: String?) -> Diagnostic {
        Diagnostic(
            .outputBusy, at: nil, "已有一个进程\(who ?? "")在运行；锁由内核管理，进程结束即释放，请勿删除任何文件。")
    }

    fileprivate static func worldAccessible(_ path: String) -> Diagnostic {
        Diagnostic(
            .outputNotPrivate, at: SourcePlace(file: path), "其他用户也能访问这个目录，里面有个人数据。",
            remedy: "请执行 chmod 0700 \(path.shellWord) 后再运行。")
    }
}
