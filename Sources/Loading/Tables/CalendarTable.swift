import Model

/// `input/calendar.csv`: public holidays (休) and swapped working days (班).
enum CalendarTable: TableForm {
    static let date = Column("日期", "date", .day)
    static let type = Column("类型", "type", .word("休", "班"))

    static let shape = TableShape(.calendar, [date.heading, type.heading], key: [date.title])

    static func entity(from row: inout RowReader) -> CalendarEntry? {
        let date = row.read(date)
        let type = row.read(type)
        guard let date, let type else { return nil }
        return CalendarEntry(date: date, isHoliday: type == "休")
    }
}

struct CalendarEntry: Sendable {
    var date: Day
    var isHoliday: Bool
}

extension WorkCalendar {
    init(_ entries: [CalendarEntry]) {
        self.init(
            holidays: Set(entries.filter(\.isHoliday).map(\.date)),
            swappedWorkdays: Set(entries.filter { !$0.isHoliday }.map(\.date)))
    }
}
