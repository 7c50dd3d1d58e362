import Assessing
import Composing
import Files
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

    package static let version = "0.1.0"

    /// Loads, checks, assesses and compiles the templates; writes nothing.
    package func check() -> RunSummary { checkWithTemplates().0 }

    /// Issues what is signed and makes the drafts of all other quarters.
    package func run() -> RunSummary {
        let lastRun = LastRun(options)
        if let summary = lastRun?.repeated() { return summary }
        switch load() {
        case .stopped(let summary, _): return summary
        case .ready(let loaded): return options.isDryRun ? rehearse(loaded) : publish(loaded, lastRun)
        }
    }

    // MARK: Up to the assessment

    enum Preparation {
        case ready(Loaded)
        /// With the templates when they are not what stopped it: the finding list can still be made.
        case stopped(RunSummary, CompiledTemplates?)
    }

    func load() -> Preparation {
        let (templates, park) = read()
        let configuration = templates.findings + park.schemeFindings
        guard !configuration.contains(where: { $0.severity == .error }), let set = templates.value else {
            return .stopped(.stopped(configuration), templates.value?.compiled)
        }
        guard let data = park.data else {
            return .stopped(
                RunSummary(status: ExitStatus.of(park.findings), findings: configuration + park.findings),
                set.compiled)
        }
        return .ready(
            Loaded(
                templates: set.compiled, schemas: set.schemas, templateFiles: set.files, data: data,
                findings: configuration + park.findings))
    }

    /// Both at once: they know nothing of each other, and in a small park they take a quarter of the run.
    private func read() -> (templates: Checked<TemplateSet?>, park: LoadedPark) {
        progress(.readingTemplates)
        progress(.readingInput)
        let (park, templates) = options.workers.beside(
            { [options] in TemplateSet.read(options.templates) },
            { Loader(input: options.input, workers: options.workers).load() })
        return (templates, park)
    }

    func assess(_ loaded: Loaded, _ issued: [IssuedQuarter]) -> Prepared {
        progress(.assessing)
        let assessments = Assessor.assess(loaded.data, issued: issued, workers: options.workers)
        return Prepared(
            templates: loaded.templates, schemas: loaded.schemas, templateFiles: loaded.templateFiles,
            calendar: loaded.data.calendar, assessments: assessments, refused: loaded.data.refused,
            findings: loaded.findings + assessments.flatMap(\.findings)
                + assessments.flatMap { GlyphCheck.findings(of: $0.value.data) }, issued: issued,
            workers: options.workers, program: Self.program)
    }

    /// Tells builds of the program apart.
    private static let program: String? = {
        var census = Census()
        census.add(version)
        return (try? census.addProgram()).map { census.digest }
    }()

    // MARK: Papers and output

    private func publish(_ loaded: Loaded, _ lastRun: LastRun?) -> RunSummary {
        var summary = RunSummary(status: .done, findings: loaded.findings)
        do throws(Diagnostic) {
            let session = try OutputSession.open(
                output: options.output, state: options.state, startedAt: options.startedAt,
                readers: options.readers)
            try publish(loaded, session, &summary)
            // Without the record the next run only does more.
            try? lastRun?.note(summary, session)
            try session.log(time: options.startedAt, summary.logFields)
            try session.close()
            progress(.finished)
        } catch {
            summary.findings += [error]
            summary.settle()
        }
        return summary
    }

    private func publish(
        _ loaded: Loaded, _ session: OutputSession, _ summary: inout RunSummary
    ) throws(Diagnostic) {
        let register = try session.openRegister(park: loaded.park)
        var prepared = assess(loaded, try register.summaries(session.output))
        prepared.forgetAssessedRows(register)
        loaded.data.quarters = []
        ProcessLimits.giveBackFreedMemory()
        summary.findings = prepared.findings
        if let missing = prepared.missing(options.period) {
            summary.findings.append(missing)
            return summary.settle()
        }
        var issuing = try Issuing(prepared, register, prepared.issued, output: options.output)
        if options.only == nil {
            do throws(Diagnostic) {
                try issuing.issueAll(only: options.period) { (batch, register) throws(Diagnostic) in
                    try session.issue(batch, into: &register)
                }
            } catch {
                summary.issued = issuing.issued
                throw error
            }
            issuing.checkIssued()
        }
        summary.issued = issuing.issued
        summary.needless = issuing.needless
        summary.findings += issuing.findings
        if !issuing.issued.isEmpty, let warning = try? session.fileSystemWarning() {
            summary.findings.append(warning)
        }
        do throws(Diagnostic) {
            var publication = Publication(prepared, options, session, issuing.register, progress)
            publication.add(issuing.findings)
            try publication.publishPeriods()
            // What drafts were made with is gone, and the index is the largest page of all.
            ProcessLimits.giveBackFreedMemory()
            try publication.publishFiles()
            ProcessLimits.giveBackFreedMemory()
            try publication.publishIndex()
            try session.writeViews(of: issuing.register)
            publication.finish(&summary)
            if let only = options.only, summary.published.isEmpty {
                summary.findings.append(.nothingOf(only, options.period))
                summary.settle()
            }
        } catch {
            guard let last = issuing.issued.last else { throw error }
            throw .issuedUnfinished(last.directory, error, left: "登记表、目录等")
        }
    }

    /// Everything but the writing, under a shared lock.
    private func rehearse(_ loaded: Loaded) -> RunSummary {
        var summary = RunSummary(status: .done, findings: loaded.findings)
        do throws(Diagnostic) {
            let view = try OutputView.open(output: options.output, state: options.state)
            let register = try view.register(park: loaded.park)
            let prepared = assess(loaded, try register.summaries(view.output))
            summary.findings = prepared.findings
            if let missing = prepared.missing(options.period) { throw missing }
            var issuing = try Issuing(prepared, register, prepared.issued, output: options.output)
            try issuing.issueAll(only: options.period) { (batch, register) in register.rehearse(batch) }
            issuing.checkIssued()
            summary.findings += issuing.findings
            summary.issued = issuing.issued
            summary.needless = issuing.needless
            summary.isRehearsal = true
        } catch {
            summary.findings += [error]
        }
        summary.settle()
        return summary
    }
}

extension Pipeline.Prepared {
    /// The quarter that was asked for and has no folder.
    fileprivate func missing(_ period: Period?) -> Diagnostic? {
        guard let period, !refused.contains(period),
            !assessments.contains(where: { $0.value.period == period })
        else { return nil }
        return Diagnostic(
            .wantedPaperMissing, at: nil, "没有 \(period) 这个季度，什么都没有生成。", remedy: "请检查季度和数据目录。")
    }
}

extension Diagnostic {
    fileprivate static func nothingOf(_ code: String, _ period: Period?) -> Diagnostic {
        Diagnostic(
            .wantedPaperMissing, at: nil,
            "\(period.map { "\($0) " } ?? "")没有\(quoted(code))的文件，什么都没有生成。",
            remedy: "请检查工号、股室代码、项目代码或牌号。")
    }
}

extension RunSummary {
    var logFields: [(key: String, value: String)] {
        let changed = published.filter { !$0.isUnchanged }.map(\.name)
        return [
            ("outcome", outcome), ("issued", issued.map(\.directory).joined(separator: ",")),
            ("periods", changed.joined(separator: ",")),
            ("errors", String(findings.filter { $0.severity == .error }.count)),
            ("warnings", String(findings.filter { $0.severity == .warning }.count + unlistedWarnings)),
            ("exit", String(status.rawValue)),
        ]
    }
}
