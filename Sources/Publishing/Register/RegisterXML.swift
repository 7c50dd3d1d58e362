import Markup
import Model

/// Writes the register's files: one element a line, attributes in the order given, LF only.
struct RegisterXML {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        text += tag(name, attributes) + ">\n"
    }

    mutating func close(_ name: String) { text += "</\(name)>\n" }

    mutating func line(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        text += tag(name, attributes) + "/>\n"
    }

    var bytes: [UInt8] { Array(text.utf8) }

    private func tag(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
        "<" + name + attributes.map { " \($0)=\"\(Self.escaped($1))\"" }.joined()
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // As they are, a reader would take both for spaces, and what is read would not be what was issued.
            case "\n": result += "&#10;"
            case "\t": result += "&#9;"
            case _ where scalar.value < 32: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Manifest {
    /// The only spelling of this manifest; ``init(reading:file:)`` accepts no other.
    var bytes: [UInt8] {
        var xml = RegisterXML()
        xml.open(
            "manifest",
            [
                "version": Self.version, "park": park, "seq": "\(sequence)", "batch": purpose.text,
                "previous": previous, "issueDate": issueDate?.description ?? "", "program": program,
            ])
        for file in sources { xml.write("source", file) }
        for file in others { xml.write("file", file) }
        for document in documents { xml.write(document) }
        for void in voids {
            xml.line(
                "void",
                [
                    "series": void.number.series, "year": "\(void.number.year)",
                    "number": "\(void.number.number)", "reason": void.reason,
                ])
        }
        xml.close("manifest")
        return xml.bytes
    }

    /// Reads a manifest and writes it again: unless both agree to the byte, somebody has changed it.
    init(reading bytes: [UInt8], file: String) throws(Diagnostic) {
        let root = try XMLElement.registerRoot(bytes, file: file, name: "manifest", version: Self.version)
        var reader = AttributeReader(root)
        self.init(
            sequence: reader.whole("seq"), park: reader.text("park"),
            purpose: reader.value("batch") { BatchPurpose($0) } ?? .void, previous: reader.text("previous"),
            issueDate: Day(iso: reader.text("issueDate")), program: reader.text("program"))
        sources = root.children(named: "source").map { ManifestFile(&reader, $0) }
        others = root.children(named: "file").map { ManifestFile(&reader, $0) }
        documents = root.children(named: "document").map { IssuedDocument(&reader, $0) }
        voids = root.children(named: "void").map { element in
            VoidNumber(number: DocumentNumber(&reader, element), reason: element["reason"] ?? "")
        }
        guard reader.isSound, self.bytes == bytes else { throw .registerDamaged(file) }
    }
}

extension RegisterXML {
    fileprivate mutating func write(_ name: String, _ file: ManifestFile) {
        line(name, ["path": file.path, "sha256": file.sha256, "bytes": "\(file.bytes)"])
    }

    fileprivate mutating func write(_ document: IssuedDocument) {
        let number = document.number
        open(
            "document",
            [
                "kind": document.key.kind.rawValue, "period": "\(document.key.period)",
                "subject": document.key.subject, "revision": "\(document.revision)",
                "series": number?.series ?? "", "year": number.map { "\($0.year)" } ?? "",
                "number": number.map { "\($0.number)" } ?? "", "label": number?.label ?? "",
                "facts": document.facts, "replaces": document.replaces, "withdraws": document.withdraws,
                "reason": document.reason,
            ])
        for file in document.files { write("file", file) }
        close("document")
    }
}

extension XMLElement {
    /// The root of one of the register's own files, of a version that this program knows.
    static func registerRoot(
        _ bytes: [UInt8], file: String, name: String, version: String
    ) throws(Diagnostic) -> XMLElement {
        try registerRoot(bytes, file: file, name: name, versions: [version])
    }

    static func registerRoot(
        _ bytes: [UInt8], file: String, name: String, versions: Set<String>
    ) throws(Diagnostic) -> XMLElement {
        guard let root = XMLElement.read(bytes, file: file).value, root.name == name else {
            throw .registerDamaged(file)
        }
        guard let version = root["version"], versions.contains(version) else {
            throw .registerVersion(file, root["version"] ?? "")
        }
        return root
    }
}

/// Reads attributes and remembers whether all of them made sense.
struct AttributeReader {
    private let root: XMLElement
    private(set) var isSound = true

    init(_ root: XMLElement) { self.root = root }

    mutating func text(_ name: String) -> String { value(name) { $0 } ?? "" }
    mutating func whole(_ name: String) -> Int { value(name) { Int($0) } ?? 0 }

    mutating func value<Value>(_ name: String, _ make: (String) -> Value?) -> Value? {
        value(name, of: root, make)
    }

    mutating func value<Value>(
        _ name: String, of element: XMLElement, _ make: (String) -> Value?
    ) -> Value? {
        if let text = element[name], let value = make(text) { return value }
        isSound = false
        return nil
    }
}

extension ManifestFile {
    fileprivate init(_ reader: inout AttributeReader, _ element: XMLElement) {
        path = reader.value("path", of: element) { $0 } ?? ""
        sha256 = reader.value("sha256", of: element) { $0 } ?? ""
        bytes = reader.value("bytes", of: element) { Int($0) } ?? 0
    }
}

extension DocumentNumber {
    fileprivate init(_ reader: inout AttributeReader, _ element: XMLElement) {
        series = reader.value("series", of: element) { $0 } ?? ""
        year = reader.value("year", of: element) { Int($0) } ?? 0
        number = reader.value("number", of: element) { Int($0) } ?? 0
    }
}

extension IssuedDocument {
    fileprivate init(_ reader: inout AttributeReader, _ element: XMLElement) {
        let kind = reader.value("kind", of: element) { DocumentKind(rawValue: $0) } ?? .feedback
        let period = reader.value("period", of: element) { Period($0) } ?? Period(index: 0)
        let hasNumber = element["series"]?.isEmpty == false
        self.init(
            key: DocumentKey(kind, period, reader.value("subject", of: element) { $0 } ?? ""),
            revision: reader.value("revision", of: element) { Int($0) } ?? 0,
            number: hasNumber ? DocumentNumber(&reader, element) : nil,
            facts: reader.value("facts", of: element) { $0 } ?? "",
            replaces: element["replaces"] ?? "", reason: element["reason"] ?? "",
            withdraws: element["withdraws"] ?? "",
            files: element.children(named: "file").map { ManifestFile(&reader, $0) })
    }
}
