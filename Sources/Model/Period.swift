/// A quarter; reads and writes `2025Q1`.
package struct Period: Hashable, Sendable, Comparable {
    package let year: Int
    /// 1 to 4.
    package let quarter: Int

    package init?(year: Int, quarter: Int) {
        guard (1900...2200).contains(year), (1...4).contains(quarter) else { return nil }
        self.year = year
        self.quarter = quarter
    }

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[4] == UInt8(ascii: "Q"),
            bytes[..<4].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        let year = bytes[..<4].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        self.init(year: year, quarter: Int(bytes[5]) - Int(UInt8(ascii: "0")))
    }

    /// Quarters since year 0, so that differences count quarters.
    package var index: Int { year * 4 + quarter - 1 }

    package init(index: Int) {
        year = index / 4
        quarter = index % 4 + 1
    }

    package func advanced(by quarters: Int) -> Period { Period(index: index + quarters) }

    package var firstDay: Day { Day(ordinal: lastDay(ofMonth: quarter * 3 - 3) + 1) }
    package var lastDay: Day { Day(ordinal: lastDay(ofMonth: quarter * 3)) }
    package var days: ClosedRange<Day> { firstDay...lastDay }
    package var dayCount: Int { lastDay.ordinal - firstDay.ordinal + 1 }

    /// Months of the quarter that are over on `day`, 0 to 3; a month counts from its last day on.
    package func fullMonths(by day: Day) -> Int {
        (1...3).filter { lastDay(ofMonth: quarter * 3 - 3 + $0) <= day.ordinal }.count
    }

    private func lastDay(ofMonth month: Int) -> Int {
        let (y, m) = month == 0 ? (year - 1, 12) : (year, month)
        let first = Day(ordinal: 0)
        return (Day(year: y, month: m, day: Day.days(inMonth: m, of: y)) ?? first).ordinal
    }

    package static func < (a: Period, b: Period) -> Bool { a.index < b.index }
}

extension Period: CustomStringConvertible {
    package var description: String { "\(year)Q\(quarter)" }

    /// `2025年第一季度`.
    package var chinese: String { "\(year)年第\(["一", "二", "三", "四"][quarter - 1])季度" }
}
