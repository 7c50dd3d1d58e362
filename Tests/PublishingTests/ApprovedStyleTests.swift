import Model
import Scratch
import Testing

@testable import Publishing

/// A page whose style was seen before is looked through without it, and must be judged just as by somebody who sees
/// everything for the first time.
@Suite struct ApprovedStyleTests {
    private static let style = "<style>body{color:#333;margin:0!important}\n.a>b{content:'“－”'}</style>"
    private static let page = Papers.page(
        head: "<meta charset=\"utf-8\"/>" + Papers.policy + "<title>反馈</title>" + style,
        body: "<h1>题</h1><p id=\"a\" class=\"b\">工号 P007 &amp; 好</p><br/><svg><path d=\"M0 0\"/></svg>")

    /// The same page judged by a verifier that knows the style and by one that does not.
    private func judge(_ page: String) throws -> (seasoned: [Diagnostic], fresh: [Diagnostic]) {
        let seasoned = try Papers.verifier()
        #expect(seasoned.verify(Papers.rendered(Self.page)).findings == [])
        let file = Papers.rendered(page)
        return (seasoned.verify(file).findings, try Papers.verifier().verify(file).findings)
    }

    @Test func leavesOutJustTheContent() throws {
        let content = String(Self.style.dropFirst(7).dropLast(8))
        let style = try #require(ApprovedStyle(Array(content.utf8), in: Array(Self.page.utf8)))
        let rest = try #require(style.removed(from: Array(Self.page.utf8)))
        #expect(String(decoding: rest, as: UTF8.self) == Self.page.replacing(content, with: ""))
    }

    @Test(arguments: [
        ("<style>", "<!-- --><style>"), ("<style>", "<?x ?><style>"), ("<style>", "<![CDATA[<style>"),
        ("<style>", "<style >"), ("<style>", "<style>/**/"), ("</style>", " </style>"),
        ("<style>", "<STYLE>"),
        (style, ""),
    ])
    func leavesNothingOutElsewhere(_ from: String, _ to: String) throws {
        let content = Array(Self.style.utf8.dropFirst(7).dropLast(8))
        let style = try #require(ApprovedStyle(content, in: Array(Self.page.utf8)))
        #expect(style.removed(from: Array(Self.page.replacing(from, with: to).utf8)) == nil)
    }

    @Test(arguments: [
        ("好", "很好"), ("</body>", style + "</body>"), ("</body>", "<h2>题</h2>" + style + "</body>"),
        ("margin:0", "margin:1"), ("<style>", "<!-- --><style>"),
    ])
    func letsGoodPagesPass(_ from: String, _ to: String) throws {
        let (seasoned, fresh) = try judge(Self.page.replacing(from, with: to))
        #expect(seasoned == [] && fresh == [])
    }

    @Test(arguments: [
        ("<!DOCTYPE html>", ""), ("<!DOCTYPE html>", "<!DOCTYPE html><!DOCTYPE html>"),
        ("P007", "P008"), ("P007", "P0&#48;8"), ("P007", "P00<!-- -->8"), ("好", "<b>好</p>"), ("</style>", ""),
        ("</style>", "</style></style>"), ("<style>", "<!--<style>"), ("<style>", "<style><style>"),
        ("margin:0", "background:url(http://a/)"), ("margin:0", "@import 'a'"), ("margin:0", "P008"),
        ("margin:0", "a&lt;b"), ("<p id", "<p id=\"a\"></p><p id"), ("<br/>", "<br></br>"),
        ("<br/>", "<script>1</script>"),
        ("<title>反馈</title>", ""), ("<h1>题</h1>", "<h1>题</h1><h1>空</h1>"), ("<p id", "<p onclick=\"x\" id"),
    ])
    func judgesAsIfItSawAll(_ from: String, _ to: String) throws {
        let (seasoned, fresh) = try judge(Self.page.replacing(from, with: to))
        #expect(seasoned == fresh)
        #expect(!fresh.isEmpty)
    }

    /// Wrong bytes anywhere: deleted, doubled, or replaced by what markup is made of.
    @Test func judgesBrokenPagesAsIfItSawAll() throws {
        let seasoned = try Papers.verifier()
        let bytes = Array(Self.page.utf8)
        let signs = Array("<>&\"'!?-]#/ =P8\u{0}\u{FF}".utf8)
        var random = SeededGenerator(seed: 7)
        var held = 0
        for _ in 0..<3000 {
            #expect(seasoned.verify(Papers.rendered(Self.page)).findings == [])
            var page = bytes
            for _ in 0...random.below(3) {
                let place = random.below(page.count - 12)
                switch random.below(4) {
                case 0: page.remove(at: place)
                case 1: page.insert(contentsOf: page[place..<place + random.below(12)], at: place)
                case 2: page[place] = signs[random.below(signs.count)]
                default: page.insert(signs[random.below(signs.count)], at: place)
                }
            }
            let file = Papers.rendered(bytes: page)
            let (judged, fresh) = (
                seasoned.verify(file).findings, try Papers.verifier().verify(file).findings
            )
            if judged != fresh {
                Issue.record("judged differently: \(String(decoding: page, as: UTF8.self))")
            }
            if !fresh.isEmpty { held += 1 }
        }
        // Else nothing was tried.
        #expect(held > 1000 && held < 3000)
    }
}
