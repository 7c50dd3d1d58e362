import Model
import Scratch
import Testing

@testable import Rendering

/// Whatever stands in a template, it compiles or gives findings with places in it.
struct RandomTemplateTests {
    static let pieces = [
        "{{", "}}", "{{#", "{{/", "{{^", "{{>", "{{<", "{{$", "{{!", "{{=", "=}}", "{{{", "}}}", "{{&", "|",
        "<%", "%>",
        "指标", "姓名", "环比", "要点", ".", "../", "甲", "分", "无则", "截 3", "否则", "<", ">", "</", "/>", "<p>", "</p>",
        "<br/>",
        "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "?>", "<!DOCTYPE html>", "&", "&amp;", "&#", ";", "=\"",
        "\"", "'", " ",
        "\n", "\r\n", "\t", "style", "script", "href", "a", "{{姓名}}", "{{#指标}}", "{{/指标}}", "{{>甲}}", "𠮷",
        "é",
    ]

    @Test func neverTraps() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1_500 {
            func text(_ most: UInt64) -> String {
                (0..<Int(random.next() % most)).map { _ in
                    Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
                }.joined()
            }
            let (page, partial) = (text(40), text(10))
            let checked = Templates.compile([
                "index/index.html": Templates.head + page + Templates.tail, "shared/甲.html": partial,
            ])
            guard checked.value != nil else {
                #expect(checked.findings.contains { $0.severity == .error }, "\(page)")
                continue
            }
            _ = try? Templates.page(checked, .index, .html, Fixture.facts())
        }
    }

    /// Twice the text may take about twice the time, not four times; the bound is wide because machines are busy.
    @Test(arguments: [
        "{{", "{{!", "{{#甲}}", "{{=", "{{{", "{{姓明}}", "<", "<p>", "</p>", "&", "{", "]]>", "<!--", "<a b=\"",
        "{{>甲}}", "{{#指标}}{{/指标}}", "\n{{! }}",
    ])
    func takesTimeInProportion(piece: String) {
        let text = String(repeating: piece, count: 5_000)
        let took = ContinuousClock().measure { _ = Templates.findings(body: text, ["shared/甲.html": "x"]) }
        #expect(took < .seconds(20), "\(piece)")
    }
}
