import Composing
import Markup
import Model
import Rendering
import Testing

/// A 整改台账 of more items than anybody reads: the park's and an office's, page and XML.
@Suite struct LongLedgerTests {
    private static let folder = TemplateFolder.read(
        #filePath.replacing("Tests/ComposingTests/LongLedgerTests.swift", with: "templates"))
    private static let compiled = TemplateCompiler.compile(
        folder.value, types: [.itemLedger: Composer.type(of: .itemLedger)])

    /// 6 overdue, 9 due, 3 waiting for acceptance, 2 closed; the last due one is with an office that is gone.
    private func composer() throws -> Composer {
        var assessment = try CircularPark.graded(["好"])
        let asOf = assessment.period.lastDay
        assessment.asOf = asOf
        assessment.items = (1...20).map { number in
            var item = RectificationItem(
                id: "ZG\(number < 10 ? "0" : "")\(number)", opened: assessment.period,
                object: Holder(.office, code("GH")), matter: .other("事项"), figures: .init(title: "事项"))
            item.unit = code("GH")
            item.owner = item.object
            item.due = asOf.adding(days: number <= 6 ? number - 30 : number)
            switch number {
            case 16...18: item.state = .awaitingAcceptance
            case 19...: (item.state, item.closed) = (.terminated, assessment.period)
            default: item.state = .inProgress
            }
            if number == 15 { (item.unit, item.owner) = (code("GONE"), nil) }
            return item
        }
        return Composer(assessment, calendar: SamplePark().calendar)
    }

    private func made(_ office: Code?, most: Int, _ format: OutputFormat) throws -> String {
        let document = try #require(try composer().itemLedger(of: office, listingAtMost: most).value)
        let templates = try #require(Self.compiled.value)
        var buffer = RenderBuffer()
        let file = try templates.render(document, format, into: &buffer)
        let found: [Diagnostic]
        if format == .xml {
            let source = try #require(Self.folder.value.schemas[.itemLedger])
            let schema = try #require(Schema.read(source.bytes, file: source.path).value)
            found = MarkupReader().read(file.bytes, file: file.path, schema: schema)
        } else {
            found = MarkupReader().read(file.bytes, file: file.path, skipping: "<!DOCTYPE html>".utf8.count)
        }
        #expect(found.map(\.description) == [])
        return String(decoding: file.bytes, as: UTF8.self)
    }

    private func listed(_ text: String) -> [Int] {
        Set(text.matches(of: /(?:<th scope="row">|code=")ZG(\d\d)[<"]/).compactMap { Int($0.1) }).sorted()
    }

    private func tally(_ text: String, _ name: String) -> [Int] {
        let row = text.split(separator: "\n").first { $0.contains("<th scope=\"row\">\(name)</th>") } ?? ""
        return row.matches(of: />(\d+)<\/td>/).compactMap { Int($0.1) }
    }

    @Test(arguments: [OutputFormat.html, .xml])
    func theParksListsWhatComesFirstAndWhatNoOfficeListsAndCountsTheRest(format: OutputFormat) throws {
        let text = try made(nil, most: 8, format)
        #expect(listed(text) == [1, 2, 3, 4, 5, 6, 7, 8, 15])
        switch format {
        case .html:
            for part in [
                "全部 20 项太多，这里按下面的次序列出最先要办的 9 项；全部事项见各股室的台账和工作簿 park.xlsx。",
                "一、逾期未办结（6 项）", "二、未到期（9 项）", "三、待验收（3 项）", "四、本季办结（2 项）",
                "另有 6 项未到期的，这里没有列出。", "另有 3 项等待验收的，这里没有列出。",
                "另有 2 项本季办结的，这里没有列出。",
            ] { #expect(text.contains(part), "\(part)") }
            #expect(tally(text, "没有股室负责") == [0, 1, 0, 1, 0])
            #expect(tally(text, "合计") == [6, 9, 3, 18, 2])
            for part in ["没有等待验收的事项", "本季没有办结的事项", "另有 0"] { #expect(!text.contains(part), "\(part)") }
        default:
            #expect(text.contains(#"<totals overdue="6" not-due="9" awaiting="3" closed="2" listed="9"/>"#))
            #expect(text.contains(#"<unit overdue="0" not-due="1" awaiting="0" closed="0"></unit>"#))
        }
    }

    @Test func nothingIsLeftOutOfTheParksAndTheOfficesTogether() throws {
        for most in 0...21 {
            let park = listed(try made(nil, most: most, .xml))
            let rest = try composer().ledgerOffices.flatMap { listed(try made($0, most: 20, .xml)) }
            #expect(Set(park + rest).count == 20, "\(most)")
            #expect(park.count == min(20, most < 15 ? most + 1 : most), "\(most)")
        }
    }

    @Test func anOfficesRefersToItsWorkbook() throws {
        let text = try made(code("GH"), most: 2, .html)
        #expect(listed(text) == [1, 2])
        #expect(text.contains("全部事项见工作簿 GH.xlsx。"))
        #expect(text.contains("另有 4 项逾期的，这里没有列出。"))
    }

    @Test func aShortOneSaysNothingOfIt() throws {
        for office in [nil, code("GH")] {
            let text = try made(office, most: 20, .html)
            #expect(listed(text).count == (office == nil ? 20 : 19))
            #expect(!text.contains("列出") && !text.contains(".xlsx"))
        }
    }

    /// What was accepted and came back is due anew, and what was typed of its acceptance is over.
    @Test func theWorkbookOffersANewDeadlineForWhatCameBack() throws {
        var assessment = try CircularPark.graded(["好"])
        var item = RectificationItem(
            id: "2025Q3-GH-K1", opened: assessment.period.advanced(by: -2),
            object: Holder(.office, code("GH")), matter: .line(code("K1")), figures: .init(title: "走访"))
        item.unit = code("GH")
        item.row = .init(
            code: "ZG1", problem: "走访不足", goal: "补足", measure: "排班", responsibleUnit: "规划工程部",
            deadline: day("2025-12-31"), extendedTo: day("2026-01-15"), extensionApprovedBy: "党工委",
            applied: day("2025-12-22"), acceptedBy: "党工委", acceptedOn: day("2025-12-25"), evidence: "照片")
        item.state = .accepted
        item.closed = assessment.period
        func cells(_ item: RectificationItem) throws -> [String] {
            assessment.items = [item]
            let rows = Composer(assessment, calendar: SamplePark().calendar).itemRows(of: nil)
            return Array(try #require(rows.first).dropFirst(8))
        }
        #expect(
            try cells(item) == [
                "2025-12-31", "2026-01-15", "党工委", "2025-12-22", "已验收", "党工委", "2025-12-25", "照片",
            ])
        item.closed = nil
        item.recurrences = [assessment.period]
        item.state = .notStarted
        item.due = day("2026-06-30")
        #expect(try cells(item) == ["2026-06-30", "", "", "", "未启动", "", "", "照片"])
    }

    /// However short the page is, the workbook has every row.
    @Test func theWorkbooksListAll() throws {
        #expect(try composer().itemRows(of: nil).count == 20)
        #expect(try composer().itemRows(of: code("GH")).count == 19)
    }
}
