import Model

/// The machine-readable ledger of one period: every figure of every office, person and card.
///
/// The vocabulary is docs/assessment-xml.md, the shape assessment.xsd. Persons stand by staff number
/// only and free text of the input is left out, because it may name people.
package enum AssessmentXML {
    /// Raised when an element or attribute changes its meaning, not when one is added.
    static let formatVersion = 1

    package static func write(_ assessment: Assessment) -> [UInt8] {
        let scheme = assessment.scheme
        // A person has some four thousand bytes.
        var xml = XMLByteWriter(capacity: assessment.people.count * 5_000)
        xml.element(
            "assessment",
            [
                "formatVersion": formatVersion, "park": scheme.park.code, "period": assessment.period,
                "scheme": scheme.id, "schemeVersion": scheme.version,
            ]
        ) { xml in
            xml.writePeriod(of: assessment)
            xml.write(scheme)
            xml.write(assessment.quota)
            xml.elements("offices", assessment.offices.sorted { $0.office.code < $1.office.code }) {
                $0.write($1)
            }
            xml.elements("people", assessment.people.sorted { $0.person.code < $1.person.code }) {
                $0.write($1)
            }
            xml.elements("cards", assessment.cards.sorted { $0.object < $1.object }) { $0.write($1) }
            xml.elements("cardRecords", assessment.earlierCards.sorted { $0.id < $1.id }) { $0.write($1) }
            xml.writeItems(of: assessment)
            xml.writeEarlyWarnings(of: assessment)
            xml.elements("uncountedRows", assessment.uncountedRows.sorted { $0.place < $1.place }) {
                $0.write($1)
            }
        }
        return xml.bytes
    }

    /// The schema of ``write(_:)``'s output.
    package static var schema: [UInt8] { PackageResources.assessment_xsd }
}

extension XMLByteWriter {
    mutating func elements<Item>(
        _ name: StaticString, _ items: [Item], each write: (inout XMLByteWriter, Item) -> Void
    ) {
        element(name) { xml in
            for item in items { write(&xml, item) }
        }
    }

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

    /// Behind the expected progress of a running quarter, offices first.
    fileprivate mutating func writeEarlyWarnings(of assessment: Assessment) {
        let behind = assessment.linesBehind.sorted {
            ($0.target.holder, $0.indicator.code) < ($1.target.holder, $1.indicator.code)
        }
        elements("earlyWarnings", behind) { xml, line in
            let holder = line.target.holder
            xml.element(
                "warning",
                [
                    "kind": holder.kind.token, "object": holder.code, "indicator": line.indicator.code,
                    "expected": line.expected?.value, "actual": line.actual,
                ])
        }
    }
}

extension Assessment {
    /// Of offices, then of people; not gathered from a copy of all lines, of which a large park has a million.
    fileprivate var linesBehind: [LineAssessment] {
        offices.flatMap { $0.lines.filter { $0.expected?.isBehind == true } }
            + people.flatMap { $0.lines.filter { $0.expected?.isBehind == true } }
    }
}
