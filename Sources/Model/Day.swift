/// A calendar date without time or zone; reads and writes `2025-06-30`.
package struct Day: Hashable, Sendable, Comparable {
    // Year, month and day in one word: every row of every ledger has a date, and they are compared all the time.
    private let packed: UInt32

    package var year: Int { Int(packed >> 16) }
    package var month: Int { Int(packed >> 8 & 0xFF) }
    package var day: Int { Int(packed & 0xFF) }

    /// Returns `nil` for a date that does not exist.
    package init?(year: Int, month: Int, day: Int) {
        guard (1900...2200).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        packed = UInt32(year) << 16 | UInt32(month) << 8 | UInt32(day)
    }

    /// Exactly `YYYY-MM-DD`.
    package init?(iso text: String) {
        guard text.utf8.count == 10 else { return nil }
        var parts = (0, 0, 0)
        for (index, byte) in text.utf8.enumerated() {
            if index == 4 || index == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            let digit = Int(byte - UInt8(ascii: "0"))
            if index < 4 {
                parts.0 = parts.0 * 10 + digit
            } else if index < 7 {
                parts.1 = parts.1 * 10 + digit
            } else {
                parts.2 = parts.2 * 10 + digit
            }
        }
        self.init(year: parts.0, month: parts.1, day: parts.2)
    }

    /// Days since 1970-01-01 (proleptic Gregorian).
    package var ordinal: Int {
        // Howard Hinnant's days_from_civil: years begin in March so that the leap day comes last.
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package init(ordinal: Int) {
        let z = ordinal + 719_468
        let era = z / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        packed =
            UInt32(truncatingIfNeeded: yearOfEra + era * 400 + (month <= 2 ? 1 : 0)) << 16 | UInt32(month)
            << 8 | UInt32(day)
    }

    package func adding(days: Int) -> Day { Day(ordinal: ordinal + days) }

    /// 1 is Monday, 7 is Sunday.
    package var weekday: Int { (ordinal + 3) % 7 + 1 }

    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    package static func < (a: Day, b: Day) -> Bool {
        a.packed < b.packed
    }
}

extension Day: CustomStringConvertible {
    package var description: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(year)-\(two(month))-\(two(day))"
    }

    /// `2025年7月10日`, as official papers write it.
    package var chinese: String { "\(year)年\(month)月\(day)日" }
}
