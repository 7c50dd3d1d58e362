import Model
import Testing

@testable import Composing

@Suite struct TrendChartTests {
    private let ladder = SamplePark.standardScheme().grades.ladder

    private func chart(_ scores: [(Int, String)]) -> TrendChart? {
        let last = scores.map(\.0).max() ?? 0
        let trend = scores.map {
            TrendPoint(period: Period(index: 8000 + $0.0), score: points($0.1), grade: nil, isDraft: false)
        }
        return TrendChart(trend, upTo: Period(index: 8000 + last), ladder: ladder)
    }

    @Test func drawsNothingWithoutAScore() {
        #expect(chart([]) == nil)
    }

    @Test func keepsEightQuarters() throws {
        let chart = try #require(self.chart((0..<11).map { ($0, "80") }))
        #expect(chart.dots.count == 8)
        #expect(chart.dots.last?.isCurrent == true)
        #expect(chart.segments.count == 7)
    }

    /// “100.00” at 11.2 units, digits 0.555 wide and the point half of that, takes 34 units.
    @Test func eightLabelsStandBesideEachOther() throws {
        let chart = try #require(self.chart((0..<8).map { ($0, "100") }))
        for (dot, next) in zip(chart.dots, chart.dots.dropFirst()) {
            #expect(next.x - dot.x >= points("34.5"))
        }
        let first = try #require(chart.dots.first)
        let last = try #require(chart.dots.last)
        #expect(first.x >= points("17") && last.x <= TrendChart.width - points("17"))
    }

    @Test func theYearIsWrittenOnceForEachYear() throws {
        // 8000 is a first quarter; the year begins anew at 8004, also when its first quarter has no score.
        #expect(
            try #require(chart((2..<9).map { ($0, "80") })).dots.map(\.beginsYear) == [
                true, false, true, false, false, false, true,
            ])
        #expect(
            try #require(chart([(2, "80"), (5, "80"), (6, "80")])).dots.map(\.beginsYear) == [
                true, true, false,
            ])
    }

    @Test func staysInsideTheDrawing() throws {
        let chart = try #require(self.chart([(0, "0"), (1, "110"), (2, "59.99")]))
        for dot in chart.dots {
            #expect((Points.zero...TrendChart.width).contains(dot.x))
            #expect((Points.zero...TrendChart.height).contains(dot.y))
        }
        // Higher scores stand higher.
        let heights = chart.dots.map(\.y)
        #expect(heights[1] < heights[2] && heights[2] < heights[0])
    }

    @Test func breaksTheLineOverAQuarterWithoutScore() throws {
        let chart = try #require(self.chart([(0, "80"), (1, "82"), (3, "85")]))
        #expect(chart.segments.map(\.isBroken) == [false, true])
        let steps = zip(chart.dots.dropFirst(), chart.dots).map { $0.x - $1.x }
        #expect(steps[1].hundredths >= 2 * steps[0].hundredths - 1)
    }
}
