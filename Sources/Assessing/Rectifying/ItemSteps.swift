import Model

/// Which step an item may take: 未启动 → 整改中 → 待验收 → 已验收 → 已销号, or 已终止.
///
/// A folder holds where an item stood at the end of its quarter, so steps in between may have passed unseen. What is
/// wrong is to fall back to 未启动, and to leave a final state.
enum ItemSteps {
    static func fault(of row: Rectification, on item: RectificationItem) -> Diagnostic? {
        if let back = item.recurrences.last, row.state.isAccepted,
            row.acceptedOn.map({ $0 <= back.lastDay }) ?? true
        {
            return .acceptedBeforeRecurrence(row, item, back)
        }
        return mayFollow(item.state, row.state) ? nil : .illegalStep(row, item)
    }

    static func mayFollow(_ before: RectificationState, _ after: RectificationState) -> Bool {
        if before == after { return true }
        switch before {
        case .notStarted: return true
        // Acceptance may be refused, and work goes on.
        case .inProgress, .awaitingAcceptance: return after != .notStarted
        // HR may find that an acceptance was premature and take the item up again.
        case .accepted: return after == .closed || after == .inProgress
        case .closed, .terminated: return false
        }
    }

    /// `2025Q1-…`: only the program gives such numbers.
    static func looksLikeAnItem(_ text: String) -> Bool {
        text.utf8.count > 7 && Period(String(text.prefix(6))) != nil && text.dropFirst(6).first == "-"
    }
}
