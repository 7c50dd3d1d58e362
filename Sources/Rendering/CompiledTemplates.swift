import Model

/// How large a page may become.
package struct RenderLimits: Sendable {
    /// Bytes of one paper.
    package var paper = 4 << 20
    /// Bytes of index, run report, packs and charts, and of the park's own papers, which grow with the park.
    package var list = 64 << 20

    package init() {}
    package init(paper: Int, list: Int) {
        self.paper = paper
        self.list = list
    }

    /// Packs, lists and indexes grow with the park, and so does its own bulletin; no other paper does. A ledger has both
    /// forms and is a list: of a thousand items each may hold as much text as its cell.
    func bytes(for document: Document) -> Int {
        let isPaper = document.kind.hasXML && document.kind != .itemLedger && !document.isOfWholePark
        return isPaper ? paper : list
    }
}

/// Templates that have passed every check; shared by all workers.
package struct CompiledTemplates: Sendable {
    struct Key: Hashable, Sendable {
        let kind: DocumentKind
        let format: OutputFormat
    }

    private let programs: [Key: Program]
    private let types: [DocumentKind: RecordType]
    private let limits: RenderLimits

    init(_ programs: [Key: Program], _ types: [DocumentKind: RecordType], _ limits: RenderLimits) {
        self.programs = programs
        self.types = types
        self.limits = limits
    }

    /// The page of a document in one form; throws when a value cannot stand in it.
    package func render(
        _ document: Document, _ format: OutputFormat, into buffer: inout RenderBuffer
    ) throws(Diagnostic) -> RenderedFile {
        guard let program = programs[Key(kind: document.kind, format: format)] else {
            throw Diagnostic(
                .templateMissing, at: nil, "\(document.kind.chinese)没有 \(format.rawValue) 模板。",
                remedy: "请检查模板目录。")
        }
        do {
            try program.run(
                .record(document.facts), into: &buffer, limit: limits.bytes(for: document),
                notesItems: !document.kind.hasXML)
        } catch {
            throw error.finding(document)
        }
        return RenderedFile(
            document, format, bytes: buffer.bytes, type: types[document.kind], items: buffer.items)
    }
}

/// Why a page could not be made; the templates themselves are sound.
struct RenderFault: Error {
    enum Reason: Error {
        case tooLarge
        case illegalCharacter(UInt32)
        case unexpectedValue
    }

    let reason: Reason
    let place: SourcePlace?

    func finding(_ document: Document) -> Diagnostic {
        let subject = Diagnostic.quoted(document.subject)
        let affected = Code(document.subject).map { [$0] } ?? []
        switch reason {
        case .tooLarge:
            return Diagnostic(
                .renderedTooLarge, at: place, "\(subject)的\(document.kind.chinese)过大。", remedy: "请检查模板里的列表。",
                affected: affected)
        case .illegalCharacter(let value):
            let hex = String(value, radix: 16, uppercase: true)
            let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
            return Diagnostic(
                .renderedIllegalCharacter, at: place,
                "\(subject)的\(document.kind.chinese)里，此处的值含有不能印出的字符 \(code)。", remedy: "请在数据中删去它。",
                affected: affected)
        case .unexpectedValue:
            return Diagnostic(
                .renderedUnexpectedValue, at: place,
                "\(subject)的\(document.kind.chinese)里，此处的值与声明的类型不符。", remedy: "这是程序的错误，请报告。",
                affected: affected)
        }
    }
}

extension DiagnosticCode {
    package static let renderedTooLarge = DiagnosticCode("E623")
    package static let renderedIllegalCharacter = DiagnosticCode("E624")
    package static let renderedUnexpectedValue = DiagnosticCode("E628")
}
