import Model
import Scratch
import Testing

@testable import Assessing

/// Properties that must hold on any park; random parks from fixed seeds.
struct RulePropertyTests {
    static let seeds: [UInt64] = Array(1...40)

    @Test(arguments: seeds)
    func orderOfRowsNeverShows(seed: UInt64) {
        let park = RandomPark(seed: seed)
        var shuffled = park.quarters
        var generator = SeededGenerator(seed: seed &* 31)
        for position in shuffled.indices { shuffled[position].shuffle(using: &generator) }

        let one = TestPark(quarters: park.quarters).assess()
        let two = TestPark(quarters: shuffled).assess()

        #expect(one.map { Figures($0.value) } == two.map { Figures($0.value) })
    }

    @Test(arguments: seeds)
    func aBetterActualNeverLowersAScore(seed: UInt64) throws {
        let park = RandomPark(seed: seed)
        let before = try #require(TestPark(quarters: park.quarters).assess().last).value
        for position in park.quarters[0].results.indices {
            var better = park.quarters
            let result = better[0].results[position]
            let indicator = try #require(better[0].indicators.first { $0.code == result.indicator })
            guard case .value(let value) = result.actual else { continue }
            better[0].results[position].actual = .value(improved(value, indicator.method))
            let after = try #require(TestPark(quarters: better).assess().last).value
            for (old, new) in zip(before.people, after.people) {
                if let old = old.score, let new = new.score { #expect(new >= old, "\(indicator.code)") }
            }
        }
    }

    @Test(arguments: seeds)
    func aHigherScoreNeverGetsAWorseGradeByScore(seed: UInt64) throws {
        let assessment = try #require(TestPark(quarters: RandomPark(seed: seed).quarters).assess().last).value
        let rules = assessment.scheme.grades
        let graded = assessment.people.filter { $0.score != nil }.sorted {
            ($0.score ?? .zero) < ($1.score ?? .zero)
        }
        let positions = graded.compactMap { $0.gradeByScore.map(rules.position) }
        #expect(positions == positions.sorted(by: >))
    }

    @Test func everyScoreHasTheGradeOfItsLadderStep() {
        let rules = Scheme.sample.grades
        let positions = (0...11_000).compactMap {
            rules.step(for: Points(hundredths: $0)).map { rules.position(of: $0.grade) }
        }
        #expect(positions.count == 11_001)
        #expect(positions == positions.sorted(by: >))
        #expect(rules.step(for: Points("89.99"))?.grade.label == "较好")
        #expect(rules.step(for: Points("59.99"))?.grade.label == "较差")
    }

    @Test(arguments: seeds)
    func theQuotaIsNeverExceededAndNoTieIsCut(seed: UInt64) throws {
        let assessment = try #require(TestPark(quarters: RandomPark(seed: seed).quarters).assess().last).value
        let quota = try #require(assessment.quota)
        #expect(quota.places == quota.base * 40 / 100)
        #expect(quota.taken <= quota.places)
        #expect(assessment.people.filter { $0.suggested == .label("好") }.count == quota.taken)
        for one in assessment.people {
            for other in assessment.people
            where one.parkRank != nil && one.parkRank?.place == other.parkRank?.place {
                guard one.caps.isEmpty, other.caps.isEmpty else { continue }
                #expect(one.suggested == other.suggested, "equal ranks must be treated alike")
            }
        }
    }

    @Test(arguments: [(32, 12), (2, 0), (5, 2), (0, 0)])
    func theQuotaIsRoundedDown(people: Int, places: Int) throws {
        var quarter = QuarterData("2025Q1")
        for number in 0..<people {
            let code = "P\(100 + number)"
            quarter.addPlainPerson(code)
            quarter.addFinding(
                "F\(number)", "一般", of: Holder(.person, Code(literal: code)), deduction: "0.\(10 + number)")
        }
        if people == 0 {
            quarter.addPlainPerson("P1")
            quarter.people[0].status = .probation
        }
        let quota = try #require(TestPark(quarters: [quarter]).assess().first?.value.quota)
        #expect(quota.places == places)
        #expect(quota.taken == places)
    }

    @Test(arguments: seeds)
    func everyPrintedTotalAddsUpFromPrintedParts(seed: UInt64) throws {
        let assessment = try #require(TestPark(quarters: RandomPark(seed: seed).quarters).assess().last).value
        for person in assessment.people {
            guard let score = person.score, let own = person.own else { continue }
            let lines = person.lines.filter { $0.isPresent && $0.indicator.indicatorClass != .incentive }
            #expect(own.scores == lines.compactMap(\.score).sum())
            #expect(own.full == lines.map(\.full).sum())
            let parts = [person.ownPart, person.officePart, person.panelPart].compactMap { $0 }
            #expect(parts.map(\.weight).sum() == .hundred)
            let sum = parts.map(\.points).sum() + person.incentive - person.deductions.total
            #expect(score == sum.clamped(to: .zero...Points(whole: 110)))
        }
    }

    private func improved(_ value: Quantity, _ method: ScoringMethod) -> Quantity {
        let step = 3 * Quantity.scale
        switch method {
        case .deduction, .inverse, .veto, .deductionOrVeto, .place:
            let least = method == .place ? Quantity.scale : 0
            return Quantity(millionths: max(least, value.millionths - step), decimals: value.decimals)
        default: return Quantity(millionths: value.millionths + step, decimals: value.decimals)
        }
    }
}

/// The figures of an assessment as one comparable text.
struct Figures: Equatable {
    let text: String
    init(_ assessment: Assessment) {
        var lines: [String] = []
        for person in assessment.people {
            let scores = person.lines.map { "\($0.indicator.code)=\($0.score?.description ?? "-")" }
            lines.append(
                "\(person.person.code) \(person.score?.description ?? "-") \(person.parkRank?.place ?? 0) "
                    + "\(person.suggested?.text ?? "-") \(person.deductions) \(scores)")
        }
        for office in assessment.offices {
            lines.append(
                "\(office.office.code) \(office.score?.description ?? "-") \(office.classSuggested?.text ?? "-")"
            )
        }
        lines += assessment.cards.map { "\($0.id) \($0.colour) \($0.rules)" }
        text = lines.joined(separator: "\n")
    }
}

/// A quarter of twelve people with lines of every typed method; few distinct values, so that ties happen.
struct RandomPark {
    var quarters: [QuarterData] = []

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var quarter = QuarterData("2025Q2")
        let methods: [(ScoringMethod, IndicatorClass, ClosedRange<Int>, String?)] = [
            (.completion, .key, 70...115, "100"), (.steps, .individual, 88...101, "100"),
            (.deduction, .key, 0...4, "0"),
            (.bonus, .incentive, 0...3, nil), (.place, .incentive, 1...4, nil),
            (.inverse, .individual, 80...130, "96"),
            (.percentagePoints, .key, 2...12, "8"), (.satisfaction, .key, 85...100, "95"),
        ]
        for number in 1...12 {
            let code = "P\(100 + number)"
            quarter.addPerson(code)
            let holder = Holder(.person, Code(literal: code))
            for (position, method) in methods.enumerated() {
                let actual = Int.random(in: method.2, using: &random) / 3 * 3
                quarter.addLine(
                    "X\(position)", method.0, method.1, full: "10", target: method.3,
                    actual: String(max(method.0 == .place ? 1 : 0, actual)), of: holder)
            }
            if Int.random(in: 0...3, using: &random) == 0 {
                quarter.addFinding("F\(number)", "一般", of: holder, deduction: "1.5")
            }
        }
        quarter.addLine("O1", .completion, target: "100", actual: "92", of: Holder(.office, testOffice))
        quarters = [quarter]
    }
}

extension QuarterData {
    mutating func shuffle(using generator: inout SeededGenerator) {
        people.shuffle(using: &generator)
        targets.shuffle(using: &generator)
        results.shuffle(using: &generator)
        indicators.shuffle(using: &generator)
        spotChecks?.shuffle(using: &generator)
    }
}
