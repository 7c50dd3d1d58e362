import Model
import Testing

@testable import Assessing

/// The contract's table of scoring vectors (docs/rules.md §9).
struct ScoringVectorTests {
    struct Vector: CustomTestStringConvertible {
        var method: ScoringMethod
        var indicatorClass: IndicatorClass = .key
        var full: String
        var target: String?
        var actual: String
        var completion: String?
        var score: String
        var testDescription: String { "\(method.rawValue) W\(full) t\(target ?? "据实") x\(actual) → \(score)" }
    }

    @Test(arguments: [
        Vector(
            method: .completion, full: "3", target: "30", actual: "27", completion: "90.00", score: "2.70"),
        Vector(
            method: .completion, full: "3", target: "30", actual: "17", completion: "56.67", score: "0.00"),
        Vector(
            method: .completion, full: "3", target: "30", actual: "18", completion: "60.00", score: "1.80"),
        Vector(
            method: .completion, full: "3", target: "30", actual: "36", completion: "120.00", score: "3.30"),
        Vector(
            method: .completion, indicatorClass: .individual, full: "3", target: "30", actual: "36",
            completion: "120.00", score: "3.00"),
        Vector(
            method: .completion, full: "2.5", target: "7", actual: "6", completion: "85.71", score: "2.14"),
        Vector(
            method: .completion, full: "3", target: "30", actual: "-5", completion: "-16.67", score: "0.00"),
        Vector(
            method: .percentagePoints, full: "3", target: "8.0", actual: "7.2", completion: "92.00",
            score: "2.76"),
        Vector(
            method: .percentagePoints, full: "3", target: "8.0", actual: "-3.0", completion: "0.00",
            score: "0.00"),
        Vector(
            method: .percentagePoints, full: "3", target: "8.0", actual: "9.5", completion: "110.00",
            score: "3.30"),
        Vector(method: .inverse, full: "2", target: "96", actual: "120", completion: "80.00", score: "1.60"),
        Vector(method: .inverse, full: "2", target: "96", actual: "80", completion: "120.00", score: "2.20"),
        Vector(
            method: .inverse, indicatorClass: .individual, full: "2", target: "96", actual: "80",
            completion: "120.00",
            score: "2.00"),
        Vector(method: .inverse, full: "2", target: "96", actual: "0", completion: "110.00", score: "2.20"),
        Vector(method: .deduction, full: "2.5", target: nil, actual: "3", completion: nil, score: "1.00"),
        Vector(method: .deduction, full: "2.5", target: nil, actual: "6", completion: nil, score: "0.00"),
        Vector(
            method: .bonus, indicatorClass: .incentive, full: "3", target: nil, actual: "2", completion: nil,
            score: "2.00"),
        Vector(
            method: .bonus, indicatorClass: .incentive, full: "3", target: nil, actual: "5", completion: nil,
            score: "3.00"),
        Vector(
            method: .place, indicatorClass: .incentive, full: "2", target: nil, actual: "2", completion: nil,
            score: "1.50"),
        Vector(
            method: .place, indicatorClass: .incentive, full: "1", target: nil, actual: "1", completion: nil,
            score: "1.00"),
        Vector(
            method: .place, indicatorClass: .incentive, full: "2", target: nil, actual: "4", completion: nil,
            score: "0.00"),
        Vector(
            method: .steps, full: "2.25", target: "100", actual: "98.40", completion: "98.40", score: "2.03"),
        Vector(method: .steps, full: "2", target: "100", actual: "89.99", completion: "89.99", score: "0.00"),
        Vector(method: .veto, full: "3", target: "0", actual: "1", completion: nil, score: "0.00"),
        Vector(method: .veto, full: "3", target: "0", actual: "0", completion: nil, score: "3.00"),
    ])
    func scoresAsTheContractsTable(_ vector: Vector) throws {
        let holder = Holder(.person, Code(literal: "P"))
        var quarter = QuarterData("2025Q1")
        quarter.addPlainPerson("P")
        quarter.addLine(
            "X", vector.method, vector.indicatorClass, full: vector.full, target: vector.target,
            actual: vector.actual,
            of: holder, remark: "无")
        let assessment = try #require(TestPark(quarters: [quarter]).assess().first)

        let person = try #require(assessment.value.people.first)
        let line = try #require(person.lines.first { $0.indicator.code.text == "X" })

        #expect(line.score?.description == vector.score)
        #expect(line.completion?.description == vector.completion)
    }

    @Test func meanOfAPanelDropsOneHighestAndOneLowestAboveFiveRaters() {
        let seven = [92, 88, 95, 90, 70, 99, 91].map { Points(whole: $0) }
        #expect(PanelScore.mean(of: seven, dropAbove: 5)?.mean.description == "91.20")
        #expect(PanelScore.mean(of: Array(seven.prefix(5)), dropAbove: 5)?.mean.description == "87.00")
        #expect(PanelScore.mean(of: [], dropAbove: 5) == nil)
    }

    @Test func satisfactionGivesIndexAndRate() {
        let answers = ["很满意": 30, "满意": 7, "基本满意": 2, "不满意": 1, "不了解": 4]
        let figures = SurveyLedger.figures(answers, Scheme.sample.satisfaction)
        #expect(figures?.index.description == "92.00")
        #expect(figures?.rate.description == "97.50")
        #expect(figures?.validSheets == 40)
    }

    @Test func addsPrintedPartsSoThatABoundaryIsNotMissedByHiddenDigits() throws {
        let weights = WeightShares.distribute([70, 20, 10].map { Points(whole: $0) })
        let parts = zip(weights, ["89.85", "85.50", "100.00"]).map {
            WeightedPart(weight: $0, value: Points($1))
        }
        #expect(parts.map { $0?.points.description } == ["62.90", "17.10", "10.00"])
        #expect(parts.compactMap { $0?.points }.sum().description == "90.00")
        #expect(Scheme.sample.grades.step(for: Points("90.00"))?.grade.label == "好")
    }

    @Test func givesTheWeightOfAComponentThatIsNotDueToTheOthers() {
        let shares = WeightShares.distribute([Points(whole: 70), Points(whole: 20), nil])
        #expect(shares.map { $0?.description } == ["77.78", "22.22", nil])
        // Three equal remainders: the cent left over goes to the first.
        let thirds = WeightShares.distribute([Points(whole: 30), Points(whole: 30), Points(whole: 30)])
        #expect(thirds.map { $0?.description } == ["33.34", "33.33", "33.33"])
    }

    @Test(arguments: [("30", "30"), ("7.125", "7.125"), ("8.0", "8.0"), ("-3.0", "-3.0")])
    func inputsPrintAsTyped(typed: String, printed: String) {
        #expect(Quantity(typed).description == printed)
    }

    @Test func aGrowthRateIsNeverScoredAsAShareOfItsTarget() throws {
        // Target 0.5 %, actual −1 %: x/t would be −200 %.
        let input = ScoringInput(
            full: Points(whole: 3), target: Quantity("0.5"), actual: Quantity("-1"),
            parameters: MethodParameters(k: Quantity("0.3"), cap: Quantity("110")))
        #expect(PercentagePointScore.score(input)?.score.description == "2.55")
    }
}
