import Assessing
import Foundation
import Loading
import Model
import ParkMaker
import Scratch
import Testing

/// Loading and assessing by one worker and by many, of a park large enough that its tables are read side by side.
@Suite struct ManyWorkersTests {
    private static let plan = ParkPlan(people: 240, offices: 9, lines: 6, quarters: 2)
    private static let quarters = ["2025Q1", "2025Q2"]

    private let folder = ScratchFolder()
    private var input: String { folder.path + "/input" }

    init() throws {
        try ParkMaker(Self.plan, sample: SampleCopy.repository + "/input").write(to: input)
    }

    private func load(_ workers: Int) -> LoadedPark {
        Loader(input: input, workers: Workers(workers)).load()
    }

    /// Changes the rows of a table, heading left out.
    private func edit(_ table: String, in quarter: String, _ change: (inout [String]) -> Void) throws {
        let path = "\(input)/\(quarter)/\(table).csv"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        var rows = Array(lines.dropFirst())
        change(&rows)
        let text = ([lines[0]] + rows).joined(separator: "\n") + "\n"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    @Test func findTheSameFaultsInTheSameOrder() throws {
        let tables = ["people", "targets", "results", "ratings", "visits", "appeals", "talks", "projects"]
        for (number, table) in tables.enumerated() {
            try edit(table, in: "2025Q2") { rows in
                // Cells that are none, rows too short, rows twice, codes of nobody.
                for place in stride(from: number, to: rows.count, by: 29) { rows[place] += "\u{200B}" }
                for place in stride(from: number + 7, to: rows.count, by: 31) {
                    rows[place] = String(rows[place].prefix { $0 != "," })
                }
                rows.append(rows[rows.count / 2])
                for place in stride(from: number + 3, to: rows.count, by: 23) {
                    rows[place] = rows[place].replacingOccurrences(of: "P000", with: "P999")
                }
            }
        }
        // In no encoding at all, and with a quote that nobody closed.
        try Data([0xFF, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: "\(input)/2025Q1/survey.csv"))
        try edit("cases", in: "2025Q1") { $0.append("\"") }

        let alone = load(1)

        #expect(Set(alone.findings.compactMap { $0.place?.file }).count >= tables.count + 2)
        for workers in [2, 7] { #expect(load(workers).findings == alone.findings) }
    }

    @Test func readAndAssessTheSame() throws {
        let alone = try #require(load(1).data)
        let assessed = Assessor.assess(alone, workers: .one)
        for workers in [2, 7] {
            let data = try #require(load(workers).data)
            #expect(data.quarters.map(\.shown) == alone.quarters.map(\.shown))
            let assessments = Assessor.assess(data, workers: Workers(workers))
            #expect(assessments.map(\.findings) == assessed.map(\.findings))
            #expect(assessments.map(\.value.shown) == assessed.map(\.value.shown))
        }
    }

    /// A file that was sorted by another column is put into order as well.
    @Test func doNotMindTheOrderOfTheRows() throws {
        let sorted = try #require(load(1).data)
        for quarter in Self.quarters {
            for table in ["people", "targets", "results", "ratings", "visits", "appeals"] {
                try edit(table, in: quarter) { rows in
                    rows = rows.indices.map { rows[($0 * 7919 + 13) % rows.count] }
                }
            }
        }
        let shuffled = try #require(load(7).data)
        #expect(shuffled.quarters.map(\.shown) == sorted.quarters.map(\.shown))
    }
}

extension QuarterData {
    /// What the tables say, without the lines it stands on.
    fileprivate var shown: [String] {
        targets.map { "\($0.indicator) \($0.holder) \(String(describing: $0.value)) \($0.fullPoints)" }
            + results.map { "\($0.indicator) \($0.holder) \($0.actual) \($0.asOf) \($0.evidence ?? "")" }
            + (ratings ?? []).map { "\($0.holder) \(String(describing: $0.indicator)) \($0.mark)" }
            + (visits ?? []).map { "\($0.date) \($0.person) \($0.enterprise)" }
            + (appeals ?? []).map { "\($0.code) \($0.enterprise) \($0.raised) \($0.handler)" }
            + people.map { "\($0.code) \($0.name) \($0.office)" }
    }
}

extension Assessment {
    fileprivate var shown: [String] {
        people.map { person in
            "\(person.person.code) \(String(describing: person.score)) \(String(describing: person.parkRank)) "
                + person.lines.map { "\($0.indicator.code) \($0.state) \(String(describing: $0.score))" }
                .joined()
        }
            + offices.map {
                "\($0.office.code) \(String(describing: $0.score)) \(String(describing: $0.rank))"
            }
            + cards.map { "\($0.id) \($0.object)" } + items.map { "\($0.id) \($0.isOpen)" }
    }
}
