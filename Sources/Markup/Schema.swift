import CLibXML2
import Model
import Synchronization

/// A parsed XSD, shared by all workers.
///
/// `@unchecked`: libxml2 only reads a parsed schema while validating (its own threads test does the same); every
/// worker has its own ``SchemaValidator``.
package final class Schema: @unchecked Sendable {
    fileprivate let handle: xmlSchemaPtr
    private let source: (bytes: [UInt8], file: String)
    private let compiled = Mutex<PlainSchema??>(nil)

    /// The same as tables; `nil` when more stands in the XSD than those can hold. Made when it is first asked for: most
    /// schemas of a short run are not.
    package var plain: PlainSchema? {
        compiled.withLock { compiled in
            if let compiled { return compiled }
            let plain = PlainSchemaCompiler.compile(source.bytes, file: source.file)
            compiled = .some(plain)
            return plain
        }
    }

    /// - Parameter file: the name for findings; nothing is opened.
    package static func read(_ bytes: [UInt8], file: String) -> Checked<Schema?> {
        let guardian = SchemaGuardian()
        let findings = MarkupReader().read(bytes, file: file, visitor: guardian) + guardian.findings
        guard findings.isEmpty else { return Checked(nil, findings) }
        return parse(bytes, file)
    }

    private init(_ handle: xmlSchemaPtr, _ bytes: [UInt8], _ file: String) {
        self.handle = handle
        source = (bytes, file)
    }

    deinit { xmlSchemaFree(handle) }

    private static func parse(_ bytes: [UInt8], _ file: String) -> Checked<Schema?> {
        let complaints = SchemaComplaints(file)
        let handle = bytes.withUnsafeBytes { raw -> xmlSchemaPtr? in
            let start = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let context = xmlSchemaNewMemParserCtxt(start, Int32(clamping: raw.count)) else {
                return nil
            }
            defer { xmlSchemaFreeParserCtxt(context) }
            xmlSchemaSetParserStructuredErrors(
                context, schemaComplaint, Unmanaged.passUnretained(complaints).toOpaque())
            return xmlSchemaParse(context)
        }
        guard let handle, complaints.findings.isEmpty else {
            if let handle { xmlSchemaFree(handle) }
            // No schema and no complaint is a failure too.
            let silence = [Diagnostic(.schemaUnusable, at: SourcePlace(file: file), "XSD 无法使用。")]
            return Checked(nil, complaints.findings.isEmpty ? silence : complaints.findings)
        }
        return Checked(Schema(handle, bytes, file))
    }
}

/// One worker's state for validating against one schema, used again for each document.
final class SchemaValidator {
    let context: xmlSchemaValidCtxtPtr
    private let schema: Schema

    init?(_ schema: Schema) {
        guard let context = xmlSchemaNewValidCtxt(schema.handle) else { return nil }
        self.context = context
        self.schema = schema
    }

    deinit { xmlSchemaFreeValidCtxt(context) }
}

/// Refuses in an XSD what would load other files or run libxml2's identity constraints.
private final class SchemaGuardian: MarkupVisitor {
    var findings: [Diagnostic] = []

    func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader) {
        let loads = name.equals("include") || name.equals("import") || name.equals("redefine")
        // CVE-2024-56171 and CVE-2025-32415 are in their evaluation; uniqueness is checked in Swift.
        let identifies = name.equals("key") || name.equals("keyref") || name.equals("unique")
        guard loads || identifies else { return }
        findings.append(
            Diagnostic(
                .schemaUnusable, at: reader.place, "XSD 里不能用 \(name.string)。", remedy: "请把定义写在同一个文件里，不用唯一性约束。"
            ))
    }

    func attribute(prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader) {}
    func text(_ text: Span<UInt8>, in reader: MarkupReader) {}
    func end(in reader: MarkupReader) {}
}

/// Complaints of libxml2 about an XSD.
private final class SchemaComplaints {
    let file: String
    var findings: [Diagnostic] = []

    init(_ file: String) { self.file = file }

    func add(_ error: xmlError) {
        guard error.level.rawValue >= XML_ERR_ERROR.rawValue, findings.count < 100 else { return }
        let words = error.message.map { String(cString: $0) } ?? ""
        let line = words.hasSuffix("\n") ? String(words.dropLast()) : words
        findings.append(
            Diagnostic(
                .schemaUnusable, at: SourcePlace(file: file, line: Int(error.line)),
                "XSD 有错（libxml2：\(line)）。"))
    }
}

private let schemaComplaint: xmlStructuredErrorFunc = { data, error in
    guard let data, let error else { return }
    Unmanaged<SchemaComplaints>.fromOpaque(data).takeUnretainedValue().add(error.pointee)
}
