import Model
import Testing

@testable import Markup

/// What a document must not do, each with its code and the place of the fault.
struct BadDocument: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let line: Int
    let bytes: [UInt8]

    init(_ name: String, _ code: String, line: Int = 1, _ bytes: [UInt8]) {
        (testDescription, self.code, self.line, self.bytes) = (name, code, line, bytes)
    }

    init(_ name: String, _ code: String, line: Int = 1, _ text: String) {
        self.init(name, code, line: line, Array(text.utf8))
    }

    static let lol = {
        var text = "<?xml version=\"1.0\"?>\n<!DOCTYPE r [<!ENTITY a0 \"lollollol\">"
        for level in 1...20 {
            text += "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">"
        }
        return text + "]>\n<r b=\"&a20;\">&a20;</r>"
    }()

    static let quadratic =
        "<!DOCTYPE r [<!ENTITY x \"" + String(repeating: "x", count: 100_000) + "\">]><r>"
        + String(repeating: "&x;", count: 30_000) + "</r>"

    static func utf16(_ text: String, little: Bool = true, mark: Bool = true) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return little ? bytes : bytes.reversed()
        }
    }

    static func manyAttributes(_ count: Int) -> String {
        "<r" + (0..<count).map { " a\($0)=\"\"" }.joined() + "/>"
    }

    static let attacks = [
        BadDocument(
            "external entity", "E401", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/shadow\">]><r>&x;</r>"),
        BadDocument("external DTD", "E401", "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><r/>"),
        BadDocument(
            "parameter entity", "E401",
            "<!DOCTYPE r [<!ENTITY % p SYSTEM \"file:///etc/shadow\"> %p;]><r/>"),
        BadDocument("harmless DOCTYPE", "E401", line: 2, "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html/>"),
        BadDocument("billion laughs", "E401", line: 2, lol),
        BadDocument("billion laughs in UTF-16 LE", "E401", line: 2, utf16(lol)),
        BadDocument("billion laughs in UTF-16 BE", "E401", line: 2, utf16(lol, little: false)),
        BadDocument("billion laughs in UTF-16 without mark", "E401", line: 2, utf16(lol, mark: false)),
        // The bytes of `<` and `=` cannot be recognised in it, so it is refused by name.
        BadDocument(
            "billion laughs in UTF-7", "E407",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?>\n+ADwAIQ-DOCTYPE r +AFs-+ADwAIQ-ENTITY a \"lol\"+AD4-+AF0-+AD4-"
        ),
        BadDocument(
            "an encoding switched within UTF-16", "E407",
            utf16("<?xml version=\"1.0\" encoding=\"UTF-7\"?><r/>")),
        BadDocument("EBCDIC", "E407", [0x4C, 0x6F, 0xA7, 0x94, 0x93]),
        BadDocument("quadratic blow-up", "E401", quadratic),
        BadDocument(
            "257 levels", "E403", String(repeating: "<a>", count: 257) + String(repeating: "</a>", count: 257)
        ),
        BadDocument("never-ending levels", "E403", String(repeating: "<a>", count: 1_000_000)),
        BadDocument("10 MB of text", "E404", "<r>" + String(repeating: "文", count: 3_400_000) + "</r>"),
        BadDocument(
            "10 MB of CDATA", "E404", "<r><![CDATA[" + String(repeating: "x", count: 9_999_999) + "]]></r>"),
        BadDocument("a long attribute", "E404", "<r a=\"" + String(repeating: "x", count: 4097) + "\"/>"),
        BadDocument("257 attributes", "E404", manyAttributes(257)),
        BadDocument("200,000 attributes", "E404", line: 0, manyAttributes(200_000)),
        BadDocument("200,000 attributes in UTF-16", "E404", line: 0, utf16(manyAttributes(200_000))),
        BadDocument(
            "200,000 attributes with > in their values", "E404", line: 0,
            "<r" + (0..<200_000).map { " a\($0) = '>'" }.joined() + "/>"),
        BadDocument("65 MiB", "E404", line: 0, [UInt8](repeating: 32, count: 65 << 20)),
    ]

    static let broken = [
        BadDocument("nothing", "E400", ""),
        BadDocument("blanks only", "E400", line: 2, "  \n "),
        BadDocument("cut off", "E400", line: 2, "<r>\n<a>"),
        BadDocument("tags that do not fit", "E400", line: 2, "<r>\n<a></b></r>"),
        BadDocument("two roots", "E400", line: 2, "<r/>\n<r/>"),
        BadDocument("an HTML entity", "E400", "<r>&nbsp;</r>"),
        BadDocument("a lone ampersand", "E400", "<r>A & B</r>"),
        BadDocument("an attribute twice", "E400", "<r a='1' a='2'/>"),
        BadDocument("an unknown prefix", "E400", "<x:r/>"),
        BadDocument("a control character", "E400", "<r>\u{1}</r>"),
        BadDocument("wrong UTF-8", "E400", Array("<r>".utf8) + [0xFF] + Array("</r>".utf8)),
        BadDocument("UTF-8 that says UTF-16", "E407", "<?xml version='1.0' encoding='UTF-16'?><r/>"),
        BadDocument("an HTML page not in XML syntax", "E400", "<html><br></html>"),
    ]
}

@Suite struct MarkupReaderTests {
    @Test(.timeLimit(.minutes(1)), arguments: BadDocument.attacks + BadDocument.broken)
    func refuses(_ document: BadDocument) throws {
        let started = ContinuousClock.now
        let findings = MarkupReader().read(document.bytes, file: "x.xml")
        let elapsed = ContinuousClock.now - started

        let first = try #require(findings.first, "accepted")
        #expect(first.code.text == document.code, "\(first)")
        #expect(first.place?.line == document.line, "\(first)")
        #expect(first.headline.hasSuffix("。") && first.headline.count < 120, "\(first)")
        #expect(findings.count == 1, "\(findings)")
        #expect(elapsed < .seconds(5))
    }

    @Test(arguments: [
        "<r/>", "<r>\n</r>\n<!-- end -->", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><r/>",
        "\u{FEFF}<r>字</r>",
        "<r a=\"&#20013;&amp;\"><![CDATA[<b>]]></r>",
        // Not fetched, and only an unknown element.
        "<r xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/shadow' parse='text'/></r>",
        BadDocument.manyAttributes(256),
        "<r a=\"" + String(repeating: "x", count: 4096) + "\"/>",
        String(repeating: "<a>", count: 256) + String(repeating: "</a>", count: 256),
    ])
    func accepts(_ text: String) {
        #expect(MarkupReader().read(Array(text.utf8), file: "x.xml") == [])
    }

    @Test func readsOtherEncodings() throws {
        let gbk: [UInt8] =
            Array("<?xml version='1.0' encoding='GBK'?><r>".utf8) + [0xD6, 0xD0] + Array("</r>".utf8)
        #expect(XMLElement.read(gbk, file: "x").value?.text == "中")
        let wide = BadDocument.utf16("<?xml version='1.0' encoding='UTF-16'?><r a='1'>中</r>")
        #expect(XMLElement.read(wide, file: "x").value?.text == "中")
    }

    @Test func aFaultLeavesNothingForTheNextDocument() {
        let reader = MarkupReader()
        let documents = (BadDocument.attacks + BadDocument.broken).filter { $0.bytes.count < 1 << 20 }
        for bad in documents {
            #expect(!reader.read(bad.bytes, file: "bad").isEmpty)
            #expect(reader.read(Array("<r><a b='1'>字</a></r>".utf8), file: "good") == [], "after \(bad)")
        }
    }

    @Test func buildsTheTreeWithPlaces() throws {
        let text =
            "<?xml version=\"1.0\"?>\n<scheme 版本=\"1\"\n  name='a&amp;b&#38;&lt;&amp;#38;'>字<b/><x:c xmlns:x='u'>1<!-- - -->2</x:c>\n</scheme>"
        let root = try #require(XMLElement.read(Array(text.utf8), file: "s.xml").value)
        #expect(root.name == "scheme")
        #expect(root.attributes.map(\.name) == ["版本", "name"])
        #expect(root["name"] == "a&b&<&#38;")
        #expect(root.text == "字\n")
        #expect(root.children.map(\.name) == ["b", "x:c"])
        #expect(root.children[1].text == "12")
        #expect(root.place == SourcePlace(file: "s.xml", line: 2, column: 1))
        #expect(root.children[0].place == SourcePlace(file: "s.xml", line: 3, column: 37))
        #expect(root.children[1].place == SourcePlace(file: "s.xml", line: 3, column: 41))
    }

    @Test func skipsBytesButKeepsPlaces() throws {
        let page = Array("<!DOCTYPE html><html><b></html>".utf8)
        let finding = try #require(MarkupReader().read(page, file: "p", skipping: 15).first)
        #expect(finding.place?.line == 1)
        #expect((finding.place?.column ?? 0) > 15)
    }

    @Test func stopsCountingAtAHundredFaults() throws {
        let schema = try #require(Schema.read(Array(SchemaTests.xsd.utf8), file: "x.xsd").value)
        let many = "<报告 期间='2026Q1'>" + String(repeating: "<x/>", count: 1000) + "</报告>"
        // libxml2 skips what follows an unexpected child, so the flood needs attributes.
        let wide = "<报告 期间='2026Q1'>" + String(repeating: "<行 号='x'/>", count: 1000) + "</报告>"
        #expect((1...100).contains(MarkupReader().read(Array(many.utf8), file: "x", schema: schema).count))
        #expect(MarkupReader().read(Array(wide.utf8), file: "x", schema: schema).count == 100)
    }
}
