import Model
import Testing

@testable import Pipeline

private let quarter = Period("2026Q1")!

private func data(_ targets: (String, HolderKind, String, String?)...) throws -> QuarterData {
    let sample = try SampleCopy()
    guard case .ready(let loaded) = Pipeline(sample.options()).load() else {
        throw SampleCopy.EditFault.occurs(0, "")
    }
    var data = try #require(loaded.data.quarters.first { $0.period == quarter })
    data.targets = try targets.enumerated().map { index, row in
        try Target(
            indicator: #require(Code(row.0)), holder: Holder(row.1, #require(Code(row.2))),
            value: row.3.map { try Quantity(plain: $0) }, fullPoints: Points(whole: 3), deadline: nil,
            origin: nil,
            place: SourcePlace(file: "targets.csv", line: index + 2))
    }
    return data
}

@Test func namesEachTargetThatMovedSinceTheIssue() throws {
    let then = try data(
        ("K1", .person, "P001", "50"), ("K1", .person, "P002", "45"), ("K2", .office, "D1", "8.0"),
        ("K4", .person, "P001", nil))
    let now = try data(
        ("K1", .person, "P001", "48"), ("K2", .office, "D1", "8"), ("K3", .person, "P001", "1"),
        ("K4", .person, "P001", "3"))
    let findings = ChangedTargets(in: now, since: then).findings
    #expect(
        findings.map { "\($0.code) \($0.place?.description ?? "") \($0.headline)" } == [
            "W187 targets.csv:2 指标 K1 分解给 P001 的目标签发时是 50，现在是 48。",
            "W187 targets.csv:4 指标 K3 分解给 P001 的目标 1，签发时没有。",
            "W187 targets.csv:5 指标 K4 分解给 P001 的目标签发时是 据实，现在是 3。",
            "W187 targets.csv 指标 K1 分解给 P002 的目标 45，签发时有，现在没有。",
        ])
    #expect(ChangedTargets(in: then, since: then).findings == [])
}

@Test func leavesOutTheTargetsOfThoseWithheld() throws {
    let then = try data(("K1", .person, "P001", "50"))
    var now = try data()
    now.withheld = [try #require(Code("P001"))]
    #expect(ChangedTargets(in: now, since: then).findings == [])
}
