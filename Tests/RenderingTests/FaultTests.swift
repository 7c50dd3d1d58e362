import Model
import Testing

@testable import Rendering

/// One wrong tag, one finding, at the place of ⟨the mark⟩. The bodies stand inside an HTML page.
struct FaultTests {
    @Test(arguments: [
        // Tags and sections
        ("E601", "<p>{{姓名}}</p>\n  ⟨{{#指标}}⟩{{名称}}"),
        ("E601", "{{#指标}}⟨{{#要点}}⟩{{.}}{{/指标}}"),
        ("E601", "{{姓名}}⟨{{/指标}}⟩"),
        ("E601", "{{#指标}}{{名称}}⟨{{/指标项}}⟩"),
        ("E601", "⟨{{姓名⟩</p>"),
        ("E601", "{{姓名}}⟨{{姓名} ⟩{{总分}}"),
        ("E601", "⟨{⟩姓名}}"),
        ("E601", "⟨{⟩姓名}"),
        ("E601", "姓名⟨}}⟩"),
        ("E601", "<p>⟨｛⟩｛姓名｝｝</p>"),
        ("E601", "<p title=\"⟨｛⟩｛姓名｝｝\"></p>"),
        ("E601", "⟨{{姓名｝｝⟩</p>"),
        ("E621", "⟨{{＃预览}}⟩"),
        ("E621", "⟨{{补充｜无则空}}⟩"),
        ("E616", "<p class=⟨“⟩a”>一</p>"),
        ("E601", "<p title=\"a⟨}⟩\"></p>"),
        ("E601", "x ⟨{{! 没有结束 ⟩"),
        ("E601", "⟨{{^上季}}⟩无"),
        ("E601", "⟨{{$标题}}⟩无"),
        ("E602", "<p>⟨{{{姓名}}}⟩</p>"),
        ("E602", "<p>⟨{{&姓名}}⟩</p>"),
        ("E621", "⟨{{}}⟩"),
        ("E621", "⟨{{姓 名}}⟩"),
        ("E621", "⟨{{股室.}}⟩"),
        ("E621", "⟨{{姓名/总分}}⟩"),
        ("E621", "⟨{{=<% %> x=}}⟩"),
        ("E621", "⟨{{=名 称=}}⟩"),
        ("E621", "⟨{{否则}}⟩"),
        ("E621", "{{^上季}}⟨{{否则}}⟩{{/上季}}"),
        ("E621", "{{#指标}}{{否则}}⟨{{^}}⟩{{/指标}}"),
        ("E605", "{{>⟨../../etc/passwd⟩}}"),
        ("E605", "{{>⟨⟩}}"),
        ("E610", "{{>⟨没有⟩}}"),
        // Names
        ("E607", "{{⟨姓明⟩}}"),
        ("E607", "{{股室.⟨明称⟩}}"),
        ("E607", "{{#指标}}{{⟨总分⟩}}{{/指标}}"),
        ("E607", "{{#⟨指票⟩}}{{名称}}{{随便}}{{/指票}}"),
        ("E607", "{{#指标}}{{⟨../../姓名⟩}}{{/指标}}"),
        ("E607", "{{指标.⟨名称⟩}}"),
        ("E607", "{{姓名.⟨长⟩}}"),
        ("E607", "{{⟨序号⟩}}"),
        ("E607", "{{#股室}}{{⟨首⟩}}{{/股室}}"),
        ("E607", "{{#要点}}{{⟨姓名⟩}}{{/要点}}"),
        ("E607", "{{#指标}}{{#责任人}}{{⟨序号⟩}}{{/责任人}}{{/指标}}"),
        // Formatters
        ("E611", "{{总分 | ⟨两位⟩}}"),
        ("E611", "{{总分 |⟨⟩}}"),
        ("E611", "{{总分 |⟨百分此⟩}}"),
        ("E612", "{{姓名 | ⟨分⟩}}"),
        ("E612", "{{总分 | ⟨中文数字⟩}}"),
        ("E612", "{{总分 | 分 | ⟨整数⟩}}"),
        ("E612", "{{成文日期 | 年月 | ⟨日期⟩}}"),
        ("E612", "{{名次 | 中文数字 | ⟨百分比⟩}}"),
        ("E612", "{{名次 | 百分比 | ⟨带圈⟩}}"),
        ("E612", "{{姓名 | ⟨截⟩}}"),
        ("E612", "{{姓名 | ⟨截⟩ 零}}"),
        ("E612", "{{总分 | ⟨分⟩ 2}}"),
        ("E612", "{{补充 | ⟨无则⟩}}"),
        ("E612", "{{总分 | 无则空 | ⟨分⟩}}"),
        ("E612", "{{预览 | ⟨日期⟩}}"),
        ("E612", "{{指标 | ⟨连⟩}}"),
        // What a value asks for
        ("E613", "{{⟨环比⟩}}"),
        ("E613", "{{⟨环比⟩ | 符号}}"),
        ("E613", "{{⟨股室.负责人.姓名⟩}}"),
        ("E613", "{{#股室.负责人}}{{⟨环比⟩}}{{/股室.负责人}}"),
        ("E613", "{{^环比}}{{⟨环比⟩}}{{/环比}}"),
        ("E613", "{{#环比}}{{否则}}{{⟨环比⟩}}{{/环比}}"),
        ("E614", "{{⟨指标⟩}}"),
        ("E614", "{{⟨股室⟩}}"),
        ("E614", "{{⟨预览⟩}}"),
        ("E614", "{{#股室}}{{⟨.⟩}}{{/股室}}"),
        ("E615", "{{#⟨总分⟩}}有{{/总分}}"),
        ("E615", "{{^⟨股室⟩}}无{{/股室}}"),
        ("E615", "{{#⟨环比⟩}} {{/环比}}"),
        ("E615", "{{#⟨环比⟩}}{{! 以后再写 }}{{否则}}—{{/环比}}"),
        // Places
        ("E603", "<script>var n=\"{{⟨姓名⟩}}\"</script>"),
        ("E603", "<style>p { color: {{⟨姓名⟩}} }</style>"),
        ("E603", "<style>p { width: {{⟨总分⟩ | 百分比}} }</style>"),
        ("E603", "<p onclick=\"{{⟨姓名⟩}}\"></p>"),
        ("E603", "<p style=\"color:{{⟨姓名⟩}}\"></p>"),
        ("E603", "<p style=\"width:{{⟨附件⟩ | 无则空}}\"></p>"),
        ("E603", "<a href=\"{{⟨姓名⟩}}\"></a>"),
        ("E603", "<a href=\"x{{⟨首页⟩}}\"></a>"),
        ("E603", "<a href=\"{{首页}}{{⟨首页⟩}}\"></a>"),
        ("E603", "<a href=\"{{⟨附件⟩ | 无则 x}}\"></a>"),
        ("E603", "<img src='{{⟨姓名⟩}}'/>"),
        ("E603", "<td title={{⟨姓名⟩}}></td>"),
        ("E603", "<td {{⟨姓名⟩}}></td>"),
        ("E603", "<{{⟨姓名⟩}}></td>"),
        ("E603", "<!-- {{⟨姓名⟩}} -->"),
        ("E603", "<p>&{{⟨姓名⟩}};</p>"),
        ("E603", "<meta content=\"0\" http-equiv=\"{{⟨姓名⟩}}\"/>"),
        ("E603", "<svg><path fill=\"{{⟨姓名⟩}}\"/></svg>"),
        ("E603", "<noscript>{{⟨姓名⟩}}</noscript>"),
        ("E625", "<a href=⟨\"⟩javascript:alert(1)\"></a>"),
        ("E625", "<a href=⟨\"⟩java&#115;cript:alert(1)\"></a>"),
        ("E625", "<img src=⟨\"⟩https://example.com/a.png\"/>"),
        ("E625", "<img src=⟨\"⟩//example.com/a.png\"/>"),
        ("E625", "<meta http-equiv=⟨\"⟩refresh\" content=\"0\"/>"),
        // The template's own markup
        ("E616", "<p>一⟨<b>⟩二</p>"),
        ("E616", "⟨<p>⟩一"),
        ("E616", "一⟨</p>⟩"),
        ("E616", "<p class=⟨\"⟩a>一</p>"),
        ("E616", "<p class=⟨a⟩>一</p>"),
        ("E616", "<p ⟨hidden⟩>一</p>"),
        ("E616", "<p a=\"1\"⟨b⟩=\"2\">一</p>"),
        ("E616", "<p a=\"1\" ⟨a⟩=\"2\">一</p>"),
        ("E616", "一 ⟨&⟩ 二"),
        ("E616", "一⟨&nbsp;⟩二"),
        ("E616", "一 ⟨<⟩ 二"),
        ("E616", "⟨<br>⟩"),
        ("E616", "⟨<div/>⟩"),
        ("E616", "⟨<P>⟩</p>"),
        ("E616", "<!-- 一 --⟨ ⟩二 -->"),
        ("E616", "⟨<!⟩DOCTYPE html>"),
        ("E616", "⟨<![⟩CDATA[x]]>"),
        ("E616", "⟨<?php⟩ ?>"),
        ("E616", "一 ]]⟨>⟩"),
        ("E616", "⟨<x:p>⟩</x:p>"),
        ("E616", "<style>a ⟨&⟩amp; b</style>"),
        ("E616", "<style>p{color:red}td{} ⟨}⟩</style>"),
        ("E616", "<style>p⟨{⟩color:red</style>"),
        ("E601", "<style>⟨{⟩> 页首}}</style>"),
        ("E616", "<p>一</p⟨<⟩b>二</b>"),
        ("E616", "<p>一</p⟨&⟩ >"),
        ("E616", "<ol><li⟨<⟩b>一</b></li></ol>"),
        ("E616", "一⟨<⟩{{#预览}}二{{/预览}}"),
        ("E616", "{{#预览}}一⟨<⟩{{/预览}}"),
        // Sections that break the page
        ("E617", "⟨{{#预览}}⟩<p>{{/预览}}</p>"),
        ("E617", "<p>⟨{{#预览}}⟩</p>{{/预览}}"),
        ("E617", "⟨{{#指标}}⟩<p>{{/指标}}"),
        ("E617", "<p ⟨{{#预览}}⟩class=\"a{{/预览}}\"></p>"),
        ("E617", "⟨{{#预览}}⟩<p>{{否则}}<b>{{/预览}}</p>"),
        ("E617", "<p⟨{{#指标}}⟩ class=\"a\"{{/指标}}></p>"),
        ("E616", "⟨<⟩{{#预览}}p{{/预览}}></p>"),
        ("E617", "<!-- ⟨{{#预览}}⟩ {{/预览}} -->"),
    ])
    func pointsAt(code: String, marked: String) throws {
        let page = MarkedText(Templates.head + marked + Templates.tail)
        let findings = Templates.compile(["index/index.html": page.text]).findings

        let finding = try #require(findings.first { $0.code.text == code }, "\(findings)")
        #expect(finding.place == SourcePlace(file: "index/index.html", line: page.line, column: page.column))
        #expect(finding.headline.hasSuffix("。"), "\(finding)")
        #expect(finding.remedy.isEmpty || "。？".contains(finding.remedy.last ?? " "), "\(finding)")
        #expect(finding.excerpt?.hasSuffix("^") == true)
    }

    @Test(arguments: [
        ("{{姓明}}", "是否为 姓名？"),
        ("{{名姓}}", "是否为 姓名？"),
        ("{{#指标}}{{总分}}{{/指标}}", "外层有这个名称，请写 {{../总分}}。"),
        ("{{#指标}}{{#责任人}}{{序号}}{{/责任人}}{{/指标}}", "外层有这个名称，请写 {{../序号}}。"),
        // A section over a plain value opens no level, so ../ leads too far.
        ("{{#股室}}{{#负责人}}{{#环比}}{{../姓名}}{{../环比 | 无则空}}{{/环比}}{{/负责人}}{{/股室}}", "这个名称在别的层，请写 {{姓名}}。"),
        ("{{负责人}}", "是否为 股室.负责人？"),
        ("{{总分 | 百分此}}", "是否为 百分比？"),
        ("{{>页头}}", "是否为 页首？"),
        ("{{<页首}}{{$标目}}{{/标目}}{{/页首}}", "是否为 标题？"),
    ])
    func saysWhatWasMeant(body: String, remedy: String) throws {
        let findings = Templates.findings(body: body, ["shared/页首.html": "{{$标题}}题{{/标题}}"])
        #expect(findings.first?.remedy == remedy)
    }

    @Test func showsTheLineWithACaretUnderChineseText() throws {
        let finding = try #require(Templates.findings(body: "\n<p>姓名：{{姓明}}</p>\n").first)
        #expect(finding.excerpt == "  3 | <p>姓名：{{姓明}}</p>\n    |    \u{3000}\u{3000}\u{3000}  ^")
        #expect(
            "\(finding)".hasPrefix("错误 E607 index/index.html:3:9 “报告”里没有名称 姓明。是否为 姓名？\n  3 | "))
    }

    @Test func findsAllFaultsOfAllTemplatesAtOnce() {
        let checked = Templates.compile(
            [
                "index/index.html": Templates.head + "{{甲}}{{#乙}}" + Templates.tail,
                "feedback/feedback.html": Templates.head + "{{总分 | 两位}}<p>" + Templates.tail,
                "feedback/feedback.xml": "<r>{{环比}}{{>丙}}</r>", "shared/丙.xml": "{{{丁}}}{{戊}}",
            ], kinds: [.index, .feedback])
        #expect(
            checked.findings.map { "\($0.code) \($0.place!)" } == [
                "E611 feedback/feedback.html:2:14", "E616 feedback/feedback.html:2:18",
                "E613 feedback/feedback.xml:1:6", "E607 index/index.html:2:9", "E601 index/index.html:2:12",
                "E607 index/index.html:2:15", "E602 shared/丙.xml:1:1", "E607 shared/丙.xml:1:10",
            ])
        #expect(checked.value == nil)
    }

    @Test func saysWhoIncludedAFaultyPartial() throws {
        let findings = Templates.findings(body: "{{#指标}}{{>行}}{{/指标}}{{>行}}", ["shared/行.html": "{{名称}}"])
        #expect(findings.map(\.headline) == ["“报告”里没有名称 名称。（由 index/index.html:2:30 引入。）"])
    }

    @Test func namesTheCycle() throws {
        let findings = Templates.findings(
            body: "{{>甲}}", ["shared/甲.html": "{{>乙}}", "shared/乙.html": "x{{>甲}}"])
        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(finding.code.text == "E604")
        #expect(finding.headline.hasPrefix("模板互相包含：甲 → 乙 → 甲。"))
        #expect("\(finding.place!)" == "shared/乙.html:1:5")
    }

    @Test func limitsNestingInOneFileAndThroughPartials() {
        let deep = String(repeating: "{{#预览}}", count: 10_000)
        #expect(Templates.findings(body: deep).map(\.code.text) == ["E606"])
        var chain = (0..<40).map { ("shared/p\($0).html", "{{>p\($0 + 1)}}") }
        chain.append(("shared/p40.html", ""))
        let findings = Templates.findings(body: "{{>p0}}", Dictionary(uniqueKeysWithValues: chain))
        #expect(findings.map(\.code.text) == ["E606"])
    }

    @Test func limitsWhatPartialsExpandTo() {
        let ten = { (name: String) in String(repeating: "{{>\(name)}}", count: 10) }
        let findings = Templates.findings(
            body: ten("a"),
            [
                "shared/a.html": ten("b"), "shared/b.html": ten("c"), "shared/c.html": ten("d"),
                "shared/d.html": ten("e"), "shared/e.html": "x",
            ])
        #expect(findings.map(\.code.text) == ["E622"])
    }

    @Test func wantsEveryTemplateOfAKind() {
        let checked = Templates.compile(
            ["feedback/feedback.html": Templates.head + Templates.tail], kinds: [.feedback])
        #expect(
            checked.findings.map { "\($0.code) \($0.place!)" } == ["E620 templates/feedback/feedback.xml"])
    }

    @Test func refusesTwoPartialsOfOneName() {
        let sources = ["shared/a/甲.html", "shared/b/甲.html"].map { Templates.source($0, "") }
        let checked = TemplateCompiler.compile(TemplateFolder(path: "t", sources: sources), types: [:])
        #expect(checked.findings.map { "\($0.code) \($0.place!)" } == ["E627 shared/b/甲.html"])
    }

    @Test(arguments: [
        ("<p>无</p>", ["文号", "事实", "事实.依据"]),
        ("{{文号}}{{#事实}}{{依据}}{{/事实}}", []),
        ("{{文号}}{{#事实}}有{{/事实}}", ["事实", "事实.依据"]),
        ("{{#文号}}有{{/文号}}{{#事实}}{{依据}}{{/事实}}", ["文号"]),
        ("{{#文号}}{{.}}{{/文号}}{{#事实}}{{依据}}{{/事实}}", []),
        ("{{文号}}{{#事实}}{{>依据}}{{/事实}}", []),
    ])
    func wantsWhatThePaperMustContain(body: String, missing: [String]) {
        let fact = RecordType("事实", [Field("依据", .text, obligatory: true, "依据")])
        let type = RecordType(
            "通知书",
            [
                Field("文号", .text, obligatory: true, "文号"),
                Field("事实", .list(.record(fact)), obligatory: true, "事实"), Field("备注", .text, "备注"),
            ])
        let page = Templates.head + body + Templates.tail
        let checked = Templates.compile(
            [
                "card/card.html": page, "card/card.xml": "<r>\(body)</r>", "shared/依据.html": "{{依据}}",
                "shared/依据.xml": "{{依据}}",
            ],
            kinds: [.card], type: type)
        let expected = ["html", "xml"].flatMap { form in
            missing.map { "E608 card/card.\(form) 红黄牌警示通知书的模板缺少必备内容 {{\($0)}}。" }
        }
        #expect(Set(checked.findings.map { "\($0.code) \($0.place!) \($0.headline)" }) == Set(expected))
    }
}
