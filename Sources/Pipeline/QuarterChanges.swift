import Model
import Publishing

/// What a correction changed, in plain words: 得分 88.50 → 89.00.
struct QuarterChanges {
    private let old: IssuedQuarter
    private let new: IssuedQuarter

    init(from old: IssuedQuarter, to new: IssuedQuarter) {
        self.old = old
        self.new = new
    }

    func lines(for key: DocumentKey) -> [String] {
        let lines = results(of: key)
        return lines.isEmpty ? ["所列数据有更正，得分和等次不变"] : lines
    }

    /// Scores, grades, classes and cards only; empty when these stayed the same.
    func results(of key: DocumentKey) -> [String] {
        switch key.kind {
        case .feedback:
            return Code(key.subject).map { changes(old.people[$0], new.people[$0], "等次") } ?? []
        case .bulletin where key.subject == "park":
            return old.offices.keys.sorted().flatMap { code in
                changes(old.offices[code], new.offices[code], "等次", withLines: false).map { "\(code) \($0)" }
            }
        case .bulletin:
            return Code(key.subject).map { changes(old.offices[$0], new.offices[$0], "等次") } ?? []
        case .card: return cardChanges(key.subject)
        default: return []
        }
    }

    private func changes(
        _ old: IssuedQuarter.Standing?, _ new: IssuedQuarter.Standing?, _ label: String,
        withLines: Bool = true
    ) -> [String] {
        guard let old, let new else { return [] }
        var lines: [String] = []
        if withLines {
            for code in Set(old.lines.keys).union(new.lines.keys).sorted()
            where old.lines[code] != new.lines[code] {
                lines.append("指标 \(code) 得分 \(shown(old.lines[code])) → \(shown(new.lines[code]))")
            }
        }
        if old.score != new.score { lines.append("得分 \(shown(old.score)) → \(shown(new.score))") }
        if old.label != new.label { lines.append("\(label) \(old.label ?? "无") → \(new.label ?? "无")") }
        return lines
    }

    private func cardChanges(_ id: String) -> [String] {
        guard let before = old.cards.first(where: { $0.id == id }),
            let after = new.cards.first(where: { $0.id == id })
        else { return [] }
        var lines: [String] = []
        if before.colour != after.colour {
            lines.append("\(before.colour.chinese) → \(after.colour.chinese)")
        }
        if before.rectifyBy != after.rectifyBy, let from = before.rectifyBy, let to = after.rectifyBy {
            lines.append("整改期限 \(from.chinese) → \(to.chinese)")
        }
        return lines
    }

    private func shown(_ points: Points?) -> String { points?.description ?? "无" }
}
