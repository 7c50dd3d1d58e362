import Model

extension QuarterTables {
    /// Project snapshots lie inside the quarter; ledger rows that do not are kept, not counted and listed.
    func checkDates(_ book: inout FindingBook) {
        for (index, project) in projects.soundRows where !period.days.contains(project.asOf) {
            projects.report(
                index, .snapshotOutsideQuarter, at: ProjectsTable.asOf.title,
                "截至日期 \(project.asOf) 不在 \(period)。", remedy: "请填本季度内的进度和日期。", into: &book)
        }
        for (index, visit) in visits.soundRows { warn(visits, index, VisitsTable.date, visit.date, &book) }
        for (index, finding) in spotChecks.soundRows {
            warn(spotChecks, index, SpotChecksTable.date, finding.date, &book)
        }
        for (index, talk) in talks.soundRows { warn(talks, index, TalksTable.date, talk.date, &book) }
        for (index, objection) in objections.soundRows {
            warn(objections, index, ObjectionsTable.date, objection.date, &book)
        }
        checkAppealDates(&book)
        warnOfRepeatedVisits(&book)
        warnOfAbsence(&book)
    }

    /// An appeal of an earlier quarter is repeated while it is open, until the quarter in which it closes.
    private func checkAppealDates(_ book: inout FindingBook) {
        for (index, appeal) in appeals.soundRows {
            let settledBefore = appeal.closed.map { $0 < period.firstDay } ?? false
            if appeal.raised > period.lastDay {
                warn(appeals, index, AppealsTable.raised, appeal.raised, &book)
            } else if settledBefore, let closed = appeal.closed {
                warn(appeals, index, AppealsTable.closed, closed, &book)
            }
        }
    }

    private func warn(
        _ table: Table<some Sendable>, _ index: Int, _ column: Column<Day>, _ day: Day,
        _ book: inout FindingBook
    ) {
        guard !period.days.contains(day) else { return }
        table.report(
            index, .outsideQuarter, .warning, at: column.title, "\(column.title) \(day) 不在 \(period)，本季度不计入。",
            remedy: "请核对日期，或放到对应季度。", into: &book)
    }

    private func warnOfRepeatedVisits(_ book: inout FindingBook) {
        for (index, earlier) in visits.marks.repeatedRows(among: visits.soundRows.lazy.map(\.index)) {
            visits.report(
                index, .repeatedVisit, .warning, at: "",
                "与第 \(visits.marks.line(of: earlier)) 行完全相同，仍按两次计。", remedy: "如属重复录入，请删去一行。",
                into: &book)
        }
    }

    private func warnOfAbsence(_ book: inout FindingBook) {
        for (index, person) in people.soundRows {
            let isLate = person.arrived.map { $0 > period.lastDay } ?? false
            let isGone = person.left.map { $0 < period.firstDay } ?? false
            guard isLate || isGone else { continue }
            people.report(
                index, .notInPost, .warning, at: PeopleTable.code.title,
                "工号 \(person.code) 在 \(period) 没有一天在岗。",
                remedy: "请核对到岗、离岗日期，或删去本行。", into: &book)
        }
    }
}

extension DiagnosticCode {
    static let snapshotOutsideQuarter = DiagnosticCode("E166")
    static let outsideQuarter = DiagnosticCode("W191")
    static let repeatedVisit = DiagnosticCode("W194")
    static let notInPost = DiagnosticCode("W197")
}
