/// Everything computed for one quarter: what documents and assessment.xml print, nothing else.
///
/// Made only by Assessing. People, offices and cards come in order of their codes.
package struct Assessment: Sendable {
    package var period: Period
    package var data: QuarterData
    /// 数据截至: the newest date of results and ledgers inside the quarter; `nil` without any.
    package var asOf: Day?
    /// Newest 截至日期 of results and projects; decides whether the quarter is running.
    package var progressDate: Day?
    /// A running quarter has no scores, grades, ranks or cards, only lines and early warnings (docs/rules.md §8).
    package var isRunning: Bool
    /// Months of the quarter that were full on ``progressDate``.
    package var fullMonths: Int
    package var offices: [OfficeAssessment] = []
    /// Leaders are not in it.
    package var people: [PersonAssessment] = []
    package var cards: [CardNotice] = []
    /// Cards of earlier quarters in force or lifted, as this quarter's papers should show them.
    package var earlierCards: [CardRecord] = []
    /// 销牌 and 撤牌 of this quarter's folder that took effect; the others are findings.
    package var closings: [Decision] = []
    /// Talks in the folders before this quarter's that may have been about a card.
    package var earlierCardTalks: [CardTalk] = []
    package var quota: QuotaOutcome?
    /// Objects a fault touches, the people of a touched office included.
    package var withheld: Set<Code> = []
    /// Ledger rows dated outside the quarter, listed and not counted.
    package var uncountedRows: [UncountedRow] = []
    /// The newest row of every rectification item up to this quarter, by code.
    package var rectifications: [Rectification] = []
    /// Items open at the start of the quarter or opened in it, and those that may still come back (复发), by id.
    package var items: [RectificationItem] = []
    package var itemCounts = ItemCounts()
    /// Names of everybody ever seen up to this quarter, for objects gone from the tables.
    package var personNames: [Code: String] = [:]
    package var officeNames: [Code: String] = [:]
    package var projectNames: [Code: String] = [:]

    package init(
        period: Period, data: QuarterData, asOf: Day?, progressDate: Day?, isRunning: Bool, fullMonths: Int
    ) {
        self.period = period
        self.data = data
        self.asOf = asOf
        self.progressDate = progressDate
        self.isRunning = isRunning
        self.fullMonths = fullMonths
    }

    package var scheme: Scheme { data.scheme }
    package var isSignedOff: Bool { data.signoff != nil }
    /// By when everybody has been talked to about the quarter: the end of the month after it, as bulletins order.
    package var feedbackTalksDue: Day? {
        guard !isRunning else { return nil }
        let next = period.advanced(by: 1).firstDay
        return next.adding(days: Day.days(inMonth: next.month, of: next.year) - 1)
    }
    /// Items that this quarter's papers show.
    package var currentItems: [RectificationItem] { items.filter(shows) }
    /// Open at the quarter's end, or closed in it.
    package func shows(_ item: RectificationItem) -> Bool { item.isOpen || item.closed == period }
}

package struct UncountedRow: Hashable, Sendable {
    package var place: SourcePlace
    package var date: Day
    package init(place: SourcePlace, date: Day) {
        self.place = place
        self.date = date
    }
}
