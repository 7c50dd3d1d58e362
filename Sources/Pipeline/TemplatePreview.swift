import Composing
import Files
import Model

extension Pipeline {
    /// Renders one document into a folder, verified like every paper, and says where it is.
    ///
    /// - Parameter code: staff number, office, project or card; the first document of the kind without.
    package func preview(_ kind: DocumentKind, _ code: String?, into folder: String) -> TemplateAnswer {
        switch load() {
        case .stopped(let summary, _): return TemplateAnswer(summary)
        case .ready(let loaded):
            do throws(Diagnostic) {
                return try preview(kind, code, assess(loaded, []), into: folder)
            } catch {
                return TemplateAnswer([], [error])
            }
        }
    }

    private func preview(
        _ kind: DocumentKind, _ code: String?, _ prepared: Prepared, into folder: String
    ) throws(Diagnostic) -> TemplateAnswer {
        guard let quarter = QuarterDocuments(prepared, options.period) else {
            throw .nothingToPreview(kind, code, options.period)
        }
        let composed = quarter.first(kind, code)
        guard let document = composed.value else {
            if composed.hasErrors { return TemplateAnswer([], composed.findings) }
            throw .nothingToPreview(kind, code, quarter.period)
        }
        var bench = Workbench(workshop: prepared.workshop(for: quarter.composer))
        let verified = bench.verifiedFiles(of: document)
        guard !verified.hasErrors else { return TemplateAnswer([], verified.findings) }
        var lines: [String] = []
        for file in verified.value { lines.append(try write(file.bytes, to: file.path, in: folder)) }
        return TemplateAnswer(["已生成预览："] + lines.map { "  " + $0 }, composed.findings)
    }

    private func write(_ bytes: [UInt8], to path: String, in root: String) throws(Diagnostic) -> String {
        var folder = try Folder.ensure(root)
        let parts = path.split(separator: "/").map(String.init)
        for part in parts.dropLast() { folder = try folder.ensureFolder(part) }
        if let name = parts.last { try folder.replace(name, with: bytes, through: ".new-" + name) }
        return root + "/" + path
    }
}

extension DiagnosticCode {
    /// A preview or comparison asks for a paper or quarter that the data do not have.
    package static let wantedPaperMissing = DiagnosticCode("E630")
}

extension Diagnostic {
    fileprivate static func nothingToPreview(
        _ kind: DocumentKind, _ code: String?, _ period: Period?
    ) -> Diagnostic {
        let whose = code.map { quoted($0) + "的" } ?? ""
        let when = period.map { "\($0) " } ?? ""
        return Diagnostic(
            .wantedPaperMissing, at: nil, "\(when)没有\(whose)\(kind.chinese)。",
            remedy: "请检查工号、代码和季度；数据有错的人和股室没有文书。")
    }
}
