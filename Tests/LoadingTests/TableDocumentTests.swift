import Loading
import Model
import Testing

private func document(_ table: TableName) throws -> String {
    let shape = try #require(TableShapes.all.first { $0.name == table })
    let lines = TinyPark().text(TinyPark.quarter + table.fileName).replacing("\"周调度\n月通报\"", with: "周调度;月通报")
        .split(separator: "\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let aliases = try lines[0].map { title in try #require(shape.columns.first { $0.title == title }).alias }
    let rows = lines.dropFirst().map { cells in
        // Elements may come in any order, and an empty optional one may be left out.
        let elements = zip(aliases, cells).reversed().filter { !$1.isEmpty }.map {
            "<\($0)>\($1.replacing("&", with: "&amp;").replacing("周调度;月通报", with: "周调度\n月通报"))</\($0)>"
        }
        return "<row>\(elements.joined())</row>"
    }
    return "<\(table.rawValue) period=\"2025Q1\">\n\(rows.joined(separator: "\n"))\n</\(table.rawValue)>\n"
}

private func park(_ table: TableName, _ text: String) -> TinyPark {
    TinyPark().without(TinyPark.quarter + table.fileName).with(TinyPark.quarter + table.documentName, text)
}

@Test(arguments: TableName.ofQuarter)
func readsEveryTableFromAnXMLDocument(_ table: TableName) throws {
    let loaded = try park(table, document(table)).load()
    #expect(loaded.findings == [])
    let lines = { (loaded: LoadedPark) in
        try picture(of: loaded).split(separator: "\n").filter { !$0.contains(".encoding=") }
    }
    #expect(try lines(loaded) == lines(TinyPark().load()))
}

@Test(arguments: [
    ("<visits period=\"2026Q5\"/>", "E405 1"),
    ("<visits period=\"2025Q4\"/>", "E406 1"),
    ("<visits/>", "E402 1"),
    ("<talks period=\"2025Q1\"/>", "E418 1"),
    ("<root period=\"2025Q1\"/>", "E402 1"),
    ("<visits period=\"2025Q1\">\n<row><date>2025-01-15</date></row>\n</visits>", "E402 2"),
    ("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><visits period=\"2025Q1\"/>", "E401 1"),
    (
        "<visits period=\"2025Q1\"><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\" parse=\"text\"/></visits>",
        "E402 1"
    ),
    ("", "E101 0"),
])
func refusesADocumentThatIsNotThisTable(_ text: String, _ expected: String) throws {
    let loaded = try park(.visits, text).load()
    let first = try #require(loaded.errors.first)
    #expect("\(first.code) \(first.place?.line ?? -1)" == expected)
}

/// The attribute is for other programs; nothing is fetched (docs/bad-inputs.md, row 27, under strace).
@Test func ignoresASchemaLocation() throws {
    let text = try document(.visits).replacing(
        "period=",
        with:
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"http://evil/x.xsd\" period="
    )
    #expect(try park(.visits, text).load().findings == [])
}
