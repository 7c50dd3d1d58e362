import Foundation
import Model
import Pipeline
import Scratch

/// The sample park in a scratch folder, so that a test may spoil it; templates stay those of the repository.
struct SampleCopy {
    let folder = ScratchFolder()
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    init() throws {
        try FileManager.default.copyItem(atPath: Self.repository + "/input", toPath: folder.path + "/input")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/output", withIntermediateDirectories: false)
    }

    func options(period: String? = nil, only: String? = nil, templates: String = repository + "/templates")
        -> RunOptions
    {
        RunOptions(
            input: folder.path + "/input", templates: templates, output: folder.path + "/output",
            state: folder.path + "/state", period: period.flatMap { Period($0) }, only: only,
            startedAt: "2026-06-02T06:15:00+08:00")
    }

    func run(period: String? = nil, only: String? = nil) -> RunSummary {
        Pipeline(options(period: period, only: only)).run()
    }

    /// Replaces text in one file of the input; fails when it does not occur exactly once.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        let path = folder.path + "/input/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let parts = text.components(separatedBy: old)
        guard parts.count == 2 else { throw EditFault.occurs(parts.count - 1, old) }
        try parts.joined(separator: new).write(toFile: path, atomically: false, encoding: .utf8)
    }

    enum EditFault: Error { case occurs(Int, String) }

    func text(_ path: String) throws -> String {
        try String(contentsOfFile: folder.path + "/output/" + path, encoding: .utf8)
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.path + "/output/" + path)
    }

    func names(_ path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/output/" + path)) ?? [])
            .sorted()
    }
}
