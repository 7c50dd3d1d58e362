import Files
import Model

/// What a batch is for; with its sequence number it names the batch's directory.
package enum BatchPurpose: Hashable, Sendable {
    case quarter(Period)
    case revision(Period, Int)
    /// Liftings and withdrawals between quarters.
    case notices(Period, Int)
    /// A number given away by hand.
    case void

    package init(_ signoff: Signoff) {
        if signoff.isNotices {
            self = .notices(signoff.period, signoff.revision)
        } else {
            self =
                signoff.revision == 0 ? .quarter(signoff.period) : .revision(signoff.period, signoff.revision)
        }
    }

    package var period: Period? {
        switch self {
        case .quarter(let period), .revision(let period, _), .notices(let period, _): return period
        case .void: return nil
        }
    }

    /// 0 for a quarter's first batch; `nil` for notices and voids, which revise nothing.
    package var revision: Int? {
        switch self {
        case .quarter: return 0
        case .revision(_, let number): return number
        case .notices, .void: return nil
        }
    }

    var text: String {
        switch self {
        case .quarter(let period): return "\(period)"
        case .revision(let period, let number): return "\(period)-r\(number)"
        case .notices(let period, let number): return "\(period)-n\(number)"
        case .void: return "void"
        }
    }

    /// `nil` unless it is exactly what ``text`` writes.
    init?(_ text: some StringProtocol) {
        if text == "void" {
            self = .void
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, let period = Period(String(first)) else { return nil }
        switch parts.count {
        case 1: self = .quarter(period)
        case 2:
            guard let number = Int(parts[1].dropFirst()), number > 0 else { return nil }
            self = parts[1].hasPrefix("r") ? .revision(period, number) : .notices(period, number)
        default: return nil
        }
        guard self.text == text else { return nil }
    }
}

/// 发文字号 in its parts.
package struct DocumentNumber: Hashable, Sendable {
    package var series: String
    package var year: Int
    package var number: Int

    package init(series: String, year: Int, number: Int) {
        self.series = series
        self.year = year
        self.number = number
    }

    /// `临园绩督〔2026〕4号`: full year in 〔〕, no 第, no leading zeros (GB/T 9704).
    package var label: String { "\(series)〔\(year)〕\(number)号" }
}

/// A file of a batch by its path, as `SHA256SUMS` and manifest list it.
package struct ManifestFile: Hashable, Sendable {
    package var path: String
    package var sha256: String
    package var bytes: Int
}

/// By this a paper is the same paper in every revision.
package struct DocumentKey: Hashable, Sendable, Comparable {
    package var kind: DocumentKind
    package var period: Period
    package var subject: String

    package init(_ kind: DocumentKind, _ period: Period, _ subject: String) {
        self.kind = kind
        self.period = period
        self.subject = subject
    }

    /// `card/2025Q1-P007`: what a notice that takes the paper back says of it.
    package var name: String { "\(kind.rawValue)/\(subject)" }

    package static func < (a: DocumentKey, b: DocumentKey) -> Bool {
        if a.period != b.period { return a.period < b.period }
        if a.kind != b.kind { return a.kind.rawValue.precedes(b.kind.rawValue) }
        return a.subject.precedes(b.subject)
    }
}

/// One issued paper.
package struct IssuedDocument: Hashable, Sendable {
    package var key: DocumentKey
    package var revision: Int
    /// `nil` for feedback reports.
    package var number: DocumentNumber?
    /// `sha256:…` of the facts shown.
    package var facts: String
    /// Label of the paper it replaces; empty when it replaces none, or one without a number.
    package var replaces: String
    package var reason: String
    /// The paper that this notice takes back: `card/2025Q1-P007`.
    package var withdraws: String
    package var files: [ManifestFile]

    package init(
        key: DocumentKey, revision: Int, number: DocumentNumber?, facts: String, replaces: String = "",
        reason: String = "", withdraws: String = "", files: [ManifestFile] = []
    ) {
        self.key = key
        self.revision = revision
        self.number = number
        self.facts = facts
        self.replaces = replaces
        self.reason = reason
        self.withdraws = withdraws
        self.files = files
    }
}

/// A number that people gave away outside the program.
package struct VoidNumber: Hashable, Sendable {
    package var number: DocumentNumber
    package var reason: String
    package init(number: DocumentNumber, reason: String) {
        self.number = number
        self.reason = reason
    }
}

/// A batch's slice of the register; chained to the slice before by its digest.
package struct Manifest: Hashable, Sendable {
    static let version = "1"
    static let fileName = "manifest.xml"

    package var sequence: Int
    package var park: String
    package var purpose: BatchPurpose
    /// `sha256:…` of the manifest before; empty for the first.
    package var previous: String
    /// 成文日期, from the sign-off; `nil` for voids.
    package var issueDate: Day?
    package var program: String
    package var sources: [ManifestFile] = []
    /// Files that are no papers: assessment.xml, the run report, the summary for later quarters.
    package var others: [ManifestFile] = []
    package var documents: [IssuedDocument] = []
    package var voids: [VoidNumber] = []

    /// As the next manifest and the head name this one.
    package var digest: String { "sha256:" + Digest.sha256(bytes) }

    /// `0007-2026Q1`.
    package var directory: String {
        let digits = String(sequence)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-" + purpose.text
    }

    var allFiles: [ManifestFile] { sources + others + documents.flatMap(\.files) }

    /// Numbers in the order in which they were given.
    var numbers: [DocumentNumber] { documents.compactMap(\.number) + voids.map(\.number) }
}

extension String {
    /// By bytes, never by locale.
    func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
