import Files
import Markup
import Model

/// A file of a draft that comes piece by piece. As long as it says what the old draft's file says nothing is written, so that
/// an unchanged draft stays untouched; from the first piece on that differs it is a new file.
private final class PiecewiseFile {
    private let old: OpenFile?
    private let begin: () throws(Diagnostic) -> NewFile
    private var new: NewFile?
    private var size = 0

    init(old: OpenFile?, begin: @escaping () throws(Diagnostic) -> NewFile) {
        self.old = old
        self.begin = begin
    }

    func append(_ piece: [UInt8]) throws(Diagnostic) {
        if new == nil, try old?.bytes(at: size, atMost: piece.count) != piece { try leaveOld() }
        try new?.append(piece)
        size += piece.count
    }

    /// Whether it is the old file to its end.
    func finish() throws(Diagnostic) -> Bool {
        if new == nil, try old?.size != size { try leaveOld() }
        try new?.finish()
        return new == nil
    }

    private func leaveOld() throws(Diagnostic) {
        let file = try begin()
        var copied = 0
        while copied < size, let piece = try old?.bytes(at: copied, atMost: min(size - copied, 1 << 16)) {
            // A file that shrank meanwhile is noticed as a short one, not copied for ever.
            guard !piece.isEmpty else { throw .outputNotExpected("预览稿", "文件在读取时变短") }
            try file.append(piece)
            copied += piece.count
        }
        new = file
    }
}

extension Draft {
    /// Adds XML that the program itself writes, validated while it is written.
    ///
    /// - Returns: what is wrong with it; then it is not in the draft.
    package func add(
        _ inspector: LedgerInspector, pieces: some Sequence<[UInt8]>
    ) throws(Diagnostic) -> [Diagnostic] {
        let (folder, leaf) = Self.parts(of: inspector.path)
        let file = PiecewiseFile(old: try oldFolder(folder)?.openFile(leaf)) { [self] () throws(Diagnostic) in
            try newFolder(folder).begin(leaf)
        }
        let faults = try inspector.faults(of: pieces) { (piece) throws(Diagnostic) in try file.append(piece) }
        let isKept = try file.finish()
        guard faults.isEmpty else {
            if !isKept { try newFolder(folder).remove(leaf) }
            return faults
        }
        try note(inspector.path, isKept: isKept)
        return []
    }
}
