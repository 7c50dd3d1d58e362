import Composing
import Model
import Publishing

/// Working papers for leaders and HR: derived from the quarter's data, never issued, made again by every run.
extension Publication {
    /// Of an issued quarter: its talks are going on until the next is issued; after that the folder goes.
    mutating func publishWorkingOfIssued(_ assessment: Assessment) throws(Diagnostic) -> PaperWorkshop.Output
    {
        guard assessment.period == newestIssued else {
            try session.removeDraft(.of(assessment.period, on: .working))
            return .init()
        }
        guard isWanted(assessment.period) else {
            let composer = prepared.workingComposer(of: assessment)
            return PaperWorkshop.Output(papers: try standingWorking(composer))
        }
        let composer = prepared.workingComposer(of: assessment)
        let jobs = wanted(PaperJob.working(by: composer))
        guard options.only == nil || !jobs.isEmpty else { return .init() }
        let name = DraftName.of(assessment.period, on: .working, isSelection: options.only != nil)
        return try publish(jobs, into: name, composer)
    }

    /// What stands in a folder that `--period` left alone.
    func standingWorking(_ composer: Composer) throws(Diagnostic) -> [MadePaper] {
        let name = DraftName.of(composer.assessment.period, on: .working)
        guard try session.drafts(on: .working).contains(name.description) else { return [] }
        return PaperJob.working(by: composer).compactMap { job in
            job.compose(composer).value.map { MadePaper($0, in: name.folder) }
        }
    }

    // MARK: Performance files

    /// The year's files of every person, whichever of its quarters changed.
    mutating func publishFiles() throws(Diagnostic) {
        guard let newest = prepared.assessments.last?.value else { return }
        let composer = Composer(newest, calendar: prepared.calendar)
        for year in Set(prepared.assessments.map(\.value.period.year)).sorted() {
            let plan = prepared.fileYear(year, register: register)
            let name = DraftName.files(year, isSelection: options.only != nil)
            guard options.period.map({ $0.year == year }) ?? true else {
                try rememberStandingFiles(of: plan, in: name)
                continue
            }
            let jobs = wanted(plan.people.map { .performanceFile($0, plan) })
            if options.only != nil && jobs.isEmpty { continue }
            yearFiles[year] = try publish(jobs, into: name, composer).papers
        }
    }

    private mutating func rememberStandingFiles(of year: FileYear, in name: DraftName) throws(Diagnostic) {
        guard try session.drafts(on: .files).contains(name.description) else { return }
        yearFiles[year.year] = year.people.map {
            MadePaper(.performanceFile, $0.text, path: $0.text, in: name.folder)
        }
    }

    private var newestIssued: Period? {
        prepared.assessments.map(\.value.period).filter { register.newest(of: $0) != nil }.max()
    }

    private mutating func publish(
        _ jobs: [PaperJob], into name: DraftName, _ composer: Composer
    ) throws(Diagnostic) -> PaperWorkshop.Output {
        let draft = try session.beginDraft(name)
        do throws(Diagnostic) {
            let progress = self.progress
            let period = composer.assessment.period
            let groups = PaperGroup.groups(of: [], working: jobs)
            let made = try workshop(for: composer).make(groups, into: [name.shelf: draft]) {
                progress(.workingPapers(period, done: $0, of: jobs.count))
            }
            var output = made[name.shelf] ?? .init()
            output.papers = output.papers.map { $0.moved(to: name.folder) }
            findings += output.findings
            try commit(draft, name, output.papers)
            return output
        } catch {
            draft.abandon()
            throw error
        }
    }
}
