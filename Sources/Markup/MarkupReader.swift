import CLibXML2
import Model

/// Reads markup with libxml2's SAX interface: one worker's parser, used again for each document.
///
/// No tree is built, no entity is expanded, no file or address is opened. Every DOCTYPE is refused on our own
/// flag, because libxml2 calls a document well-formed that was stopped there. A document is approved only
/// if libxml2 said so, the root was closed, and nobody complained: silence is never approval.
package final class MarkupReader {
    let context: xmlParserCtxtPtr
    let limits: MarkupLimits
    private let echoesValues: Bool
    private var validators: [ObjectIdentifier: SchemaValidator] = [:]

    // State of the document being read. Changed some thousand times a page by this object alone; the check at run time
    // took a tenth of the reader's time.
    @exclusivity(unchecked) private var file = ""
    @exclusivity(unchecked) var visitor: (any MarkupVisitor)?
    @exclusivity(unchecked) var findings: [Diagnostic] = []
    /// A fatal complaint was noted; what libxml2 says afterwards only follows from it.
    @exclusivity(unchecked) private var isBroken = false
    @exclusivity(unchecked) private var depth = 0
    @exclusivity(unchecked) private var textBytes = 0
    @exclusivity(unchecked) private var attributeCount = 0
    @exclusivity(unchecked) private var isComplete = false
    /// Bytes left out before the document, for columns of its first line.
    private var skipped = 0
    @exclusivity(unchecked) private var prefix: UnsafePointer<xmlChar>?

    /// - Parameter echoesValues: whether findings may show the document's own values (never for our papers).
    package init(limits: MarkupLimits = .input, echoesValues: Bool = true) {
        XMLLibrary.isReady
        guard let context = xmlNewParserCtxt() else { fatalError("libxml2: out of memory") }
        self.context = context
        self.limits = limits
        self.echoesValues = echoesValues
        context.pointee.sax.pointee = saxHandler()
        let reader = Unmanaged.passUnretained(self).toOpaque()
        context.pointee.userData = reader
        // Schema validation puts its own object into `userData`; complaints find the reader here.
        context.pointee._private = reader
    }

    deinit {
        validators = [:]
        xmlFreeParserCtxt(context)
    }

    /// Reads a document to its end or its first fatal fault; no finding means well-formed and, with a schema, valid.
    ///
    /// - Parameter skipping: bytes before the document, for the `<!DOCTYPE html>` of our own pages.
    package func read(
        _ bytes: [UInt8], file: String, skipping: Int = 0, schema: Schema? = nil,
        visitor: (any MarkupVisitor)? = nil
    ) -> [Diagnostic] {
        begin(file, skipping, visitor)
        defer { self.visitor = nil }
        bytes.withUnsafeBytes { all in
            let document = UnsafeRawBufferPointer(rebasing: all.dropFirst(skipping))
            if let refusal = MarkupGate(limits: limits).refusal(of: document, file: file) {
                findings.append(refusal)
            } else {
                parse(schema) { options in
                    xmlCtxtReadMemory(
                        context, document.baseAddress?.assumingMemoryBound(to: CChar.self),
                        Int32(clamping: document.count), nil, nil, options)
                }
            }
        }
        return findings
    }

    /// Where the tag being read stands; only meaningful within a visitor's call.
    package var place: SourcePlace {
        guard let input = context.pointee.input else { return SourcePlace(file: file) }
        return tagPlace(input.pointee)
    }

    func begin(_ file: String, _ skipping: Int, _ visitor: (any MarkupVisitor)?) {
        self.file = file
        self.visitor = visitor
        skipped = skipping
        findings = []
        (isBroken, isComplete, depth, textBytes, attributeCount) = (false, false, 0, 0, 0)
        prefix = nil
    }

    /// Parses what `document` hands to the context under the options given to it.
    func parse(_ schema: Schema?, _ document: (_ options: Int32) -> xmlDocPtr?) {
        let plug = schema.flatMap(plug)
        if schema != nil && plug == nil { return note(.broken(SourcePlace(file: file), "无法开始校验")) }
        let flags = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        xmlFreeDoc(document(Int32(flags | XML_PARSE_NOCDATA.rawValue)))
        let isApproved = context.pointee.wellFormed == 1 && context.pointee.nsWellFormed == 1 && isComplete
        if !isApproved && findings.isEmpty { note(.broken(SourcePlace(file: file), "没有读出完整的文档")) }
        if let plug { xmlSchemaSAXUnplug(plug) }
        xmlCtxtReset(context)
    }

    private func plug(_ schema: Schema) -> xmlSchemaSAXPlugPtr? {
        let id = ObjectIdentifier(schema)
        guard let validator = validators[id] ?? SchemaValidator(schema) else { return nil }
        validators[id] = validator
        xmlSchemaSetValidStructuredErrors(
            validator.context, schemaFault, Unmanaged.passUnretained(self).toOpaque())
        let plug = yardstick_plug(validator.context, context)
        // The plug brings a handler of its own and forgets this one.
        if plug != nil { context.pointee.sax.pointee.serror = syntaxFault }
        return plug
    }

    // MARK: Events

    fileprivate func start(
        _ name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        depth += 1
        textBytes = 0
        attributeCount += count
        self.prefix = prefix
        guard depth <= limits.depth else { return halt(.tooDeep(place, limit: limits.depth)) }
        guard count <= limits.attributesOfElement else {
            return halt(.tooManyAttributes(place, limit: limits.attributesOfElement))
        }
        guard attributeCount <= limits.attributesOfDocument else {
            return halt(.tooManyAttributesInAll(place, limit: limits.attributesOfDocument))
        }
        let isSelfClosing = context.pointee.input.pointee.cur.pointee == UInt8(ascii: "/")
        visitor?.start(
            prefix: bytes(prefix).span, name: bytes(name).span, isSelfClosing: isSelfClosing, in: self)
        // libxml2 gives five pointers for each: name, prefix, namespace, start and end of the value.
        for index in 0..<count {
            guard let five = attributes.map({ $0 + index * 5 }), let name = five[0], let value = five[3],
                let end = five[4]
            else { continue }
            visit(name, five[1], UnsafeBufferPointer(start: value, count: end - value))
        }
    }

    private func visit(
        _ name: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?,
        _ value: UnsafeBufferPointer<xmlChar>
    ) {
        guard value.count <= limits.attribute else {
            return halt(.attributeTooLong(place, name: String(cString: name), limit: limits.attribute))
        }
        guard let visitor else { return }
        // Without NOENT, which must never be set, libxml2 hands over `&` in a value as `&#38;`, and only so.
        if value.contains(UInt8(ascii: "&")) {
            let plain = Self.unescaped(value)
            visitor.attribute(prefix: bytes(prefix).span, name: bytes(name).span, value: plain.span, in: self)
        } else {
            visitor.attribute(prefix: bytes(prefix).span, name: bytes(name).span, value: value.span, in: self)
        }
    }

    fileprivate func end() {
        visitor?.end(in: self)
        depth -= 1
        textBytes = 0
        isComplete = depth == 0
        // A flood of schema faults is told by its first hundred.
        if findings.count >= limits.findings { context.pointee.disableSAX = 1 }
    }

    fileprivate func text(_ text: UnsafeBufferPointer<xmlChar>) {
        textBytes += text.count
        guard textBytes <= limits.text else { return halt(.textTooLong(place, limit: limits.text)) }
        visitor?.text(text.span, in: self)
    }

    fileprivate func doctype() {
        halt(.doctype(place))
        // Elsewhere `disableSAX` must do: stopping frees the input, and the schema plug still reads from it
        // after our handlers. Here nobody does, and the entities to come must not be parsed.
        xmlStopParser(context)
    }

    // MARK: Faults

    fileprivate func syntax(_ error: xmlError) {
        guard error.level.rawValue >= XML_ERR_ERROR.rawValue, !isBroken else { return }
        isBroken = error.level == XML_ERR_FATAL
        let code = UInt32(bitPattern: error.code)
        let column = max(0, Int(error.int2)) + (error.line == 1 ? skipped : 0)
        let place = SourcePlace(file: file, line: Int(error.line), column: column)
        let words = SyntaxMessage(
            code: code, name: text(error.str1), other: text(error.str2), original: text(error.message))
        note(.broken(place, words.cause))
    }

    fileprivate func offSchema(_ error: xmlError) {
        guard error.level.rawValue >= XML_ERR_ERROR.rawValue, !isBroken else { return }
        let message = SchemaMessage(text(error.message), echoesValues: echoesValues)
        note(Diagnostic(.markupOffSchema, at: place, message.headline(prefix: text(prefix)) + "。"))
    }

    /// Refuses the document for a reason of the visitor's own; only within a visitor's call.
    package func refuse(_ finding: Diagnostic) { halt(finding) }

    /// Takes no further event: the document is refused, whatever comes.
    private func halt(_ finding: Diagnostic) {
        guard context.pointee.disableSAX == 0 else { return }
        note(finding)
        isBroken = true
        context.pointee.disableSAX = 1
    }

    private func note(_ finding: Diagnostic) {
        if findings.count < limits.findings { findings.append(finding) }
    }

    private static func unescaped(_ value: UnsafeBufferPointer<xmlChar>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(value.count)
        var rest = value[...]
        while let byte = rest.popFirst() {
            plain.append(byte)
            if byte == UInt8(ascii: "&"), rest.starts(with: "#38;".utf8) { rest = rest.dropFirst(4) }
        }
        return plain
    }

    // MARK: Places and texts

    /// Goes back to the `<` of the current tag; libxml2's own place is where the tag ends.
    private func tagPlace(_ input: xmlParserInput) -> SourcePlace {
        guard let base = input.base, let cur = input.cur else { return SourcePlace(file: file) }
        let consumed = UnsafeBufferPointer(start: base, count: max(0, cur - base)).suffix(4096)
        guard let open = consumed.lastIndex(of: UInt8(ascii: "<")) else {
            return SourcePlace(file: file, line: Int(input.line), column: Int(input.col))
        }
        let line = Int(input.line) - consumed[open...].count { $0 == UInt8(ascii: "\n") }
        let lineStart = consumed[..<open].lastIndex(of: UInt8(ascii: "\n"))
        let isFirstLine = lineStart == nil && input.consumed == 0 && consumed.count == cur - base
        guard lineStart != nil || isFirstLine else {
            let back = consumed[open...].count { !Self.isContinuation($0) }
            return SourcePlace(file: file, line: line, column: max(1, Int(input.col) - back))
        }
        let before = consumed[(lineStart.map { $0 + 1 } ?? consumed.startIndex)..<open]
        let column = before.count { !Self.isContinuation($0) } + 1
        return SourcePlace(file: file, line: line, column: column + (line == 1 ? skipped : 0))
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private func bytes(_ text: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<xmlChar> {
        guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
    }

    private func text(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }

    private func text(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "" }
        let words = String(cString: text)
        return words.hasSuffix("\n") ? String(words.dropLast()) : words
    }
}

/// libxml2's process-wide state.
private enum XMLLibrary {
    /// Set once: nothing outside the given bytes is ever loaded, whatever a document or an option asks for.
    static let isReady: Void = {
        xmlInitParser()
        // Not left to the first XSD: two threads that read their first one at once would both set up the table of types.
        xmlSchemaInitTypes()
        xmlSetExternalEntityLoader { _, _, _ in nil }
    }()
}

/// The reader lives while it parses, so the callbacks need not retain it some thousand times a page.
private func with(_ data: UnsafeMutableRawPointer?, _ body: (MarkupReader) -> Void) {
    guard let data else { return }
    Unmanaged<MarkupReader>.fromOpaque(data)._withUnsafeGuaranteedRef(body)
}

private func saxHandler() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC
    sax.internalSubset = { data, _, _, _ in with(data) { $0.doctype() } }
    sax.startElementNs = { data, name, prefix, _, _, _, count, _, attributes in
        guard let name else { return }
        with(data) { $0.start(name, prefix, Int(count), attributes) }
    }
    sax.endElementNs = { data, _, _, _ in with(data) { $0.end() } }
    sax.characters = characters
    // The same function, so that libxml2 does not try to tell blanks from text.
    sax.ignorableWhitespace = characters
    sax.serror = syntaxFault
    return sax
}

private let characters: charactersSAXFunc = { data, text, count in
    with(data) { $0.text(UnsafeBufferPointer(start: text, count: Int(count))) }
}

private let syntaxFault: xmlStructuredErrorFunc = { _, error in
    guard let error, let context = error.pointee.ctxt else { return }
    with(context.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private) { $0.syntax(error.pointee) }
}

private let schemaFault: xmlStructuredErrorFunc = { data, error in
    guard let error else { return }
    with(data) { $0.offSchema(error.pointee) }
}
