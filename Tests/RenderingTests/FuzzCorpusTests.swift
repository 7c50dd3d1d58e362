import Foundation
import Testing

@testable import Rendering

/// What the fuzzer found worth keeping, replayed on every run; `.ci/fuzz-templates` looks for more.
struct FuzzCorpusTests {
    private static let folder = #filePath.replacing("FuzzCorpusTests.swift", with: "FuzzCorpus")

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

    @Test(arguments: names)
    func endsWithAPageOrAFinding(name: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)"))
        #expect(["encoding", "refused", "too large", "rendered"].contains(FuzzInput.run(Array(bytes))))
    }

    @Test func theCorpusIsThere() { #expect(Self.names.count > 50) }
}
