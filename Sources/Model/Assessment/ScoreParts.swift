/// A component of a score: due with a figure, not due, or missing.
package enum Component<Figure: Hashable & Sendable>: Hashable, Sendable {
    case present(Figure)
    case notDue
    case missing

    package var figure: Figure? {
        if case .present(let figure) = self { return figure }
        return nil
    }
}

/// One addend of S or O: round2(weight × value / 100).
package struct WeightedPart: Hashable, Sendable {
    /// Printed weight, after a component that is not due gave its weight away.
    package var weight: Points
    package var value: Points
    package var points: Points
    package init(weight: Points, value: Points, points: Points) {
        self.weight = weight
        self.value = value
        self.points = points
    }
}

/// Σ scores, Σ full points and round2(100·Σ/Σ).
package struct LineTotal: Hashable, Sendable {
    package var scores: Points
    package var full: Points
    package var percent: Points
    package init(scores: Points, full: Points, percent: Points) {
        self.scores = scores
        self.full = full
        self.percent = percent
    }
}

/// Points taken off for spot-check findings (X), and the findings a line already counts.
package struct Deductions: Hashable, Sendable {
    package var total: Points
    /// Codes of the findings that bear X.
    package var findings: [Code]
    /// 已在该指标扣分.
    package var countedInLine: [Code]
    package init(total: Points, findings: [Code], countedInLine: [Code]) {
        self.total = total
        self.findings = findings
        self.countedInLine = countedInLine
    }
}
