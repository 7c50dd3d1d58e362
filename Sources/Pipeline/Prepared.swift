import Composing
import Markup
import Model
import Publishing
import Rendering

extension Pipeline {
    /// Templates and input, checked: what is known before the register is read.
    struct Loaded: Sendable {
        var templates: CompiledTemplates
        var schemas: [DocumentKind: Schema]
        /// Exact copies for a batch's `source/`, paths below the template folder.
        var templateFiles: [InputFile]
        var data: ParkData
        var findings: [Diagnostic]

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
        var workers: Int
        /// Tells builds of the program apart; `nil` when it cannot be found out, and then nothing is taken over.
        var program: String?

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
