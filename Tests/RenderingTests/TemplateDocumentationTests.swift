import Foundation
import Model
import Testing

@testable import Rendering

/// The pages about templates say what the code does.
struct TemplateDocumentationTests {
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// Rows of the tables whose second column is headed 印出: the tag and what it prints.
    static func examples() throws -> [(tag: String, printed: String)] {
        var isExample = false
        return try text("docs/template-language.md").split(separator: "\n").compactMap { line in
            guard line.hasPrefix("|") else {
                isExample = false
                return nil
            }
            let cells = line.replacing("\\|", with: "\u{1}").split(
                separator: "|", omittingEmptySubsequences: false
            )
            .map { $0.trimmingCharacters(in: .whitespaces).replacing("\u{1}", with: "|") }
            if cells[2] == "印出" { isExample = true }
            guard isExample, cells[1].hasPrefix("`") else { return nil }
            return (String(cells[1].dropFirst().dropLast()), cells[2])
        }
    }

    @Test func everyExamplePrintsWhatThePageSays() throws {
        let examples = try Self.examples()
        #expect(examples.count > 40)
        for example in examples {
            let printed = try Templates.print(body: example.tag)
            #expect(printed.trimmingCharacters(in: .whitespaces) == example.printed, "\(example.tag)")
        }
    }

    @Test func everyFormatterHasAnExample() throws {
        let tags = try Self.examples().map(\.tag)
        for formatter in Formatter.allCases {
            #expect(tags.contains { $0.contains("| \(formatter.rawValue)") }, "\(formatter.rawValue)")
        }
    }

    @Test func everyCodeHasAnEntryAndEveryEntryACode() throws {
        let folder = "\(Self.root)/Sources/Rendering"
        var used: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            used.formUnion(text.matches(of: /DiagnosticCode\("(E6\d\d)"\)/).map { String($0.1) })
        }
        let entries = try Self.text("docs/diagnostics-rendering.md").matches(of: /### (E6\d\d)\n/).map {
            String($0.1)
        }
        #expect(entries == used.sorted())
    }
}
