import Markup
import Model
import Scratch
import Testing

@testable import Publishing

/// What ``PlainPage`` reads, libxml2 must read without complaint and with the same events; every page must be
/// judged as libxml2 alone would judge it.
@Suite struct PlainPageTests {
    private static let style = "<style>body{color:#333;margin:0!important}\n.a>b{content:'“－”'}</style>"
    private static let page = Papers.page(
        head: "<meta charset=\"utf-8\"/>" + Papers.policy + "<title>反馈</title>" + style,
        body: "<h1>题</h1><p id=\"a\" class=\"b\">工号 P007 &amp; 好é𠮷，&lt;a]]&gt;</p><br/>"
            + "<svg viewBox=\"0 0 9 9\"><path d=\"M0 0\" class=\"一　二\" /></svg>")

    private func read(_ bytes: [UInt8], styles: [[UInt8]] = []) -> (events: [Event]?, parts: [Range<Int>]?) {
        let recorder = EventRecorder()
        let parts = PlainPage.read(
            bytes, skipping: 15, styles: styles, limits: .output, visitor: recorder, reader: MarkupReader())
        return (parts == nil ? nil : recorder.events, parts)
    }

    private func readByLibrary(_ bytes: [UInt8]) -> [Event]? {
        let recorder = EventRecorder()
        let findings = MarkupReader(limits: .output).read(
            bytes, file: "P007.html", skipping: 15, visitor: recorder)
        return findings.isEmpty ? recorder.events : nil
    }

    @Test func readsPlainPagesAsTheLibraryDoes() throws {
        let bytes = Array(Self.page.utf8)
        let events = try #require(read(bytes).events)
        #expect(events == readByLibrary(bytes))
        #expect(events.contains(.attribute("class", "一　二")) && events.contains(.end))
    }

    /// Well-formed, but not plain, or not surely so: for the library.
    @Test(arguments: [
        ("<br/>", "<br\t/>"), ("<br/>", "<!-- --><br/>"), ("<br/>", "<?x ?><br/>"),
        ("<br/>", "<![CDATA[x]]><br/>"), ("<br/>", "&#9;<br/>"), ("<br/>", "\t<br/>"), ("<br/>", "\r\n<br/>"),
        ("id=\"a\"", "id='a'"), ("id=\"a\"", "id = \"a\""),
        ("id=\"a\"", "id=\"a\nb\""),
        ("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" "), ("<p id", "<p xml:lang=\"zh\" id"),
        ("</p>", "</p >"),
        ("P007", "P007]>"),
    ])
    func leavesTheRestToTheLibrary(_ from: String, _ to: String) {
        let bytes = Array(Self.page.replacing(from, with: to).utf8)
        #expect(readByLibrary(bytes) != nil)
        #expect(read(bytes).parts == nil)
    }

    @Test(arguments: ["a&amp;b&lt;&gt;", "&quot;", "&apos;", "&amp;amp;&amp;"])
    func readsReferencesInValuesAsTheLibraryDoes(_ value: String) throws {
        let bytes = Array(Self.page.replacing("id=\"a\"", with: "id=\"\(value)\"").utf8)
        let events = try #require(read(bytes).events)
        #expect(events == readByLibrary(bytes))
    }

    /// To the gate before libxml2 they look like attributes.
    @Test(arguments: [("好", "=\""), ("好", "='"), ("id=\"a", "='")])
    func leavesWhatIsFullOfQuotesToTheLibrary(_ from: String, _ part: String) {
        let flood = from + String(repeating: part, count: 20_000)
        let bytes = Array(Self.page.replacing(from, with: flood).utf8)
        #expect(readByLibrary(bytes) == nil)
        #expect(read(bytes).parts == nil)
    }

    @Test(arguments: [
        ("<html lang=\"zh-CN\">", ""), ("</html>", ""), ("</html>", "</html>x"), ("</html>", "</html><p/>"),
        ("</p>", "</b>"), ("</p>", ""), ("</p>", "</p></p>"), ("&amp;", "&"), ("&amp;", "&nbsp;"),
        ("好", "]]>"), ("id=\"a\"", "id"), ("id=\"a\"", "id=a"), ("id=\"a\"", "id=\"<\""),
        ("id=\"a\" class", "id=\"a\"class"),
        ("id=\"a\"", "id=\"a\" id=\"b\""), ("id=\"a\"", "id=\"&\""), ("id=\"a\"", "id=\"&nbsp;\""),
        ("id=\"a\"", "id=\"&amp\""), ("<br/>", "< br/>"), ("<br/>", "<br/ >"),
        ("<br/>", "<1/>"), ("<br/>", "<-a/>"), ("好", "\u{1}"), ("好", "\u{FFFF}"), ("好", "\u{FFFE}"),
    ])
    func refusesWhatIsBroken(_ from: String, _ to: String) {
        let bytes = Array(Self.page.replacing(from, with: to).utf8)
        #expect(readByLibrary(bytes) == nil)
        #expect(read(bytes).parts == nil)
    }

    /// Bytes that are no UTF-8, or stand for nothing that XML allows.
    @Test(arguments: [
        [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x9F, 0xBF], [0xE4, 0xBD], [0xED, 0xA0, 0x80],
        [0xEF, 0xBF, 0xBE],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF0, 0xA0, 0xAE],
        [0xFF],
        [0xE4, 0x3C, 0xBD],
    ])
    func refusesBytesThatAreNoText(_ wrong: [UInt8]) throws {
        for sign in ["好", "一"] {
            var bytes = Array(Self.page.utf8)
            let place = try #require(Self.page.utf8.firstRange(of: sign.utf8)?.lowerBound)
            let index = Self.page.utf8.distance(from: Self.page.startIndex, to: place)
            bytes.replaceSubrange(index..<index + 3, with: wrong)
            #expect(readByLibrary(bytes) == nil)
            #expect(read(bytes).parts == nil)
        }
    }

    @Test func leavesOutJustAKnownStyle() throws {
        let content = Array(Self.style.utf8.dropFirst(7).dropLast(8))
        let bytes = Array(Self.page.utf8)
        let start = try #require(bytes.firstRange(of: content)?.lowerBound)
        // Neither another one nor the beginning of this one hides it.
        let known = [Array("b{}".utf8), Array(content.dropLast(3)), content]
        #expect(read(bytes, styles: known).parts == [15..<start, start + content.count..<bytes.count])
        #expect(read(bytes, styles: Array(known.dropLast())).parts == [15..<bytes.count])
    }

    /// The same page judged by a verifier that knows the style and by libxml2.
    private func judge(_ file: RenderedFile) throws -> (judged: [Diagnostic], byLibrary: [Diagnostic]) {
        let seasoned = try Papers.verifier()
        #expect(seasoned.verify(Papers.rendered(Self.page)).findings == [])
        let faults = try Papers.verifier().faults(of: file)
        return (seasoned.verify(file).findings, faults.form + [faults.leak].compactMap(\.self))
    }

    @Test(arguments: [
        ("好", "很好"), ("</body>", style + "</body>"), ("</body>", "<h2>题</h2>" + style + "</body>"),
        ("margin:0", "margin:1"), ("<style>", "<!-- --><style>"), ("<style>", "<style >"),
        ("<style>", "<style>/**/"), (style, ""), ("<p id", "<p data-n=\"P007\" id"),
    ])
    func letsGoodPagesPass(_ from: String, _ to: String) throws {
        let (judged, byLibrary) = try judge(Papers.rendered(Self.page.replacing(from, with: to)))
        #expect(judged == [] && byLibrary == [])
    }

    @Test(arguments: [
        ("<!DOCTYPE html>", ""), ("<!DOCTYPE html>", "<!DOCTYPE html><!DOCTYPE html>"),
        ("P007", "P008"), ("P007", "P0&#48;8"), ("P007", "P00<!-- -->8"), ("好", "<b>好</p>"), ("</style>", ""),
        ("</style>", "</style></style>"), ("<style>", "<!--<style>"), ("<style>", "<style><style>"),
        ("<style>", "<STYLE>"), ("margin:0", "background:url(http://a/)"), ("margin:0", "@import 'a'"),
        ("margin:0", "P008"), ("margin:0", "a&lt;b"), ("<p id", "<p id=\"a\"></p><p id"),
        ("<br/>", "<br></br>"), ("<br/>", "<p/>"), ("<br/>", "<script>1</script>"),
        ("<br/>", "<ForM></ForM>"),
        ("<title>反馈</title>", ""), ("<h1>题</h1>", "<h1>题</h1><h1>空</h1>"), ("<p id", "<p onclick=\"x\" id"),
        ("<p id", "<p data-n=\"P008\" id"), ("<p id", "<p formaction=\"http://a/\" id"),
        ("<p id", "<p HREF=\"http://a/\" id"), ("<p id", "<p style=\"a:url(b)\" id"),
    ])
    func judgesAsTheLibraryWould(_ from: String, _ to: String) throws {
        let (judged, byLibrary) = try judge(Papers.rendered(Self.page.replacing(from, with: to)))
        #expect(judged == byLibrary)
        #expect(!byLibrary.isEmpty)
    }

    /// Wrong bytes anywhere: deleted, doubled, or replaced by what markup and text are made of.
    @Test func readsAndJudgesBrokenPagesAsTheLibraryDoes() throws {
        let seasoned = try Papers.verifier()
        let bytes = Array(Self.page.utf8)
        var random = SeededGenerator(seed: 7)
        var (plain, held) = (0, 0)
        for _ in 0..<8000 {
            var page = bytes
            for _ in 0...random.below(3) { random.spoil(&page) }
            let file = Papers.rendered(bytes: page)
            let faults = seasoned.faults(of: file)
            let byLibrary = faults.form + [faults.leak].compactMap(\.self)
            let isRead = page.starts(with: "<!DOCTYPE html>".utf8) ? read(page).events : nil
            if isRead.map({ $0 != readByLibrary(page) }) ?? false
                || seasoned.verify(file).findings != byLibrary
            {
                Issue.record("judged differently: \(String(decoding: page, as: UTF8.self))")
            }
            plain += isRead == nil ? 0 : 1
            held += byLibrary.isEmpty ? 0 : 1
        }
        // Else nothing was tried.
        #expect(plain > 1000 && held > 3000 && held < 7800)
    }
}

private enum Event: Equatable {
    case start(String, isSelfClosing: Bool)
    case attribute(String, String)
    case text(String)
    case end
}

private final class EventRecorder: MarkupVisitor {
    var events: [Event] = []

    func start(prefix: Span<UInt8>, name: Span<UInt8>, isSelfClosing: Bool, in reader: MarkupReader) {
        events.append(.start(prefix.string + name.string, isSelfClosing: isSelfClosing))
    }
    func attribute(prefix: Span<UInt8>, name: Span<UInt8>, value: Span<UInt8>, in reader: MarkupReader) {
        events.append(.attribute(prefix.string + name.string, value.string))
    }
    func text(_ text: Span<UInt8>, in reader: MarkupReader) {
        // Cut in other places.
        if case .text(let before) = events.last {
            events[events.count - 1] = .text(before + text.string)
        } else {
            events.append(.text(text.string))
        }
    }
    func end(in reader: MarkupReader) { events.append(.end) }
}
