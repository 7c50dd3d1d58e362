import Model

extension QuarterTables {
    /// Warns of what is possible but unlikely beside the quarter before; nothing is withheld for it.
    func compare(with earlier: EarlierQuarter, _ known: KnownCodes, _ book: inout FindingBook) {
        guard earlier.period.index + 1 == period.index else { return }
        reportVanishedPeople(earlier, known, &book)
        reportLateArrivals(earlier, &book)
        if earlier.period.year == period.year {
            reportFallenTargets(earlier, &book)
            reportFallenActuals(earlier, &book)
        }
        reportRepeatedLedgerRows(earlier, &book)
    }

    private func reportVanishedPeople(
        _ earlier: EarlierQuarter, _ known: KnownCodes, _ book: inout FindingBook
    ) {
        guard people.isRead else { return }
        for person in earlier.peopleInPost where !known.contains(.person, person.code) {
            book.add(
                Diagnostic(
                    .vanishedPerson, .warning, at: people.origin.place(line: 0),
                    "工号 \(person.code) 在 \(person.place.inSentence) 没有离岗日期，本季度却没有这一行。",
                    remedy: "请确认是否离岗，或补上这一行。"))
        }
    }

    /// 到岗日期 is the day of coming into the park; of a change of office inside it, it would cost a grade.
    private func reportLateArrivals(_ earlier: EarlierQuarter, _ book: inout FindingBook) {
        let known = Set(earlier.peopleInPost.map(\.code))
        for (index, person) in people.soundRows where known.contains(person.code) {
            guard let arrived = person.arrived, arrived > period.firstDay else { continue }
            people.report(
                index, .lateArrival, .warning, at: PeopleTable.arrived.title,
                "工号 \(person.code) 上季已在岗，本季却 \(arrived) 才到岗，在岗天数按这一天起算。",
                remedy: "园区内调动只改股室代码，请把到岗日期空着；离开后又回来的，请在上季填离岗日期。", into: &book)
        }
    }

    /// Cumulative figures of one year can only grow, unless somebody corrected the earlier one.
    private func reportFallenTargets(_ earlier: EarlierQuarter, _ book: inout FindingBook) {
        let growing = growingIndicators
        for (index, row) in targets.soundRows where growing.contains(row.target.indicator) {
            guard let value = row.target.value, let old = earlier.targets[LineKey(row.target)], value < old
            else { continue }
            targets.report(
                index, .fallenTarget, .warning, at: TargetsTable.value.title,
                "累计目标值 \(value) 小于 \(earlier.period) 的 \(old)。", remedy: "请核对；年中调减目标须有依据。", into: &book)
        }
    }

    private func reportFallenActuals(_ earlier: EarlierQuarter, _ book: inout FindingBook) {
        let growing = growingIndicators
        for (index, result) in results.soundRows where growing.contains(result.indicator) {
            guard case .value(let value) = result.actual, let old = earlier.actuals[LineKey(result)],
                value < old
            else { continue }
            results.report(
                index, .fallenActual, .warning, at: ResultsTable.actual.title,
                "累计实际值 \(value) 小于 \(earlier.period) 的 \(old)。", remedy: "请核对是否填成了当季数。", into: &book)
        }
    }

    private func reportRepeatedLedgerRows(_ earlier: EarlierQuarter, _ book: inout FindingBook) {
        report(repeated: spotChecks, in: earlier.spotChecks, &book)
        report(repeated: survey, in: earlier.survey, &book)
    }

    /// One finding or sheet counts once; the id tells, whatever else was changed.
    private func report(
        repeated table: Table<some Sendable>, in earlier: EarlierQuarter.Ledger?, _ book: inout FindingBook
    ) {
        guard let title = table.shape.key.first, let earlier else { return }
        for index in table.marks.indices {
            guard let key = table.marks.key(of: index).first, !key.isEmpty, earlier.keys.contains(key) else {
                continue
            }
            table.report(
                index, .repeatedLedgerRow, .warning, at: title,
                "\(title) \(Diagnostic.bare(key)) 在 \(earlier.place.inSentence) 已有，会算两次。",
                remedy: "请确认是否重复登记。", into: &book)
        }
    }
}

extension DiagnosticCode {
    static let lateArrival = DiagnosticCode("W179")
    static let vanishedPerson = DiagnosticCode("W183")
    static let fallenTarget = DiagnosticCode("W184")
    static let fallenActual = DiagnosticCode("W185")
    static let repeatedLedgerRow = DiagnosticCode("W186")
}
