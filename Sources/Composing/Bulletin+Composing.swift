import Model
import Synchronization

extension Composer {
    /// The park's bulletin and one for every office that is not withheld.
    ///
    /// `previous` is the quarter before, for changes of office scores.
    /// `marks`, by subject, make issued papers of them.
    package func bulletins(previous: Assessment?, marks: [String: IssueMark] = [:]) -> [BulletinPlan] {
        let shared = SharedBulletinFacts(assessment, previous: previous)
        let offices = assessment.offices.filter { !$0.isWithheld }
        return ([nil] + offices).map { office in
            let subject = office?.office.code.text ?? Bulletin.parkSubject
            return BulletinPlan(subject: subject, shared: shared, office: office, mark: marks[subject])
        }
    }
}

/// A bulletin to compose when its turn comes: each lists much of the park, and together they would be most of a large
/// park's memory.
package struct BulletinPlan: Sendable {
    package let subject: String
    fileprivate let shared: SharedBulletinFacts
    /// `nil` for the park.
    fileprivate let office: OfficeAssessment?
    fileprivate let mark: IssueMark?

    package var document: Document {
        let (facts, common) = shared.value
        var bulletin = office.map { facts.bulletin(of: $0, common) } ?? facts.parkBulletin(common)
        bulletin.heading.mark = mark
        return Document(
            kind: .bulletin, period: bulletin.period, subject: subject, path: "bulletins/\(subject)",
            facts: Bulletin.naming.record(of: bulletin), permittedStaffNumbers: [])
    }
}

/// Most of a bulletin is the park's and the same in all: found once, when the first bulletin is composed, by whoever composes
/// it.
private final class SharedBulletinFacts: Sendable {
    private let assessment: Assessment
    private let previous: Assessment?
    private let known = Mutex<(facts: BulletinFacts, common: Bulletin)?>(nil)

    init(_ assessment: Assessment, previous: Assessment?) {
        self.assessment = assessment
        self.previous = previous
    }

    var value: (facts: BulletinFacts, common: Bulletin) {
        known.withLock { known in
            if let known { return known }
            let facts = BulletinFacts(assessment, previous: previous)
            let found = (facts, facts.common)
            known = found
            return found
        }
    }
}

extension Bulletin {
    static let parkSubject = "park"
}

/// What all bulletins of a quarter share, computed once.
struct BulletinFacts: Sendable {
    let assessment: Assessment
    let names: [Code: String]
    let offices: [Bulletin.OfficeRow]
    let indicators: [Bulletin.IndicatorRow]
    let projects: [Bulletin.ProjectRow]
    let groups: BulletinGroups

    init(_ assessment: Assessment, previous: Assessment?) {
        self.assessment = assessment
        let names = Dictionary(
            assessment.data.offices.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        self.names = names
        let third = assessment.scheme.officeClasses.third
        offices = assessment.offices.filter { !$0.isWithheld }.map {
            .init($0, third: third, previous: previous)
        }
        indicators = assessment.offices.filter { !$0.isWithheld }.flatMap { office in
            office.lines.map { Bulletin.IndicatorRow(line: $0, office: office.office.name) }
        }.sorted { ($0.line.indicator.code, $0.office) < ($1.line.indicator.code, $1.office) }
        let exempt = Set(assessment.data.exemptions.compactMap(\.matter))
        projects = (assessment.data.projects ?? []).sorted { $0.code < $1.code }.map {
            .init(
                project: $0, office: names[$0.office] ?? $0.office.text, isExempt: exempt.contains($0.code))
        }
        groups = BulletinGroups(assessment, indicators: indicators, projects: projects)
    }

    func parkBulletin(_ common: Bulletin? = nil) -> Bulletin {
        var bulletin = common ?? self.common
        bulletin.offices = offices.sorted(by: Self.standing)
        bulletin.indicators = indicators
        bulletin.projects = projects
        bulletin.service = service(of: nil)
        return completed(bulletin)
    }

    func bulletin(of office: OfficeAssessment, _ common: Bulletin? = nil) -> Bulletin {
        let common = common ?? self.common
        let code = office.office.code
        let row = offices.first { $0.code == code }
        var bulletin = common
        bulletin.scope = row.map(Bulletin.Scope.office) ?? .park
        if assessment.isLargePark {
            bulletin.honours.isElsewhere = !common.honours.names.isEmpty
            bulletin.honours.names = []
        }
        bulletin.offices = row.map { [$0] } ?? []
        bulletin.indicators = groups.indicators[code] ?? []
        bulletin.projects = groups.projects[code] ?? []
        bulletin.evaluation = evaluation(of: code, in: common.evaluation)
        bulletin.service = service(of: code)
        bulletin.spotChecks.ofOffices = findings(groups.spotChecks[code] ?? [])
        bulletin.cards.named = named(groups.cards[code] ?? [])
        bulletin.cards.earlier = earlier(groups.earlierCards[code] ?? [])
        return completed(bulletin)
    }

    /// By place; offices without one last, by code.
    private static func standing(_ a: Bulletin.OfficeRow, _ b: Bulletin.OfficeRow) -> Bool {
        (a.place ?? Int.max, a.code) < (b.place ?? Int.max, b.code)
    }

    private func completed(_ bulletin: Bulletin) -> Bulletin {
        var bulletin = bulletin
        bulletin.dates.firstCardDeadline = bulletin.cards.named.compactMap(\.card.rectifyBy).min()
        bulletin.problems = BulletinItems.problems(of: bulletin)
        bulletin.requirements = BulletinItems.requirements(of: bulletin)
        return bulletin
    }

    /// The park's bulletin without its rows.
    var common: Bulletin {
        let data = assessment.data
        return Bulletin(
            scope: .park, period: assessment.period, heading: heading, isRunning: assessment.isRunning,
            isSignedOff: assessment.isSignedOff, asOf: assessment.asOf,
            progressDate: assessment.progressDate, schemeVersion: data.scheme.version, dates: dates,
            offices: [], overall: overall, honours: honours, indicators: [], projects: [],
            evaluation: evaluation, service: Bulletin.Service(), spotChecks: spotChecks, cards: cards,
            problems: [], requirements: [])
    }

    private var heading: Bulletin.Heading {
        let scheme = assessment.scheme
        let settings = scheme.documentSettings(for: DocumentKind.bulletin.rawValue)
        let date = assessment.data.signoff?.date
        return Bulletin.Heading(
            park: scheme.park.name, issuer: scheme.park.issuer, series: settings?.series ?? "",
            year: (date ?? assessment.period.lastDay.adding(days: 1)).year,
            to: settings?.to, copy: settings?.copy, printedBy: settings?.printedBy ?? scheme.park.issuer,
            date: date)
    }

    private var dates: Bulletin.Dates {
        let period = assessment.period
        let next = period.advanced(by: 1)
        let cards = assessment.scheme.cards
        return Bulletin.Dates(
            nearTerm: assessment.feedbackTalksDue ?? period.lastDay,
            catchUp: assessment.isRunning ? period.lastDay : next.lastDay,
            cardYellowDays: cards.yellow.rectifyWorkingDays, cardRedDays: cards.red.rectifyWorkingDays)
    }

    /// Names of the best are public, so the number of graded persons tells how many are not among them.
    private var graded: PublicCount? {
        guard let base = assessment.quota?.base, !honours.others.contains(where: { $0.count == .few }) else {
            return nil
        }
        return PublicCount(base)
    }

    private var overall: Bulletin.Overall {
        let scores = offices.compactMap(\.score)
        let mean =
            scores.isEmpty
            ? nil : Points.rounding(Int128(scores.sum().hundredths), over: Int128(scores.count * 100))
        return Bulletin.Overall(
            offices: offices.count, scored: scores.count, mean: mean, highest: scores.max(),
            lowest: scores.min(), graded: graded,
            lines: Bulletin.LineCounts(indicators))
    }
}

extension Bulletin.OfficeRow {
    init(_ office: OfficeAssessment, third: String, previous: Assessment?) {
        let before = previous?.offices.first {
            $0.office.code == office.office.code || office.office.formerCodes.contains($0.office.code)
        }
        var change: Points?
        if let score = office.score, let old = before?.score { change = score - old }
        self.init(
            code: office.office.code, name: office.office.name, own: office.own, ownPart: office.ownPart,
            committee: office.committee.figure?.mean, committeePart: office.committeePart,
            incentive: office.incentive, deductions: office.deductions.total, score: office.score,
            change: change, place: office.rank?.place, sharedBy: office.rank?.sharedBy ?? 1,
            suggested: office.classSuggested?.text, decided: office.classDecided,
            isVetoed: office.isVetoed, isIncomplete: !office.missing.isEmpty,
            isThird: (office.classDecided ?? office.classSuggested?.text) == third)
    }
}

extension Bulletin.LineCounts {
    init(_ rows: [Bulletin.IndicatorRow]) {
        for row in rows where row.line.indicator.indicatorClass != .incentive {
            all += 1
            switch row.line.state {
            case .present: present += 1
            case .missing: missing += 1
            case .notDue: notDue += 1
            case .exempt: exempt += 1
            }
            if let score = row.line.score, score >= row.line.full { reached += 1 }
            if row.isBehindPlan { behind += 1 }
        }
    }
}

extension Exemption {
    /// Project, appeal or finding.
    var matter: Code? {
        if case .matter(let code) = subject { return code }
        return nil
    }
}
