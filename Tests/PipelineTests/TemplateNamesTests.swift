import Foundation
import Model
import Pipeline
import Testing

/// docs/template-names.md is what the code says.
struct TemplateNamesTests {
    private static let path = SampleCopy.repository + "/docs/template-names.md"

    @Test func thePageListsEveryNameOfEveryKind() throws {
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
            try TemplateNames.page.write(toFile: Self.path, atomically: false, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: Self.path, encoding: .utf8) == TemplateNames.page)
    }

    @Test(arguments: DocumentKind.allCases)
    func everyNameHasAMeaning(kind: DocumentKind) {
        let lines = TemplateNames.tree(of: kind).split(separator: "\n").dropFirst()
        #expect(lines.count > 2)
        #expect(lines.allSatisfy { $0.matches(of: /[─] \S+  \S+  \S/).count == 1 })
    }
}
