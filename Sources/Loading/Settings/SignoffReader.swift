import Files
import Markup
import Model

/// Reads the sign-offs of a quarter's folder: `signoff.xml`, and `signoff-rN.xml`, `signoff-nK.xml` beside it.
struct SignoffReader {
    let period: Period

    /// All sign-offs of a folder, as their names say what they are for.
    struct Signoffs {
        /// By its date the quarter counts as issued.
        var original: Signoff?
        var revisions: [Signoff] = []
        var notices: [Signoff] = []
        var inputs: [InputFile] = []
    }

    func read(_ files: [SignoffFile]) -> Checked<Signoffs> {
        guard !files.isEmpty else { return Checked(Signoffs()) }
        let schema = Schema.read(PackageResources.signoff_xsd, file: "signoff.xsd")
        guard let schema = schema.value else { return Checked(Signoffs(), schema.findings) }
        var checked = Checked(Signoffs())
        for file in files {
            let one = read(file, schema, &checked.value.inputs)
            checked.findings += one.findings
            guard let signoff = one.value else { continue }
            if file.isNotices {
                checked.value.notices.append(signoff)
            } else if file.revision == 0 {
                checked.value.original = signoff
            } else {
                checked.value.revisions.append(signoff)
            }
        }
        if let gap = gap(in: files) { checked.findings.append(gap) }
        return checked
    }

    /// Revisions and notices count up from 1 without a gap.
    private func gap(in files: [SignoffFile]) -> Diagnostic? {
        let revisions = files.filter { !$0.isNotices }
        if let first = revisions.first, first.revision > 0 {
            return Diagnostic(
                .badSignoff, at: SourcePlace(file: first.path), "有更正定稿单，却没有 signoff.xml。",
                remedy: "请恢复原定稿单。")
        }
        for (position, file) in revisions.enumerated() where file.revision != position {
            return .signoffGap(file, "第 \(position) 次更正")
        }
        for (position, file) in files.filter(\.isNotices).enumerated() where file.revision != position + 1 {
            return .signoffGap(file, "第 \(position + 1) 次单独签发")
        }
        return nil
    }

    private func read(
        _ file: SignoffFile, _ schema: Schema, _ inputs: inout [InputFile]
    ) -> Checked<Signoff?> {
        do throws(Diagnostic) {
            let bytes = try FileReader.read(file.path, limit: MarkupLimits.input.bytes)
            inputs.append(InputFile(path: "\(period)/\(file.name)", bytes: bytes))
            let document = XMLElement.read(bytes, file: file.path, schema: schema)
            guard let root = document.value else { return Checked(nil, document.findings) }
            let list = FindingList()
            let signoff = signoff(SettingsElement(root, list), file)
            return Checked(list.findings.isEmpty ? signoff : nil, list.findings)
        } catch {
            return Checked(nil, [error])
        }
    }

    private func signoff(_ root: SettingsElement, _ file: SignoffFile) -> Signoff? {
        let text = root.text("period")
        let stated = Period(text)
        if stated == nil {
            root.report(.invalidPeriod, "季度\(Diagnostic.quoted(text))无效", remedy: "请写成 2025Q1 的样子。")
        } else if stated != period {
            root.report(.periodMismatch, "文件内季度 \(text) 与目录 \(period) 不符", remedy: "请核对是否放错了目录。")
        }
        let date = Day(iso: root.text("date"))
        if date == nil {
            root.report(.notADate, "date 不是日期", remedy: "请写成 2025-04-10 的样子。")
        }
        let revision = root.whole("revision")
        if revision != file.revision {
            root.report(.badSignoff, "revision 为 \(revision)，与文件名不符", remedy: "请核对文件名和 revision。")
        }
        if root.flag("notices") != file.isNotices {
            root.report(.badSignoff, "notices 与文件名不符", remedy: "请核对文件名。")
        }
        let signer = root.text("signer")
        let sources = root.children("source").map {
            Signoff.Source(path: $0.text("path"), sha256: $0.text("sha256"))
        }
        guard let date else { return nil }
        return Signoff(
            period: period, revision: revision, date: date, signer: signer, ended: root.flag("ended"),
            isNotices: file.isNotices, reason: root.optionalText("reason"), sources: sources)
    }
}

/// A sign-off by its file name.
struct SignoffFile: Hashable {
    var path: String
    var name: String
    /// 0 for `signoff.xml`.
    var revision: Int
    /// `signoff-nK.xml`.
    var isNotices: Bool

    /// `nil` when the name is none of a sign-off.
    init?(name: String, in folder: String) {
        path = folder + "/" + name
        self.name = name
        isNotices = name.hasPrefix("signoff-n")
        if name == "signoff.xml" {
            revision = 0
            return
        }
        let prefix = isNotices ? "signoff-n" : "signoff-r"
        guard name.hasPrefix(prefix), name.hasSuffix(".xml"),
            let number = Int(name.dropFirst(9).dropLast(4)), (1...9999).contains(number),
            name == "\(prefix)\(number).xml"
        else { return nil }
        revision = number
    }
}

extension Diagnostic {
    fileprivate static func signoffGap(_ file: SignoffFile, _ missing: String) -> Diagnostic {
        Diagnostic(
            .signoffGap, at: SourcePlace(file: file.path), "缺少\(missing)的定稿单。", remedy: "请恢复缺少的文件。")
    }
}

extension DiagnosticCode {
    static let periodMismatch = DiagnosticCode("E406")
    static let badSignoff = DiagnosticCode("E417")
    static let signoffGap = DiagnosticCode("E706")
}
