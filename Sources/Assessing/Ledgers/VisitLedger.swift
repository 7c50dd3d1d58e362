import Model

/// 走访台账: visits by the person, or by the office's people as each quarter's own 人员 table says.
struct VisitLedger {
    private var quarterly: [Holder: Int] = [:]
    private var cumulative: [Holder: Int] = [:]

    init(_ book: LedgerBook) {
        quarterly = Self.counts(book, .quarterly)
        cumulative = book.yearIsQuarter ? quarterly : Self.counts(book, .cumulative)
    }

    private static func counts(_ book: LedgerBook, _ span: IndicatorSpan) -> [Holder: Int] {
        let window = book.window(span)
        var counts: [Holder: Int] = [:]
        for quarter in book.quarters(span) {
            for visit in quarter.data.visits ?? [] where window.contains(visit.date) {
                for holder in quarter.holders(ofWorkBy: visit.person) { counts[holder, default: 0] += 1 }
            }
        }
        return counts
    }

    func count(for holder: Holder, _ span: IndicatorSpan) -> Int {
        (span == .cumulative ? cumulative : quarterly)[holder] ?? 0
    }
}

extension QuarterIndex {
    /// The person, and the office it belongs to in this quarter; leaders count for nobody's office.
    func holders(ofWorkBy person: Code) -> [Holder] {
        let own = Holder(.person, person)
        guard let office = data.officesOfWithheldPeople[person] ?? office(ofAssessed: person) else {
            return [own]
        }
        return [own, Holder(.office, office)]
    }
}
