import Model

/// The machine-readable ledger of one period: every figure of every office, person and card.
///
/// The vocabulary is docs/assessment-xml.md, the shape assessment.xsd. Persons stand by staff number
/// only and free text of the input is left out, because it may name people.
package enum AssessmentXML {
    /// Raised when an element or attribute changes its meaning, not when one is added.
    static let formatVersion = 1
    package static let path = "assessment.xml"

    package static func write(_ assessment: Assessment) -> [UInt8] {
        var pieces = pieces(of: assessment)
        var bytes: [UInt8] = []
        while let piece = pieces.next() { bytes += piece }
        return bytes
    }

    package static func pieces(of assessment: Assessment) -> LedgerPieces {
        let scheme = assessment.scheme
        let behind = assessment.linesBehind
        return LedgerPieces(
            of: "assessment",
            [
                "formatVersion": formatVersion, "park": scheme.park.code, "period": assessment.period,
                "scheme": scheme.id, "schemeVersion": scheme.version,
            ],
            [
                .element { $0.writePeriod(of: assessment) },
                .element { $0.write(scheme) },
                .element { $0.write(assessment.quota) },
                .list("offices", assessment.offices, by: { $0.office.code < $1.office.code }) {
                    $0.write($1)
                },
                .list("people", assessment.people, by: { $0.person.code < $1.person.code }) { $0.write($1) },
                .list("cards", assessment.cards, by: { $0.object < $1.object }) { $0.write($1) },
                .list("cardRecords", assessment.earlierCards, by: { $0.id < $1.id }) { $0.write($1) },
                .items(of: assessment),
                .list("earlyWarnings", behind, by: LineAssessment.standsBefore) { $0.writeWarning($1) },
                .list("uncountedRows", assessment.uncountedRows, by: { $0.place < $1.place }) {
                    $0.write($1)
                },
            ])
    }

    /// The schema of ``write(_:)``'s output.
    package static var schema: [UInt8] { PackageResources.assessment_xsd }
}

extension XMLByteWriter {
    fileprivate mutating func writePeriod(of assessment: Assessment) {
        let signoff = assessment.data.signoff
        element(
            "period",
            [
                "firstDay": assessment.period.firstDay, "lastDay": assessment.period.lastDay,
                "running": assessment.isRunning, "asOf": assessment.asOf,
                "progressDate": assessment.progressDate, "fullMonths": assessment.fullMonths,
                "signed": signoff?.date, "revision": signoff?.revision, "endedBySignoff": signoff?.ended,
            ])
    }

    fileprivate mutating func write(_ quota: QuotaOutcome?) {
        guard let quota else { return }
        element(
            "quota",
            [
                "base": quota.base, "places": quota.places, "taken": quota.taken, "pending": quota.pending,
            ])
    }

    fileprivate mutating func write(_ row: UncountedRow) {
        element(
            "row",
            [
                "file": row.place.onPaper.file, "line": row.place.cell == nil ? row.place.line : nil,
                "cell": row.place.cell, "date": row.date,
            ])
    }

    /// Behind the expected progress of a running quarter.
    fileprivate mutating func writeWarning(_ line: LineAssessment) {
        let holder = line.target.holder
        element(
            "warning",
            [
                "kind": holder.kind.token, "object": holder.code, "indicator": line.indicator.code,
                "expected": line.expected?.value, "actual": line.actual,
            ])
    }
}

extension LineAssessment {
    /// Offices first.
    fileprivate static func standsBefore(_ a: LineAssessment, _ b: LineAssessment) -> Bool {
        (a.target.holder, a.indicator.code) < (b.target.holder, b.indicator.code)
    }
}

extension LedgerPieces.Part {
    /// - Parameter precedes: the places are sorted and not the items, of which a copy would be large.
    fileprivate static func list<Item>(
        _ name: StaticString, _ items: [Item], by precedes: (Item, Item) -> Bool,
        each write: @escaping (inout XMLByteWriter, Item) -> Void
    ) -> LedgerPieces.Part {
        let order = items.indices.sorted { precedes(items[$0], items[$1]) }
        return .list(name, count: items.count) { write(&$0, items[order[$1]]) }
    }
}

extension Assessment {
    /// Of offices, then of people; not gathered from a copy of all lines, of which a large park has a million.
    fileprivate var linesBehind: [LineAssessment] {
        offices.flatMap { $0.lines.filter { $0.expected?.isBehind == true } }
            + people.flatMap { $0.lines.filter { $0.expected?.isBehind == true } }
    }
}
