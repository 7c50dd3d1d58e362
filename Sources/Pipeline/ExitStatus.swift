import Model
import Printing
import Publishing

/// Exit codes (docs/exit-codes.md), sysexits where one fits.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    case usage = 64
    case faultyData = 65
    case missingInput = 66
    case unavailable = 69
    case internalError = 70
    case systemExhausted = 71
    case outputNotWritable = 73
    case inputOutputError = 74
    case busy = 75
    case faultyConfiguration = 78
    case registerDamaged = 80
    case correctionNeeded = 81

    /// The first present of these decides when a run met several faults.
    private static let precedence: [ExitStatus] = [
        .busy, .registerDamaged, .inputOutputError, .outputNotWritable, .systemExhausted, .internalError,
        .faultyConfiguration, .unavailable, .correctionNeeded, .missingInput, .faultyData,
    ]

    /// The status of a run by its findings; warnings change none.
    package static func of(_ findings: [Diagnostic]) -> ExitStatus {
        let statuses = Set(findings.filter { $0.severity == .error }.map(of))
        return precedence.first(where: statuses.contains) ?? .done
    }

    private static func of(_ finding: Diagnostic) -> ExitStatus {
        if finding.code == .wantedPaperMissing { return .missingInput }
        return (finding.outputExitStatus ?? finding.printingExitStatus).flatMap(ExitStatus.init)
            ?? .faultyData
    }
}
