import Model

/// The indicators from the park to offices to posts, with the targets of the year's quarters (绩效指标分解表).
///
/// It hangs on the wall: posts instead of people, targets instead of results. What is not in these types
/// cannot be printed by any template.
struct DecompositionChart: Sendable {
    var heading: PaperHeading
    var isA3: Bool
    var groups: [Group]
    var offices: [OfficePart]
    var indicatorCount: Int
    /// Approved self-declared ones beside them; they belong to persons and are not listed on a posted sheet.
    var declaredCount: Int

    /// A 大组 of the park's sheet.
    struct Group: Sendable {
        var name: String
        var indicators: [ParkLine]
    }

    struct ParkLine: Sendable {
        var indicator: Indicator
        var responsible: String
        /// Other offices with a target.
        var others: [String]
        var targets: QuarterTargets
    }

    struct OfficePart: Sendable {
        var code: Code
        var name: String
        var lines: [OfficeLine]
    }

    struct OfficeLine: Sendable {
        var indicator: Indicator
        var targets: QuarterTargets
        var posts: [PostLine]
    }

    struct PostLine: Sendable {
        var post: String
        /// The most people with the post in one quarter.
        var people: Int
        var targets: QuarterTargets
    }
}

/// The targets of one year, quarter by quarter.
struct QuarterTargets: Sendable {
    /// Index 0 to 3; different targets of one post stand beside each other.
    private var values: [[Quantity?]] = Array(repeating: [], count: 4)

    mutating func add(_ target: Target, quarter: Int) {
        guard values.indices.contains(quarter - 1), !values[quarter - 1].contains(target.value) else {
            return
        }
        values[quarter - 1].append(target.value)
    }

    /// `nil`: no target in this quarter.
    func text(quarter: Int) -> String? {
        let known = values[quarter - 1]
        guard !known.isEmpty else { return nil }
        let numbers = known.compactMap { $0 }.sorted().map(\.description)
        return (numbers + (known.contains(nil) ? ["据实"] : [])).joined(separator: "、")
    }
}

extension Composer {
    /// The wall chart on A3 and on A4; `year` is all quarters that could be read, of which those of the
    /// composer's year count.
    package func charts(year: [Assessment]) -> [ChartPlan] {
        guard assessment.hasWallChart else { return [] }
        let quarters = year.map(\.data).filter { $0.period.year == assessment.period.year }
        let chart = ChartBuilder(composer: self, quarters: quarters).chart
        return [true, false].map { ChartPlan(chart: chart, isA3: $0, period: assessment.period) }
    }
}

/// A chart to compose when its turn comes: that of a large park is as large as some hundred papers.
package struct ChartPlan: Sendable {
    fileprivate let chart: DecompositionChart
    fileprivate let isA3: Bool
    fileprivate let period: Period

    package var document: Document {
        var sheet = chart
        sheet.isA3 = isA3
        let size = isA3 ? "a3" : "a4"
        return Document(
            kind: .chart, period: period, subject: size, path: "charts/decomposition-\(size)",
            facts: DecompositionChart.naming.record(of: sheet), permittedStaffNumbers: [])
    }
}

private struct ChartBuilder {
    let composer: Composer
    private let indicators: [Indicator]
    private var officeTargets: [Key: QuarterTargets] = [:]
    private var postTargets: [Key: [String: QuarterTargets]] = [:]
    private var postPeople: [Key: [String: Int]] = [:]

    private struct Key: Hashable {
        let office: Code
        let indicator: Code
    }

    init(composer: Composer, quarters: [QuarterData]) {
        self.composer = composer
        indicators = composer.assessment.data.indicators
        for quarter in quarters { add(quarter) }
    }

    private mutating func add(_ quarter: QuarterData) {
        let people = Dictionary(
            quarter.people.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var counts: [Key: [String: Int]] = [:]
        for target in quarter.targets {
            switch target.holder.kind {
            case .office:
                let key = Key(office: target.holder.code, indicator: target.indicator)
                officeTargets[key, default: .init()].add(target, quarter: quarter.period.quarter)
            case .person:
                guard let person = people[target.holder.code] else { continue }
                let key = Key(office: person.office, indicator: target.indicator)
                postTargets[key, default: [:]][person.post, default: .init()]
                    .add(target, quarter: quarter.period.quarter)
                counts[key, default: [:]][person.post, default: 0] += 1
            case .project: continue
            }
        }
        for (key, posts) in counts {
            postPeople[key, default: [:]].merge(posts) { max($0, $1) }
        }
    }

    var chart: DecompositionChart {
        DecompositionChart(
            heading: PaperHeading(composer.assessment, composer.mark), isA3: true, groups: groups,
            offices: offices, indicatorCount: indicators.count,
            declaredCount: composer.assessment.data.declared.count)
    }

    private var groups: [DecompositionChart.Group] {
        var groups: [DecompositionChart.Group] = []
        for indicator in indicators {
            if groups.last?.name != indicator.group {
                groups.append(.init(name: indicator.group, indicators: []))
            }
            groups[groups.count - 1].indicators.append(parkLine(indicator))
        }
        return groups
    }

    private func parkLine(_ indicator: Indicator) -> DecompositionChart.ParkLine {
        let holders = officeTargets.keys.filter { $0.indicator == indicator.code }.map(\.office).sorted()
        let owner = Key(office: indicator.responsibleOffice, indicator: indicator.code)
        return DecompositionChart.ParkLine(
            indicator: indicator, responsible: composer.directory.officeName(indicator.responsibleOffice),
            others: holders.filter { $0 != indicator.responsibleOffice }
                .map { composer.directory.officeName($0) },
            targets: officeTargets[owner] ?? holders.first.flatMap {
                officeTargets[Key(office: $0, indicator: indicator.code)]
            } ?? QuarterTargets())
    }

    private var offices: [DecompositionChart.OfficePart] {
        composer.assessment.data.offices.map { office in
            .init(
                code: office.code, name: office.name, lines: indicators.compactMap { line($0, office.code) })
        }
    }

    private func line(_ indicator: Indicator, _ office: Code) -> DecompositionChart.OfficeLine? {
        let key = Key(office: office, indicator: indicator.code)
        let own = officeTargets[key]
        let posts = (postTargets[key] ?? [:]).sorted { $0.key < $1.key }.map { post, targets in
            DecompositionChart.PostLine(
                post: post, people: postPeople[key]?[post] ?? 0, targets: targets)
        }
        guard own != nil || !posts.isEmpty else { return nil }
        return DecompositionChart.OfficeLine(
            indicator: indicator, targets: own ?? QuarterTargets(), posts: posts)
    }
}
