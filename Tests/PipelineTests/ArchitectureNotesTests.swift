import Foundation
import Testing

/// docs/architecture.md may name only what is there.
struct ArchitectureNotesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private let notes: String
    /// Texts of the Swift files of each target.
    private let sources: [String: [String]]

    init() throws {
        notes = try String(contentsOf: Self.root.appending(path: "docs/architecture.md"), encoding: .utf8)
        sources = try Self.readSources()
    }

    @Test func namesOnlyTypesThatAreDeclared() {
        let named = Set(notes.matches(of: /`([A-Z][A-Za-z0-9]*)`/).map { String($0.1) })
        let declaration = /\b(?:struct|enum|class|protocol|actor|typealias) ([A-Z][A-Za-z0-9]*)/
        let declared = Set(
            sources.values.joined().flatMap { $0.matches(of: declaration).map { String($0.1) } })
        #expect(named.count > 40, "the notes were not read")
        #expect(named.subtracting(declared).sorted() == [])
    }

    @Test func theTableOfImportsIsWhatTheFilesSay() {
        let rows = notes.matches(of: /(?m)^\| (\w+) \| ((?:\w+, )*\w+) \|$/)
        let noted = Dictionary(
            rows.map { (String($0.1), Set($0.2.split(separator: ", ").map(String.init))) },
            uniquingKeysWith: { $0.union($1) }
        ).filter { sources[$0.key] != nil }
        for (target, texts) in sources {
            let imported = Set(texts.flatMap { $0.matches(of: /(?m)^import (\w+)$/).map { String($0.1) } })
            // Only our own targets: the standard modules are nobody's business here.
            let own = imported.filter { Self.isOwn($0) }
            #expect(noted[target] == (own.isEmpty ? ["nothing"] : own), "\(target)")
        }
    }

    private static func isOwn(_ module: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: "Sources/\(module)").path)
    }

    /// Targets without Swift files (module maps) are left out.
    private static func readSources() throws -> [String: [String]] {
        let folder = root.appending(path: "Sources")
        var texts: [String: [String]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where path.hasSuffix(".swift") {
            let target = path.split(separator: "/").first.map(String.init) ?? ""
            texts[target, default: []].append(
                try String(contentsOf: folder.appending(path: path), encoding: .utf8))
        }
        return texts
    }
}
