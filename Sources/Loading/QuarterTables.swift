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
    /// Reads all tables; each fault goes to `book`.
    init(
        period: Period, scheme: Scheme, folder: String, book: inout FindingBook,
        source: (TableName) -> TableBytes
    ) {
        let context = ReadingContext(period: period, scheme: scheme)
        func read<Form: TableForm>(_ form: Form.Type) -> Table<Form.Entity> {
            switch source(form.shape.name) {
            case .absent(let origin): return .empty(form.shape, .absent, origin)
            case .unreadable(let origin): return .empty(form.shape, .broken, origin)
            case .bytes(let bytes, let origin):
                return TableReader<Form>(context: context, origin: origin).read(bytes, into: &book)
            case .text(let text, let origin):
                return TableReader<Form>(context: context, origin: origin).read(text, into: &book)
            case .rows(let open, let origin):
                return TableReader<Form>(context: context, origin: origin).read(open(Form.shape), into: &book)
            }
        }
        self.period = period
        self.scheme = scheme
        self.folder = folder
        offices = read(OfficesTable.self)
        people = read(PeopleTable.self)
        indicators = read(IndicatorsTable.self)
        targets = read(TargetsTable.self)
        results = read(ResultsTable.self)
        ratings = read(RatingsTable.self)
        spotChecks = read(SpotChecksTable.self)
        exemptions = read(ExemptionsTable.self)
        projects = read(ProjectsTable.self)
        visits = read(VisitsTable.self)
        appeals = read(AppealsTable.self)
        enterprises = read(EnterprisesTable.self)
        survey = read(SurveyTable.self)
        cases = read(CasesTable.self)
        proposals = read(ProposalsTable.self)
        rectifications = read(RectificationsTable.self)
        talks = read(TalksTable.self)
        objections = read(ObjectionsTable.self)
        decisions = read(DecisionsTable.self)
        cards = read(PaperCardsTable.self)
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
