import Model
import Rendering

/// Renders every document of a quarter with two template folders and keeps what differs.
struct TemplateComparison: ~Copyable {
    private let old: CompiledTemplates
    private let new: CompiledTemplates
    private var buffer = RenderBuffer()
    private var kinds: [DocumentKind: KindChange] = [:]
    private(set) var findings: [Diagnostic] = []

    /// One kind's documents: how many, which changed, and the first of these line by line.
    private struct KindChange {
        var total = 0
        var changed: [String] = []
        var example: [String] = []
    }

    init(_ old: CompiledTemplates, _ new: CompiledTemplates) {
        self.old = old
        self.new = new
    }

    mutating func compare(_ document: Document) {
        kinds[document.kind, default: KindChange()].total += 1
        var difference: [String] = []
        for format in OutputFormat.allCases where format == .html || document.kind.hasXML {
            guard let before = render(document, format, old), let after = render(document, format, new),
                before != after
            else { continue }
            if difference.isEmpty { difference = lines(document, format, before, after) }
        }
        guard !difference.isEmpty else { return }
        if kinds[document.kind]?.changed.isEmpty == true { kinds[document.kind]?.example = difference }
        kinds[document.kind]?.changed.append(document.subject)
    }

    private mutating func render(
        _ document: Document, _ format: OutputFormat, _ templates: CompiledTemplates
    ) -> [UInt8]? {
        do {
            return try templates.render(document, format, into: &buffer).bytes
        } catch {
            findings.append(error)
            return nil
        }
    }

    private func lines(
        _ document: Document, _ format: OutputFormat, _ before: [UInt8], _ after: [UInt8]
    ) -> [String] {
        let texts = (String(decoding: before, as: UTF8.self), String(decoding: after, as: UTF8.self))
        return ["  \(document.path).\(format.rawValue)"] + LineDifference(texts.0, texts.1).lines
    }

    /// 影响 n 份, which ones, and one of each kind.
    var report: [String] {
        let changed = kinds.values.map(\.changed.count).reduce(0, +)
        guard changed > 0 else { return ["两套模板生成的文书完全相同，影响 0 份。"] }
        return ["共影响 \(changed) 份。"]
            + DocumentKind.allCases.flatMap { kind in kinds[kind].map { Self.lines(kind, $0) } ?? [] }
    }

    private static func lines(_ kind: DocumentKind, _ change: KindChange) -> [String] {
        guard !change.changed.isEmpty else { return [] }
        let shown = change.changed.prefix(20).joined(separator: "、")
        let more = change.changed.count > 20 ? " 等" : ""
        return ["\(kind.chinese)：影响 \(change.changed.count) 份（共 \(change.total) 份）：\(shown)\(more)"]
            + change.example
    }
}

extension Pipeline {
    /// Renders a quarter with the templates of the options and with those of `new`.
    package func compareTemplates(with new: String) -> TemplateAnswer {
        let second = TemplateSet.read(new)
        guard let changed = second.value else { return TemplateAnswer(faultyTemplates: second.findings) }
        switch load() {
        case .stopped(let summary, _): return TemplateAnswer(summary)
        case .ready(let loaded):
            guard let quarter = QuarterDocuments(assess(loaded, []), options.period) else {
                return TemplateAnswer([], [.noQuarter(options.period)])
            }
            var comparison = TemplateComparison(loaded.templates, changed.compiled)
            let findings = quarter.visitAll { comparison.compare($0) }
            return TemplateAnswer(comparison.report, findings + comparison.findings)
        }
    }
}

extension Diagnostic {
    fileprivate static func noQuarter(_ period: Period?) -> Diagnostic {
        Diagnostic(
            .wantedPaperMissing, at: nil, "没有\(period.map { " \($0) " } ?? "")可比较的季度。",
            remedy: "请检查 --period 和数据目录。")
    }
}
