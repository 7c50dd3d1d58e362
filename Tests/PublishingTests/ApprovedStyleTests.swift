import Model
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
        var random = SteadyRandom(seed: 7)
        var held = 0
        for _ in 0..<3000 {
            #expect(seasoned.verify(Papers.rendered(Self.page)).findings == [])
            var page = bytes
            for _ in 0...random.next(3) {
                let place = random.next(page.count - 12)
                switch random.next(4) {
                case 0: page.remove(at: place)
                case 1: page.insert(contentsOf: page[place..<place + random.next(12)], at: place)
                case 2: page[place] = signs[random.next(signs.count)]
                default: page.insert(signs[random.next(signs.count)], at: place)
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

/// The same numbers in every run. https://prng.di.unimi.it/splitmix64.c
private struct SteadyRandom {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }
}
