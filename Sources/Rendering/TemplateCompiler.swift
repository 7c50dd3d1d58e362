import Model

/// Compiles templates against the types of their documents.
///
/// Partials, layouts and blocks are put in where they are used, each time checked in the scope and the place of
/// the page where it then stands; a rendered page therefore looks nothing up by name.
package enum TemplateCompiler {
    /// All findings of all templates at once; the templates are `nil` when there is an error among them.
    ///
    /// - Parameter places: what stands where in the shipped templates; without it only names, types and markup
    ///   are checked.
    package static func compile(
        _ folder: TemplateFolder, types: [DocumentKind: RecordType], places: PlaceBook? = nil,
        limits: RenderLimits = RenderLimits()
    ) -> Checked<CompiledTemplates?> {
        var findings = TemplateFindings()
        var library = TemplateLibrary(folder.sources, &findings)
        library.unreadable = folder.unreadable
        let changed = places.map { book in
            Set(library.scripts.indices.filter { !book.isShipped(library[$0].source) })
        }
        var programs: [CompiledTemplates.Key: Program] = [:]
        for kind in DocumentKind.allCases {
            guard let type = types[kind] else { continue }
            for format in OutputFormat.allCases where format == .html || kind.hasXML {
                let key = CompiledTemplates.Key(kind: kind, format: format)
                programs[key] = compile(key, type, library, folder.path, places, changed ?? [], &findings)
            }
        }
        let checked = Checked<CompiledTemplates?>(nil, findings.all.sorted())
        if checked.hasErrors { return checked }
        return Checked(CompiledTemplates(programs, types, limits), checked.findings)
    }

    private static func compile(
        _ key: CompiledTemplates.Key, _ type: RecordType, _ library: TemplateLibrary, _ folder: String,
        _ book: PlaceBook?, _ changed: Set<Int>, _ findings: inout TemplateFindings
    ) -> Program? {
        let name = key.kind.rawValue
        guard let layout = library.layout(of: key.kind, key.format) else {
            findings.add(.missingTemplate("\(folder)/\(name)/\(name).\(key.format.rawValue)", key.kind))
            return nil
        }
        // A page of shipped files alone is what the book was written from.
        let home = TemplateSource.Home.kind(key.kind)
        let files = library.reachable(from: layout, key.format, in: home)
        let isShipped = changed.isDisjoint(with: files)
        let places = isShipped ? nil : book
        var expander = TemplateExpander(
            library, key.format, root: .record(type), rootName: type.name, home: home,
            places: places.map(PlaceNotes.init(comparing:)))
        expander.expandLayout(layout)
        if let places { expander.reportPlaces(places) }
        findings.add(contentsOf: expander.findings.all)
        guard expander.isWhole, expander.seesAll, !expander.hasUnknownName else { return nil }
        for path in ObligatoryNames.unused(in: type, used: expander.used) {
            findings.add(.missingName(path, library[layout], key.kind))
        }
        if let places, key.format == .html {
            let printed = PrintedNames.of(type, used: expander.used, library, files)
            let missing = places.printedNames(of: key.kind).filter {
                !printed.contains($0) && !library.waives(PlaceFault.bare($0), in: files)
            }
            if !missing.isEmpty { findings.add(.noLongerPrinted(missing, library[layout], key.kind)) }
        }
        return expander.program
    }

    /// The book of places of shipped templates, which are taken to be right.
    package static func places(in folder: TemplateFolder, types: [DocumentKind: RecordType]) -> String {
        var findings = TemplateFindings()
        let library = TemplateLibrary(folder.sources, &findings)
        let gathering = PlaceGathering()
        for script in library.scripts { gathering.addFile(script.source) }
        for kind in DocumentKind.allCases {
            guard let type = types[kind] else { continue }
            for format in OutputFormat.allCases {
                guard let layout = library.layout(of: kind, format) else { continue }
                var expander = TemplateExpander(
                    library, format, root: .record(type), rootName: type.name, home: .kind(kind),
                    places: PlaceNotes(gathering: gathering))
                expander.expandLayout(layout)
                guard format == .html else { continue }
                let files = library.reachable(from: layout, format, in: .kind(kind))
                gathering.addPrintedNames(
                    PrintedNames.of(type, used: expander.used, library, files), of: kind)
            }
        }
        return gathering.lines
    }

    /// One template without a document around it, for the tests of the public specification.
    static func compileFragment(
        _ sources: [TemplateSource], named name: String, type: ValueType
    ) -> Checked<Program> {
        var findings = TemplateFindings()
        let library = TemplateLibrary(sources, &findings)
        var expander = TemplateExpander(
            library, .html, root: type, rootName: "根", home: .shared, isFragment: true)
        if let script = library.find(name, .html, in: .shared) { expander.expandLayout(script) }
        findings.add(contentsOf: expander.findings.all)
        return Checked(expander.program, findings.all.sorted())
    }
}

extension DiagnosticCode {
    package static let templateObligatoryName = DiagnosticCode("E608")
    /// A name that the shipped templates print and this one does not.
    package static let templateUnprintedName = DiagnosticCode("W637")
    package static let templateMissing = DiagnosticCode("E620")
}

extension Diagnostic {
    fileprivate static func missingTemplate(_ path: String, _ kind: DocumentKind) -> Diagnostic {
        Diagnostic(
            .templateMissing, at: SourcePlace(file: path), "缺少\(kind.chinese)的模板。",
            remedy: "请放入这个文件；自带的模板可以重新复制一份。")
    }

    fileprivate static func missingName(
        _ path: String, _ script: TemplateScript, _ kind: DocumentKind
    ) -> Diagnostic {
        Diagnostic(
            .templateObligatoryName, at: SourcePlace(file: script.source.path),
            "\(kind.chinese)的模板缺少必备内容 {{\(path)}}。", remedy: "请在应有的位置写上 {{\(path)}}。")
    }

    /// One finding for all names: a template written anew may print few of them.
    fileprivate static func noLongerPrinted(
        _ names: [String], _ script: TemplateScript, _ kind: DocumentKind
    ) -> Diagnostic {
        let shown = names.prefix(10).map { ($0.hasPrefix(">") ? "{{> " : "{{") + PlaceFault.bare($0) + "}}" }
        let more = names.count > shown.count ? " 等 \(names.count) 项" : ""
        return Diagnostic(
            .templateUnprintedName, .warning, at: SourcePlace(file: script.source.path),
            "自带的\(kind.chinese)模板用 \(shown.joined(separator: "、"))\(more)，这里不再用。",
            remedy: "误删的请照自带模板补上；有意不印的，在模板里加注释 {{! 不印 \(PlaceFault.bare(names[0])) }}，每项一条。")
    }
}
