import Composing
import Model
import Publishing

/// A job with its place among those of its shelf: what it makes is told in that order, whoever makes it when.
struct NumberedJob: Sendable {
    var job: PaperJob
    var number = 0
}

/// What one worker makes in one go.
struct PaperGroup: Sendable {
    /// A report is followed by the talk sheets about its person: composed once, it stands in all of them.
    var jobs: [NumberedJob] = []
    /// Of the reports among the jobs, as they were composed.
    var pack: PackPlan?
    var packNumber = 0
    var extra: Extra?
    /// Takes as long as some hundred papers: begun first.
    var isLarge = false

    /// What comes of the whole quarter and of no single job.
    enum Extra: Sendable {
        /// assessment.xml.
        case assessment(LedgerInspector)
        /// The wall charts, with all quarters that could be read. One after the other: two of a large park at once would
        /// be most of the memory.
        case charts([Assessment])
        /// The decision sheet and the table to be completed.
        case decisions
        /// Composed by the worker that makes it; no job's paper, so nobody counts it.
        case runReport(@Sendable () -> Document)

        /// Its place among the jobs.
        var number: Int { if case .assessment = self { -1 } else { .max } }
    }

    init(_ extra: Extra) {
        self.extra = extra
        isLarge = true
    }

    /// The reports of each office with its pack as one group, the bulletins as one, because the first finds what all share,
    /// and every other paper as its own.
    ///
    /// - Parameters:
    ///   - papers: of the drafts.
    ///   - working: of the working papers, numbered for themselves.
    static func groups(of papers: [PaperJob], working: [PaperJob] = [], packs: [PackPlan] = [])
        -> [PaperGroup]
    {
        var plans = Dictionary(packs.map { ($0.office, $0) }, uniquingKeysWith: { first, _ in first })
        var sheets = Sheets(working)
        var groups: [PaperGroup] = []
        var places: [Code: Int] = [:]
        for job in papers {
            guard case .feedback(let person, let office) = job else {
                if job.isBulletin, groups.last?.jobs.last?.job.isBulletin ?? false {
                    groups[groups.count - 1].jobs.append(NumberedJob(job: job))
                } else {
                    groups.append(PaperGroup([NumberedJob(job: job)]))
                }
                continue
            }
            let place = places[office] ?? groups.count
            if place == groups.count {
                places[office] = place
                groups.append(PaperGroup(pack: plans.removeValue(forKey: office)))
            }
            groups[place].jobs.append(NumberedJob(job: job))
            groups[place].jobs += sheets.take(about: person)
        }
        number(&groups)
        groups += sheets.left
        return groups.filter(\.isLarge) + groups.filter { !$0.isLarge }
    }

    private init(pack: PackPlan?) { self.pack = pack }

    private init(_ jobs: [NumberedJob]) {
        self.jobs = jobs
        isLarge = jobs.contains(where: \.job.isLarge)
    }

    /// Papers of the drafts in the order of their groups, each pack after its reports.
    private static func number(_ groups: inout [PaperGroup]) {
        var next = 0
        for place in groups.indices {
            for job in groups[place].jobs.indices where groups[place].jobs[job].job.shelf == .drafts {
                groups[place].jobs[job].number = next
                next += 1
            }
            groups[place].packNumber = next
            next += 1
        }
    }

    /// Talk sheets by the person they are about, and all other working papers.
    private struct Sheets {
        private var about: [Code: [NumberedJob]] = [:]
        private var people: [Code] = []
        private var others: [PaperGroup] = []

        init(_ working: [PaperJob]) {
            for (number, job) in working.enumerated() {
                let numbered = NumberedJob(job: job, number: number)
                guard case .talkSheet(let person, _) = job else {
                    others.append(PaperGroup([numbered]))
                    continue
                }
                if about[person] == nil { people.append(person) }
                about[person, default: []].append(numbered)
            }
        }

        mutating func take(about person: Code) -> [NumberedJob] { about.removeValue(forKey: person) ?? [] }

        /// What no report was there for, person by person.
        var left: [PaperGroup] { others + people.compactMap { about[$0] }.map { PaperGroup($0) } }
    }
}
