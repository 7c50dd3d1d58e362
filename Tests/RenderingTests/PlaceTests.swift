import Model
import Testing

@testable import Rendering

/// A name, a sentence or a gap that stands otherwise than in the shipped templates, against edits that are HR's own.
struct PlaceTests {
    private static let shipped = """
        <h2>得分</h2>
        <p>总分 {{总分}} 分，第 {{名次}} 名{{#补充}}（{{补充}}）{{/补充}}。</p>
        <p>{{#预览}}预览稿，供核对{{否则}}正式{{/预览}}</p>
        <h2>各项</h2>
        <table><thead><tr><th>名称</th><th>得分</th><th>目标</th></tr></thead>
        {{#指标}}<tr><th>{{名称}}{{#硬指标}}（硬）{{/硬指标}}</th><td data-label="得分">{{得分}}</td><td data-label="目标">{{目标}}</td></tr>{{/指标}}</table>
        <p>{{#要点}}{{.}}{{^末}}、{{/末}}{{/要点}}</p>
        {{^上季}}<p>没有上一季度的得分。</p>{{/上季}}
        <p>{{>说法}}{{#预览}}<i>注：{{备注}}</i>{{/预览}}</p>
        """
    /// The last two columns of the table, head and cells.
    private static func columns(_ head: String, _ cells: String) -> String {
        "<th>名称</th>\(head)</tr></thead>\n"
            + "{{#指标}}<tr><th>{{名称}}{{#硬指标}}（硬）{{/硬指标}}</th>\(cells)</tr>"
    }
    private static let scoreHead = "<th>得分</th>"
    private static let targetHead = "<th>目标</th>"
    private static let score = "<td data-label=\"得分\">{{得分}}</td>"
    private static let target = "<td data-label=\"目标\">{{目标}}</td>"
    private static let both = columns(scoreHead + targetHead, score + target)
    private static let wording = "{{#预览}}请核对{{姓名}}的数。{{否则}}请签收。{{/预览}}"

    private static let book: PlaceBook = {
        let folder = TemplateFolder(path: "t", sources: sources(shipped, wording))
        return PlaceBook(Array(TemplateCompiler.places(in: folder, types: [.index: Fixture.root]).utf8))
    }()

    private static func sources(_ body: String, _ wording: String) -> [TemplateSource] {
        [
            Templates.source("index/index.html", Templates.head + body + Templates.tail),
            Templates.source("shared/wording/说法.txt", wording),
        ]
    }

    private static func findings(_ body: String, wording: String = wording) -> [Diagnostic] {
        TemplateCompiler.compile(
            TemplateFolder(path: "t", sources: sources(body, wording)), types: [.index: Fixture.root],
            places: book
        ).findings
    }

    private static func edited(_ old: String, _ new: String) -> String {
        precondition(shipped.contains(old))
        return shipped.replacing(old, with: new)
    }

    @Test func theShippedTemplatesHaveNoFinding() {
        // With a line more, or nothing would be compared.
        #expect(Self.findings(Self.shipped + "\n").isEmpty)
    }

    @Test(arguments: [
        // Another name under the same words
        ("E631", "总分 {{总分}} 分", "总分 {{⟨环比⟩ | 无则 —}} 分"),
        ("E631", "第 {{名次}} 名", "第 {{⟨总分⟩}} 名"),
        ("E631", "<td data-label=\"得分\">{{得分}}", "<td data-label=\"得分\">{{⟨目标⟩}}"),
        ("E631", "{{^上季}}<p>没有上一季度的得分。</p>{{/上季}}", "{{^⟨补充⟩}}<p>没有上一季度的得分。</p>{{/补充}}"),
        // Words without what makes them true
        ("E632", "{{#预览}}预览稿，供核对{{否则}}正式{{/预览}}", "⟨预⟩览稿，供核对"),
        ("E632", "{{^上季}}<p>没有上一季度的得分。</p>{{/上季}}", "<p>⟨没⟩有上一季度的得分。</p>"),
        ("E632", "{{#预览}}预览稿，供核对{{否则}}正式{{/预览}}", "{{#预览}}⟨正⟩式{{否则}}预览稿，供核对{{/预览}}"),
        ("E632", "{{#硬指标}}（硬）{{/硬指标}}", "（硬）"),
        ("E632", "{{#预览}}<i>注：{{备注}}</i>{{/预览}}", "<i>注：{{备注}}</i>"),
        // Words that announce a value, and none
        ("E633", "总分 {{总分}} 分", "⟨总⟩分  分"),
        ("E633", "第 {{名次}} 名", "第 名"),
        // A cell under another heading, on paper
        ("E638", both, columns(targetHead + scoreHead, score + target)),
        ("E638", both, columns(scoreHead + targetHead, target + score)),
        ("E638", both, columns(scoreHead + targetHead, target)),
        ("E638", both, columns(scoreHead + targetHead, score)),
        ("E638", both, columns(targetHead, score + target)),
        // Items that run into one another
        ("E635", "{{.}}{{^末}}、{{/末}}", "{{.}}"),
    ])
    func refuses(code: String, old: String, marked: String) throws {
        let page = MarkedText(Templates.head + Self.edited(old, marked) + Templates.tail)
        let body = String(page.text.dropFirst(Templates.head.count).dropLast(Templates.tail.count))
        let findings = Self.findings(body)
        let finding = try #require(findings.first { $0.code.text == code }, "\(findings)")
        if marked.contains("⟨"), code != "E633" {
            #expect(
                finding.place == SourcePlace(file: "index/index.html", line: page.line, column: page.column))
        }
        #expect(finding.headline.hasSuffix("。") && finding.remedy.hasSuffix("。"), "\(finding)")
    }

    @Test(arguments: [
        // Words and value changed together
        ("总分 {{总分}} 分", "环比 {{环比 | 无则 —}} 分"),
        (both, columns("<th>目标值</th>" + targetHead, "<td data-label=\"目标值\">{{目标}}</td>" + target)),
        // Sentences reworded around their values
        ("总分 {{总分}} 分，第 {{名次}} 名", "您本季得到 {{总分}} 分，在全园区列第 {{名次}} 位"),
        ("没有上一季度的得分。", "上一季度没有成绩。"),
        // Columns moved, lines broken anew, blanks
        (
            both,
            columns(
                targetHead + scoreHead,
                "<td data-label=\"目标\">{{ 目标 }}</td>\n  <td data-label=\"得分\">{{得分 | 分}}</td>")
        ),
        // What may be left out
        ("{{#补充}}（{{补充}}）{{/补充}}", ""),
        (both, columns(scoreHead, score)),
        ("<p>总分 {{总分}} 分，第 {{名次}} 名{{#补充}}（{{补充}}）{{/补充}}。</p>\n", ""),
        // What is added
        ("{{.}}{{^末}}、{{/末}}", "{{.}} "),
        ("<h2>各项</h2>", "<h2>各项</h2><p>目标合计 {{目标}}，成文于 {{成文日期}}。</p>"),
        // Short words of a section in a new sentence, a new section beside others
        ("<h2>各项</h2>", "<h2>各项</h2><p>备注：{{备注}}正式</p>{{#补充}}<p>补充：{{补充}}</p>{{/补充}}"),
        // The same value by another way
        ("总分 {{总分}} 分", "总分 {{根.总分}} 分"),
        // Meant so
        ("总分 {{总分}} 分", "{{! 改印 }}总分 {{目标}} 分"),
        ("第 {{名次}} 名", "第 {{!改印：名次另发}} 名"),
    ])
    func leavesToHR(old: String, new: String) {
        let findings = Self.findings(Self.edited(old, new))
        // What is no longer printed anywhere is only pointed out.
        #expect(findings.allSatisfy { $0.code.text == "W637" }, "\(findings)")
    }

    @Test(arguments: [
        (both, columns(scoreHead, score), ["目标"]),
        (both, columns(scoreHead, score + "{{! 不印 目标 }}"), []),
        ("{{#补充}}（{{补充}}）{{/补充}}", "", ["补充"]),
        ("总分 {{总分}} 分", "{{! 改印 }}总分 {{目标}} 分", ["总分"]),
        ("总分 {{总分}} 分，第 {{名次}} 名", "您本季得到 {{总分}} 分，在全园区列第 {{名次}} 位", []),
    ])
    func pointsOutWhatIsNoLongerPrinted(old: String, new: String, names: [String]) {
        let findings = Self.findings(Self.edited(old, new)).filter { $0.code.text == "W637" }
        #expect(findings.map(\.severity) == names.map { _ in .warning })
        for (finding, name) in zip(findings, names) {
            #expect(finding.headline.contains("{{\(name)}}，这里不再用"), "\(finding)")
            #expect(finding.remedy.contains("{{! 不印 \(name) }}"), "\(finding)")
        }
    }

    @Test func wordingHasASentenceForEachCase() throws {
        func missing(_ wording: String) -> [String] {
            Self.findings(Self.shipped, wording: wording).filter { $0.code.text == "E636" }.map(\.headline)
        }
        #expect(
            missing("请核对{{姓名}}的数。") == ["语句里没有 {{#预览}} 的说法。", "语句里没有 {{^预览}} 的说法。"])
        #expect(missing("{{#预览}}请核对{{姓名}}的数。{{/预览}}") == ["语句里没有 {{^预览}} 的说法。"])
        #expect(missing("{{^预览}}请{{姓名}}签收。{{/预览}}{{#预览}}请核对。{{/预览}}") == [])
        let said = Self.findings(Self.shipped, wording: "{{! 不印 预览 }}请{{姓名}}阅。")
        #expect(said.isEmpty, "\(said)")
    }

    @Test func saysWhatBelongsThere() throws {
        let body = Self.edited("第 {{名次}} 名", "第 {{总分}} 名")
        let finding = try #require(Self.findings(body).first)
        #expect(finding.headline == "这个位置在自带模板里是 {{名次}}，这里是 {{总分}}。")
        #expect(finding.remedy.contains("请改回 {{名次}}；要印 {{总分}}，请把栏名或前后的文字一并改明。"))
    }

    /// The XML has one form, so each of its places must be there, and no comment changes it.
    @Test func theXMLKeepsEveryPlace() {
        let xml = "<r><a>{{总分}}</a>{{#补充}}<b>{{补充}}</b>{{/补充}}<c d=\"{{名次}}\"/></r>"
        func findings(_ xml: String) -> [String] {
            let html = Templates.source("card/card.html", Templates.head + "<p>一</p>" + Templates.tail)
            func folder(_ xml: String) -> TemplateFolder {
                TemplateFolder(path: "t", sources: [html, Templates.source("card/card.xml", xml)])
            }
            let types = [DocumentKind.card: Fixture.root]
            let book = PlaceBook(
                Array(TemplateCompiler.places(in: folder(Self.xml), types: types).utf8))
            return TemplateCompiler.compile(folder(xml), types: types, places: book).findings.map(\.code.text)
        }
        #expect(findings(xml).isEmpty)
        #expect(findings(xml.replacing("{{总分}}", with: "{{名次}}{{! 改印 }}")) == ["E631"])
        #expect(findings(xml.replacing("{{#补充}}<b>{{补充}}</b>{{/补充}}", with: "")).contains("E634"))
        #expect(findings(xml.replacing(" d=\"{{名次}}\"", with: "")) == ["E634"])
    }

    private static let xml = "<r><a>{{总分}}</a>{{#补充}}<b>{{补充}}</b>{{/补充}}<c d=\"{{名次}}\"/></r>"
}
