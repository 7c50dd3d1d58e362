import Assessing
import Files
import Model
import Publishing

/// Whether a sign-off may be issued: the files it lists, the state of its quarter, the quarters before.
struct SignoffCheck {
    private let prepared: Pipeline.Prepared
    private let register: Register
    private let signoff: Signoff
    private let assessment: Assessment

    init(_ prepared: Pipeline.Prepared, _ register: Register, _ signoff: Signoff, _ assessment: Assessment) {
        self.prepared = prepared
        self.register = register
        self.signoff = signoff
        self.assessment = assessment
    }

    private var data: QuarterData { assessment.data }
    private var place: SourcePlace { SourcePlace(file: "\(signoff.period)/\(signoff.fileName)") }

    var findings: [Diagnostic] {
        var found = sourceFindings + dateFindings + historyFindings + orderFindings
        if signoff.isNotices {
            found += closingFindings
        } else {
            found += faultFindings + runningFindings + missingFindings
        }
        return found
    }

    /// The files that a sign-off lists, with the digests of what was read now.
    static func sources(of data: QuarterData, isNotices: Bool) -> [Signoff.Source] {
        let wanted = ["decisions.csv", "rectifications.csv", "cards.csv", "calendar.csv"]
        return data.inputs.filter { file in
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            guard !name.hasPrefix("signoff") else { return false }
            return !isNotices || wanted.contains(name) || name.hasSuffix(".xlsx")
                || file.path.hasPrefix("schemes/")
        }.map { Signoff.Source(path: $0.path, sha256: $0.sha256) }
    }

    private var sourceFindings: [Diagnostic] {
        let now = Self.sources(of: data, isNotices: signoff.isNotices)
        let signed = Dictionary(
            signoff.sources.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        let present = Set(now.map(\.path))
        let differing = now.filter { signed[$0.path] != $0.sha256 }.map {
            Diagnostic.sourceDiffers($0.path, signed: signed[$0.path], now: $0.sha256)
        }
        let gone = signoff.sources.filter { !present.contains($0.path) }.map {
            Diagnostic.sourceDiffers($0.path, signed: $0.sha256, now: nil)
        }
        return differing + gone
    }

    /// A date is printed on every paper of the batch and counts every deadline, so a slip of the pen must not pass.
    private var dateFindings: [Diagnostic] {
        var found: [Diagnostic] = []
        if let last = register.lastIssueDate, signoff.date < last {
            found.append(.issueDateTooEarly(place.file, previous: last))
        }
        if let (day, what) = earliestDates.first(where: { signoff.date < $0.day }) {
            found.append(
                refusal("成文日期 \(signoff.date) 早于\(what) \(day)，文书会先于它所依据的事。", "请核对成文日期，或核对那个日期。"))
        }
        return found
    }

    /// What the papers of this sign-off rest on has happened by its date. Of notices alone those decided later wait for
    /// another sign-off.
    private var earliestDates: [(day: Day, what: String)] {
        if signoff.isNotices { return [] }
        var dates = data.decisions.map {
            (day: $0.date, what: "\($0.holder.code) 的\($0.matter.rawValue)决定日期")
        }
        if !signoff.ended { dates.append((signoff.period.lastDay, "季度的最后一天")) }
        if let asOf = assessment.asOf { dates.append((asOf, "数据截至日期")) }
        return dates.sorted { ($1.day, $0.what) < ($0.day, $1.what) }
    }

    /// Grades rest on the cards and grades before them, so a quarter that could not be read stops all later issues.
    private var historyFindings: [Diagnostic] {
        guard let lost = prepared.lostQuarter(before: signoff.period, register) else { return [] }
        return [
            refusal(
                "更早的 \(lost) 没有读入，\(signoff.title) 会缺少以前的牌、等次和趋势，未签发。",
                "请先改正或放回 \(lost) 的数据；签发过的，issued 里那一批的 source/input 有原样副本。")
        ]
    }

    /// Quarters are signed in order, and a revision needs what it revises.
    private var orderFindings: [Diagnostic] {
        if signoff.isNotices { return [] }
        let before: BatchPurpose? =
            switch signoff.revision {
            case 0: nil
            case 1: .quarter(signoff.period)
            default: .revision(signoff.period, signoff.revision - 1)
            }
        // A needless revision made no batch, so only the quarter itself is asked for.
        if before != nil, register.batch(.quarter(signoff.period)) == nil {
            return [refusal("\(signoff.period) 还没有签发，不能更正。", "请先签发该季度。")]
        }
        let periods = prepared.assessments.map(\.value.period) + prepared.refused
        let open = periods.filter { $0 < signoff.period && register.batch(.quarter($0)) == nil }.sorted()
        guard let first = open.first else { return [] }
        return [refusal("更早的 \(first) 还没有签发，季度须按顺序签发。", "请先签发 \(first)。")]
    }

    private var faultFindings: [Diagnostic] {
        let found = prepared.findings.filter {
            $0.severity == .error && ($0.concerns(signoff.period) || $0.concernsAllPeriods)
        }
        // A tie is nothing that the tables have wrong: the committee has not decided yet.
        let ties = found.filter { $0.code == .tieWithoutDecision }
        let faults = found.count - ties.count
        var refusals: [Diagnostic] = []
        if faults > 0 {
            refusals.append(
                refusal("\(signoff.title) 的数据有 \(faults) 处错误，未签发。", "请按错误清单改正后重新定稿。"))
        }
        if !ties.isEmpty {
            let codes = ties.flatMap(\.affected).map(\.text).joined(separator: "、")
            refusals.append(
                refusal(
                    "\(signoff.title) 有 \(ties.count) 处并列待审定（\(codes)），未签发。",
                    "请先由会议审定，把决定记入审定表（decisions），再定稿。"))
        }
        return refusals
    }

    private var runningFindings: [Diagnostic] {
        guard !signoff.ended, let progress = assessment.progressDate, progress < signoff.period.lastDay else {
            return []
        }
        return [
            refusal(
                "\(signoff.period) 的填报和项目只到 \(progress)，季度还在进行。",
                "请补齐到 \(signoff.period.lastDay)，或定稿时加 --ended。")
        ]
    }

    private var missingFindings: [Diagnostic] {
        let offices = assessment.offices.filter { !$0.missing.isEmpty }.map(\.office.code.text)
        let people = assessment.people.filter { $0.noGrade == nil && !$0.missing.isEmpty }.map(
            \.person.code.text)
        let codes = offices + people
        guard !codes.isEmpty else { return [] }
        let shown = codes.prefix(20).joined(separator: "、") + (codes.count > 20 ? " 等 \(codes.count) 个" : "")
        return [refusal("\(signoff.title) 还有未报的项目：\(shown)。", "请补报，或按规定填不适用、登记容错免责。")]
    }

    /// A notices sign-off waits only for the papers it issues.
    private var closingFindings: [Diagnostic] {
        let codes = Set(
            data.decisions.filter { $0.matter == .lifting || $0.matter == .withdrawal }.map(\.holder.code))
        let faults = prepared.findings.filter { fault in
            guard fault.severity == .error, fault.concerns(signoff.period) else { return false }
            return fault.affected.contains(where: codes.contains)
                || fault.place?.file.hasSuffix("decisions.csv") == true
        }
        guard !faults.isEmpty else { return [] }
        return [refusal("\(signoff.title) 的销牌、撤牌有 \(faults.count) 处错误，未签发。", "请按错误清单改正后重新定稿。")]
    }

    private func refusal(_ headline: String, _ remedy: String) -> Diagnostic {
        Diagnostic(.signoffRefused, at: place, headline, remedy: remedy)
    }
}

extension Pipeline.Prepared {
    /// The first quarter before this one that was issued, or has a folder, and is not among those assessed.
    func lostQuarter(before period: Period, _ register: Register) -> Period? {
        let known = Set(assessments.map(\.value.period))
        let issued = register.batches.compactMap(\.manifest.purpose.period)
        return (refused + issued).filter { $0 < period && !known.contains($0) }.min()
    }
}

extension Diagnostic {
    fileprivate static func sourceDiffers(_ path: String, signed: String?, now: String?) -> Diagnostic {
        let was = signed.map { "定稿 \($0.prefix(8))…" } ?? "定稿时没有"
        let present = now.map { "现为 \($0.prefix(8))…" } ?? "现在没有"
        return Diagnostic(
            .signoffSourceDiffers, at: SourcePlace(file: path), "与定稿单不一致（\(was)，\(present)）。",
            remedy: "请确认文件已传完，或重新定稿。")
    }
}
