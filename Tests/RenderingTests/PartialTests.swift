import Model
import Testing

@testable import Rendering

/// Partials, layouts and blocks.
struct PartialTests {
    @Test(arguments: [
        // Own folder first, then shared; the page's form first, then style and wording.
        (["index/甲.html": "自", "shared/甲.html": "共"], "自"),
        (["shared/甲.html": "共", "shared/甲.txt": "句"], "共"),
        (["shared/甲.css": "样", "shared/甲.txt": "句"], "样"),
        (["shared/wording/甲.txt": "句\n"], "句"),  // the editor's newline is not part of a sentence
        (["shared/wording/甲.txt": "句\r\n"], "句"),
        (["shared/甲.html": "{{姓名}}"], "张三"),
    ])
    func findsPartials(partials: [String: String], expected: String) throws {
        #expect(try Templates.print(body: "{{>甲}}", partials) == expected)
    }

    @Test func xmlFindsXMLPartialsAndWordingOnly() throws {
        let files = [
            "feedback/feedback.html": Templates.head + "{{>甲}}" + Templates.tail,
            "feedback/feedback.xml": "<r>{{>甲}}{{>乙}}</r>", "shared/甲.html": "<br/>", "shared/甲.xml": "<a/>",
            "shared/乙.txt": "句",
        ]
        let checked = Templates.compile(files, kinds: [.feedback])
        #expect(try Templates.page(checked, .feedback, .xml, Fixture.facts()) == "<r><a/>句</r>")
    }

    @Test func indentsAPartialThatStandsAlone() throws {
        let body = "\n<ul>\n  {{>行}}\n</ul>\n"
        let page = try Templates.print(
            body: body,
            ["shared/行.html": "{{#指标}}\n<li>\n\n  {{>名}}\n</li>\n{{/指标}}\n", "shared/名.html": "{{名称}}\n"])
        #expect(
            page == """

                <ul>
                  <li>

                    招商
                  </li>
                  <li>

                    安全
                  </li>
                </ul>

                """)
    }

    @Test(arguments: [
        ("{{<页}}{{/页}}", "[题|文]"),
        ("{{<页}}{{$标题}}我{{/标题}}{{/页}}", "[我|文]"),
        ("{{<页}}\n  {{$标题}}{{姓名}}{{/标题}}\n  {{$正文}}{{#指标}}{{名称}} {{/指标}}{{/正文}}\n{{/页}}", "[张三|招商 安全 ]"),
        ("{{<中}}{{/中}}", "[中题|文]"),
        ("{{<中}}{{$标题}}外{{/标题}}{{/中}}", "[外|文]"),  // the template furthest outside decides
        ("{{<中}}{{$小}}外小{{/小}}{{/中}}", "[中题|文]"),
        ("{{#指标}}{{<项}}{{$名}}{{序号}}{{名称}}{{/名}}{{/项}}{{/指标}}", "(1招商)(2安全)"),
        ("{{$标题}}自带{{/标题}}", "自带"),
    ])
    func overridesBlocks(body: String, expected: String) throws {
        let partials = [
            "shared/页.html": "[{{$标题}}题{{/标题}}|{{$正文}}文{{/正文}}]",
            "shared/中.html": "{{<页}}{{$标题}}中题{{/标题}}{{/页}}{{#上季}}{{$小}}小{{/小}}{{/上季}}",
            "shared/项.html": "({{$名}}{{/名}})",
        ]
        #expect(try Templates.print(body: body, partials).filter { $0 != "\n" } == expected)
    }

    @Test func aLayoutMayHoldTheWholePage() throws {
        let page = try Templates.page([
            "index/index.html": "{{<页}}\n{{$正文}}\n<p>{{姓名}}</p>\n{{/正文}}\n{{/页}}\n",
            "shared/页.html": "<!DOCTYPE html>\n<html>\n{{$正文}}{{/正文}}\n</html>\n",
        ])
        #expect(page == "<!DOCTYPE html>\n<html>\n<p>张三</p>\n\n</html>\n")
    }

    @Test func judgesTheMarkupThroughPartials() {
        let findings = Templates.findings(
            body: "<p title=\"{{>值}}\">{{>开}}文{{>合}}</p><a href=\"{{>值}}\"></a>",
            ["shared/值.html": "{{姓名}}", "shared/开.html": "<b>", "shared/合.html": "</b>"])
        #expect(findings.map { "\($0.code) \($0.place!)" } == ["E603 shared/值.html:1:3"])
    }
}
