import Model

/// Problems and requirements that follow from a bulletin's own facts, numbered in reading order.
enum BulletinItems {
    /// As many as a leader reads; the annexed tables hold them all.
    static let shownLines = 5

    /// Lines ahead, best completion first.
    static func leading(_ rows: [Bulletin.IndicatorRow]) -> [Bulletin.IndicatorRow] {
        let reached = rows.filter { ($0.line.cardCompletion ?? .zero) >= .hundred && $0.line.isPresent }
        return Array(
            reached.sorted {
                let (a, b) = ($0.line.cardCompletion ?? .zero, $1.line.cardCompletion ?? .zero)
                return a != b ? a > b : $0.line.indicator.code < $1.line.indicator.code
            }.prefix(shownLines))
    }

    /// Lines behind: most points lost first; while the quarter runs, those behind their expected progress.
    static func lagging(_ rows: [Bulletin.IndicatorRow]) -> [Bulletin.IndicatorRow] {
        let scored = rows.filter { $0.line.indicator.indicatorClass != .incentive }
        let losing = scored.filter { ($0.line.pointsLost ?? .zero) > .zero || $0.isBehindPlan }
        return losing.sorted {
            let (a, b) = ($0.line.pointsLost ?? .zero, $1.line.pointsLost ?? .zero)
            return a != b ? a > b : $0.line.indicator.code < $1.line.indicator.code
        }
    }

    static func problems(of bulletin: Bulletin) -> [Bulletin.Item] {
        let lagging = lagging(bulletin.indicators)
        let behind = bulletin.projects.filter(\.isBehind).sorted {
            ($1.project.lag, $0.project.code) < ($0.project.lag, $1.project.code)
        }
        let low = bulletin.offices.filter(\.isThird).map(\.name)
        let vetoed = bulletin.offices.filter(\.isVetoed).map(\.name)
        let drafts: [(Bulletin.Item.Kind, [String], Int)] = [
            (.indicators, lagging.prefix(shownLines).map { named($0, in: bulletin) }, lagging.count),
            (
                .projects,
                behind.prefix(shownLines).map { "\($0.project.name)（滞后\($0.project.lag)个百分点）" },
                behind.count
            ),
            (.offices, low, low.count), (.vetoes, vetoed, vetoed.count),
            (.appeals, [], bulletin.service.open ?? 0),
            (
                .findings, unique(bulletin.spotChecks.ofOffices.map(\.office)),
                bulletin.spotChecks.ofOffices.count
            ),
            (
                .missing,
                bulletin.indicators.filter(\.line.isMissing).map { named($0, in: bulletin) },
                bulletin.indicators.filter(\.line.isMissing).count
            ),
        ]
        return numbered(drafts.filter { $0.2 > 0 }.map { ($0.0, $0.1, $0.2, nil) })
    }

    static func requirements(of bulletin: Bulletin) -> [Bulletin.Item] {
        var drafts: [(Bulletin.Item.Kind, [String], Int, Day?)] = []
        for problem in bulletin.problems {
            switch problem.kind {
            case .indicators, .projects:
                drafts.append((problem.kind, [], problem.count, bulletin.dates.catchUp))
            case .appeals, .findings, .missing, .offices, .vetoes:
                drafts.append((problem.kind, problem.subjects, problem.count, bulletin.dates.nearTerm))
            case .evaluation, .cards, .talks: break
            }
        }
        let cards = bulletin.cards.named.count + bulletin.cards.earlier.count
        if cards > 0 || bulletin.cards.persons != .nobody {
            drafts.append((.cards, [], cards, bulletin.dates.firstCardDeadline))
        }
        if !bulletin.isRunning { drafts.append((.talks, [], 0, bulletin.dates.nearTerm)) }
        return numbered(drafts)
    }

    private static func named(_ row: Bulletin.IndicatorRow, in bulletin: Bulletin) -> String {
        guard case .park = bulletin.scope else { return row.line.indicator.name }
        return "\(row.line.indicator.name)（\(row.office)）"
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen = Set<String>()
        return texts.filter { seen.insert($0).inserted }
    }

    private static func numbered(
        _ items: [(Bulletin.Item.Kind, [String], Int, Day?)]
    ) -> [Bulletin.Item] {
        items.enumerated().map { index, item in
            Bulletin.Item(
                kind: item.0, ordinal: index + 1, subjects: item.1, count: item.2, deadline: item.3)
        }
    }
}
