import Files
import Model

/// What the quarters before have to say about the next one.
struct QuarterSequence {
    fileprivate var known: KnownCodes?
    fileprivate var previous: EarlierQuarter?
    fileprivate var proposals = ProposalBook()
    /// Of the earliest quarter of each scheme.
    fileprivate var firstOfScheme: [Period: FirstIndicators] = [:]
}

/// Reads and checks one quarter's folder.
struct QuarterReader {
    static let tableLimit = 512 << 20

    let period: Period
    let folder: String
    let schemes: Schemes
    let workers: Workers
    /// Whether a later quarter will be compared with this one.
    let isFollowed: Bool

    /// Without data the quarter is refused: its tables are too broken to compute anything.
    func read(in sequence: inout QuarterSequence) -> (data: QuarterData?, findings: [Diagnostic]) {
        guard let scheme = schemes.scheme(for: period) else { return (nil, [noScheme()]) }
        let listing: QuarterFolder
        do throws(Diagnostic) {
            listing = try QuarterFolder(folder)
        } catch {
            return (nil, [error])
        }
        let sources = TableSources(listing, period: period)
        var gathered = GatheredTables()
        for finding in listing.findings + sources.findings { gathered.book.add(finding) }
        gathered.inputs = sources.workbooks
        var tables = QuarterTables(
            period: period, scheme: scheme, folder: folder, sources, by: workers, into: &gathered)
        tables.inputs = gathered.inputs
        var book = gathered.book
        for finding in gathered.unreadable { book.add(finding) }
        let signoff = SignoffReader(period: period).read(listing.signoffs)
        for finding in signoff.findings { book.add(finding) }
        tables.signoffs = signoff.value
        // A table that nobody could read, or that has the wrong name, would count as empty.
        let isRefused =
            signoff.hasErrors || (listing.findings + sources.findings).contains { $0.severity == .error }
            || reportMissing(tables, &book) || tables.views.contains(where: \.isBroken)
        return finish(&tables, isRefused, &book, &sequence)
    }

    private func reportMissing(_ tables: QuarterTables, _ book: inout FindingBook) -> Bool {
        let needed: [TableName] = [.offices, .people, .indicators, .targets, .results]
        let missing = tables.views.filter { needed.contains($0.name) && !$0.isPresent }
        for view in missing {
            book.add(
                Diagnostic(
                    .missingTable, at: SourcePlace(file: view.origin.file), "缺少\(view.name.title)表。",
                    remedy: "请放入 \(view.name.fileName)，或在工作簿里加上工作表“\(view.name.title)”。"))
        }
        return !missing.isEmpty
    }

    private func finish(
        _ tables: inout QuarterTables, _ isRefused: Bool, _ book: inout FindingBook,
        _ sequence: inout QuarterSequence
    ) -> (data: QuarterData?, findings: [Diagnostic]) {
        sequence.proposals.read(tables.proposals)
        tables.declared = sequence.proposals.inForce(in: period, scheme: tables.scheme, schemes)
        tables.unusableProposals = sequence.proposals.unusable
        let known = KnownCodes(tables, earlier: sequence.known)
        tables.check(known, workers, &book)
        if let previous = sequence.previous {
            tables.checkContinuation(of: previous, &book)
            tables.compare(with: previous, known, &book)
        }
        tables.warnOfSameEvents(sequence.previous, &book)
        if let first = sequence.firstOfScheme[tables.scheme.effectiveFrom] {
            tables.checkSameIndicators(as: first, &book)
        } else {
            sequence.firstOfScheme[tables.scheme.effectiveFrom] = FirstIndicators(
                period: period, table: tables.indicators)
        }
        sequence.known = known
        sequence.previous = isFollowed ? EarlierQuarter(tables) : nil
        let (findings, withheld) = affected(tables, known, book)
        guard !isRefused else { return (nil, findings) }
        return (tables.assemble(book, withheld: withheld, by: workers), findings)
    }

    private func affected(
        _ tables: QuarterTables, _ known: KnownCodes, _ book: FindingBook
    ) -> (findings: [Diagnostic], withheld: Set<Code>) {
        var affected = Affected(tables, known)
        let findings = affected.findings(of: book)
        return (findings + book.unlisted, affected.withheld(by: findings, book))
    }

    private func noScheme() -> Diagnostic {
        Diagnostic(
            .noSchemeForPeriod, at: SourcePlace(file: folder), "没有 \(period) 可用的考核方案。",
            remedy: "请放入 effectiveFrom 不晚于 \(period) 的方案。")
    }
}

extension QuarterTables {
    fileprivate func check(_ known: KnownCodes, _ workers: Workers, _ book: inout FindingBook) {
        checkReferences(known, workers, &book)
        checkIndicators(&book)
        checkTargets(&book)
        let assignments = Assignments(targets, declared: declared + unusableProposals)
        checkResults(assignments, &book)
        checkProposals(&book)
        checkRatings(assignments, &book)
        checkExemptions(assignments, &book)
        checkDates(&book)
        checkExpectations(&book)
        warnOfThinDecomposition(&book)
        warnOfSumsThatDiffer(&book)
        warnOfUncheckedCodes(known, &book)
    }
}

extension DiagnosticCode {
    static let missingTable = DiagnosticCode("E115")
}
