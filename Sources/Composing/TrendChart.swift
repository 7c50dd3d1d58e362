import Model

/// Scores over up to eight quarters as a drawing: every coordinate is a number in drawing units.
///
/// The report shows 320 units on 106 mm, so text of 11.2 units prints at 10.5 points, the smallest on that paper. Eight
/// quarters leave 34.9 units each, and “100.00” of that size takes 34.
struct TrendChart: Sendable {
    static let width = Points(whole: 320)
    static let height = Points(whole: 144)
    private static let left = 4200, right = 31800, top = 1800, bottom = 10600

    var dots: [Dot] = []
    var segments: [Segment] = []
    var bounds: [Bound] = []

    struct Dot: Sendable {
        var x: Points, y: Points, labelY: Points
        var point: TrendPoint
        var isCurrent: Bool
        /// The first of its year in the drawing: there the year is written once.
        var beginsYear: Bool
    }
    struct Segment: Sendable {
        var x1: Points, y1: Points, x2: Points, y2: Points
        /// A quarter without a score lies between.
        var isBroken: Bool
    }
    struct Bound: Sendable {
        var y: Points, labelY: Points
        var grade: Grade
        var from: Points
    }

    /// Returns `nil` without a point.
    init?(_ trend: [TrendPoint], upTo period: Period, ladder: [Scheme.GradeRules.Step]) {
        let shown = trend.filter { $0.period <= period }.suffix(8)
        guard let first = shown.first, let last = shown.last else { return nil }
        let axis = Self.axis(shown.map(\.score), ladder)
        // Room for half a label at both ends.
        let margin = 1600
        let span = max(1, last.period.index - first.period.index)
        dots = shown.map { point in
            let step = point.period.index - first.period.index
            // A single dot stands in the middle.
            let x =
                shown.count == 1
                ? (Self.left + Self.right) / 2
                : Self.left + margin + (Self.right - Self.left - 2 * margin) * step / span
            let y = Self.y(point.score, axis)
            return Dot(
                x: Points(hundredths: x), y: y, labelY: y - Points(hundredths: 700), point: point,
                isCurrent: point.period == period, beginsYear: point.period == first.period)
        }
        for position in dots.indices.dropFirst() {
            let before = dots[position - 1].point.period.year
            dots[position].beginsYear = dots[position].point.period.year != before
        }
        segments = zip(dots, dots.dropFirst()).map { a, b in
            Segment(
                x1: a.x, y1: a.y, x2: b.x, y2: b.y,
                isBroken: b.point.period.index - a.point.period.index > 1)
        }
        bounds = ladder.compactMap { step in
            step.from.flatMap { from in
                guard axis.contains(from) else { return nil }
                let y = Self.y(from, axis)
                return Bound(y: y, labelY: y + Points(hundredths: 350), grade: step.grade, from: from)
            }
        }
    }

    /// From five below the lowest figure to 100 or above. A rare collapse must not flatten all other quarters:
    /// what lies below ``lowest`` sits on the axis, with its true figure beside it.
    private static func axis(_ scores: [Points], _ ladder: [Scheme.GradeRules.Step]) -> ClosedRange<Points> {
        let figures = scores + ladder.compactMap(\.from)
        let floor = max(lowest, (figures.min() ?? .zero).hundredths / 500 * 500 - 500)
        let top = max((figures.max() ?? .hundred).hundredths, 10_000)
        return Points(hundredths: floor)...Points(hundredths: max(top, floor + 1_000))
    }
    private static let lowest = 4_000

    private static func y(_ score: Points, _ axis: ClosedRange<Points>) -> Points {
        let inside = score.clamped(to: axis)
        let height = axis.upperBound.hundredths - axis.lowerBound.hundredths
        return Points(
            hundredths: bottom - (bottom - top) * (inside.hundredths - axis.lowerBound.hundredths) / height)
    }
}

extension TrendChart {
    static let naming = Naming<TrendChart>(
        "趋势图",
        [
            .points("宽", "图宽", example: "320.00") { _ in width },
            .points("高", "图高", example: "144.00") { _ in height },
            .points("左", "横轴左端", example: "32.00") { _ in Points(hundredths: left) },
            .points("右", "横轴右端", example: "318.00") { _ in Points(hundredths: right) },
            .points("底", "横轴的纵坐标", example: "106.00") { _ in Points(hundredths: bottom) },
            .list("点", dotNaming, "各季度的得分，从早到晚") { $0.dots },
            .list("线段", segmentNaming, "相邻两点的连线") { $0.segments },
            .list("等次线", boundNaming, "各等次下限的横线") { $0.bounds },
        ])

    private static let dotNaming = Naming<Dot>(
        "趋势点",
        [
            .points("横", "横坐标", example: "40.00") { $0.x },
            .points("纵", "纵坐标", example: "52.00") { $0.y },
            .points("标签纵", "得分标签的纵坐标", example: "45.00") { $0.labelY },
            .period("季度", "哪一季度", example: "2025年第四季度") { $0.point.period },
            .text("季度简写", "短的季度名", example: "25年4季") {
                "\($0.point.period.year % 100)年\($0.point.period.quarter)季"
            },
            .text("季名", "年内的季度", example: "4季") { "\($0.point.period.quarter)季" },
            .text(
                "年名", "图上每年第一个点才有", example: "25年",
                optional: { $0.beginsYear ? "\($0.point.period.year % 100)年" : nil }),
            .points("得分", "该季度得分", example: "88.20") { $0.point.score },
            .text("等次", "该季度等次", example: "较好", optional: { $0.point.grade }),
            .flag("预览", "该季度没有定稿") { $0.point.isDraft },
            .flag("本季", "是本报告的季度") { $0.isCurrent },
        ])

    private static let segmentNaming = Naming<Segment>(
        "趋势线段",
        [
            .points("横1", "起点横坐标", example: "40.00") { $0.x1 },
            .points("纵1", "起点纵坐标", example: "52.00") { $0.y1 },
            .points("横2", "终点横坐标", example: "78.00") { $0.x2 },
            .points("纵2", "终点纵坐标", example: "48.00") { $0.y2 },
            .flag("中断", "两点之间有没有得分的季度") { $0.isBroken },
        ])

    private static let boundNaming = Naming<Bound>(
        "等次线",
        [
            .points("纵", "纵坐标", example: "60.00") { $0.y },
            .points("标签纵", "标签的纵坐标", example: "63.50") { $0.labelY },
            .text("等次", "等次", example: "好") { $0.grade.label },
            .points("下限", "该等次最低得分", example: "90.00") { $0.from },
        ])
}
