import Model
import Scratch
import Testing

@testable import Rendering

/// Every text comes back from the page as it went in, and never becomes markup.
struct LiteralTextTests {
    static let alphabet: [String] = [
        "<", ">", "&", "\"", "'", "]]>", "--", "<!--", "-->", "<script>", "</p>", "</html>", "{{", "}}",
        "{{姓名}}",
        "\t", "\n", "\r", " ", "&amp;", "&#60;", "=", "`", "/", "\\", "javascript:", "<![CDATA[", "张", "䶮",
        "𠮷", "é",
        "\u{FFFD}", "\u{EF80}", "\u{FEFF}", "\u{202E}", "\u{85}", "\u{2028}", "字", "1",
    ]

    @Test func tenThousandNastyTextsComeBackLiterally() throws {
        let body = "<p title=\"{{姓名}}\" class='{{备注}}'>{{姓名}}|{{#要点}}{{.}}{{/要点}}</p>"
        let checked = Templates.compile(["index/index.html": Templates.head + body + Templates.tail])
        let templates = try #require(checked.value, "\(checked.findings)")
        var buffer = RenderBuffer()
        var random = SeededGenerator(seed: 20_250_630)
        for _ in 0..<10_000 {
            let text = (0..<Int(random.next() % 12)).map { _ in
                Self.alphabet[Int(random.next() % UInt64(Self.alphabet.count))]
            }.joined()
            let document = Fixture.document(Fixture.facts(name: text, remark: text))
            let page = String(
                decoding: try templates.render(document, .html, into: &buffer).bytes, as: UTF8.self)
            let parts = try #require(Self.parts(of: page), "\(page)")
            #expect(parts == [text, text, text + "|甲乙"])
        }
    }

    /// Both values and the text of the one element, read as an XML parser reads them; `nil` when the page has
    /// another shape.
    private static func parts(of page: String) -> [String]? {
        var rest = Array(page.unicodeScalars.dropFirst(Templates.head.unicodeScalars.count))[...]
        func take(through end: String) -> String? {
            let end = Array(end.unicodeScalars)
            var taken: [Unicode.Scalar] = []
            while !rest.starts(with: end) {
                guard let next = rest.popFirst(), next != "<" else { return nil }
                taken.append(next)
            }
            rest = rest.dropFirst(end.count)
            return unescaped(String(String.UnicodeScalarView(taken)))
        }
        guard rest.popFirst() == "<", take(through: "p title=\"") == "", let title = take(through: "\""),
            take(through: " class='") == "", let remark = take(through: "'"), take(through: ">") == "",
            let text = take(through: "</p></html>"), rest.isEmpty
        else { return nil }
        return [title, remark, text]
    }

    private static func unescaped(_ text: String) -> String? {
        let names = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#9": "\t", "#10": "\n", "#13": "\r",
        ]
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let next = rest.popFirst() {
            guard next == "&" else {
                result.append(next)
                continue
            }
            guard let end = rest.firstIndex(of: ";"), let value = names[String(rest[..<end])] else {
                return nil
            }
            result += value.unicodeScalars
            rest = rest[rest.index(after: end)...]
        }
        return String(result)
    }

    @Test(arguments: [
        ("\u{7}", "U+0007"), ("\0", "U+0000"), ("\u{1F}", "U+001F"), ("\u{FFFE}", "U+FFFE"),
        ("\u{FFFF}", "U+FFFF"),
    ])
    func refusesWhatXMLCannotHold(character: String, code: String) throws {
        let finding = try #require(throws: Diagnostic.self) {
            try Templates.print(body: "<p>{{姓名}}</p>", facts: Fixture.facts(name: "张" + character + "三"))
        }
        #expect(finding.code.text == "E624")
        #expect("\(finding.place!)" == "index/index.html:2:12")
        #expect(finding.headline == "“P001”的目录页里，此处的值含有不能印出的字符 \(code)。")
        #expect(finding.affected == [Code("P001")!])
    }
}
