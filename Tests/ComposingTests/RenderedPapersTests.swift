import Assessing
import Composing
import Markup
import Model
import Rendering
import Testing

/// The shipped templates on the sample park: what people hold in their hands.
@Suite struct RenderedPapersTests {
    private static let templates = #filePath.replacing(
        "Tests/ComposingTests/RenderedPapersTests.swift", with: "templates")
    private static let kinds: [DocumentKind] = [.feedback, .card]

    @Test func compilesTheShippedTemplates() {
        let compiled = Self.compiled
        #expect(compiled.value != nil)
        #expect(compiled.findings.map(\.description) == [])
    }

    static let compiled: Checked<CompiledTemplates?> = {
        let folder = TemplateFolder.read(templates)
        let types = Dictionary(uniqueKeysWithValues: kinds.map { ($0, Composer.type(of: $0)) })
        return TemplateCompiler.compile(folder.value, types: types)
    }()

    /// Every paper of every quarter: HTML parses as XML, XML is valid against the shipped schema.
    @Test func makesPapersThatStandTheirSchema() throws {
        let templates = try #require(Self.compiled.value)
        let schemas = Self.schemas
        var papers = 0
        var buffer = RenderBuffer()
        for document in Self.documents {
            let schema = try #require(schemas[document.kind])
            let xml = try templates.render(document, .xml, into: &buffer)
            #expect(MarkupReader().read(xml.bytes, file: xml.path, schema: schema).map(\.description) == [])
            let html = try templates.render(document, .html, into: &buffer)
            let doctype = "<!DOCTYPE html>".utf8.count
            #expect(
                MarkupReader().read(html.bytes, file: html.path, skipping: doctype).map(\.description) == [])
            papers += 1
        }
        #expect(papers > 20)
    }

    private static let schemas: [DocumentKind: Schema] = TemplateFolder.read(templates).value.schemas
        .compactMapValues { Schema.read($0.bytes, file: $0.path).value }

    private static let documents: [Document] = {
        let park = SamplePark()
        return park.assessments().flatMap { assessment in
            let composer = Composer(assessment, calendar: park.calendar)
            return assessment.people.compactMap { composer.feedback(for: $0).value }
                + assessment.cards.compactMap { composer.card(for: $0).value }
        }
    }()

    private func page(_ kind: DocumentKind, _ subject: String, _ format: OutputFormat = .html) throws
        -> String
    {
        let templates = try #require(Self.compiled.value)
        let document = try #require(
            Self.documents.last {
                $0.kind == kind && $0.subject == subject && $0.period == SamplePark.period
            })
        var buffer = RenderBuffer()
        return String(decoding: try templates.render(document, format, into: &buffer).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "54÷60×100＝90.00%；3.00×90.00÷100＝2.70。", "按封顶 110% 计，3.00×110.00÷100＝3.30。",
        "不低于 95%，得满分的 0.8 倍：得 2.40 分", "3.00－0.5×3＝1.50。", "3.00×91.20÷100＝2.74。",
        "96÷120×100＝80.00%", "3.00－0.3×（8.0－7.2）＝2.76。", "填报为不适用：本季无新开工项目；不计分",
        "容错免责：探索性试点（党工委，2026年3月12日批准）", "落后 <span class=\"cost\">17.00 个百分点</span>",
        "约定：两周内补齐走访。期限 2026年2月15日，已到期", "与滞后项目同为“码头”类", "预览稿", "内部",
    ])
    func printsTheWholeReport(text: String) throws {
        #expect(try page(.feedback, "P1").contains(text))
    }

    @Test(arguments: [
        ("P4", "不定等次"), ("P5", "未报不是零分"), ("P2", "所以这里不列短板"), ("P3", "没有得满分的指标"), ("P2", "暂无合适案例"),
    ])
    func saysWhySomethingIsEmpty(person: String, text: String) throws {
        #expect(try page(.feedback, person).contains(text))
    }

    /// Words that must never stand on these papers.
    @Test(arguments: ["秘密", "机密", "处分", "复核申诉", "今天"])
    func neverPrints(word: String) throws {
        let templates = try #require(Self.compiled.value)
        var buffer = RenderBuffer()
        for document in Self.documents {
            let page = try templates.render(document, .html, into: &buffer)
            #expect(!String(decoding: page.bytes, as: UTF8.self).contains(word))
        }
    }

    /// A black and white print tells the colours by word, shape and hatch.
    @Test(arguments: [("J1", "黄牌", "hatch-yellow"), ("P3", "红牌", "hatch-red")])
    func marksTheCardWithoutColour(object: String, word: String, hatch: String) throws {
        let page = try page(.card, "2026Q1-\(object)")
        #expect(page.contains("予以\(word)警示"))
        #expect(page.contains("class=\"\(hatch)\""))
    }

    @Test func tellsNamesakesApart() throws {
        #expect(try page(.card, "2026Q1-P3").contains("王伟（P3）："))
    }

    @Test func carriesTheCalculationInXML() throws {
        let xml = try page(.feedback, "P1", .xml)
        #expect(xml.contains("<counted-completion>110.00</counted-completion>"))
        #expect(xml.contains("<step-reached from=\"95\" share=\"0.8\"/>"))
        #expect(xml.contains("<panel-mean raters=\"7\" trimmed=\"true\">91.20</panel-mean>"))
    }
}
