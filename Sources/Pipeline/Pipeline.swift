import Assessing
import Composing
import Loading
import Markup
import Model
import Publishing
import Rendering

/// The order of the stages: templates, input, assessment, papers, output.
///
/// Templates and schemes come first, because nothing may be made with a faulty one; findings travel along and
/// cost only the papers they touch.
package struct Pipeline: Sendable {
    let options: RunOptions
    let progress: @Sendable (RunStage) -> Void

    package init(_ options: RunOptions, progress: @escaping @Sendable (RunStage) -> Void = { _ in }) {
        self.options = options
        self.progress = progress
    }

    /// Loads, checks, assesses and compiles the templates; writes nothing.
    package func check() -> RunSummary {
        switch prepare() {
        case .stopped(let summary, _): return summary
        case .ready(let prepared):
            return RunSummary(status: ExitStatus.of(prepared.findings), findings: prepared.findings)
        }
    }

    /// Makes the drafts of every quarter found.
    package func run() -> RunSummary {
        switch prepare() {
        case .stopped(let summary, _): return summary
        case .ready(let prepared): return publish(prepared)
        }
    }

    // MARK: Up to the assessment

    enum Preparation {
        case ready(Prepared)
        /// With the templates when they are not what stopped it: the finding list can still be made.
        case stopped(RunSummary, CompiledTemplates?)
    }

    /// Everything known before the first paper is made.
    struct Prepared: Sendable {
        var templates: CompiledTemplates
        var schemas: [DocumentKind: Schema]
        var calendar: WorkCalendar
        var assessments: [Checked<Assessment>]
        var refused: [Period]
        /// Findings of loading and assessing.
        var findings: [Diagnostic]
    }

    func prepare() -> Preparation {
        progress(.readingTemplates)
        let folder = TemplateFolder.read(options.templates)
        let compiled = TemplateCompiler.compile(folder.value, types: Composer.types)
        let schemas = self.schemas(of: folder.value)
        let templateFindings = folder.findings + compiled.findings + schemas.findings
        progress(.readingInput)
        let park = Loader(input: options.input).load()
        let configuration = templateFindings + park.schemeFindings
        guard !configuration.contains(where: { $0.severity == .error }), let templates = compiled.value else {
            return .stopped(.stopped(configuration), compiled.value)
        }
        guard let data = park.data else {
            return .stopped(
                RunSummary(status: ExitStatus.of(park.findings), findings: configuration + park.findings),
                templates)
        }
        progress(.assessing)
        let assessments = Assessor.assess(data)
        return .ready(
            Prepared(
                templates: templates, schemas: schemas.value, calendar: data.calendar,
                assessments: assessments,
                refused: data.refused,
                findings: configuration + park.findings + assessments.flatMap(\.findings)))
    }

    private func schemas(of folder: TemplateFolder) -> Checked<[DocumentKind: Schema]> {
        var checked = Checked<[DocumentKind: Schema]>([:])
        for (kind, source) in folder.schemas.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let schema = Schema.read(source.bytes, file: source.path)
            checked.findings += schema.findings
            checked.value[kind] = schema.value
        }
        return checked
    }

    // MARK: Papers and output

    private func publish(_ prepared: Prepared) -> RunSummary {
        do throws(Diagnostic) {
            let session = try OutputSession.open(
                output: options.output, state: options.state, startedAt: options.startedAt)
            var publication = try Publication(prepared, options, session, progress)
            try publication.publishPeriods()
            try publication.publishIndex()
            let summary = publication.summary()
            try session.log(time: options.startedAt, summary.logFields)
            try session.close()
            progress(.finished)
            return summary
        } catch {
            return RunSummary(status: ExitStatus.of([error]), findings: prepared.findings + [error])
        }
    }
}

extension RunSummary {
    var logFields: [(key: String, value: String)] {
        let changed = published.filter { !$0.isUnchanged }.map(\.name)
        return [
            ("outcome", changed.isEmpty ? "unchanged" : "draft"), ("periods", changed.joined(separator: ",")),
            ("errors", String(findings.filter { $0.severity == .error }.count)),
            ("warnings", String(findings.filter { $0.severity == .warning }.count)),
            ("exit", String(status.rawValue)),
        ]
    }
}
