import Files
import Model

extension Diagnostic {
    /// The exit code that a finding about output, or about the reading of files, calls for (docs/diagnostics.md).
    ///
    /// `nil` for findings of other stages.
    package var outputExitStatus: Int32? {
        switch code {
        case .paperInvalid, .paperLeaks: return 65
        case .fileNotRegular, .fileIsSymbolicLink, .fileForbidden, .fileMissing, .fileUnreadable,
            .fileChanging:
            return 66
        case .outputExhausted, .systemExhausted: return 71
        case .outputNotWritable, .outputMissing, .outputNotExpected, .outputIsSymbolicLink: return 73
        case .outputFull, .outputBroken: return 74
        case .outputBusy: return 75
        case .outputNotPrivate, .schemaUnusable: return 78
        default: return nil
        }
    }
}
