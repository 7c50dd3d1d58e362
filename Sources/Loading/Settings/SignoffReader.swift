import Files
import Markup
import Model

/// Reads the sign-offs of a quarter's folder: `signoff.xml`, and `signoff-rN.xml` beside it.
struct SignoffReader {
    let period: Period

    /// The first sign-off, by whose date the quarter counts as issued; revisions are only checked here.
    func read(_ files: [SignoffFile]) -> Checked<Signoff?> {
        guard !files.isEmpty else { return Checked(nil) }
        let schema = Schema.read(PackageResources.signoff_xsd, file: "signoff.xsd")
        guard let schema = schema.value else { return Checked(nil, schema.findings) }
        var findings: [Diagnostic] = []
        var original: Signoff?
        for file in files {
            let checked = read(file, schema)
            findings += checked.findings
            if file.revision == 0 { original = checked.value }
        }
        if !files.contains(where: { $0.revision == 0 }) {
            findings.append(
                Diagnostic(
                    .badSignoff, at: SourcePlace(file: files[0].path), "有更正定稿单，却没有 signoff.xml。",
                    remedy: "请恢复原定稿单。"))
        }
        return Checked(original, findings)
    }

    private func read(_ file: SignoffFile, _ schema: Schema) -> Checked<Signoff?> {
        do throws(Diagnostic) {
            let bytes = try FileReader.read(file.path, limit: MarkupLimits.input.bytes)
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
        let signer = root.text("signer")
        guard let date else { return nil }
        return Signoff(
            period: period, revision: revision, date: date, signer: signer, ended: root.flag("ended"))
    }
}

/// A sign-off by its file name.
struct SignoffFile: Hashable {
    var path: String
    /// 0 for `signoff.xml`.
    var revision: Int

    /// `nil` when the name is none of a sign-off.
    init?(name: String, in folder: String) {
        path = folder + "/" + name
        if name == "signoff.xml" {
            revision = 0
            return
        }
        guard name.hasPrefix("signoff-r"), name.hasSuffix(".xml"),
            let number = Int(name.dropFirst(9).dropLast(4)), (1...9999).contains(number),
            name == "signoff-r\(number).xml"
        else { return nil }
        revision = number
    }
}

extension DiagnosticCode {
    static let periodMismatch = DiagnosticCode("E406")
    static let badSignoff = DiagnosticCode("E417")
}
