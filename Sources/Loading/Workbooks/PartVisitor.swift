import Markup
import Model

/// Sees a small part of a workbook as elements with their attributes; names without prefix, because writers differ.
class PartVisitor: MarkupVisitor {
    private(set) var open: [String] = []
    private var pending: [String: String]?
    var text = ""

    /// A new element, its ancestors in ``open`` without itself.
    func begin(_ name: String, _ attributes: [String: String]) {}
    /// The element is closed; ``text`` is what stood in it since the last tag.
    func finish(_ name: String) {}

    final func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader) {
        settle()
        open.append(name.string)
        pending = [:]
        text = ""
    }

    final func attribute(
        prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader
    ) {
        // `r:id` and `id` may stand beside each other; whatever the prefix is, it is the relationship's.
        pending?[prefix.isEmpty ? name.string : ":" + name.string] = value.string
    }

    final func text(_ text: Span<UInt8>, in reader: MarkupReader) {
        settle()
        self.text += text.string
    }

    final func end(in reader: MarkupReader) {
        settle()
        guard let name = open.popLast() else { return }
        finish(name)
        text = ""
    }

    private func settle() {
        guard let attributes = pending, let name = open.popLast() else { return }
        pending = nil
        begin(name, attributes)
        open.append(name)
    }
}

/// `_rels/*.rels`: which part an id leads to.
final class RelationshipsVisitor: PartVisitor {
    struct Relationship {
        /// The last word of the type's address: `worksheet`, `sharedStrings`, `styles`, `officeDocument`.
        var kind: String
        var target: String
    }

    private(set) var relationships: [String: Relationship] = [:]

    override func begin(_ name: String, _ attributes: [String: String]) {
        guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
            attributes["TargetMode"] != "External"
        else { return }
        let kind = (attributes["Type"] ?? "").split(separator: "/").last.map(String.init) ?? ""
        relationships[id] = Relationship(kind: kind, target: target)
    }

    func target(ofKind kind: String) -> String? {
        relationships.filter { $0.value.kind == kind }.min { $0.key < $1.key }?.value.target
    }
}

/// `xl/workbook.xml`: the sheets in their order, and from which day their dates are counted.
final class WorkbookVisitor: PartVisitor {
    struct Sheet {
        var name: String
        var relationship: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var startsIn1904 = false

    override func begin(_ name: String, _ attributes: [String: String]) {
        if name == "workbookPr" { startsIn1904 = ["1", "true"].contains(attributes["date1904"]) }
        guard name == "sheet", open.last == "sheets", let title = attributes["name"] else { return }
        let state = attributes["state"] ?? "visible"
        sheets.append(
            Sheet(name: title, relationship: attributes[":id"] ?? "", isHidden: state != "visible"))
    }
}

/// `xl/styles.xml`: how the numbers of a cell style look.
final class StylesVisitor: PartVisitor {
    private var formats: [Int: String] = [:]
    private(set) var looks: [NumberLook] = []

    override func begin(_ name: String, _ attributes: [String: String]) {
        switch (open.last, name) {
        case ("numFmts", "numFmt"):
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
            formats[id] = attributes["formatCode"] ?? ""
        case ("cellXfs", "xf"):
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            looks.append(formats[id].map(NumberLook.init(format:)) ?? NumberLook(builtIn: id))
        default: break
        }
    }
}

/// `xl/sharedStrings.xml`: texts that cells point at by number.
final class SharedStringsVisitor: PartVisitor {
    private(set) var strings: [String] = []
    private var item = ""

    override func begin(_ name: String, _ attributes: [String: String]) {
        if name == "si" { item = "" }
    }

    override func finish(_ name: String) {
        // A phonetic run is how the text is read aloud, not part of it.
        if name == "t", !open.contains("rPh") { item += text }
        if name == "si" { strings.append(SheetText.unescaped(item)) }
    }
}
