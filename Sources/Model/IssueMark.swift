/// What one issue adds to a paper: its number, its date, what it corrects. No facts, so outside the facts' digest.
package struct IssueMark: Hashable, Sendable {
    /// 发文字号; `nil` for feedback reports, which have none.
    package var label: String?
    /// 成文日期, from the sign-off.
    package var date: Day
    package var correction: Correction?

    package init(label: String?, date: Day, correction: Correction? = nil) {
        self.label = label
        self.date = date
        self.correction = correction
    }

    package struct Correction: Hashable, Sendable {
        /// 第几次更正.
        package var revision: Int
        /// Label of the paper replaced; `nil` for one without number, and for one issued late (补发).
        package var replaces: String?
        /// Nothing was issued before: 补发.
        package var isLate: Bool
        package var reason: String
        /// In plain words: 得分 88.50 → 89.00.
        package var changes: [String]

        package init(revision: Int, replaces: String?, isLate: Bool, reason: String, changes: [String]) {
            self.revision = revision
            self.replaces = replaces
            self.isLate = isLate
            self.reason = reason
            self.changes = changes
        }
    }
}
