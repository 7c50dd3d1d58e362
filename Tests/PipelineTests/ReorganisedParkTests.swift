import Foundation
import Model
import Testing

/// Over the new year an office is merged, a person moves and another scheme comes into force, while items are open.
struct ReorganisedParkTests {
    /// 财政金融部 CJ becomes part of 经济发展部 JF; P016 goes from 招商服务部 to 行政审批服务部; the scheme has a new version.
    private func reorganised() throws -> SampleCopy {
        let sample = try SampleCopy()
        let input = sample.folder.path + "/input/"
        for quarter in ["2026Q1", "2026Q2"] {
            for file in try FileManager.default.contentsOfDirectory(atPath: input + quarter)
            where file.hasSuffix(".csv") {
                let path = input + quarter + "/" + file
                let text = try String(contentsOfFile: path, encoding: .utf8)
                let kept = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
                    !line.contains("股室,CJ,") && !line.hasPrefix("CJ,")
                }
                let merged = kept.joined(separator: "\n").replacing(",CJ,", with: ",JF,")
                try merged.write(toFile: path, atomically: false, encoding: .utf8)
            }
            try sample.edit(quarter + "/offices.csv", "负责人工号,分管领导", "负责人工号,分管领导,前身代码")
            try sample.edit(quarter + "/offices.csv", "JF,经济发展部,P017,L005", "JF,经济发展部,P017,L005,CJ")
            let people = input + quarter + "/people.csv"
            let text = try String(contentsOfFile: people, encoding: .utf8)
            try text.replacing(/(P016,[^,]*),ZS,/) { "\($0.output.1),SP," }
                .write(toFile: people, atomically: false, encoding: .utf8)
        }
        let offices = { (quarter: String) in
            let path = input + quarter + "/offices.csv"
            let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            // Every row has as many cells as the head.
            let full = rows.map { $0.filter { $0 == "," }.count == 4 ? String($0) : $0 + "," }
            try (full.joined(separator: "\n") + "\n").write(toFile: path, atomically: false, encoding: .utf8)
        }
        try offices("2026Q1")
        try offices("2026Q2")
        let scheme = try String(contentsOfFile: input + "schemes/2025.xml", encoding: .utf8)
        let next = scheme.replacing("effectiveFrom=\"2025Q1\"", with: "effectiveFrom=\"2026Q1\"")
            .replacing(/\ version="2025[^"]*"/, with: " version=\"2026.1\"")
        try next.write(toFile: input + "schemes/2026.xml", atomically: false, encoding: .utf8)
        return sample
    }

    private func items(_ sample: SampleCopy, _ path: String) throws -> [String: [String: String]] {
        let text = try sample.text(path + "/assessment.xml")
        let found = text.matches(of: /<item id="([^"]+)"([^>]*)\/>/).map { match in
            let values = match.2.matches(of: /\ ([A-Za-z]+)="([^"]*)"/).map { (String($0.1), String($0.2)) }
            return (String(match.1), Dictionary(values, uniquingKeysWith: { first, _ in first }))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    @Test func nothingPromisedIsLost() throws {
        let sample = try reorganised()
        _ = sample.run()
        let before = try items(sample, "issued/0004-2025Q4")
        let open = before.filter { $0.value["open"] == "true" }
        #expect(open.count > 40)
        for quarter in ["drafts/2026Q1", "drafts/2026Q2"] {
            let now = try items(sample, quarter)
            let text = try sample.text(quarter + "/assessment.xml")
            let counts = try #require(
                text.firstMatch(
                    of:
                        /<items openAtStart="(\d+)" opened="(\d+)" recurring="\d+" closed="(\d+)" openAtEnd="(\d+)"/
                ))
            let numbers = [counts.1, counts.2, counts.3, counts.4].compactMap { Int($0) }
            #expect(numbers[0] + numbers[1] == numbers[2] + numbers[3])
            // Left by acceptance or a recorded withdrawal, or still there.
            for id in open.keys {
                let item = try #require(now[id], "\(quarter) \(id)")
                let hasLeft = ["已验收", "已销号", "已终止"].contains(item["state"])
                #expect(item["open"] == (hasLeft ? "false" : "true"), "\(quarter) \(id)")
            }
        }
        let now = try items(sample, "drafts/2026Q1")
        let office = try #require(now["2025Q1-CJ-CC2025Q1-02"])
        #expect(office["ownerKind"] == "office" && office["owner"] == "JF" && office["unit"] == "JF")
        #expect(office["formerUnits"] == "CJ")
        let moved = try #require(now["2025Q1-P016-DJ-01"])
        #expect(moved["owner"] == "P016" && moved["unit"] == "SP" && moved["formerUnits"] == "ZS")
        // People of the merged office bring theirs along.
        let brought = now.values.filter {
            $0["formerUnits"] == "CJ" && $0["kind"] == "person" && $0["open"] == "true"
        }
        #expect(!brought.isEmpty && brought.allSatisfy { $0["unit"] == "JF" })
    }

    @Test func everyOpenItemIsInItsOwnersReportAndInOneLedger() throws {
        let sample = try reorganised()
        _ = sample.run()
        let open = try items(sample, "drafts/2026Q1").filter { $0.value["open"] == "true" }
        let reports = try sample.names("drafts/2026Q1/feedback").filter { $0.hasSuffix(".xml") }.map { name in
            (name.dropLast(4), try sample.text("drafts/2026Q1/feedback/" + name))
        }
        let ledgers = try sample.names("working/2026Q1/ledgers").filter {
            $0.hasSuffix(".xml") && $0 != "park.xml"
        }
        .map { ($0.dropLast(4), try sample.text("working/2026Q1/ledgers/" + $0)) }
        #expect(!ledgers.contains { $0.0 == "CJ" })
        let park = try sample.text("working/2026Q1/ledgers/park.xml")
        for (id, item) in open {
            let code = "code=\"\(id)\""
            let holders = reports.filter { $0.1.contains(code) }.map { String($0.0) }
            let drafted = reports.contains { item["owner"] == String($0.0) }
            let isPersonal = item["ownerKind"] == "person" && drafted
            #expect(holders == (isPersonal ? [item["owner"] ?? ""] : []), "\(id)")
            let listing = ledgers.filter { $0.1.contains(code) }.map { String($0.0) }
            #expect(listing == [item["unit"] ?? ""], "\(id)")
            #expect(park.contains(code), "\(id)")
        }
    }
}
