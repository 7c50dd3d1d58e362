import Glibc
import Pipeline
import Scratch

/// One whole run over the sample, made once for all tests that only read what it made: a run costs seconds.
struct FinishedSample {
    let sample: SampleCopy
    let summary: RunSummary

    static func read() throws -> FinishedSample { try made.get() }

    // Made once under Swift's own lock, and only read afterwards.
    nonisolated(unsafe) private static let made = Result {
        let sample = try SampleCopy()
        atexit { FinishedSample.remove() }
        return FinishedSample(sample: sample, summary: sample.run())
    }

    /// A static value is never released, so its folder goes with the process.
    private static func remove() {
        guard let path = try? made.get().sample.folder.path, let child = start(["rm", "-rf", path]) else {
            return
        }
        waitpid(child, nil, 0)
    }
}
