import Testing

@testable import Composing

/// What counts of persons a circulated paper may print.
@Suite struct PublicCountTests {
    @Test(arguments: [(0, "0人"), (1, "不足5人"), (4, "不足5人"), (5, "5人"), (23, "23人")])
    func saysFewUnderFive(count: Int, text: String) {
        #expect(PublicCount(count).text == text)
    }

    @Test(arguments: [
        ([6, 5], [6, 5]),  // both large enough
        ([7, 0], [7, 0]),  // nobody is nobody's secret
        ([6, 2], []),  // 8 less 6 would be 2
        ([2, 6], []),
        ([2, 2], []),
        ([0, 3], []),
    ])
    func showsColoursOnlyWhereNoneFollowsBySubtraction(counts: [Int], shown: [Int]) {
        let split = PublicSplit(unmerged: counts.map { .init(labels: ["色"], count: $0) })
        #expect(split.parts.map(\.count) == shown)
    }

    @Test(arguments: [
        ([20, 3, 2], ["较好", "一般、较差"], [20, 5]),
        ([20, 6, 5], ["较好", "一般", "较差"], [20, 6, 5]),
        ([20, 6, 1], ["较好", "一般、较差"], [20, 7]),
        ([20, 0, 0], ["较好", "一般", "较差"], [20, 0, 0]),
        ([2, 0, 9], ["较好、一般、较差"], [11]),
        ([1, 1, 1], ["较好、一般、较差"], [3]),
    ])
    func mergesGradesUntilNobodyCanBeTold(counts: [Int], labels: [String], shown: [Int]) {
        let split = PublicSplit(
            merging: zip(["较好", "一般", "较差"], counts).map { .init(labels: [$0], count: $1) })
        #expect(split.parts.map { $0.labels.joined(separator: "、") } == labels)
        #expect(split.parts.map(\.count) == shown)
    }

    /// All parks of up to nine persons per grade: no printed part is 1 to 4 unless it stands alone as 不足5人.
    @Test func neverLeavesAPartOfOneToFour() {
        for a in 0...9 {
            for b in 0...9 {
                for c in 0...9 {
                    let parts = [a, b, c].map { PublicSplit.Part(labels: ["等"], count: $0) }
                    let merged = PublicSplit(merging: parts)
                    #expect(
                        merged.parts.count == 1 || merged.parts.allSatisfy { $0.shown != .few },
                        "\(a) \(b) \(c)")
                    #expect(merged.parts.map(\.count).reduce(0, +) == a + b + c)
                    let split = PublicSplit(unmerged: parts)
                    #expect(split.parts.allSatisfy { $0.shown != .few }, "\(a) \(b) \(c)")
                }
            }
        }
    }
}
