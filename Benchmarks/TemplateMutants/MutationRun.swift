import Assessing
import Composing
import Loading
import Markup
import Model
import Publishing
import Rendering

/// Tries mutants of the shipped templates on the papers of the sample park.
package struct MutationRun {
    private let folder: TemplateFolder
    private let types = Composer.types
    private let papers: [Paper]
    private let verifier: Verifier
    private let places: PlaceBook

    /// A paper and what the shipped templates make of it.
    private struct Paper {
        let document: Document
        let pages: [(format: OutputFormat, bytes: [UInt8])]
    }

    /// What became of the mutants of one class.
    package struct Tally: Sendable {
        package var made = 0
        package var rejected = 0
        /// Accepted by the check; every changed page was held back by the verification of output.
        package var heldBack = 0
        /// Accepted with a hint that something is no longer printed; pages changed.
        package var hinted = 0
        /// Accepted; no page of the sample changed.
        package var unchanged = 0
        package var survivors: [String] = []
        package var places = 0
        package var exactPlaces = 0
        package var inexact: [String] = []
    }

    package struct SampleMissing: Error {}

    package static func places(repository: String) -> String {
        TemplateCompiler.places(
            in: TemplateFolder.read(repository + "/templates").value, types: Composer.types)
    }

    /// - Parameter quarters: only the newest so many.
    package init(repository: String, quarters: Int) throws {
        folder = TemplateFolder.read(repository + "/templates").value
        places = PlaceBook(Array(TemplateCompiler.places(in: folder, types: types).utf8))
        guard let templates = TemplateCompiler.compile(folder, types: types).value,
            let data = Loader(input: repository + "/input").load().data
        else { throw SampleMissing() }
        let assessments = Assessor.assess(data, issued: []).map(\.value)
        let schemas = folder.schemas.compactMapValues { Schema.read($0.bytes, file: $0.path).value }
        let staff = Set(assessments.flatMap { $0.personNames.keys })
        verifier = Verifier(schemas: schemas, staffNumbers: StaffNumbers(staff))
        var buffer = RenderBuffer()
        papers = try Self.documents(assessments, data.calendar, quarters).map { document in
            let formats = OutputFormat.allCases.filter { $0 == .html || document.kind.hasXML }
            return Paper(
                document: document,
                pages: try formats.map { ($0, try templates.render(document, $0, into: &buffer).bytes) })
        }
    }

    private static func documents(
        _ assessments: [Assessment], _ calendar: WorkCalendar, _ quarters: Int
    ) -> [Document] {
        assessments.suffix(quarters).flatMap { assessment in
            let composer = Composer(assessment, calendar: calendar)
            let papers =
                composer.bulletins(previous: nil).map(\.document)
                + assessment.people.compactMap { composer.feedback(for: $0).value }
                + assessment.cards.compactMap { composer.card(for: $0).value }
                + (composer.closings(.lifting) + composer.closings(.withdrawal)).compactMap {
                    composer.closing(for: $0).value
                }
            let made = papers.map { MadePaper($0) }
            let report = RunReport.document(
                of: assessment.period, assessment, findings: [], papers: made, refused: [], calendar: calendar
            )
            let index = IndexPage.document(of: [
                IndexedPeriod(assessment.period, assessment, folder: "", papers: made, errors: 0)
            ])
            return papers + [report, index]
        }
    }

    /// - Parameter perClass: mutants of each class, where the templates have room for so many.
    package func run(perClass: Int) -> [Mutant.Class: Tally] {
        var maker = MutantMaker(folder, types)
        var tallies: [Mutant.Class: Tally] = [:]
        for kind in Mutant.Class.allCases {
            var tally = Tally()
            for mutant in maker.make(perClass, of: kind) { attempt(mutant, &tally) }
            tallies[kind] = tally
        }
        return tallies
    }

    private func attempt(_ mutant: Mutant, _ tally: inout Tally) {
        tally.made += 1
        let kinds = kinds(of: mutant)
        var findings: [Diagnostic] = []
        let templates = compile(mutant, kinds, &findings)
        guard let templates else {
            tally.rejected += 1
            return note(mutant.places, findings, mutant, &tally)
        }
        switch pages(templates, kinds) {
        case .unchanged:
            tally.unchanged += 1
            if mutant.kind.mustBeRejected { tally.survivors.append("\(mutant.note)（页面不变）") }
        case .heldBack: tally.heldBack += 1
        case .changed(let papers, _, _) where findings.contains { $0.severity == .warning }:
            tally.hinted += 1
            if mutant.kind.mustBeRejected { tally.survivors.append("\(mutant.note)（只有提示，改变 \(papers)）") }
        case .changed(let papers, let held, let example):
            tally.survivors.append("\(mutant.note)（改变 \(papers)，扣下 \(held)）\n    \(example)")
        }
    }

    private func note(
        _ places: [SourcePlace], _ findings: [Diagnostic], _ mutant: Mutant, _ tally: inout Tally
    ) {
        guard let place = places.first else { return }
        tally.places += 1
        if findings.contains(where: { $0.place.map(places.contains) ?? false }) {
            tally.exactPlaces += 1
        } else {
            let said = findings.prefix(2).map { "\($0.code) \($0.place.map { "\($0)" } ?? "")" }
            tally.inexact.append("\(mutant.note)：应在 \(place)，说的是 \(said.joined(separator: "；"))")
        }
    }

    /// Only the kinds that the changed files may concern are compiled.
    private func kinds(of mutant: Mutant) -> [DocumentKind] {
        let homes = Set(mutant.sources.values.map(\.home))
        if homes.contains(.shared) { return DocumentKind.allCases }
        return DocumentKind.allCases.filter { homes.contains(.kind($0)) }
    }

    private func compile(_ mutant: Mutant, _ kinds: [DocumentKind], _ findings: inout [Diagnostic])
        -> CompiledTemplates?
    {
        var copy = folder
        for (index, source) in mutant.sources { copy.sources[index] = source }
        for source in mutant.sources.values {
            do {
                _ = try TemplateText.check(source.bytes, path: source.path)
            } catch {
                findings.append(error)
                return nil
            }
        }
        copy.sources.removeAll { source in
            !kinds.contains { source.home == .kind($0) } && source.home != .shared
        }
        let checked = TemplateCompiler.compile(
            copy, types: types.filter { kinds.contains($0.key) }, places: places)
        findings += checked.findings
        return checked.value
    }

    private enum Outcome {
        case unchanged, heldBack
        /// - Parameter example: where one of the pages first differs, before and after.
        case changed(papers: Int, heldBack: Int, example: String)
    }

    private func pages(_ templates: CompiledTemplates, _ kinds: [DocumentKind]) -> Outcome {
        var (changed, held) = (0, 0)
        var example = ""
        var buffer = RenderBuffer()
        for paper in papers where kinds.contains(paper.document.kind) {
            for page in paper.pages {
                guard let file = try? templates.render(paper.document, page.format, into: &buffer) else {
                    held += 1
                    continue
                }
                guard file.bytes != page.bytes else { continue }
                if verifier.verify(file).value == nil {
                    held += 1
                } else {
                    changed += 1
                    if changed == 1 { example = Self.difference(page.bytes, file.bytes) }
                }
            }
        }
        if changed > 0 { return .changed(papers: changed, heldBack: held, example: example) }
        return held > 0 ? .heldBack : .unchanged
    }

    /// The first place in which two pages differ, with some text around it, in one line.
    private static func difference(_ old: [UInt8], _ new: [UInt8]) -> String {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let rest = min(old.count, new.count) - start
        let end = min(rest, zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count)
        func shown(_ page: [UInt8]) -> String {
            let text = page[max(0, start - 90)..<min(page.count, max(start, page.count - end) + 60)]
            let line = String(decoding: text, as: UTF8.self).filter { $0 != "\n" }
            return line.count < 400 ? line : line.prefix(200) + " … " + line.suffix(190)
        }
        return shown(old) + " → " + shown(new)
    }
}
