import Model

@testable import Rendering

/// One input of the fuzzer, also replayed by the tests: a page and two partials, compiled and rendered.
///
/// The files are separated by U+001E, which no template may hold. Benchmarks/fuzz compiles this file too.
enum FuzzInput {
    /// - Returns: what came of it, in a word; a crash or a hang is what the fuzzer looks for.
    @discardableResult
    static func run(_ bytes: [UInt8]) -> String {
        let paths = ["index/index.html", "shared/a.html", "shared/b.txt"]
        let parts = bytes.split(separator: 0x1E, maxSplits: 2, omittingEmptySubsequences: false)
        let sources = zip(paths, parts).compactMap { path, part in
            (try? TemplateText.check(Array(part), path: path)).map { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                return Templates.source(
                    path, path == paths[0] ? Templates.head + text + Templates.tail : text)
            }
        }
        guard sources.count == parts.count else { return "encoding" }
        let folder = TemplateFolder(path: "templates", sources: sources)
        let checked = TemplateCompiler.compile(
            folder, types: [.index: Fixture.root], limits: RenderLimits(paper: 1 << 16, list: 1 << 16))
        for finding in checked.findings { precondition(!finding.description.isEmpty) }
        let again = compareWithItself(folder)
        if checked.value != nil { precondition(again.allSatisfy { $0.code == .templateSeam }) }
        guard let templates = checked.value else { return "refused" }
        var buffer = RenderBuffer()
        guard let page = try? templates.render(Fixture.document(), .html, into: &buffer) else {
            return "too large"
        }
        precondition(page.bytes.count <= 1 << 16)
        return "rendered"
    }

    /// A template has nothing in another place than itself.
    private static func compareWithItself(_ folder: TemplateFolder) -> [Diagnostic] {
        let types = [DocumentKind.index: Fixture.root]
        let book = PlaceBook(Array(TemplateCompiler.places(in: folder, types: types).utf8))
        // A byte more, or nothing would be compared: the files would be those of the book.
        var changed = folder
        let page = folder.sources[0]
        changed.sources[0] = TemplateSource(
            path: page.path, home: page.home, name: page.name, suffix: page.suffix, bytes: page.bytes + [0x0A]
        )
        return TemplateCompiler.compile(changed, types: types, places: book).findings
    }
}
