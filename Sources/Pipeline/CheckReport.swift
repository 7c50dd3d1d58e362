import Composing
import Files
import Model
import Publishing
import Rendering

extension Pipeline {
    /// Checks, and writes the finding list (数据问题清单) to a file; nothing else is written.
    ///
    /// The list is a page like any other, so without sound templates there is none: their faults come first anyway.
    package func check(writingListTo path: String) -> RunSummary {
        let (summary, templates) = checkWithTemplates()
        guard let templates else { return summary.adding(.noFindingList(path)) }
        let workshop = PaperWorkshop(
            composer: nil, templates: templates, schemas: [:], staffNumbers: StaffNumbers([]), workers: .one)
        var bench = Workbench(workshop: workshop)
        let files = bench.verifiedFiles(of: FindingList.document(of: summary.findings))
        guard let file = files.value.first else { return files.findings.reduce(summary) { $0.adding($1) } }
        do throws(Diagnostic) {
            try OutputFile(path).replace(with: file.bytes)
            return summary
        } catch {
            return summary.adding(error)
        }
    }

    func checkWithTemplates() -> (RunSummary, CompiledTemplates?) {
        switch load() {
        case .stopped(var summary, let templates):
            summary.outlook = .nothing
            return (summary, templates)
        case .ready(let loaded):
            let prepared = assess(loaded, [])
            var summary = RunSummary(
                status: ExitStatus.of(prepared.findings), findings: prepared.findings.glyphsListedOnce)
            summary.outlook = .most(prepared.outlook)
            return (summary, prepared.templates)
        }
    }
}

extension Pipeline.Prepared {
    /// What a run would leave out, quarter by quarter.
    fileprivate var outlook: [RunSummary.Lacking] {
        let quarters = assessments.map(\.value).map { assessment in
            let offices = assessment.offices.filter(\.isWithheld).map(\.office.code)
            let people = assessment.people.filter(\.isWithheld).map(\.person.code)
            let cards = assessment.cards.filter { $0.isWithheld && $0.object.kind == .project }
            let isOpen = !assessment.isRunning && !assessment.isSignedOff
            return RunSummary.Lacking(
                period: assessment.period, withheld: offices + people + cards.map(\.object.code),
                undecided: isOpen ? assessment.undecided : [])
        }
        let lost = refused.map { RunSummary.Lacking(period: $0, isRefused: true) }
        return (quarters + lost).sorted { $0.period < $1.period }
    }
}

extension Assessment {
    /// Ties across a line, which only the committee can break.
    fileprivate var undecided: [Code] {
        offices.filter(\.isPending).map(\.office.code) + people.filter(\.isPending).map(\.person.code)
    }
}

extension [Diagnostic] {
    /// The same name stands in every quarter's table; its newest one is where somebody can change it. Each quarter's
    /// run report keeps its own.
    fileprivate var glyphsListedOnce: [Diagnostic] {
        var newest: [String: Diagnostic] = [:]
        var rest: [Diagnostic] = []
        for finding in self {
            guard finding.code == .glyphFallback || finding.code == .glyphMissing else {
                rest.append(finding)
                continue
            }
            let known = newest[finding.headline]
            if known.map({ $0.isOlder(than: finding) }) ?? true { newest[finding.headline] = finding }
        }
        return rest + newest.values
    }
}

extension Diagnostic {
    fileprivate func isOlder(than other: Diagnostic) -> Bool {
        guard let place, let theirs = other.place else { return place == nil }
        return (place.period, place) < (theirs.period, theirs)
    }
}

extension SourcePlace {
    /// Of the folder it stands in; before every quarter, where it stands in none.
    fileprivate var period: Period {
        file.split(separator: "/").compactMap { Period(String($0)) }.last ?? Period(index: 0)
    }
}

/// A single file that the user named.
struct OutputFile {
    let path: String
    /// `.` for a name alone.
    let folder: String
    let name: String

    init(_ path: String) {
        self.path = path
        let slash = path.lastIndex(of: "/")
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    func replace(with bytes: [UInt8]) throws(Diagnostic) {
        try Folder.open(folder).replace(name, with: bytes, through: "." + name + ".new")
    }

    /// Refuses to overwrite: somebody may have filled it in.
    func create(with bytes: [UInt8]) throws(Diagnostic) {
        let open = try Folder.open(folder)
        guard try open.presence(of: name) == .absent else { throw .fileExists(path) }
        try open.write(bytes, to: name, sync: true)
        try open.sync()
    }
}

extension RunSummary {
    func adding(_ finding: Diagnostic) -> RunSummary {
        var copy = RunSummary(status: status, findings: findings + [finding])
        if status == .done { copy.status = ExitStatus.of(copy.findings) }
        copy.published = published
        copy.outlook = outlook
        return copy
    }
}

extension Diagnostic {
    fileprivate static func noFindingList(_ path: String) -> Diagnostic {
        Diagnostic(
            .noFindingList, .warning, at: SourcePlace(file: path), "模板有错，没有生成数据问题清单。", remedy: "请先改正上列模板错误。")
    }

    fileprivate static func fileExists(_ path: String) -> Diagnostic {
        Diagnostic(
            .fileExists, at: SourcePlace(file: path), "已有这个文件，没有覆盖。", remedy: "请换一个文件名，或先移走原文件。")
    }
}

extension DiagnosticCode {
    static let noFindingList = DiagnosticCode("W723")
    static let fileExists = DiagnosticCode("E722")
}
