import Model

extension QuarterTables {
    /// The counts and totals that the scheme expects of 指标库; a mismatch is HR's to mend and withholds nobody.
    func checkExpectations(_ book: inout FindingBook) {
        guard indicators.isRead else { return }
        let expected = scheme.expectations
        if let count = expected.indicators, indicators.marks.count != count {
            add(.indicatorCount, "指标库有 \(indicators.marks.count) 项指标，方案应有 \(count) 项", &book)
        }
        // With unreadable rows a sum is short for a reason that is already reported.
        guard indicators.isWhollySound else { return }
        for group in expected.groups { check(group, &book) }
        for (indicatorClass, total) in expected.points.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let sum = indicators.values.filter { $0.indicatorClass == indicatorClass }.map(\.fullPoints).sum()
            if sum != total {
                add(.classTotal, "\(indicatorClass.rawValue)类指标满分合计 \(sum)，方案应为 \(total)", &book)
            }
        }
    }

    private func check(_ group: Scheme.Expectations.Group, _ book: inout FindingBook) {
        let members = indicators.values.filter { $0.group == group.name }
        let subgroups = Set(members.map(\.subgroup)).count
        if subgroups != group.subgroups {
            add(.groupCount, "大组“\(group.name)”有 \(subgroups) 个小组，方案应有 \(group.subgroups) 个", &book)
        }
        if members.count != group.indicators {
            add(.groupCount, "大组“\(group.name)”有 \(members.count) 项指标，方案应有 \(group.indicators) 项", &book)
        }
    }

    private func add(_ code: DiagnosticCode, _ headline: String, _ book: inout FindingBook) {
        book.add(
            Diagnostic(
                code, at: indicators.origin.place(line: 0), headline + "。",
                remedy: "请核对指标库；确有调整的，请改方案 expectations。"))
    }
}

extension DiagnosticCode {
    static let indicatorCount = DiagnosticCode("E160")
    static let groupCount = DiagnosticCode("E161")
    static let classTotal = DiagnosticCode("E162")
}
