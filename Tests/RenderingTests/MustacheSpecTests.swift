import Foundation
import Model
import Testing

@testable import Rendering

/// The public specification of Mustache, as far as this language follows it.
///
/// Its cases lie beside the repository, in `../shared/data/mustache-spec`; without them the tests say so and
/// are skipped, and the project's own tables cover each rule.
struct MustacheSpecTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let data: JSON
        let template: String
        let partials: [String: String]?
        let expected: String
        var file: String? = ""

        var testDescription: String { "\(file ?? "") \(name)" }
    }

    private struct File: Decodable { let tests: [Case] }

    static let folder: String = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(root)/../shared/data/mustache-spec"
    }()

    static let isPresent: Bool = {
        let isPresent = FileManager.default.fileExists(atPath: folder + "/sections.json")
        if !isPresent { print("跳过 MustacheSpecTests：没有 ../shared/data/mustache-spec，规则由本项目自己的表覆盖。") }
        return isPresent
    }()

    static func cases() throws -> [Case] {
        guard isPresent else { return [] }
        return try ["comments", "delimiters", "interpolation", "inverted", "partials", "sections"].flatMap {
            name in
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json"))
            return try JSONDecoder().decode(File.self, from: data).tests.map { test in
                var test = test
                test.file = name
                return test
            }
        }
    }

    /// Where this language refuses what Mustache lets pass, with the finding; docs/template-language.md says why.
    static let deviations: [String: [String]] = [
        "E602": [
            "interpolation Ampersand", "interpolation Triple Mustache Integer Interpolation",
            "interpolation Ampersand Integer Interpolation",
            "interpolation Triple Mustache Decimal Interpolation",
            "interpolation Ampersand Decimal Interpolation",
            "interpolation Triple Mustache Null Interpolation",
            "interpolation Ampersand Null Interpolation",
            "interpolation Triple Mustache Context Miss Interpolation",
            "interpolation Ampersand Context Miss Interpolation",
            "interpolation Dotted Names - Triple Mustache Interpolation",
            "interpolation Dotted Names - Ampersand Interpolation", "interpolation Triple Mustache",
            "interpolation Implicit Iterators - Triple Mustache",
            "interpolation Implicit Iterators - Ampersand",
            "interpolation Triple Mustache - Surrounding Whitespace",
            "interpolation Triple Mustache - Standalone",
            "interpolation Ampersand - Surrounding Whitespace", "interpolation Ampersand - Standalone",
            "interpolation Triple Mustache With Padding", "interpolation Ampersand With Padding",
            "partials Standalone Indentation", "sections Implicit Iterator - Triple mustache",
            "sections Implicit Iterator - Ampersand",
        ],
        "E604": [
            "partials Recursion"
        ],
        "E607": [
            "interpolation Basic Context Miss Interpolation", "interpolation Dotted Names - Broken Chains",
            "interpolation Dotted Names - Broken Chain Resolution",
            "interpolation Dotted Names - Context Precedence",
            "interpolation Dotted Names are never single keys", "inverted List", "inverted Context Misses",
            "inverted Dotted Names - Broken Chains", "sections Parent contexts", "sections List Contexts",
            "sections Deeply Nested Contexts", "sections Context Misses",
            "sections Dotted Names - Broken Chains",
        ],
        "E610": [
            "partials Failed Lookup"
        ],
        "E613": [
            "interpolation Basic Null Interpolation"
        ],
        "E615": [
            "inverted Context"
        ],
    ]

    /// No deviation that is none, or that names a case which does not exist.
    @Test(.enabled(if: isPresent, "没有 ../shared/data/mustache-spec"))
    func listsDeviationsOfCasesThatExist() throws {
        let names = Set(try Self.cases().map(\.testDescription))
        #expect(names.count == 136)
        #expect(Self.deviations.values.joined().filter { !names.contains($0) } == [])
    }

    @Test(.enabled(if: isPresent, "没有 ../shared/data/mustache-spec"), arguments: try cases())
    func follows(_ test: Case) throws {
        let type = test.data.type(named: "根")
        var sources = [
            TemplateSource(
                path: "t.html", home: .shared, name: "t", suffix: "html", bytes: Array(test.template.utf8))
        ]
        for (name, text) in (test.partials ?? [:]).sorted(by: { $0.key < $1.key }) {
            sources.append(
                TemplateSource(
                    path: "\(name).html", home: .shared, name: name, suffix: "html", bytes: Array(text.utf8)))
        }
        let checked = TemplateCompiler.compileFragment(sources, named: "t", type: type)
        if let code = Self.deviations.first(where: { $0.value.contains(test.testDescription) })?.key {
            #expect(checked.findings.first?.code.text == code)
            return
        }
        try #require(checked.findings == [])
        var buffer = RenderBuffer()
        try checked.value.run(test.data.value(as: type), into: &buffer, limit: 1 << 20)
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == test.expected)
    }
}

/// Data of a specification case; the type that templates need is inferred from it.
indirect enum JSON: Decodable, Sendable {
    case null
    case flag(Bool)
    case whole(Int)
    case decimal(String)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let whole = try? container.decode(Int.self) {
            self = .whole(whole)
        } else if let number = try? container.decode(Double.self) {
            self = .decimal("\(number)")
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    func type(named name: String) -> ValueType {
        switch self {
        case .null, .text: return .text
        case .flag: return .flag
        case .whole: return .whole
        case .decimal: return .quantity
        case .list(let items): return .list(items.first?.type(named: name) ?? .record(RecordType(name, [])))
        case .object(let fields):
            return .record(
                RecordType(
                    name,
                    fields.sorted { $0.key < $1.key }.map { key, value in
                        Field(key, value.type(named: key), optional: value.isNull, "")
                    }))
        }
    }

    private var isNull: Bool { if case .null = self { true } else { false } }

    func value(as type: ValueType) -> Value {
        switch (self, type) {
        case (.flag(let flag), _): return .flag(flag)
        case (.whole(let number), .text): return .text("\(number)")
        case (.whole(let number), _): return .whole(number)
        case (.decimal(let text), _): return (try? Quantity(plain: text)).map { .quantity($0) } ?? .absent
        case (.text(let text), _): return .text(text)
        case (.list(let items), .list(let element)): return .list(items.map { $0.value(as: element) })
        case (.object(let fields), .record(let record)):
            return .record(
                Record(values: record.fields.map { fields[$0.name]?.value(as: $0.type) ?? .absent }))
        default: return .absent
        }
    }
}
