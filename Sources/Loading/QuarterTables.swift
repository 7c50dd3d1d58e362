import Model

/// One quarter's folder, every table read but nothing yet checked against anything else.
struct QuarterTables: Sendable {
    let period: Period
    let scheme: Scheme
    /// As the user gave it: `input/2025Q1`.
    let folder: String
    var signoffs = SignoffReader.Signoffs()
    var inputs: [InputFile] = []
    var offices: Table<Office>
    var people: Table<Person>
    var indicators: Table<Indicator>
    var targets: Table<TargetRow>
    var results: Table<Result>
    var ratings: Table<Rating>
    var spotChecks: Table<SpotCheck>
    var exemptions: Table<Exemption>
    var projects: Table<Project>
    var visits: Table<Visit>
    var appeals: Table<Appeal>
    var enterprises: Table<Enterprise>
    var survey: Table<SurveySheet>
    var cases: Table<PracticeCase>
    var proposals: Table<Proposal>
    var rectifications: Table<Rectification>
    var talks: Table<Talk>
    var objections: Table<Objection>
    var decisions: Table<Decision>
    var cards: Table<PaperCard>
    /// Approved self-declared indicators in force, of this folder and earlier ones.
    var declared: [Proposal] = []
    /// Approved ones with a fault, so that their results are not reported once more.
    var unusableProposals: [Proposal] = []

    /// A table without the type of its rows.
    struct View: Sendable {
        var name: TableName
        var origin: TableOrigin
        var header: Header
        var isPresent: Bool
        var isBroken: Bool
        var marks: RowMarks
        var encoding: String

        init(_ table: Table<some Sendable>) {
            name = table.shape.name
            origin = table.origin
            header = table.header
            isPresent = table.isPresent
            isBroken = table.isBroken
            marks = table.marks
            encoding = table.encoding
        }

        func place(_ index: Int, column: Int) -> SourcePlace {
            origin.place(line: marks.line(of: index), column: column)
        }
    }

    /// In the order of docs/tables.md.
    var views: [View] {
        [
            View(offices), View(people), View(indicators), View(targets), View(results), View(ratings),
            View(spotChecks), View(exemptions), View(projects), View(visits), View(appeals),
            View(enterprises), View(survey), View(cases), View(proposals), View(rectifications), View(talks),
            View(objections), View(decisions), View(cards),
        ]
    }
}

/// What a folder holds under a table's name.
enum TableBytes {
    case absent(TableOrigin)
    /// There, but it could not be read; the reason is already reported.
    case unreadable(TableOrigin)
    case bytes([UInt8], TableOrigin)
    /// A large file, piece by piece.
    case text(TableText, TableOrigin)
    /// Rows that are already apart: a sheet's, an XML document's. Without a source the table is broken.
    case rows((TableShape) -> Checked<SomeRows?>, TableOrigin)
}

extension QuarterTables {
    /// Reads all tables, several at a time; faults are gathered in the order of docs/tables.md.
    init(
        period: Period, scheme: Scheme, folder: String, _ sources: TableSources, by workers: Workers,
        into gathered: inout GatheredTables
    ) {
        let context = ReadingContext(period: period, scheme: scheme)
        let offices = TableReading(OfficesTable.self, context)
        let people = TableReading(PeopleTable.self, context)
        let indicators = TableReading(IndicatorsTable.self, context)
        let targets = TableReading(TargetsTable.self, context)
        let results = TableReading(ResultsTable.self, context)
        let ratings = TableReading(RatingsTable.self, context)
        let spotChecks = TableReading(SpotChecksTable.self, context)
        let exemptions = TableReading(ExemptionsTable.self, context)
        let projects = TableReading(ProjectsTable.self, context)
        let visits = TableReading(VisitsTable.self, context)
        let appeals = TableReading(AppealsTable.self, context)
        let enterprises = TableReading(EnterprisesTable.self, context)
        let survey = TableReading(SurveyTable.self, context)
        let cases = TableReading(CasesTable.self, context)
        let proposals = TableReading(ProposalsTable.self, context)
        let rectifications = TableReading(RectificationsTable.self, context)
        let talks = TableReading(TalksTable.self, context)
        let objections = TableReading(ObjectionsTable.self, context)
        let decisions = TableReading(DecisionsTable.self, context)
        let cards = TableReading(PaperCardsTable.self, context)
        sources.read(
            [
                offices.job, people.job, indicators.job, targets.job, results.job, ratings.job,
                spotChecks.job, exemptions.job, projects.job, visits.job, appeals.job, enterprises.job,
                survey.job, cases.job, proposals.job, rectifications.job, talks.job, objections.job,
                decisions.job, cards.job,
            ], by: workers)
        self.period = period
        self.scheme = scheme
        self.folder = folder
        self.offices = offices.take(into: &gathered)
        self.people = people.take(into: &gathered)
        self.indicators = indicators.take(into: &gathered)
        self.targets = targets.take(into: &gathered)
        self.results = results.take(into: &gathered)
        self.ratings = ratings.take(into: &gathered)
        self.spotChecks = spotChecks.take(into: &gathered)
        self.exemptions = exemptions.take(into: &gathered)
        self.projects = projects.take(into: &gathered)
        self.visits = visits.take(into: &gathered)
        self.appeals = appeals.take(into: &gathered)
        self.enterprises = enterprises.take(into: &gathered)
        self.survey = survey.take(into: &gathered)
        self.cases = cases.take(into: &gathered)
        self.proposals = proposals.take(into: &gathered)
        self.rectifications = rectifications.take(into: &gathered)
        self.talks = talks.take(into: &gathered)
        self.objections = objections.take(into: &gathered)
        self.decisions = decisions.take(into: &gathered)
        self.cards = cards.take(into: &gathered)
    }
}

/// The tables' descriptions, for the documentation and its test.
package enum TableShapes {
    package static let all: [TableShape] = [
        OfficesTable.shape, PeopleTable.shape, IndicatorsTable.shape, TargetsTable.shape, ResultsTable.shape,
        RatingsTable.shape, SpotChecksTable.shape, ExemptionsTable.shape, ProjectsTable.shape,
        VisitsTable.shape, AppealsTable.shape, EnterprisesTable.shape, SurveyTable.shape, CasesTable.shape,
        ProposalsTable.shape, RectificationsTable.shape, TalksTable.shape, ObjectionsTable.shape,
        DecisionsTable.shape, PaperCardsTable.shape, CalendarTable.shape,
    ]
}
