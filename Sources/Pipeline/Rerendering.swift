import Loading
import Model
import Publishing

extension Pipeline {
    /// Makes every issued paper again from what its batch kept, and compares the bytes (`verify --rerender`).
    ///
    /// The run report is left out: it names the input files as they were given to that run.
    func rerender(_ register: Register, _ summaries: [IssuedQuarter]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for manifest in register.batches.map(\.manifest) where manifest.purpose.period != nil {
            do throws(Diagnostic) {
                let again = try rerendered(manifest, register, summaries)
                let differing = Self.differing(manifest, again)
                if let first = differing.first {
                    findings.append(.rendersOtherwise(manifest, first, count: differing.count))
                }
            } catch {
                findings.append(error)
            }
        }
        return findings
    }

    private func rerendered(
        _ manifest: Manifest, _ register: Register, _ summaries: [IssuedQuarter]
    ) throws(Diagnostic) -> Manifest {
        let sources = IssuedSources(register, output: options.output, workers: options.workers)
        let templates = TemplateSet.read(sources.folder(of: manifest) + "/templates")
        let park = Loader.load(sources.input(of: manifest), workers: options.workers)
        guard let set = templates.value, let data = park.data, park.schemeFindings.isEmpty else {
            let causes = templates.findings + park.schemeFindings + park.findings
            throw .cannotRerender(manifest, causes.first { $0.severity == .error })
        }
        let loaded = Loaded(
            templates: set.compiled, schemas: set.schemas, templateFiles: set.files, data: data,
            findings: park.findings)
        let issued = summaries.filter { $0.sequence < manifest.sequence }
        var issuing = try Issuing(
            assess(loaded, issued), register.prefix(manifest.sequence - 1), issued, output: options.output)
        var made: Manifest?
        try issuing.issueAll(only: manifest.purpose.period) { (batch, register) in
            if batch.manifest.purpose == manifest.purpose { made = batch.manifest }
            register.rehearse(batch)
        }
        guard let made else { throw .cannotRerender(manifest, issuing.findings.first) }
        return made
    }

    /// Paths whose digest, or whose paper's number, is another; or that only one of both has.
    private static func differing(_ issued: Manifest, _ again: Manifest) -> [String] {
        let (old, new) = (contents(issued), contents(again))
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func contents(_ manifest: Manifest) -> [String: String] {
        var contents: [String: String] = [:]
        for file in manifest.others where !file.path.hasPrefix("run-report.") {
            contents[file.path] = file.sha256
        }
        for document in manifest.documents {
            for file in document.files { contents[file.path] = file.sha256 + (document.number?.label ?? "") }
        }
        return contents
    }
}

extension Diagnostic {
    fileprivate static func rendersOtherwise(_ manifest: Manifest, _ path: String, count: Int) -> Diagnostic {
        let isSameProgram = manifest.program == Pipeline.version
        let more = count > 1 ? " 等 \(count) 个文件" : ""
        return Diagnostic(
            isSameProgram ? .rendersOtherwise : .newerRendersOtherwise, isSameProgram ? .error : .warning,
            at: SourcePlace(file: manifest.directory + "/" + path),
            "重新生成的\(more)与签发的不同（签发时的程序 \(manifest.program)，现在 \(Pipeline.version)）。",
            remedy: isSameProgram ? "签发件没有被改动，仍然有效；同一版程序应当生成同样的文件，请报告。" : "签发件没有被改动，仍然有效；不用处理。")
    }

    fileprivate static func cannotRerender(_ manifest: Manifest, _ cause: Diagnostic?) -> Diagnostic {
        let isSameProgram = manifest.program == Pipeline.version
        return Diagnostic(
            isSameProgram ? .rendersOtherwise : .newerRendersOtherwise, isSameProgram ? .error : .warning,
            at: SourcePlace(file: manifest.directory), "不能重新生成这一批：\(cause?.headline ?? "没有要签发的文件。")",
            remedy: isSameProgram ? "签发件仍然有效；请报告。" : "签发件仍然有效；要重新生成，请用签发时的程序 \(manifest.program)。")
    }
}
