import Model

/// One person's report, composed once for all papers that show it: the report itself, and what each leader who talks about it
/// takes along. A class, because it is passed from paper to paper.
package final class ComposedReport: Sendable {
    package let person: PersonAssessment
    let report: FeedbackReport
    /// By the names of the report.
    let facts: Record
    let boundary: PaperBoundary

    fileprivate init(_ person: PersonAssessment, by composer: Composer) {
        var composition = FeedbackComposition(composer: composer, person: person)
        let report = composition.report()
        self.person = person
        self.report = report
        facts = FeedbackReport.naming.record(of: report)
        boundary = composition.boundary
    }
}

extension Composer {
    /// `nil` when a fault of the input withholds the person.
    package func report(of person: PersonAssessment) -> ComposedReport? {
        person.isWithheld ? nil : ComposedReport(person, by: self)
    }

    /// The feedback report of one person; `nil` with a finding when a fact of somebody else would stand in it.
    package func feedback(_ composed: ComposedReport) -> Checked<Document?> {
        composed.boundary.document(
            .feedback, period: assessment.period, path: "feedback/\(composed.person.person.code)",
            facts: composed.facts)
    }

    /// The feedback report of one person; `nil` with a finding when a fact of somebody else would stand in it,
    /// `nil` without one when a fault of the input withholds the person.
    package func feedback(for person: PersonAssessment) -> Checked<Document?> {
        report(of: person).map(feedback) ?? Checked(nil)
    }
}
