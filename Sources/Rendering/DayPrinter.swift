import Model

/// Writes dates and quarters.
enum DayPrinter {
    static func append(_ day: Day, _ form: PrintPlan.Form, _ buffer: inout RenderBuffer) {
        switch form {
        case .isoDay:
            NumberPrinter.appendDigits(day.year.magnitude, atLeast: 4, &buffer)
            buffer.append(UInt8(ascii: "-"))
            NumberPrinter.appendDigits(day.month.magnitude, atLeast: 2, &buffer)
            buffer.append(UInt8(ascii: "-"))
            NumberPrinter.appendDigits(day.day.magnitude, atLeast: 2, &buffer)
        case .yearMonth: append(day, year: true, day: false, &buffer)
        case .monthDay: append(day, year: false, day: true, &buffer)
        default: append(day, year: true, day: true, &buffer)
        }
    }

    private static func append(_ day: Day, year: Bool, day showsDay: Bool, _ buffer: inout RenderBuffer) {
        if year {
            NumberPrinter.append(day.year, &buffer)
            buffer.append("年")
        }
        NumberPrinter.append(day.month, &buffer)
        buffer.append("月")
        guard showsDay else { return }
        NumberPrinter.append(day.day, &buffer)
        buffer.append("日")
    }

    static func append(_ period: Period, _ form: PrintPlan.Form, _ buffer: inout RenderBuffer) {
        switch form {
        case .quarterCode:
            NumberPrinter.appendDigits(period.year.magnitude, atLeast: 4, &buffer)
            buffer.append(UInt8(ascii: "Q"))
            NumberPrinter.append(period.quarter, &buffer)
        case .bracketed: appendBracketed(period.year, &buffer)
        case .year:
            NumberPrinter.append(period.year, &buffer)
            buffer.append("年")
        default:
            NumberPrinter.append(period.year, &buffer)
            buffer.append("年第")
            ChineseNumeral.append(period.quarter, &buffer)
            buffer.append("季度")
        }
    }

    /// The year in the number of an official paper: 〔2025〕, never [2025].
    static func appendBracketed(_ year: Int, _ buffer: inout RenderBuffer) {
        buffer.append("〔")
        NumberPrinter.append(year, &buffer)
        buffer.append("〕")
    }
}
