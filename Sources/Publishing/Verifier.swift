import Glibc
import Markup
import Model

/// Bytes that a parser has read without complaint and that show nobody's number to the wrong reader.
///
/// Only ``Verifier`` can make one, and ``OutputSession`` takes nothing else, so nothing unverified reaches `output/`.
package struct VerifiedFile: Sendable {
    /// Below the period's folder, with extension: `feedback/P007.html`.
    package let path: String
    package let bytes: [UInt8]
    /// `nil` for what the program itself writes, such as `assessment.xml`.
    package let kind: DocumentKind?
    package let subject: String

    fileprivate init(path: String, bytes: [UInt8], kind: DocumentKind?, subject: String) {
        self.path = path
        self.bytes = bytes
        self.kind = kind
        self.subject = subject
    }
}

/// One worker's last look at each paper before it may be published.
///
/// Not shared: it holds the parser. Make one per worker; they share the schemas and the staff numbers.
package final class Verifier {
    private let schemas: [DocumentKind: Schema]
    private let staffNumbers: StaffNumbers
    private let reader = MarkupReader(limits: .output, echoesValues: false)
    private let approved = ApprovedParts()

    /// - Parameter staffNumbers: all of the period, for the leak scan.
    package init(schemas: [DocumentKind: Schema], staffNumbers: StaffNumbers) {
        self.schemas = schemas
        self.staffNumbers = staffNumbers
    }

    /// The value is `nil` as soon as there is one finding: the paper is held back.
    package func verify(_ file: RenderedFile) -> Checked<VerifiedFile?> {
        let found = isPlainlySound(file) ? Faults() : faults(of: file)
        // A broken page lacks many things; the break alone is the fault.
        let missing =
            found.form.isEmpty ? FactInspector.missing(in: file).map { Diagnostic.lacks($0, file) } : []
        guard found.form.isEmpty && missing.isEmpty && found.leak == nil else {
            return Checked(nil, found.form + missing + [found.leak].compactMap(\.self))
        }
        let verified = VerifiedFile(
            path: file.path, bytes: file.bytes, kind: file.kind, subject: file.subject)
        return Checked(verified)
    }

    struct Faults {
        var form: [Diagnostic] = []
        var leak: Diagnostic?
    }

    /// As libxml2 sees the paper, with the places.
    func faults(of file: RenderedFile) -> Faults {
        let leaks = LeakInspector(
            staffNumbers, permitted: isSuspect(file) ? file.permittedStaffNumbers : nil)
        var faults = Faults()
        switch file.format {
        case .html: faults.form = pageFaults(file, leaks)
        case .xml: faults.form = dataFaults(file, leaks)
        }
        if !leaks.foreign.isEmpty { faults.leak = .leak(leaks.foreign, file, leaks.place) }
        return faults
    }

    /// Whether a paper is written as plainly as ours are and nothing is wrong with it (``PlainReader``).
    private func isPlainlySound(_ file: RenderedFile) -> Bool {
        switch file.format {
        case .html: isPlainlySound(page: file)
        case .xml: isPlainlySound(data: file)
        }
    }

    /// A plain paper has no reference, comment or CDATA that could hide a number, so its bytes show all numbers that it has.
    private func isPlainlySound(data file: RenderedFile) -> Bool {
        guard let schema = schemas[file.kind]?.plain else { return false }
        return PlainPaper.isValid(file.bytes, schema, limits: .output)
            && !holdsForeignNumber(file, in: [file.bytes.indices])
    }

    private func isPlainlySound(page file: RenderedFile) -> Bool {
        guard file.bytes.starts(with: Self.doctype) else { return false }
        // Not text for text: a plain page has no reference that could hide a number.
        let inspector = PageInspector(
            file.kind, leaks: LeakInspector(staffNumbers, permitted: nil), approved: approved)
        let read = PlainPage.read(
            file.bytes, skipping: Self.doctype.count, styles: approved.styles, limits: .output,
            visitor: inspector, reader: reader)
        guard let read, !holdsForeignNumber(file, in: read) else { return false }
        inspector.finish(SourcePlace(file: file.path))
        guard inspector.complaints.isEmpty else { return false }
        if let style = inspector.soundStyle { approve(style) }
        return DraftMark.fault(in: file) == nil
    }

    /// Takes a table that the program itself has written, such as the decisions to be completed.
    package func verify(table bytes: [UInt8], path: String) -> VerifiedFile {
        VerifiedFile(path: path, bytes: bytes, kind: nil, subject: "")
    }

    /// Whether a foreign number may stand in the file: all of its bytes are looked through before the parser cuts them into
    /// texts, which is quicker than looking at each text. A number that a text shows stands in the bytes as well, unless
    /// it is written with character references, or with a comment, CDATA or an instruction inside it.
    private func isSuspect(_ file: RenderedFile) -> Bool {
        holdsForeignNumber(file, in: [file.bytes.indices])
            || file.permittedStaffNumbers != nil && file.bytes.mayCutTexts
    }

    private func holdsForeignNumber(_ file: RenderedFile, in parts: [Range<Int>]) -> Bool {
        guard let permitted = file.permittedStaffNumbers else { return false }
        return file.bytes.withUnsafeBytes { page in
            parts.contains {
                staffNumbers.stand(in: UnsafeRawBufferPointer(rebasing: page[$0]), otherThan: permitted)
            }
        }
    }

    private func dataFaults(_ file: RenderedFile, _ leaks: LeakInspector) -> [Diagnostic] {
        guard let schema = schemas[file.kind] else {
            return [
                .invalid(
                    SourcePlace(file: file.path), "\(file.kind.rawValue) 没有 XSD", form: "XML", file.subject)
            ]
        }
        // Without a leak to look for, nobody need see the events.
        let visitor = leaks.looksForLeaks ? leaks : nil
        return reader.read(file.bytes, file: file.path, schema: schema, visitor: visitor).map {
            .invalid($0, form: "XML", subject: file.subject)
        }
    }

    private func pageFaults(_ file: RenderedFile, _ leaks: LeakInspector) -> [Diagnostic] {
        let top = SourcePlace(file: file.path, line: 1, column: 1)
        guard file.bytes.starts(with: Self.doctype) else {
            return [.invalid(top, "开头不是 <!DOCTYPE html>", form: "HTML", file.subject)]
        }
        let inspector = PageInspector(file.kind, leaks: leaks, approved: approved)
        let broken = reader.read(
            file.bytes, file: file.path, skipping: Self.doctype.count, visitor: inspector)
        // A page cut short lacks many things; the cut alone is the fault.
        if broken.isEmpty {
            inspector.finish(top)
        }
        let unmarked = broken.isEmpty ? DraftMark.fault(in: file) : nil
        return unmarked.map { [.invalid(top, $0, form: "HTML", file.subject)] } ?? []
            + broken.map { .invalid($0, form: "HTML", subject: file.subject) }
            + inspector.complaints.map { .invalid($0.place, $0.cause, form: "HTML", file.subject) }
    }

    /// A style in which a staff number stands is looked at in each page.
    private func approve(_ style: [UInt8]) {
        guard !approved.styles.contains(style),
            !style.withUnsafeBytes({ staffNumbers.stand(in: $0, otherThan: []) })
        else { return }
        approved.styles.insert(style, at: 0)
        // Each kind of paper has its own; HR's texts do not make more.
        if approved.styles.count > 32 { approved.styles.removeLast() }
    }

    /// The only DOCTYPE there is; the rest of a page is XML, and XML has none here.
    private static let doctype = Array("<!DOCTYPE html>".utf8)
}

extension [UInt8] {
    /// Whether there is a character reference, a comment, CDATA or an instruction. Their rare bytes are looked for, because
    /// `<` and `&` stand everywhere.
    fileprivate var mayCutTexts: Bool {
        withUnsafeBytes { page in
            page.contains("#", where: { $0 > 0 && page[$0 - 1] == UInt8(ascii: "&") })
                || page.contains(
                    "!",
                    where: {
                        $0 > 0 && page[$0 - 1] == UInt8(ascii: "<") && $0 + 1 < page.count
                            && (page[$0 + 1] == UInt8(ascii: "-") || page[$0 + 1] == UInt8(ascii: "["))
                    })
                // At the start it begins the declaration.
                || page.contains("?", where: { $0 > 1 && page[$0 - 1] == UInt8(ascii: "<") })
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func contains(_ byte: Unicode.Scalar, where isMeant: (Int) -> Bool) -> Bool {
        guard let start = baseAddress else { return false }
        var place = 0
        while let found = memchr(start + place, Int32(byte.value), count - place) {
            place = UnsafeRawPointer(found) - start
            if isMeant(place) { return true }
            place += 1
        }
        return false
    }
}

extension DiagnosticCode {
    /// An obligatory fact of the document does not stand in its paper: costs that paper.
    package static let paperLacksFact = DiagnosticCode("E721")
    /// A paper that must not be published as it is: costs that paper.
    package static let paperInvalid = DiagnosticCode("E609")
    /// A paper shows a staff number that its readers may not see: costs that paper.
    package static let paperLeaks = DiagnosticCode("E720")
}

extension Diagnostic {
    fileprivate static func invalid(
        _ place: SourcePlace, _ cause: String, form: String, _ subject: String
    ) -> Diagnostic {
        invalid(Diagnostic(.paperInvalid, at: place, cause + "。"), form: form, subject: subject)
    }

    fileprivate static func invalid(_ fault: Diagnostic, form: String, subject: String) -> Diagnostic {
        let whose = subject.isEmpty ? "" : "（\(subject)）"
        return Diagnostic(
            .paperInvalid, at: fault.place, "生成的 \(form) 不合规\(whose)：\(fault.headline)",
            remedy: "请检查模板；这一件没有输出。", affected: Code(subject).map { [$0] } ?? [])
    }

    fileprivate static func lacks(_ name: String, _ file: RenderedFile) -> Diagnostic {
        Diagnostic(
            .paperLacksFact, at: SourcePlace(file: file.path),
            "\(file.kind.chinese)（\(file.subject)）里没有印出必备内容 \(name)，这一件没有输出。",
            remedy: "请检查模板里印它的小节。", affected: Code(file.subject).map { [$0] } ?? [])
    }

    fileprivate static func leak(_ foreign: [Code], _ file: RenderedFile, _ place: SourcePlace?) -> Diagnostic
    {
        let shown = foreign.prefix(5).map(\.text).joined(separator: "、")
        let more = foreign.count > 5 ? " 等 \(foreign.count) 个" : ""
        return Diagnostic(
            .paperLeaks, at: place ?? SourcePlace(file: file.path),
            "\(file.kind.chinese)（\(file.subject)）里出现了不该出现的工号 \(shown)\(more)，这一件没有输出。",
            remedy: "请检查模板和填写的文字。", affected: Code(file.subject).map { [$0] } ?? [])
    }
}
