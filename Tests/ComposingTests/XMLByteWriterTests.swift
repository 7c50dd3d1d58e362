import Testing

@testable import Composing

@Suite struct XMLByteWriterTests {
    @Test(arguments: [
        ("a&b", "a&amp;b"), ("<x>", "&lt;x&gt;"), ("say \"好\"", "say &quot;好&quot;"),
        ("two\nlines\t\r", "two&#10;lines&#9;&#13;"),  // a parser would make blanks of them
        ("䶮𠮷", "䶮𠮷"), ("bell\u{7}", "bell\u{FFFD}"), ("", ""),
    ])
    func escapesValues(value: String, written: String) {
        var xml = XMLByteWriter()
        xml.element("a", ["v": value])
        #expect(text(xml).hasSuffix("<a v=\"\(written)\"/>\n"))
    }

    @Test func leavesOutWhatIsAbsentAndKeepsTheOrder() {
        var xml = XMLByteWriter()
        xml.element("a", ["z": 1, "absent": nil as Int?, "b": true])
        #expect(text(xml).hasSuffix("<a z=\"1\" b=\"true\"/>\n"))
    }

    @Test func indentsContentAndClosesWhatStaysEmpty() {
        var xml = XMLByteWriter()
        xml.element("a") { xml in
            xml.element("b") { $0.element("c") }
            xml.element("d") { _ in }
        }
        let expected = "<a>\n  <b>\n    <c/>\n  </b>\n  <d/>\n</a>\n"
        #expect(text(xml) == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + expected)
    }

    private func text(_ xml: XMLByteWriter) -> String { String(decoding: xml.bytes, as: UTF8.self) }
}
