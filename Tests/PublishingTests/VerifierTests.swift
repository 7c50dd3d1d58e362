import Files
import Markup
import Model
import Testing

@testable import Publishing

@Suite struct VerifierTests {
    private func findings(_ page: String, _ kind: DocumentKind = .feedback) throws -> [Diagnostic] {
        let checked = try Papers.verifier().verify(Papers.rendered(page, kind))
        #expect((checked.value == nil) == !checked.findings.isEmpty)
        return checked.findings
    }

    @Test(arguments: [
        Papers.page(),
        Papers.page(
            body:
                "<p id=\"a\">a</p><p id=\"b\">b</p><br/><a href=\"#a\">1</a><a href=\"../index.html#b\">2</a>"
        ),
        Papers.page(
            body: "<svg><path d=\"M0 0\" fill=\"url(#g)\"/><linearGradient id=\"g\"/><title>x</title></svg>"),
        Papers.page(
            body: "<img alt=\"\" src=\"data:image/png;base64,AA==\"/>&lt;script&gt;alert(1)&lt;/script&gt;"),
        Papers.page(body: "<p title=\"onclick=1\">http://a.b 是文字</p>"),
    ])
    func letsAGoodPagePass(_ page: String) throws {
        let checked = try Papers.verifier().verify(Papers.rendered(page))
        #expect(checked.findings == [])
        let file = try #require(checked.value)
        #expect(file.bytes == Array(page.utf8))
        #expect(file.path == "feedback/P007.html" && file.subject == "P007")
    }

    @Test(arguments: [
        (Papers.page(start: "<!doctype html>"), 1, "开头不是"),
        (Papers.page(start: "\u{FEFF}<!DOCTYPE html>"), 1, "开头不是"),
        (Papers.page(start: ""), 1, "开头不是"),
        (Papers.page(start: "<!DOCTYPE html><!DOCTYPE html>"), 1, "DOCTYPE"),
        (Papers.page(start: "<!DOCTYPE html [<!ENTITY x 'y'>]>"), 1, "开头不是"),
        (Papers.page(html: "<html>"), 1, "lang"),
        (Papers.page(head: "<meta charset=\"utf-8\"/>" + Papers.policy), 1, "title"),
        (Papers.page(head: "<meta charset=\"utf-8\"/>" + Papers.policy + "<title> </title>"), 3, "title"),
        (Papers.page(head: Papers.policy + "<title>a</title>"), 1, "charset"),
        (Papers.page(head: "<meta charset=\"utf-8\"/><title>a</title>"), 1, "Content-Security-Policy"),
        (Papers.page(body: "<p>\n<b>x</p>"), 5, "不配对"),
        (Papers.page(body: "&nbsp;"), 4, "nbsp"),
        (Papers.page(body: "\n\n<td/>"), 6, "不能写成 <td/>"),
        (Papers.page(body: "<br></br>"), 4, "<br/>"),
        (Papers.page(body: "<script>alert(1)</script>"), 4, "script"),
        (Papers.page(body: "<svg><SCRIPT>alert(1)</SCRIPT></svg>"), 4, "script"),
        (Papers.page(body: "<p onclick=\"x()\">x</p>"), 4, "onclick"),
        (Papers.page(body: "<svg ONLOAD=\"x()\"></svg>"), 4, "ONLOAD"),
        (Papers.page(body: "<p id=\"a\"></p>\n<p id=\"a\"></p>"), 5, "id"),
        (Papers.page(body: "<a href=\"http://evil/\">x</a>"), 4, "外部地址"),
        (Papers.page(body: "<a href=\"//evil/\">x</a>"), 4, "外部地址"),
        (Papers.page(body: "<a href=\"javascript:alert(1)\">x</a>"), 4, "外部地址"),
        (Papers.page(body: "<a href=\"java&#10;script:alert(1)\">x</a>"), 4, "控制字符"),
        (Papers.page(body: "<a href=\"\\\\evil\\x\">x</a>"), 4, "\\"),
        (Papers.page(body: "<img src=\"https://evil/a.png\"/>"), 4, "外部地址"),
        (
            Papers.page(
                body: "<svg><use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='https://e/#a'/></svg>"
            ), 4, "外部"
        ),
        (Papers.page(body: "<p style=\"background:URL( 'https://evil')\">x</p>"), 4, "url()"),
        (Papers.page(body: "<svg><path fill=\"url(https://evil#x)\"/></svg>"), 4, "url()"),
        (Papers.page(body: "<style>p { background: url(x.png) }</style>"), 4, "url()"),
        (Papers.page(body: "<style>@IMPORT 'x.css';</style>"), 4, "引入"),
        (Papers.page(body: "<style>a &lt; b</style>"), 4, "< 和 &"),
        (Papers.page(body: "<link rel=\"stylesheet\" href=\"x.css\"/>"), 4, "link"),
        (Papers.page(body: "<iframe src=\"x\"></iframe>"), 4, "iframe"),
        (Papers.page(body: "<base href=\"x\"/>"), 4, "base"),
        (Papers.page(body: "<meta http-equiv=\"refresh\" content=\"0;url=x\"/>"), 4, "refresh"),
        (Papers.page(body: "<x:p xmlns:x='http://www.w3.org/1999/xhtml'>a</x:p>"), 4, "前缀"),
        ("<!DOCTYPE html><div lang=\"zh\"></div>", 1, "html"),
        ("<!DOCTYPE html>", 1, "没有内容"),
    ])
    func holdsAPageBack(_ page: String, _ line: Int, _ word: String) throws {
        let found = try findings(page)
        let finding = try #require(found.first { $0.headline.contains(word) }, "\(found)")
        #expect(finding.code.text == "E609")
        #expect(finding.place?.file == "feedback/P007.html")
        #expect(finding.place?.line == line, "\(finding)")
        #expect(finding.affected == [try #require(Code("P007"))])
    }

    @Test(arguments: [
        ("script-src 'unsafe-inline'", "unsafe-inline"), ("script-src 'self'", "self"),
        ("img-src https:", "https:"), ("style-src *", "*"), ("font-src data:", "data:"),
    ])
    func refusesAPolicyWithAHole(_ directive: String, _ word: String) throws {
        let head =
            "<meta charset=\"utf-8\"/><meta http-equiv=\"Content-Security-Policy\" "
            + "content=\"default-src 'none'; \(directive)\"/><title>x</title>"
        for kind in [DocumentKind.feedback, .index] {
            #expect(try findings(Papers.page(head: head), kind).contains { $0.headline.contains(word) })
        }
    }

    private func index(_ script: String, hash: String) -> String {
        Papers.page(
            head:
                "<meta charset=\"utf-8\"/><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + "script-src 'sha256-\(hash)'\"/><title>目录</title>", body: "<script>\(script)</script>")
    }

    @Test func allowsTheIndexTheScriptItsPolicyNames() throws {
        let script = "document.title = '目录';"
        let hash = Digest.sha256Base64(Array(script.utf8))
        #expect(try findings(index(script, hash: hash), .index) == [])
        #expect(try findings(index(script, hash: hash), .feedback).isEmpty == false)
        #expect(try findings(index(script + " ", hash: hash), .index).count == 1)
        // A browser would read the escape raw.
        let escaped = Digest.sha256Base64(Array("a < b".utf8))
        #expect(try findings(index("a &lt; b", hash: escaped), .index).count == 1)
    }

    @Test func validatesDataAgainstTheKindsSchema() throws {
        let good = try Papers.verifier().verify(Papers.rendered("<报告><行>1</行></报告>", .feedback, .xml))
        #expect(good.findings == [] && good.value?.path == "feedback/P007.xml")
        let bad = try Papers.verifier().verify(Papers.rendered("<报告>\n<列>张三</列></报告>", .feedback, .xml))
        #expect(bad.value == nil)
        #expect(
            bad.findings.map(\.description) == [
                "错误 E609 feedback/P007.xml:2:1 生成的 XML 不合规（P007）：此处不能出现元素 列；应为 行。请检查模板；这一件没有输出。"
            ])
        let none = try Papers.verifier().verify(Papers.rendered("<报告/>", .card, .xml))
        #expect(none.value == nil && none.findings.count == 1)
        let typed = try Papers.verifier().verify(Papers.rendered("<!DOCTYPE 报告><报告/>", .feedback, .xml))
        #expect(typed.value == nil && typed.findings.count == 1)
    }

    @Test func neverEchoesWhatIsInAPaper() throws {
        let page = Papers.page(body: "<p 张三=\"1\" 张三=\"2\">&李四;</p>")
        // Names of elements and attributes come from templates; texts and values do not show.
        let xml = try Papers.verifier().verify(
            Papers.rendered("<报告 人='张三'>王五<列>赵六</列></报告>", .feedback, .xml))
        for name in ["张三", "王五", "赵六"] { #expect(!"\(xml.findings)".contains(name)) }
        #expect(try findings(page).isEmpty == false)
    }
}

@Suite struct LeakScanTests {
    private func leaks(
        _ body: String, permitted: [String]? = ["P007"], numbers: [String] = ["P007", "P008", "a-b"]
    ) throws
        -> [Diagnostic]
    {
        let file = Papers.rendered(Papers.page(body: body), permitted: permitted)
        let checked = try Papers.verifier(numbers).verify(file)
        #expect((checked.value == nil) == !checked.findings.isEmpty)
        return checked.findings
    }

    @Test(arguments: [
        "<p>P008</p>", "<p>工号P008，</p>", "<p>见（P008）</p>", "<p title=\"P008\">x</p>",
        "<a href=\"P008.html\">x</a>",
        "<p>P0&#48;8</p>", "<p>P00<![CDATA[8]]></p>", "<p>P<!-- -->008</p>", "<p>P008.</p>",
        "<p>xP007 P008</p>",
        "<p>" + String(repeating: "字", count: 99) + "P008" + String(repeating: "字", count: 300) + "</p>",
        "<p>a-b</p>", "<p class=\"a a-b\">x</p>", "<svg><text>P008</text></svg>",
    ])
    func holdsBackWhatShowsAnothersNumber(_ body: String) throws {
        let found = try leaks(body)
        #expect(found.map(\.code.text) == ["E720"], "\(found)")
        #expect(found.first?.place?.line == 4)
        #expect(found.first?.affected == [try #require(Code("P007"))])
    }

    @Test(arguments: [
        "<p>P007</p>", "<p>P0080</p>", "<p>xP008</p>", "<p>P-P008</p>", "<p>P008_1</p>", "<p>p008</p>",
        "<p>P00８</p>",
        "<p>P00<b>8</b></p>", "<p>a</p>", "<p>b</p>", "<p title=\"P0\">08</p>",
    ])
    func takesOnlyWholeTokens(_ body: String) throws {
        #expect(try leaks(body) == [])
    }

    @Test func showsAllToThoseWhoMaySeeAll() throws {
        #expect(try leaks("<p>P007 P008 a-b</p>", permitted: nil) == [])
        #expect(try leaks("<p>P007 P008</p>", permitted: ["P007", "P008"]) == [])
    }

    @Test func scansDataToo() throws {
        let verifier = try Papers.verifier()
        let text = verifier.verify(Papers.rendered("<报告><行>P008</行></报告>", .feedback, .xml))
        let attribute = verifier.verify(Papers.rendered("<报告 人='P009'/>", .feedback, .xml))
        #expect(text.findings.map(\.code.text) == ["E720"] && text.value == nil)
        #expect(attribute.findings.map(\.code.text) == ["E720"] && attribute.value == nil)
    }

    @Test func missesNoneOfMany() throws {
        let numbers = (0..<5000).map { "E\($0)" }
        let scannable = StaffNumbers(numbers.compactMap { Code($0) })
        let text = Array((0..<6000).map { "E\($0)" }.joined(separator: "、").utf8)
        let scanner = StaffNumberScanner(scannable, permitted: [])
        // Cut anywhere: a token begins in one piece and ends in the next.
        for start in stride(from: 0, to: text.count, by: 7) {
            scanner.scan(Array(text[start..<min(start + 7, text.count)]).span)
        }
        scanner.flush()
        #expect(scanner.foreign.map(\.text).sorted() == numbers.sorted())
    }
}
