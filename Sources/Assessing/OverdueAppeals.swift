import Model

/// Appeals open past their limit at quarter end, against their handlers; due on the limit day is not past.
struct OverdueAppeals {
    let index: QuarterIndex
    let calendar: WorkCalendar
    /// Persons with an assessment: a leader or somebody not in 人员 answers for none.
    let handlers: Set<Code>

    func found() -> [(appeal: Appeal, limitDay: Day)] {
        let quarterEnd = index.data.period.lastDay
        return (index.data.appeals ?? []).compactMap { appeal in
            let isOpen = appeal.closed.map { $0 > quarterEnd } ?? true
            guard isOpen, appeal.raised <= quarterEnd, handlers.contains(appeal.handler),
                !index.exemptMatters.contains(appeal.code)
            else { return nil }
            let limitDay = calendar.day(workingDays: appeal.limitWorkingDays, after: appeal.raised)
            return limitDay < quarterEnd ? (appeal, limitDay) : nil
        }
    }
}
