import Files
import Model
import Publishing

/// What a person wants to sign (yardstick signoff).
package struct SignoffRequest: Sendable {
    package var period: Period
    package var date: Day
    package var signer: String
    package var isRevision: Bool
    /// `nil` means the next one.
    package var revision: Int?
    package var isNotices: Bool
    package var reason: String?
    package var ended: Bool
    package var allowsGap: Bool

    package init(
        period: Period, date: Day, signer: String, isRevision: Bool = false, revision: Int? = nil,
        isNotices: Bool = false, reason: String? = nil, ended: Bool = false, allowsGap: Bool = false
    ) {
        self.period = period
        self.date = date
        self.signer = signer
        self.isRevision = isRevision
        self.revision = revision
        self.isNotices = isNotices
        self.reason = reason
        self.ended = ended
        self.allowsGap = allowsGap
    }
}

/// What would be issued, shown before anything is written.
package struct SignoffPreview: Sendable {
    package var summary: RunSummary
    /// `nil` when the sign-off is refused.
    package var signoff: Signoff?
    /// Papers of the coming batch by kind.
    package var counts: [DocumentKind: Int] = [:]
    /// Subjects whose papers a revision replaces, adds or takes back.
    package var subjects: [String] = []
    /// Later quarters already issued; a revision changes none of them.
    package var laterIssued: [Period] = []
    /// Text of the file to be written.
    package var bytes: [UInt8] = []
}

extension Pipeline {
    /// Assesses as if the quarter were signed, and says what would be issued or why it is refused.
    package func previewSignoff(_ request: SignoffRequest) -> SignoffPreview {
        switch load() {
        case .stopped(let summary, _): return SignoffPreview(summary: summary)
        case .ready(let loaded):
            do throws(Diagnostic) {
                return try preview(request, loaded)
            } catch {
                return SignoffPreview(
                    summary: RunSummary(status: ExitStatus.of([error]), findings: loaded.findings + [error]))
            }
        }
    }

    /// Writes 定稿单 (0640) beside the tables; the only file that is ever written into `input/`.
    package func write(_ preview: SignoffPreview) throws(Diagnostic) -> String {
        guard let signoff = preview.signoff else { throw .noSuchQuarter(options.input) }
        let folder = try Folder.open(options.input + "/\(signoff.period)")
        guard try folder.presence(of: signoff.fileName) == .absent else {
            throw .alreadySigned(folder.path + "/" + signoff.fileName)
        }
        let temporary = ".new-" + signoff.fileName
        try folder.remove(temporary)
        try folder.write(preview.bytes, to: temporary, mode: 0o640, sync: true)
        try folder.rename(temporary, to: signoff.fileName, .exclusive)
        try folder.sync()
        return folder.path + "/" + signoff.fileName
    }

    private func preview(_ request: SignoffRequest, _ loaded: Loaded) throws(Diagnostic) -> SignoffPreview {
        guard let position = loaded.data.quarters.firstIndex(where: { $0.period == request.period }) else {
            throw .noSuchQuarter("\(options.input)/\(request.period)")
        }
        let view = try OutputView.open(output: options.output, state: options.state)
        let register = try view.register(park: loaded.park)
        let signoff = try signoff(for: request, loaded.data.quarters[position], register)
        loaded.data.quarters[position].add(signoff)
        let prepared = assess(loaded, try register.summaries(view.output))
        var issuing = try Issuing(prepared, register, prepared.issued, output: options.output)
        let waitingBefore = issuing.waiting.filter { $0 != signoff }
        var preview = SignoffPreview(summary: RunSummary(status: .done, findings: []))
        try issuing.issueAll { (batch, register) in register.rehearse(batch) }
        preview.summary.findings = issuing.findings + prepared.findings
        preview.summary.issued = issuing.issued
        preview.summary.needless = issuing.needless
        preview.summary.settle()
        // A refusal of another waiting sign-off is shown too, and stops this one: they are issued in order.
        let isIssued = issuing.register.batch(BatchPurpose(signoff)) != nil
        let isNeedless = issuing.needless.contains(signoff.title)
        // A correction may find nothing changed; notices without a decision would only use up a file name.
        if isNeedless, signoff.isNotices { throw .noNewNotices(request.period, signoff.date) }
        guard issuing.findings.isEmpty, isIssued || isNeedless || waitingBefore.isEmpty else {
            return preview
        }
        guard isIssued || isNeedless else { return preview }
        preview.signoff = signoff
        preview.bytes = signoff.bytes
        let documents = issuing.register.batch(BatchPurpose(signoff))?.documents ?? []
        preview.counts = Dictionary(grouping: documents, by: \.key.kind).mapValues(\.count)
        preview.subjects = documents.map(\.key.subject)
        preview.laterIssued = prepared.assessments.map(\.value.period).filter {
            $0 > request.period && register.newest(of: $0) != nil
        }
        return preview
    }

    private func signoff(
        for request: SignoffRequest, _ data: QuarterData, _ register: Register
    ) throws(Diagnostic) -> Signoff {
        var number = 0
        if request.isNotices { number = (data.notices.last?.revision ?? 0) + 1 }
        if request.isRevision {
            let next = (data.revisions.last?.revision ?? 0) + 1
            number = request.revision ?? next
            guard number == next else { throw .revisionSkipped(request.period, next) }
        }
        let signoff = Signoff(
            period: request.period, revision: number, date: request.date, signer: request.signer,
            ended: request.ended || request.isRevision && data.signoff?.ended == true,
            isNotices: request.isNotices, reason: request.reason,
            sources: SignoffCheck.sources(of: data, isNotices: request.isNotices))
        if !request.isNotices, !request.isRevision, data.signoff != nil {
            throw .alreadySigned("\(options.input)/\(request.period)/\(signoff.fileName)")
        }
        if let last = register.lastIssueDate, !request.allowsGap, request.date.ordinal - last.ordinal > 366 {
            throw .dateFarAhead(request.date, last)
        }
        return signoff
    }
}

extension QuarterData {
    fileprivate mutating func add(_ signoff: Signoff) {
        if signoff.isNotices {
            notices.append(signoff)
        } else if signoff.revision == 0 {
            self.signoff = signoff
        } else {
            revisions.append(signoff)
        }
    }
}

extension Signoff {
    /// The file as signoff.xsd describes it.
    fileprivate var bytes: [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<signoff version=\"1\""
        let attributes: [(String, String?)] = [
            ("period", "\(period)"), ("revision", "\(revision)"), ("date", "\(date)"), ("signer", signer),
            ("ended", ended ? "true" : nil), ("notices", isNotices ? "true" : nil), ("reason", reason),
        ]
        for (name, value) in attributes { if let value { text += " \(name)=\"\(Self.escaped(value))\"" } }
        text += ">\n"
        for source in sources {
            text += "  <source path=\"\(Self.escaped(source.path))\" sha256=\"\(source.sha256)\"/>\n"
        }
        return Array((text + "</signoff>\n").utf8)
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            case _ where scalar.value < 32: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Diagnostic {
    fileprivate static func noSuchQuarter(_ path: String) -> Diagnostic {
        Diagnostic(.signoffRefused, at: SourcePlace(file: path), "没有这个季度可用的数据，不能定稿。", remedy: "请核对季度，或先改正数据。")
    }

    fileprivate static func alreadySigned(_ path: String) -> Diagnostic {
        Diagnostic(
            .signoffRefused, at: SourcePlace(file: path), "已有定稿单。",
            remedy: "还没有签发的，可删去定稿单重新定稿；已经签发的，请用 --revision 更正。")
    }

    fileprivate static func noNewNotices(_ period: Period, _ date: Day) -> Diagnostic {
        Diagnostic(
            .signoffRefused, at: nil, "\(period) 没有 \(date) 以前（含当日）决定、尚未签发的销牌或撤牌。",
            remedy: "不必再单独签发；确有新的决定的，请先记入审定表（decisions）。")
    }

    fileprivate static func revisionSkipped(_ period: Period, _ next: Int) -> Diagnostic {
        Diagnostic(
            .signoffRefused, at: nil, "\(period) 的下一次更正是第 \(next) 次。", remedy: "请写 --revision \(next)，或不写次数。")
    }

    fileprivate static func dateFarAhead(_ date: Day, _ last: Day) -> Diagnostic {
        Diagnostic(
            .signoffRefused, at: nil, "成文日期 \(date) 比上一件（\(last)）晚了一年以上。", remedy: "日期无误的，请加 --allow-gap。")
    }
}
