/// Working days: Monday to Friday, less public holidays, plus swapped working days.
package struct WorkCalendar: Sendable {
    package var holidays: Set<Day>
    package var swappedWorkdays: Set<Day>

    package init(holidays: Set<Day> = [], swappedWorkdays: Set<Day> = []) {
        self.holidays = holidays
        self.swappedWorkdays = swappedWorkdays
    }

    package func isWorkingDay(_ day: Day) -> Bool {
        if swappedWorkdays.contains(day) { return true }
        return day.weekday <= 5 && !holidays.contains(day)
    }

    /// The last year with an entry; a deadline beyond it cannot be trusted. `nil` without entries.
    package var lastYear: Int? { holidays.union(swappedWorkdays).map(\.year).max() }

    /// The `count`-th working day after `day`; day 1 is the first working day after it.
    package func day(workingDays count: Int, after day: Day) -> Day {
        var ordinal = day.ordinal
        var left = count
        while left > 0 {
            ordinal += 1
            if isWorkingDay(Day(ordinal: ordinal)) { left -= 1 }
        }
        return Day(ordinal: ordinal)
    }

    /// The `count`-th working day before `day`.
    package func day(workingDays count: Int, before day: Day) -> Day {
        var ordinal = day.ordinal
        var left = count
        while left > 0 {
            ordinal -= 1
            if isWorkingDay(Day(ordinal: ordinal)) { left -= 1 }
        }
        return Day(ordinal: ordinal)
    }

    /// Working days after `start` up to and including `end`; 0 when `end` is not later.
    package func workingDays(after start: Day, through end: Day) -> Int {
        guard end > start else { return 0 }
        return (start.ordinal + 1...end.ordinal).filter { isWorkingDay(Day(ordinal: $0)) }.count
    }
}
