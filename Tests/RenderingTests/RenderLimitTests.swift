import Model
import Testing

@testable import Rendering

/// Pages that would not end, and documents that are not what they claim.
struct RenderLimitTests {
    static func body(_ loops: Int, _ inner: String) -> String {
        (0..<loops).map { "{{#\(String(repeating: "../", count: $0))要点}}" }.joined() + inner
            + (0..<loops).reversed().map { "{{/\(String(repeating: "../", count: $0))要点}}" }.joined()
    }

    @Test(arguments: ["一", "{{^根.预览}}一{{/根.预览}}"])
    func stopsLoopsWithinLoops(inner: String) throws {
        // 2 to the power of 30 rounds; the empty ones print nothing that a limit of bytes could count.
        let finding = try #require(throws: Diagnostic.self) {
            try Templates.print(body: Self.body(30, inner))
        }
        #expect(finding.code.text == "E623")
    }

    @Test(arguments: [(18, false), (19, false), (20, true), (21, true)])
    func countsTheBytesOfAPaper(length: Int, isTooLarge: Bool) throws {
        // The page has 29 bytes around the text; the limit is 48.
        let checked = Templates.compile(
            ["index/index.html": Templates.head + "{{姓名}}" + Templates.tail],
            limits: RenderLimits(paper: 1, list: 48))
        let facts = Fixture.facts(name: String(repeating: "x", count: length))
        let page = Swift.Result { try Templates.page(checked, .index, .html, facts) }
        #expect(((try? page.get()) == nil) == isTooLarge)
    }

    @Test func aTextLargerThanTheLimitIsRefusedNotWritten() throws {
        let facts = Fixture.facts(name: String(repeating: "&", count: 20 << 20))
        let checked = Templates.compile(
            ["index/index.html": Templates.head + "{{姓名}}" + Templates.tail],
            limits: RenderLimits(paper: 1, list: 4 << 20))
        let finding = try #require(throws: Diagnostic.self) {
            try Templates.page(checked, .index, .html, facts)
        }
        #expect(finding.code.text == "E623")
    }

    @Test(arguments: [Record(values: []), Record(values: [.absent]), Record(values: [.flag(true)])])
    func aDocumentOfAnotherShapeIsAFindingNotACrash(facts: Record) {
        let body = "{{姓名}}{{股室.名称}}{{#指标}}{{名称}}{{/指标}}"
        let page = Swift.Result { try Templates.print(body: body, facts: facts) }
        if case .success(let text) = page { #expect(text == "是") }
    }

    @Test func aBufferServesPageAfterPage() throws {
        let checked = Templates.compile(["index/index.html": Templates.head + "{{姓名}}" + Templates.tail])
        let templates = try #require(checked.value)
        var buffer = RenderBuffer()
        for name in [String(repeating: "长", count: 100_000), "张三", "", "李四"] {
            let file = try templates.render(Fixture.document(Fixture.facts(name: name)), .html, into: &buffer)
            #expect(String(decoding: file.bytes, as: UTF8.self) == Templates.head + name + Templates.tail)
            #expect(file.path == "feedback/P001.html")
        }
    }

    @Test func threadsShareOneProgram() async throws {
        let body = "{{#指标}}<p title=\"{{名称}}\">{{序号}} {{得分}} {{责任人.姓名}}</p>{{/指标}}"
        let checked = Templates.compile(["index/index.html": Templates.head + body + Templates.tail])
        let templates = try #require(checked.value)
        let expected = try Templates.page(checked, .index, .html, Fixture.facts())
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var buffer = RenderBuffer()
                    for _ in 0..<200 {
                        let file = try templates.render(Fixture.document(), .html, into: &buffer)
                        guard file.bytes == Array(expected.utf8) else { return false }
                    }
                    return true
                }
            }
            for try await isSame in group { #expect(isSame) }
        }
    }
}
