import Files
import Model

extension Pipeline {
    /// Puts a fresh copy of the template folder where HR can edit it; a folder with anything in it is left alone.
    package func copyTemplates(to target: String) -> TemplateAnswer {
        do throws(Diagnostic) {
            let source = try Folder.open(options.templates)
            // The list comes before the target is made: it may lie inside the source.
            let paths = try source.tree().filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            let folder = try Folder.ensure(target)
            guard try folder.names().isEmpty else { throw .outputNotExpected(target, "目录不是空的") }
            for path in paths { try copy(path, from: source, to: folder) }
            return TemplateAnswer(["已复制 \(paths.count) 个文件到 \(target)。改好后用 --templates \(target) 检查和使用。"])
        } catch {
            return TemplateAnswer([], [error])
        }
    }

    private func copy(_ path: String, from source: Folder, to target: Folder) throws(Diagnostic) {
        guard !path.hasSuffix("?") else {
            throw .outputIsSymbolicLink(source.path + "/" + path.dropLast())
        }
        var (from, to) = (source, target)
        let parts = path.split(separator: "/").map(String.init)
        for part in parts.dropLast() {
            from = try from.folder(part)
            to = try to.ensureFolder(part)
        }
        guard let name = parts.last, let bytes = try from.read(name, limit: 4 << 20) else { return }
        try to.write(bytes, to: name)
    }
}
