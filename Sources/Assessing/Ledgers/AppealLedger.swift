import Model

/// 诉求台账: counts and rates over appeals by their handler.
///
/// The newest row of an appeal wins; its handler's office is that of the quarter in whose folder the row stands.
struct AppealLedger {
    private struct Tally {
        var raised = 0
        var closed = 0
        var closedOfRaised = 0
        var answerable = 0
        var onTime = 0
    }
    private var quarterly: [Holder: Tally] = [:]
    private var cumulative: [Holder: Tally] = [:]

    init(_ book: LedgerBook) {
        quarterly = Self.tallies(book, .quarterly)
        cumulative = book.yearIsQuarter ? quarterly : Self.tallies(book, .cumulative)
    }

    func figure(_ source: LedgerSource, for holder: Holder, _ span: IndicatorSpan) -> LedgerFigure {
        let tally = (span == .cumulative ? cumulative : quarterly)[holder] ?? Tally()
        switch source {
        case .appealsClosedRate: return .rate(tally.closedOfRaised, of: tally.raised)
        case .appealsOnTimeRate: return .rate(tally.onTime, of: tally.answerable)
        default: return .count(tally.closed)
        }
    }

    private static func tallies(_ book: LedgerBook, _ span: IndicatorSpan) -> [Holder: Tally] {
        let window = book.window(span)
        let responseDays = book.current.data.scheme.responseWorkingDays
        var tallies: [Holder: Tally] = [:]
        var limits: [Day: Day] = [:]
        for (quarter, place) in newestRows(book.quarters(span)) {
            guard let appeal = quarter.data.appeals?[place] else { continue }
            let isRaised = window.contains(appeal.raised)
            // A date after the quarter's end has not happened yet for the quarter's papers.
            let isClosed = appeal.closed.map { $0 <= window.upperBound } ?? false
            let limit =
                limits[appeal.raised] ?? book.calendar.day(workingDays: responseDays, after: appeal.raised)
            limits[appeal.raised] = limit
            let isAnswerable = appeal.responded != nil || limit < book.cutoff
            for holder in quarter.holders(ofWorkBy: appeal.handler) {
                var tally = tallies[holder] ?? Tally()
                if let closed = appeal.closed, window.contains(closed) { tally.closed += 1 }
                if isRaised {
                    tally.raised += 1
                    if isClosed { tally.closedOfRaised += 1 }
                    if isAnswerable { tally.answerable += 1 }
                    if let responded = appeal.responded, responded <= limit { tally.onTime += 1 }
                }
                tallies[holder] = tally
            }
        }
        return tallies
    }

    /// Places of the newest row of each appeal, without those exempted in the folder of that row.
    private static func newestRows(_ quarters: [QuarterIndex]) -> [(quarter: QuarterIndex, place: Int)] {
        var seen: Set<Code> = []
        var newest: [(quarter: QuarterIndex, place: Int)] = []
        for quarter in quarters.reversed() {
            let appeals = quarter.data.appeals ?? []
            // Of two rows in one folder the last one.
            for place in appeals.indices.reversed() where seen.insert(appeals[place].code).inserted {
                if !quarter.exemptMatters.contains(appeals[place].code) { newest.append((quarter, place)) }
            }
        }
        return newest
    }
}
