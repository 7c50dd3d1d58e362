import Composing
import Files
import Markup
import Model
import Publishing
import Rendering

/// The templates of one folder, compiled, with the schemas of their XML.
struct TemplateSet: Sendable {
    let compiled: CompiledTemplates
    let schemas: [DocumentKind: Schema]
    /// Exact copies, paths below the folder.
    let files: [InputFile]

    /// All findings at once; the set is `nil` when there is an error among them.
    static func read(_ path: String) -> Checked<TemplateSet?> {
        let folder = TemplateFolder.read(path)
        // Without a folder every template would be reported missing on its own.
        guard !folder.hasErrors || !folder.value.sources.isEmpty else { return Checked(nil, folder.findings) }
        // Nor may one be called missing that only could not be read.
        guard !folder.findings.contains(where: \.isReadFailure) else { return Checked(nil, folder.findings) }
        let compiled = TemplateCompiler.compile(folder.value, types: Composer.types, places: places)
        let schemas = schemas(of: folder.value)
        let checked = Checked<TemplateSet?>(nil, folder.findings + compiled.findings + schemas.findings)
        guard !checked.hasErrors, let templates = compiled.value else { return checked }
        let set = TemplateSet(compiled: templates, schemas: schemas.value, files: files(of: folder.value))
        return Checked(set, checked.findings)
    }

    /// What stands where in the templates that the program was made with.
    private static let places = PlaceBook(Composer.places)

    private static func schemas(of folder: TemplateFolder) -> Checked<[DocumentKind: Schema]> {
        var checked = Checked<[DocumentKind: Schema]>([:])
        for (kind, source) in folder.schemas.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let schema = Schema.read(source.bytes, file: source.path)
            checked.findings += schema.findings
            checked.value[kind] = schema.value
        }
        return checked
    }

    private static func files(of folder: TemplateFolder) -> [InputFile] {
        let sources = folder.sources.map { ($0.path, $0.bytes) }
        let schemas = folder.schemas.values.map { ($0.path, $0.bytes) }
        return (sources + schemas).map { path, bytes in
            InputFile(path: String(path.dropFirst(folder.path.count + 1)), bytes: bytes)
        }
        .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
