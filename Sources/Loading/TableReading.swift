import Model

/// A table on its way from its file into memory.
///
/// Tables are read side by side, each with findings of its own; they are put together in the order of docs/tables.md,
/// whichever was read first.
struct TableReading<Entity: Sendable>: Sendable {
    let job: ReadingJob
    private let handover: Handover<(table: Table<Entity>, gathered: GatheredTables)>

    // Inlined where the form is known, so that the reading of a table is compiled for its rows.
    @inline(__always)
    init<Form: TableForm>(_ form: Form.Type, _ context: ReadingContext) where Form.Entity == Entity {
        let handover = Handover<(table: Table<Entity>, gathered: GatheredTables)>()
        self.handover = handover
        job = ReadingJob(name: Form.shape.name) { sources in
            var gathered = GatheredTables()
            let opened = sources.open(Form.shape.name)
            let table = TableReader<Form>.read(opened.bytes, context, into: &gathered.book)
            gathered.inputs = opened.inputs
            gathered.unreadable = opened.findings
            handover.leave((table, gathered))
        }
    }

    /// The table; what was found in it follows what is gathered already.
    func take(into gathered: inout GatheredTables) -> Table<Entity> {
        guard let (table, own) = handover.take() else { preconditionFailure("\(job.name) was not read") }
        gathered.add(own)
        return table
    }
}

/// Reads one table, whatever its rows are.
struct ReadingJob: Sendable {
    let name: TableName
    let read: @Sendable (TableSources) -> Void
}

/// What is left of reading tables besides their rows.
struct GatheredTables: Sendable {
    var book = FindingBook()
    /// About tables that were asked for and could not be read.
    var unreadable: [Diagnostic] = []
    var inputs: [InputFile] = []

    mutating func add(_ other: GatheredTables) {
        book.add(other.book)
        unreadable += other.unreadable
        inputs += other.inputs
    }
}

extension TableSources {
    /// Bytes of a quarter that one worker has read before another is awake.
    private static let readAlone = 256 << 10

    func read(_ jobs: [ReadingJob], by workers: Workers) {
        let sizes = jobs.map { size(of: $0.name) }
        guard sizes.reduce(0, +) > Self.readAlone else {
            for job in jobs { job.read(self) }
            return
        }
        // What is inflated counts against the limit of the workbook, so its sheets are read in their order.
        let sheets = jobs.filter { isSheet($0.name) }
        let files = zip(jobs, sizes).filter { !isSheet($0.0.name) }.sorted { $0.1 > $1.1 }.map(\.0)
        workers.each(1 + files.count) { place in
            let next = place == 0 ? sheets : [files[place - 1]]
            for job in next { job.read(self) }
        }
    }
}
