import Foundation
import Testing

/// Every code the program can print has one entry in docs/, and no entry is about a code that is gone.
struct DiagnosticPagesTests {
    @Test func everyCodeHasOneEntry() throws {
        let documented = try pages().flatMap { headings(in: $0) }
        let declared = try sources().flatMap { codes(in: $0) }
        #expect(Set(declared).subtracting(documented).sorted() == [], "codes without an entry")
        #expect(Set(documented).subtracting(declared).sorted() == [], "entries without a code")
        #expect(documented.count == Set(documented).count, "a code has two entries")
        #expect(declared.count == Set(declared).count, "a code is declared twice")
    }

    private func headings(in page: String) -> [String] {
        page.matches(of: /(?m)^### ([EW]\d{3})/).map { String($0.1) }
    }

    private func codes(in source: String) -> [String] {
        source.matches(of: /DiagnosticCode\("([EW]\d{3})"\)/).map { String($0.1) }
    }

    private func pages() throws -> [String] {
        let folder = SampleCopy.repository + "/docs"
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasPrefix("diagnostics") }
            .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
    }

    private func sources() throws -> [String] {
        let folder = SampleCopy.repository + "/Sources"
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
    }
}
