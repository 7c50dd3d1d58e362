import Model

/// The parsed templates, found by name in the order of their folders.
struct TemplateLibrary {
    private(set) var scripts: [TemplateScript] = []
    private var indexes: [Key: Int] = [:]
    /// Scripts that could not be read whole, so nobody can say what is missing from a page with them.
    private(set) var faulty: Set<Int> = []
    /// Names of files that were there and could not be taken; they have findings of their own.
    var unreadable: Set<String> = []

    private struct Key: Hashable {
        let home: TemplateSource.Home
        let name: String
        let suffix: String
    }

    init(_ sources: [TemplateSource], _ findings: inout TemplateFindings) {
        for source in sources.map(Self.withoutLastNewline) {
            let key = Key(home: source.home, name: source.name, suffix: source.suffix)
            if let earlier = indexes[key] {
                findings.add(.twiceTheName(source, scripts[earlier].source))
                continue
            }
            let script = TemplateParser.parse(source)
            if script.hasErrors { faulty.insert(scripts.count) }
            findings.add(contentsOf: script.findings)
            indexes[key] = scripts.count
            scripts.append(script.value)
        }
    }

    /// A sentence of wording stands within a line; the newline at its file's end is the editor's.
    private static func withoutLastNewline(_ source: TemplateSource) -> TemplateSource {
        guard source.suffix == "txt", source.bytes.last == 0x0A else { return source }
        let bytes = source.bytes.dropLast(source.bytes.dropLast().last == 0x0D ? 2 : 1)
        return TemplateSource(
            path: source.path, home: source.home, name: source.name, suffix: source.suffix,
            bytes: Array(bytes))
    }

    subscript(index: Int) -> TemplateScript { scripts[index] }

    func layout(of kind: DocumentKind, _ format: OutputFormat) -> Int? {
        indexes[Key(home: .kind(kind), name: kind.rawValue, suffix: format.rawValue)]
    }

    /// The own folder first, then `shared`; the page's own form first, then styles and wording.
    func find(_ name: String, _ format: OutputFormat, in home: TemplateSource.Home) -> Int? {
        for home in [home, .shared] {
            for suffix in Self.suffixes(format) {
                if let index = indexes[Key(home: home, name: name, suffix: suffix)] { return index }
            }
        }
        return nil
    }

    /// Everything that a page may be put together from.
    func reachable(from script: Int, _ format: OutputFormat, in home: TemplateSource.Home) -> Set<Int> {
        var found: Set<Int> = [script]
        var waiting = scripts[script].nodes[...]
        while let node = waiting.popLast() {
            var name: String?
            switch node {
            case .section(let section): waiting += section.body + (section.otherwise ?? [])
            case .block(let block): waiting += block.nodes
            case .partial(let partial): name = partial.name
            case .parent(let parent):
                name = parent.partial.name
                for block in parent.blocks { waiting += block.nodes }
            default: break
            }
            if let name, let partial = find(name, format, in: home), found.insert(partial).inserted {
                waiting += scripts[partial].nodes
            }
        }
        return found
    }

    func names(_ format: OutputFormat, in home: TemplateSource.Home) -> [String] {
        let suffixes = Self.suffixes(format)
        return scripts.map(\.source)
            .filter { ($0.home == home || $0.home == .shared) && suffixes.contains($0.suffix) }
            .map(\.name)
    }

    private static func suffixes(_ format: OutputFormat) -> [String] {
        format == .html ? ["html", "css", "txt"] : ["xml", "txt"]
    }
}

extension DiagnosticCode {
    package static let templateTwice = DiagnosticCode("E627")
}

extension Diagnostic {
    fileprivate static func twiceTheName(_ source: TemplateSource, _ earlier: TemplateSource) -> Diagnostic {
        Diagnostic(
            .templateTwice, at: SourcePlace(file: source.path), "片段 \(source.name) 已有一个：\(earlier.path)。",
            remedy: "shared 各目录里的片段不能重名，请改名或删去一个。")
    }
}
