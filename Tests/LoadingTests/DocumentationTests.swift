import Glibc
import Loading
import Model
import Testing

/// docs/tables.md lists every table with every column as the program reads it.
@Test(arguments: TableName.allCases)
func documentsEveryColumn(_ name: TableName) throws {
    let page = try documentation("tables.md")
    let shape = try #require(TableShapes.all.first { $0.name == name })
    let heading = "## \(name.title) `\(name.fileName)`"
    let section = try #require(page.section(after: heading), "no heading \(heading)")
    let expected = shape.columns.map {
        "| \($0.title) | `\($0.alias)` | \($0.isRequired ? "是" : "否") | \($0.form.split(separator: "|").joined(separator: "\\|")) |"
    }
    let rows = section.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| 列名") }
    #expect(rows == expected)
}

private func documentation(_ name: String) throws -> [String] {
    // Tests/LoadingTests/x.swift → docs/
    let parts = #filePath.split(separator: "/").dropLast(3)
    let path = "/" + parts.joined(separator: "/") + "/docs/" + name
    let file = try #require(fopen(path, "r"), "\(path)")
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

extension [String] {
    /// The lines up to the next heading of the same level.
    fileprivate func section(after heading: String) -> [String]? {
        guard let start = firstIndex(of: heading) else { return nil }
        return Array(self[(start + 1)...].prefix { !$0.hasPrefix("## ") })
    }
}
