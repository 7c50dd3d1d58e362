import Composing
import Markup
import Model
import Publishing
import Rendering

extension Pipeline {
    /// Templates and input, checked: what is known before the register is read.
    ///
    /// A class, so that whoever was handed it holds no rows any more once ``data`` is empty.
    final class Loaded {
        let templates: CompiledTemplates
        let schemas: [DocumentKind: Schema]
        /// Exact copies for a batch's `source/`, paths below the template folder.
        let templateFiles: [InputFile]
        var data: ParkData
        let findings: [Diagnostic]

        init(
            templates: CompiledTemplates, schemas: [DocumentKind: Schema], templateFiles: [InputFile],
            data: ParkData, findings: [Diagnostic]
        ) {
            self.templates = templates
            self.schemas = schemas
            self.templateFiles = templateFiles
            self.data = data
            self.findings = findings
        }

        var park: String? { data.quarters.last?.scheme.park.code.text }
    }

    /// Everything known before the first paper is made.
    struct Prepared: Sendable {
        var templates: CompiledTemplates
        var schemas: [DocumentKind: Schema]
        var templateFiles: [InputFile]
        var calendar: WorkCalendar
        var assessments: [Checked<Assessment>]
        var refused: [Period]
        /// Findings of loading and assessing.
        var findings: [Diagnostic]
        /// What was issued of each quarter.
        var issued: [IssuedQuarter] = []
        var workers: Workers
        /// Tells builds of the program apart; `nil` when it cannot be found out, and then nothing is taken over.
        var program: String?

        /// Of quarters that are and become no issue: an issued one may have to be assessed once more from its rows.
        mutating func forgetAssessedRows(_ register: Register) {
            for position in assessments.indices {
                let data = assessments[position].value.data
                guard data.signoff == nil, data.revisions.isEmpty, register.newest(of: data.period) == nil
                else { continue }
                assessments[position].value.data.forgetAssessedRows()
            }
        }

        /// The quarter before the one at `position`, with the scores that were issued.
        func previous(of position: Int) -> Assessment? { Self.previous(of: position, assessments, issued) }

        static func previous(
            of position: Int, _ assessments: [Checked<Assessment>], _ issued: [IssuedQuarter]
        ) -> Assessment? {
            guard position > 0 else { return nil }
            let before = assessments[position - 1].value
            let own = issued.last { $0.period == assessments[position].value.period }
            let known = issued.last {
                $0.period == before.period && $0.sequence < (own?.sequence ?? Int.max)
            }
            return before.asIssued(known)
        }

        /// A composer that also knows what later quarters say of this one, such as the talks about it.
        func workingComposer(of assessment: Assessment) -> Composer {
            var composer = Composer(assessment, calendar: calendar)
            composer.later = assessments.map(\.value).filter { $0.period > assessment.period }
            return composer
        }

        /// A year's quarters for its performance files; without a register all count as drafts.
        func fileYear(_ year: Int, register: Register?) -> FileYear {
            var batches: [Period: (directory: String, facts: IssuedQuarter?)] = [:]
            for period in assessments.map(\.value.period) {
                guard let batch = register?.newest(of: period) else { continue }
                batches[period] = (batch.directory, issued.last { $0.period == period })
            }
            let composers = assessments.map { Composer($0.value, calendar: calendar) }
            return FileYear(year, composers, batches: batches)
        }

        func workshop(for composer: Composer?) -> PaperWorkshop {
            let staff = Set((composer?.assessment.personNames ?? [:]).keys)
            let key = program.map {
                MakingKey(program: $0, templates: templateFiles, staffNumbers: staff)
            }
            return PaperWorkshop(
                composer: composer, templates: templates, schemas: schemas, staffNumbers: StaffNumbers(staff),
                workers: workers, key: key)
        }
    }
}
