import Files
import Model

/// All files of `templates/`: the layouts and partials of each kind, what they share, and the schemas.
package struct TemplateFolder: Sendable {
    package let path: String
    package var sources: [TemplateSource]
    /// The schema of each kind's XML, as it stands on disk.
    package var schemas: [DocumentKind: TemplateSchema]
    /// Names of templates with a finding instead of a text.
    package var unreadable: Set<String> = []

    /// Bytes of one template.
    package static let largestFile = 1 << 20

    package init(path: String, sources: [TemplateSource] = [], schemas: [DocumentKind: TemplateSchema] = [:])
    {
        self.path = path
        self.sources = sources
        self.schemas = schemas
    }
}

/// An `.xsd` file beside a template, handed on untouched.
package struct TemplateSchema: Sendable {
    package let path: String
    package let bytes: [UInt8]
}

extension TemplateFolder {
    /// Reads `<kind>/` and `shared/`; a file that belongs to no kind is a finding, and no link is followed.
    package static func read(_ path: String) -> Checked<TemplateFolder> {
        var reader = TemplateFolderReader(path)
        reader.read()
        return Checked(reader.folder, reader.findings)
    }
}

private struct TemplateFolderReader {
    private(set) var folder: TemplateFolder
    private(set) var findings: [Diagnostic] = []

    init(_ path: String) { folder = TemplateFolder(path: path) }

    mutating func read() {
        for name in names(in: folder.path) {
            let path = "\(folder.path)/\(name)"
            if name == "shared" {
                readShared(path, depth: 0)
            } else if let kind = DocumentKind(rawValue: name) {
                readKind(kind, path)
            } else {
                findings.append(.unknownFolder(path, name))
            }
        }
        guard !findings.contains(where: \.isReadFailure) else { return }
        for kind in DocumentKind.allCases where kind.hasXML && folder.schemas[kind] == nil {
            let name = kind.rawValue
            findings.append(.missingSchema("\(folder.path)/\(name)/\(name).xsd", kind))
        }
    }

    /// Hidden names are what editors and the desktop leave behind; they are nobody's template.
    private mutating func names(in path: String) -> [String] {
        do {
            return try FileReader.names(in: path).filter { !$0.hasPrefix(".") }
        } catch {
            findings.append(error)
            return []
        }
    }

    private mutating func readKind(_ kind: DocumentKind, _ path: String) {
        for name in names(in: path) {
            if name == "\(kind.rawValue).xsd" {
                if let bytes = bytes("\(path)/\(name)", limit: 4 << 20) {
                    folder.schemas[kind] = TemplateSchema(path: "\(path)/\(name)", bytes: bytes)
                }
            } else {
                readTemplate(name, in: path, .kind(kind), suffixes: kind.hasXML ? ["html", "xml"] : ["html"])
            }
        }
    }

    private mutating func readShared(_ path: String, depth: Int) {
        for name in names(in: path) {
            let inner = "\(path)/\(name)"
            if (try? FileReader.presence(of: inner)) == .folder, depth < 4 {
                readShared(inner, depth: depth + 1)
            } else {
                readTemplate(name, in: path, .shared, suffixes: ["html", "xml", "css", "txt"])
            }
        }
    }

    private mutating func readTemplate(
        _ file: String, in path: String, _ home: TemplateSource.Home, suffixes: [String]
    ) {
        let full = "\(path)/\(file)"
        let parts = file.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, suffixes.contains(parts[1]), TemplateName.isValid(parts[0]) else {
            return findings.append(.unknownFile(full, suffixes))
        }
        guard let bytes = bytes(full, limit: TemplateFolder.largestFile) else {
            folder.unreadable.insert(parts[0])
            return
        }
        do {
            let text = try TemplateText.check(bytes, path: full)
            folder.sources.append(
                TemplateSource(path: full, home: home, name: parts[0], suffix: parts[1], bytes: text))
        } catch {
            folder.unreadable.insert(parts[0])
            findings.append(error)
        }
    }

    private mutating func bytes(_ path: String, limit: Int) -> [UInt8]? {
        do {
            return try FileReader.read(path, limit: limit)
        } catch {
            findings.append(error)
            return nil
        }
    }
}

extension DiagnosticCode {
    /// A file or folder below `templates/` that belongs to no kind of document.
    package static let templateUnknownFile = DiagnosticCode("E618")
}

extension Diagnostic {
    fileprivate static func unknownFolder(_ path: String, _ name: String) -> Diagnostic {
        let kinds = DocumentKind.allCases.map(\.rawValue)
        let near = NearestName.find(name, among: kinds + ["shared"]).map { "是否为 \($0)？" }
        return Diagnostic(
            .templateUnknownFile, at: SourcePlace(file: path), "没有这种文书。",
            remedy: near ?? "模板目录里只有 \(kinds.joined(separator: "、")) 和 shared。")
    }

    fileprivate static func unknownFile(_ path: String, _ suffixes: [String]) -> Diagnostic {
        let all = suffixes.map { ".\($0)" }.joined(separator: "、")
        return Diagnostic(
            .templateUnknownFile, at: SourcePlace(file: path), "不认识这个文件。",
            remedy: "此处只放 \(all) 模板，文件名只含汉字、字母、数字、- 和 _；其他文件请移走。")
    }

    fileprivate static func missingSchema(_ path: String, _ kind: DocumentKind) -> Diagnostic {
        Diagnostic(
            .templateMissing, at: SourcePlace(file: path), "缺少\(kind.chinese)的 XSD。", remedy: "请放入自带的这个文件。")
    }
}
