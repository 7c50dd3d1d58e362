import Model

extension QuarterTables {
    /// A mark for a line needs that line; a mark for somebody who is not assessed cannot be used.
    func checkRatings(_ assignments: Assignments, _ book: inout FindingBook) {
        let indicators = indicatorsByCode
        let leaders = leaders
        for (index, rating) in ratings.soundRows {
            if leaders.contains(rating.holder) { reportLeader(ratings, index, &book) }
            guard let code = rating.indicator, let indicator = indicators[code] else { continue }
            if indicator.method != .panel {
                report(index, "指标 \(code) 的计分法不是 F，不能评分。", &book)
            } else if targets.isRead && !assignments.has(code, rating.holder) {
                report(index, "指标 \(code) 没有分解给 \(rating.holder.code)。", &book)
            }
        }
    }

    private func report(_ index: Int, _ headline: String, _ book: inout FindingBook) {
        ratings.report(
            index, .markWithoutLine, at: RatingsTable.indicator.title, headline,
            remedy: "请改指标代码；评总体表现的留空。", into: &book)
    }
}

extension DiagnosticCode {
    static let markWithoutLine = DiagnosticCode("E156")
}
