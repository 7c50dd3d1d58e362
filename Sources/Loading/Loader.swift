import Files
import Model

/// Reads `input/`: schemes, calendar and quarters, each file once.
///
/// Nothing is thrown: whatever is wrong is a finding, and what is sound is handed on.
package struct Loader {
    let input: String
    private let workers: Workers

    /// - Parameter workers: findings and data are the same with any number of them.
    package init(input: String, workers: Workers = .one) {
        self.input = input
        self.workers = workers
    }

    /// - Parameter last: later quarters are left unread; earlier ones are needed as history.
    package func load(through last: Period? = nil) -> LoadedPark {
        do throws(Diagnostic) {
            return load(try InputFolder(input), through: last)
        } catch {
            return LoadedPark(findings: [error])
        }
    }

    /// Reads what a batch was issued from; its findings are those of that day, and nobody need see them again.
    package static func load(_ kept: KeptInput, workers: Workers) -> LoadedPark {
        Loader(input: kept.settings, workers: workers).load(InputFolder(kept), through: nil)
    }

    private func load(_ folder: InputFolder, through last: Period?) -> LoadedPark {
        // A quarter that only could not be looked at would be missing as history, and a scheme as "none".
        guard !folder.findings.contains(where: \.isReadFailure) else {
            return LoadedPark(findings: folder.findings.sorted())
        }
        let schemes = Schemes(folder: folder.schemesFolder, files: folder.schemes)
        guard schemes.findings.isEmpty else {
            return LoadedPark(schemeFindings: schemes.findings.sorted(), findings: folder.findings.sorted())
        }
        var findings = folder.findings
        var calendarFile: InputFile?
        let calendar = readCalendar(folder, &findings, &calendarFile)
        let wanted = folder.quarters.filter { $0.period <= last ?? $0.period }
        if wanted.isEmpty { findings.append(noQuarters(folder)) }
        var park = ParkData(calendar: calendar ?? WorkCalendar(), quarters: [])
        var checks = QuarterSequence()
        for (period, path) in wanted {
            let reader = QuarterReader(
                period: period, folder: path, schemes: schemes, workers: workers,
                isFollowed: period != wanted.last?.period)
            let quarter = reader.read(in: &checks)
            findings += quarter.findings
            // Every deadline depends on the calendar, so without one nothing can be computed.
            if var data = quarter.data, calendar != nil {
                data.inputs += [calendarFile, schemes.files[data.scheme.effectiveFrom]].compactMap(\.self)
                data.inputs.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
                park.quarters.append(data)
            } else {
                park.refused.append(period)
            }
        }
        return LoadedPark(findings: findings.sorted(), data: park)
    }

    /// `nil` when it is there but unreadable.
    private func readCalendar(
        _ folder: InputFolder, _ findings: inout [Diagnostic], _ file: inout InputFile?
    ) -> WorkCalendar? {
        guard let path = folder.calendar else {
            findings.append(
                Diagnostic(
                    .noCalendar, .warning, at: SourcePlace(file: folder.path), "没有 calendar.csv，周一至周五都算工作日。",
                    remedy: "请放入节假日和调休安排。"))
            return WorkCalendar()
        }
        var book = FindingBook()
        let entries = CalendarReader(path: path).read(into: &book, keeping: &file)
        findings += book.general + book.ofRows.map(\.finding)
        return entries.map(WorkCalendar.init)
    }

    private func noQuarters(_ folder: InputFolder) -> Diagnostic {
        Diagnostic(
            .noQuarters, at: SourcePlace(file: folder.path), "没有可读的季度目录。", remedy: "请建 2025Q1 样子的目录并放入表格。")
    }
}

/// What loading gives: the scheme's faults apart from the data's, because they end a run in another way.
package struct LoadedPark: Sendable {
    /// Exit code 78; when there is one, no quarter was read.
    package var schemeFindings: [Diagnostic] = []
    /// Faults and warnings of all tables, sorted.
    package var findings: [Diagnostic] = []
    /// `nil` when the input folder or a scheme is unusable.
    package var data: ParkData?

    package init(
        schemeFindings: [Diagnostic] = [], findings: [Diagnostic] = [], data: ParkData? = nil
    ) {
        self.schemeFindings = schemeFindings
        self.findings = findings
        self.data = data
    }
}

extension DiagnosticCode {
    static let noQuarters = DiagnosticCode("E119")
    static let noCalendar = DiagnosticCode("W195")
}
