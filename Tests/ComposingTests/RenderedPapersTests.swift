import Assessing
import Composing
import Markup
import Model
import Rendering
import Testing

/// The shipped templates on the sample park: what people hold in their hands.
@Suite struct RenderedPapersTests {
    private static let templates = #filePath.replacing(
        "Tests/ComposingTests/RenderedPapersTests.swift", with: "templates")

    @Test func compilesTheShippedTemplates() throws {
        let compiled = try Self.compiled()
        #expect(compiled.findings.map(\.description) == [])
    }

    static func compiled() throws -> Checked<CompiledTemplates?> {
        let folder = TemplateFolder.read(templates)
        let kinds: [DocumentKind] = [.feedback, .card]
        let types = Dictionary(uniqueKeysWithValues: kinds.map { ($0, Composer.type(of: $0)) })
        var compiled = TemplateCompiler.compile(folder.value, types: types)
        compiled.findings += folder.findings
        return compiled
    }
}
