import Composing
import Model
import Publishing

/// A paper that a quarter calls for, with the digest of its facts.
struct PlannedPaper {
    var job: PaperJob?
    var key: DocumentKey
    var office: String
    var facts: String
    /// The paper in force that this one replaces or takes back.
    var replaced: IssuedDocument?
    var isWithdrawal = false

    /// All of a quarter; `nil` when one cannot be composed.
    static func all(by composer: Composer, previous: Assessment?) -> Checked<[PlannedPaper]?> {
        var papers: [PlannedPaper] = []
        for job in PaperJob.all(by: composer, previous: previous) {
            let composed = job.compose(composer)
            guard composed.findings.isEmpty else { return Checked(nil, composed.findings) }
            guard let document = composed.value else { continue }
            papers.append(
                PlannedPaper(
                    job: job, key: DocumentKey(document.kind, composer.assessment.period, document.subject),
                    office: job.office,
                    facts: FactsDigest.of(document.facts, Composer.type(of: document.kind))))
        }
        return Checked(papers)
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
        case .feedback(let person): return person.person.office.text
        case .card(let notice): return notice.office?.text ?? ""
        case .bulletin(let document): return document.subject == "park" ? "" : document.subject
        case .closing, .pack, .chart, .personalList, .talkSheet, .talkList, .performanceFile, .itemLedger:
            return ""
        }
    }
}
