import Files
import Markup
import Model

/// All schemes of `input/schemes/`, oldest first.
struct Schemes {
    private(set) var all: [Scheme] = []
    /// Bytes by the period from which the scheme is in force.
    private(set) var files: [Period: InputFile] = [:]
    private(set) var findings: [Diagnostic] = []

    init(folder: String, files: [String]) {
        let schema = Schema.read(PackageResources.scheme_xsd, file: "scheme.xsd")
        findings += schema.findings
        guard let schema = schema.value else { return }
        for file in files { read(file, schema) }
        if files.isEmpty {
            findings.append(
                Diagnostic(
                    .noScheme, at: SourcePlace(file: folder), "没有考核方案。",
                    remedy: "请放入方案 XML，写法见 docs/scheme.md。"))
        }
        all.sort { $0.effectiveFrom < $1.effectiveFrom }
    }

    /// The newest scheme not later than the period.
    func scheme(for period: Period) -> Scheme? { all.last { $0.effectiveFrom <= period } }

    private mutating func read(_ file: String, _ schema: Schema) {
        do throws(Diagnostic) {
            let bytes = try FileReader.read(file, limit: MarkupLimits.input.bytes)
            let checked = SchemeReader(schema: schema).read(bytes, file: file)
            findings += checked.findings
            if let scheme = checked.value {
                add(scheme)
                let name = file.split(separator: "/").last.map(String.init) ?? file
                files[scheme.effectiveFrom] = InputFile(path: "schemes/" + name, bytes: bytes)
            }
        } catch {
            findings.append(error)
        }
    }

    private mutating func add(_ scheme: Scheme) {
        if let other = all.first(where: { $0.effectiveFrom == scheme.effectiveFrom }) {
            findings.append(
                Diagnostic(
                    .sameEffectivePeriod, at: scheme.place,
                    "effectiveFrom \(scheme.effectiveFrom) 与 \(other.place.inSentence) 相同。",
                    remedy: "一个季度只能有一份方案起用，请改正一份。"))
        }
        all.append(scheme)
    }
}

extension DiagnosticCode {
    static let noSchemeForPeriod = DiagnosticCode("E413")
    static let sameEffectivePeriod = DiagnosticCode("E414")
    static let noScheme = DiagnosticCode("E415")
}
