import Files
import Model

extension Diagnostic {
    /// The exit code that a finding about output, or about the reading of files, calls for (docs/diagnostics.md).
    ///
    /// `nil` for findings of other stages.
    package var outputExitStatus: Int32? {
        switch code {
        case .paperInvalid, .paperLeaks, .issueDateTooEarly, .signoffRefused, .signoffSourceDiffers: return 65
        case .fileNotRegular, .fileIsSymbolicLink, .fileForbidden, .fileMissing, .fileUnreadable,
            .fileChanging:
            return 66
        case .rendersOtherwise: return 70
        case .outputExhausted, .systemExhausted: return 71
        case .outputNotWritable, .outputMissing, .outputNotExpected, .outputIsSymbolicLink: return 73
        case .outputFull, .outputBroken, .stagingDiffers, .issuedUnfinished: return 74
        case .outputBusy: return 75
        case .outputNotPrivate, .schemaUnusable, .fileSystemUnsupported: return 78
        case .registerAlien, .registerDamaged, .headDisagrees, .headMissing, .registerGap, .registerVersion,
            .registerOfOtherPark, .batchFileMissing, .numberGap:
            return 80
        case .correctionNeeded: return 81
        default: return nil
        }
    }
}
