import Model

@testable import Rendering

/// A small document type with one name of every sort, and a document of it.
enum Fixture {
    static let person = RecordType(
        "人员",
        [
            Field("姓名", .text, "姓名", example: "张三"), Field("工号", .text, "工号"),
            Field("环比", .points, optional: true, "与上季之差"),
        ])

    static let line = RecordType(
        "指标",
        [
            Field("名称", .text, "指标名称"), Field("得分", .points, "得分"), Field("目标", .quantity, "目标值"),
            Field("说明", .text, optional: true, "说明"), Field("硬指标", .flag, "是否硬指标"),
            Field("要点", .list(.text), "要点"), Field("责任人", .record(person), "责任人"),
        ])

    static let office = RecordType(
        "股室", [Field("名称", .text, "股室名称"), Field("负责人", .record(person), optional: true, "负责人")])

    static let root = RecordType(
        "报告",
        [
            Field("姓名", .text, "姓名"), Field("期间", .period, "考核期"), Field("总分", .points, "总分"),
            Field("环比", .points, optional: true, "与上季之差"), Field("名次", .whole, "名次"),
            Field("补充", .text, optional: true, "补充说明"), Field("成文日期", .date, "成文日期"),
            Field("签收日期", .date, optional: true, "签收日期"), Field("预览", .flag, "是否预览稿"),
            Field("股室", .record(office), "所在股室"), Field("上季", .record(person), optional: true, "上季"),
            Field("指标", .list(.record(line)), "各项指标"), Field("要点", .list(.text), "要点"),
            Field("得分表", .list(.list(.whole)), "各季得分"), Field("首页", .link, "目录页"),
            Field("附件", .link, optional: true, "附件"), Field("目标", .quantity, "目标值"),
            Field("备注", .text, "备注"),
        ])

    static func lineValue(_ name: String, _ hundredths: Int, note: String? = nil, hard: Bool = false) -> Value
    {
        .record(
            Record(values: [
                .text(name), .points(Points(hundredths: hundredths)),
                .quantity(Quantity(millionths: 7_125_000, decimals: 3)), note.map { .text($0) } ?? .absent,
                .flag(hard), .list([.text("甲"), .text("乙")]), .record(personValue("李四", nil)),
            ]))
    }

    static func personValue(_ name: String, _ change: Int?) -> Record {
        Record(values: [
            .text(name), .text("P001"), change.map { .points(Points(hundredths: $0)) } ?? .absent,
        ])
    }

    static func facts(
        name: String = "张三", change: Int? = 125, lines: [Value]? = nil, note: String? = nil,
        preview: Bool = true,
        rank: Int = 3, previous: Record? = nil, head: Record? = personValue("王五", -5), remark: String = ""
    ) -> Record {
        let lines = lines ?? [lineValue("招商", 270, note: "超额", hard: true), lineValue("安全", 1_000)]
        return Record(values: [
            .text(name), .period(Period(year: 2025, quarter: 1)!), .points(Points(hundredths: 8_571)),
            change.map { .points(Points(hundredths: $0)) } ?? .absent, .whole(rank),
            note.map { .text($0) } ?? .absent, .date(Day(year: 2025, month: 7, day: 10)!), .absent,
            .flag(preview),
            .record(Record(values: [.text("规划部"), head.map { .record($0) } ?? .absent])),
            previous.map { .record($0) } ?? .absent, .list(lines), .list([.text("甲"), .text("乙")]),
            .list([.list([.whole(1), .whole(2)]), .list([])]), .link(Link("../index.html#P001")), .absent,
            .quantity(Quantity(millionths: 30_500_000, decimals: 2)), .text(remark),
        ])
    }

    static func document(_ facts: Record = facts(), kind: DocumentKind = .index) -> Document {
        Document(
            kind: kind, period: Period(year: 2025, quarter: 1), subject: "P001", path: "feedback/P001",
            facts: facts, permittedStaffNumbers: nil)
    }
}

/// Templates in memory: a page's body or whole files by path.
enum Templates {
    static let head = "<!DOCTYPE html>\n<html>"
    static let tail = "</html>"

    /// `feedback/feedback.html` → a template of that kind; `shared/wording/甲.txt` → one for all.
    static func source(_ path: String, _ text: String) -> TemplateSource {
        let parts = path.split(separator: "/").map(String.init)
        let file = parts[parts.count - 1].split(separator: ".").map(String.init)
        let home = DocumentKind(rawValue: parts[0]).map { TemplateSource.Home.kind($0) } ?? .shared
        return TemplateSource(path: path, home: home, name: file[0], suffix: file[1], bytes: Array(text.utf8))
    }

    static func compile(
        _ files: [String: String], kinds: [DocumentKind] = [.index], type: RecordType = Fixture.root,
        limits: RenderLimits = RenderLimits()
    ) -> Checked<CompiledTemplates?> {
        let sources = files.sorted { $0.key < $1.key }.map { source($0.key, $0.value) }
        return TemplateCompiler.compile(
            TemplateFolder(path: "templates", sources: sources),
            types: Dictionary(uniqueKeysWithValues: kinds.map { ($0, type) }), limits: limits)
    }

    /// Findings of a page whose body is given, with partials beside it.
    static func findings(body: String, _ partials: [String: String] = [:]) -> [Diagnostic] {
        compile(["index/index.html": head + body + tail].merging(partials) { first, _ in first }).findings
    }

    /// What a body prints, or the findings.
    static func print(
        body: String, _ partials: [String: String] = [:], facts: Record = Fixture.facts()
    ) throws -> String {
        let page = try page(
            ["index/index.html": head + body + tail].merging(partials) { first, _ in first }, facts)
        return String(page.dropFirst(head.count).dropLast(tail.count))
    }

    static func page(_ files: [String: String], _ facts: Record = Fixture.facts()) throws -> String {
        try page(compile(files), .index, .html, facts)
    }

    static func page(
        _ checked: Checked<CompiledTemplates?>, _ kind: DocumentKind, _ format: OutputFormat, _ facts: Record
    ) throws -> String {
        guard let templates = checked.value else { throw checked.findings[0] }
        var buffer = RenderBuffer()
        let file = try templates.render(Fixture.document(facts, kind: kind), format, into: &buffer)
        return String(decoding: file.bytes, as: UTF8.self)
    }
}
