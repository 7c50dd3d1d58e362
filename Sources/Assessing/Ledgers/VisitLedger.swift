import Model

/// 走访台账: visits by the person, or by the office's people as each quarter's own 人员 table says.
struct VisitLedger {
    private var quarterly: [Holder: Int] = [:]
    private var cumulative: [Holder: Int] = [:]

    init(_ book: LedgerBook) {
        for quarter in book.year {
            let isCurrent = quarter.data.period == book.current.data.period
            for visit in quarter.data.visits ?? [] where quarter.data.period.days.contains(visit.date) {
                for holder in quarter.holders(ofWorkBy: visit.person) {
                    cumulative[holder, default: 0] += 1
                    if isCurrent { quarterly[holder, default: 0] += 1 }
                }
            }
        }
    }

    func count(for holder: Holder, _ span: IndicatorSpan) -> Int {
        (span == .cumulative ? cumulative : quarterly)[holder] ?? 0
    }
}

extension QuarterIndex {
    /// The person, and the office it belongs to in this quarter; leaders count for nobody's office.
    func holders(ofWorkBy person: Code) -> [Holder] {
        guard let row = people[person], row.status != .leader else { return [Holder(.person, person)] }
        return [Holder(.person, person), Holder(.office, row.office)]
    }
}
