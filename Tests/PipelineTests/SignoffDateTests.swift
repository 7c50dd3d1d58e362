import Foundation
import Loading
import Model
import Testing

@testable import Pipeline

/// The date of a sign-off stands on every paper and counts every deadline.
struct SignoffDateTests {
    private func refusals(_ date: String, ended: Bool = false, decision: String? = nil) throws -> [String] {
        let sample = try SampleCopy()
        if let decision {
            let path = sample.options().input + "/2026Q1/decisions.csv"
            let text = try String(
                contentsOfFile: sample.options().input + "/2025Q4/decisions.csv", encoding: .utf8)
            let heading = text.split(separator: "\n").first.map(String.init) ?? ""
            try "\(heading)\n\(decision)\n".write(toFile: path, atomically: false, encoding: .utf8)
        }
        #expect(sample.run().status == .done)
        let period = try #require(Period("2026Q1"))
        let day = try #require(Day(iso: date))
        let preview = Pipeline(sample.options()).previewSignoff(
            SignoffRequest(period: period, date: day, signer: "张三", ended: ended))
        return preview.summary.findings.map(\.headline).filter { $0.contains("成文日期") }
    }

    @Test(arguments: [
        ("2026-02-01", false, "早于季度的最后一天 2026-03-31"),
        ("2026-03-30", true, "早于数据截至日期 2026-03-31"),
        ("2026-04-10", false, ""),
    ])
    func isNotBeforeTheQuarterAndItsData(date: String, ended: Bool, said: String) throws {
        let refusals = try refusals(date, ended: ended)
        #expect(refusals.count == (said.isEmpty ? 0 : 1), "\(refusals)")
        #expect(refusals.allSatisfy { $0.contains(said) }, "\(refusals)")
    }

    @Test func isNotBeforeADecision() throws {
        let decision = "等次,个人,P011,,较好,较好,复核无误,党工委,2026-04-12"
        #expect(
            try refusals("2026-04-10", decision: decision).first?.contains("P011 的等次决定日期 2026-04-12") == true)
        #expect(try refusals("2026-04-12", decision: decision) == [])
    }

    /// Lifting and withdrawal notices signed alone take what is decided by then; the others wait.
    @Test func aNoticeDecidedLaterWaits() throws {
        let sample = try SampleCopy()
        #expect(sample.run().status == .done)
        let period = try #require(Period("2026Q1"))
        let decisions = try #require(
            Loader(input: sample.options().input).load().data?.quarters.first { $0.period == period }?
                .decisions)
        let days = decisions.filter { $0.matter == .lifting }.map(\.date)
        let (first, last) = (try #require(days.min()), try #require(days.max()))
        try #require(first < last)
        let preview = Pipeline(sample.options()).previewSignoff(
            SignoffRequest(period: period, date: first, signer: "张三", isNotices: true))
        #expect(preview.signoff != nil, "\(preview.summary.findings)")
        #expect(preview.counts[.lifting] == days.count { $0 == first })
    }
}
