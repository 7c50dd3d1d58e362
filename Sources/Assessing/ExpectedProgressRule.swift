import Model

/// Expected progress of a running quarter, for A lines only (docs/rules.md §8).
struct ExpectedProgressRule: Sendable {
    let period: Period
    /// Full months of the quarter on the newest 截至日期.
    let fullMonths: Int
    /// Earlier quarters of the same year, oldest first.
    let earlier: [QuarterIndex]

    func expected(for line: LineAssessment) -> ExpectedProgress? {
        guard line.indicator.method == .completion, line.isPresent, let target = line.target.value,
            let actual = line.actual
        else { return nil }
        if line.indicator.span == .cumulative {
            guard line.indicator.followsPlannedPath else { return nil }
            return onPath(line, to: target, actual)
        }
        guard case .ledger(let source, _, _) = line.origin, source.countsCases else { return nil }
        let value = Points.rounding(
            Int128(target.millionths) * Int128(fullMonths), over: 3 * Int128(Quantity.scale))
        return ExpectedProgress(value: value, basis: .monthlyShare, isBehind: actual < Quantity(value))
    }

    /// Linear between the last earlier quarter-end target of the year (0 at its start) and this one.
    private func onPath(_ line: LineAssessment, to target: Quantity, _ actual: Quantity) -> ExpectedProgress {
        var from = Quantity(whole: 0)
        var quartersApart = period.quarter
        for quarter in earlier {
            let own = quarter.lines.targets(of: line.target.holder).lazy.map { quarter.data.targets[Int($0)] }
            let earlierTarget = own.first { $0.indicator == line.indicator.code }
            guard let value = earlierTarget?.value else { continue }
            from = value
            quartersApart = period.index - quarter.data.period.index
        }
        let months = Int128(3 * (quartersApart - 1) + fullMonths)
        let all = Int128(3 * quartersApart)
        let climbed = (Int128(target.millionths) - Int128(from.millionths)) * months
        let value = Points.rounding(
            Int128(from.millionths) * all + climbed, over: all * Int128(Quantity.scale))
        return ExpectedProgress(
            value: value, basis: .plannedPath(from: from, to: target), isBehind: actual < Quantity(value))
    }
}

extension LedgerSource {
    /// Projects are the quarter's newest snapshot; the other ledgers add up over the year.
    var isSnapshot: Bool { self == .projectsOnSchedule || self == .projectsOnScheduleRate }

    /// Counts, as against rates and indexes.
    var countsCases: Bool {
        switch self {
        case .visits, .appealsClosed, .projectsOnSchedule, .findings: return true
        default: return false
        }
    }
}
