import Model
import Testing

@testable import Rendering

/// Values in every place where they may stand.
struct MarkupPlaceTests {
    static let nasty = "<a href='x'>&amp;\"{{姓名}}\"\t\n\r]]>--"

    @Test(arguments: [
        ("<p>{{姓名}}</p>", "<p>&lt;a href='x'&gt;&amp;amp;&quot;{{姓名}}&quot;\t\n&#13;]]&gt;--</p>"),
        (
            "<p title=\"{{姓名}}\"></p>",
            "<p title=\"&lt;a href=&#39;x&#39;&gt;&amp;amp;&quot;{{姓名}}&quot;&#9;&#10;&#13;]]&gt;--\"></p>"
        ),
        (
            "<p title='{{姓名}}'></p>",
            "<p title='&lt;a href=&#39;x&#39;&gt;&amp;amp;&quot;{{姓名}}&quot;&#9;&#10;&#13;]]&gt;--'></p>"
        ),
    ])
    func escapesForThePlace(body: String, expected: String) throws {
        #expect(try Templates.print(body: body, facts: Fixture.facts(name: Self.nasty)) == expected)
    }

    @Test(arguments: [
        ("<a href=\"{{首页}}\">x</a>", "<a href=\"../index.html#P001\">x</a>"),
        ("<a href='{{附件 | 无则空}}'>x</a>", "<a href=''>x</a>"),
        ("<a href=\"../a.html#{{! 字面 }}b\">x</a>", "<a href=\"../a.html#b\">x</a>"),
        (
            "<img src=\"data:image/png;base64,AA\" alt=\"{{姓名}}\"/>",
            "<img src=\"data:image/png;base64,AA\" alt=\"张三\"/>"
        ),
        ("<p{{#预览}} class=\"草稿\"{{/预览}}>x</p>", "<p class=\"草稿\">x</p>"),
        ("<p {{#预览}}class=\"a\"{{/预览}} id=\"b\">x</p>", "<p class=\"a\" id=\"b\">x</p>"),
        ("<p class=\"a{{#预览}} b{{/预览}}\">x</p>", "<p class=\"a b\">x</p>"),
        ("<p class=\"{{#要点}}k{{序号}} {{/要点}}\">x</p>", "<p class=\"k1 k2 \">x</p>"),
        ("{{#预览}}<b>{{否则}}<b class=\"x\">{{/预览}}x</b>", "<b>x</b>"),
        (
            "<p style=\"width: {{总分}}%; left: {{名次 | 样式数}}mm\"></p>",
            "<p style=\"width: 85.71%; left: 3mm\"></p>"
        ),
        (
            "<style>{{#指标}}@page r{{序号 | 样式数}} { margin: {{得分 | 坐标}}mm }{{/指标}}</style>",
            "<style>@page r1 { margin: 2.7mm }@page r2 { margin: 10mm }</style>"
        ),
        (
            "<svg viewBox=\"0 0 {{总分 | 坐标}} 1\"><path d=\"M0 {{目标 | 坐标}}\"/><rect width=\"{{得分表.个数}}\"/></svg>",
            "<svg viewBox=\"0 0 85.71 1\"><path d=\"M0 30.5\"/><rect width=\"2\"/></svg>"
        ),
        ("<br/><!-- 注 --><i>&#160;&#x4E00;&amp;</i>", "<br/><!-- 注 --><i>&#160;&#x4E00;&amp;</i>"),
        ("<script>/*<![CDATA[*/ a < b /*]]>*/</script>", "<script>/*<![CDATA[*/ a < b /*]]>*/</script>"),
        ("&#123;{{姓名}}&#125;", "&#123;张三&#125;"),
    ])
    func accepts(body: String, expected: String) throws {
        #expect(try Templates.print(body: body) == expected)
    }

    @Test(arguments: [
        ("<html></html>", "E616 index/index.html:1:1"),
        (" <!DOCTYPE html><html></html>", "E616 index/index.html:1:1"),
        ("<!DOCTYPE HTML><html></html>", "E616 index/index.html:1:1"),
        ("<!DOCTYPE html PUBLIC \"\"><html></html>", "E616 index/index.html:1:1"),
        ("<!DOCTYPE html><html></html><html></html>", "E616 index/index.html:1:29"),
        ("<!DOCTYPE html><html></html>文", "E616 index/index.html:1:29"),
        ("<!DOCTYPE html>{{姓名}}<html></html>", "E603 index/index.html:1:18"),
        ("<!DOCTYPE html><html", "E616 index/index.html:1:16"),
        ("", "E616 index/index.html:1:1"),
    ])
    func refusesThePage(page: String, finding: String) {
        let findings = Templates.compile(["index/index.html": page]).findings
        #expect(findings.map { "\($0.code) \($0.place!)" } == [finding])
    }

    @Test(arguments: [
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r/>\n", nil),
        ("<r/>", nil),
        ("<r><![CDATA[<]]></r>", nil),
        ("<r xmlns:x=\"u\"><x:a/></r>", nil),
        ("\n<?xml version=\"1.0\"?><r/>", "E616 feedback/feedback.xml:2:1"),
        ("<?xml version=\"1.0\" encoding=\"GBK\"?><r/>", "E616 feedback/feedback.xml:1:1"),
        ("<!DOCTYPE r [<!ENTITY x \"y\">]><r/>", "E616 feedback/feedback.xml:1:1"),
        ("<!DOCTYPE html><r/>", "E616 feedback/feedback.xml:1:1"),
        ("<r><?x y?></r>", "E616 feedback/feedback.xml:1:4"),
        ("<r><![CDATA[{{姓名}}]]></r>", "E603 feedback/feedback.xml:1:15"),
    ])
    func judgesXML(page: String, finding: String?) {
        let html = Templates.head + Templates.tail
        let findings = Templates.compile(
            ["feedback/feedback.html": html, "feedback/feedback.xml": page], kinds: [.feedback]
        ).findings
        #expect(findings.map { "\($0.code) \($0.place!)" } == (finding.map { [$0] } ?? []))
    }
}
