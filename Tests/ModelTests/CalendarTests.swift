import Model
import Testing

struct CalendarTests {
    @Test func everyDayOfFourCenturiesSurvivesTheRoundTrip() {
        let first = Day(year: 1900, month: 1, day: 1)?.ordinal ?? 0
        let last = Day(year: 2200, month: 12, day: 31)?.ordinal ?? 0
        var previous = Day(ordinal: first - 1)
        for ordinal in first...last {
            let day = Day(ordinal: ordinal)
            #expect(day.ordinal == ordinal)
            #expect(previous < day)
            previous = day
        }
    }

    @Test(arguments: [
        "2025-02-29", "2025-13-01", "2025-00-10", "2025-6-30", "2025/06/30", "2025-06-31", "", "2025-06-3０",
    ])
    func refusesDatesThatDoNotExist(text: String) { #expect(Day(iso: text) == nil) }

    @Test(arguments: [("2024-02-29", 4), ("2025-06-30", 1), ("1970-01-01", 4), ("2026-05-31", 7)])
    func knowsTheWeekday(text: String, weekday: Int) throws {
        #expect(try #require(Day(iso: text)).weekday == weekday)
    }

    @Test func officialDatesHaveNoLeadingZeros() { #expect(Day(iso: "2025-07-05")?.chinese == "2025年7月5日") }

    @Test(arguments: [("2025Q1", "2025-01-01", "2025-03-31", 90), ("2025Q2", "2025-04-01", "2025-06-30", 91)])
    func quartersHaveTheirDays(text: String, first: String, last: String, days: Int) throws {
        let period = try #require(Period(text))
        #expect(period.firstDay.description == first)
        #expect(period.lastDay.description == last)
        #expect(period.dayCount == days)
        #expect(period.description == text)
    }

    @Test(arguments: ["2026Q5", "2026Q0", "2026q1", "26Q1", "2026Q11", ""])
    func refusesQuartersThatDoNotExist(text: String) { #expect(Period(text) == nil) }

    @Test func quartersRunOnAcrossTheNewYear() {
        #expect(Period("2025Q4")?.advanced(by: 1) == Period("2026Q1"))
        #expect(Period("2026Q1")?.advanced(by: -4) == Period("2025Q1"))
    }

    @Test(arguments: [
        ("2026-04-29", 0), ("2026-04-30", 1), ("2026-05-31", 2), ("2026-06-29", 2), ("2026-07-09", 3),
    ])
    func aMonthIsFullFromItsLastDayOn(day: String, months: Int) throws {
        #expect(try #require(Period("2026Q2")).fullMonths(by: try #require(Day(iso: day))) == months)
    }

    @Test func workingDaysSkipHolidaysAndCountSwappedDays() throws {
        let calendar = WorkCalendar(
            holidays: Set(["2025-05-01", "2025-05-02", "2025-05-05"].compactMap(Day.init(iso:))),
            swappedWorkdays: Set(["2025-04-27"].compactMap(Day.init(iso:))))
        let issued = try #require(Day(iso: "2025-04-25"))
        // Sunday the 27th is worked in exchange for Monday, 5 May.
        #expect(calendar.day(workingDays: 1, after: issued).description == "2025-04-27")
        #expect(calendar.day(workingDays: 5, after: issued).description == "2025-05-06")
        #expect(calendar.workingDays(after: issued, through: try #require(Day(iso: "2025-05-06"))) == 5)
        #expect(calendar.workingDays(after: issued, through: issued) == 0)
    }
}
