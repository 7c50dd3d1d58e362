import Composing
import Model
import Publishing

/// A paper that a quarter calls for, with the digest of its facts.
struct PlannedPaper: Sendable {
    var job: PaperJob?
    /// `nil` for what takes a paper back.
    var made: MadePaper?
    var key: DocumentKey
    var office: String
    var facts: String
    /// The paper in force that this one replaces or takes back.
    var replaced: IssuedDocument?
    var isWithdrawal = false

    /// All of a quarter; `nil` when one cannot be composed.
    static func all(in shop: PaperWorkshop, previous: Assessment?) -> Checked<[PlannedPaper]?> {
        guard let composer = shop.composer else { return Checked([]) }
        let jobs = PaperJob.all(by: composer, previous: previous)
        let composed = shop.inOrder(jobs.count) { _, position in planned(jobs[position], composer) }
        if let fault = composed.first(where: { !$0.findings.isEmpty }) { return Checked(nil, fault.findings) }
        return Checked(composed.compactMap(\.value))
    }

    private static func planned(_ job: PaperJob, _ composer: Composer) -> Checked<PlannedPaper?> {
        let composed = job.compose(composer)
        return Checked(
            composed.value.map { document in
                PlannedPaper(
                    job: job, made: MadePaper(document),
                    key: DocumentKey(document.kind, composer.assessment.period, document.subject),
                    office: job.office,
                    facts: FactsDigest.of(document.facts, Composer.type(of: document.kind)))
            }, composed.findings)
    }
}

extension Composer {
    /// Knows the numbers of the notices that were issued.
    init(_ assessment: Assessment, calendar: WorkCalendar, _ register: Register) {
        self.init(assessment, calendar: calendar)
        for (_, document) in register.documents where document.key.kind == .card {
            cardLabels[document.key.subject] = document.number?.label
        }
    }
}

extension PaperJob {
    /// Orders numbers inside a kind: the code of the office, empty for the park.
    fileprivate var office: String {
        switch self {
        case .feedback(_, let office): return office.text
        case .card(let notice): return notice.office?.text ?? ""
        case .bulletin(let plan): return plan.subject == "park" ? "" : plan.subject
        case .closing, .pack, .chart, .personalList, .talkSheet, .talkList, .performanceFile, .itemLedger:
            return ""
        }
    }
}
