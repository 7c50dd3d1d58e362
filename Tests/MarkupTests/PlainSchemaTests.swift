import Model
import Scratch
import Testing

@testable import Markup

/// What an XSD that is compiled to tables (``PlainSchema``) accepts, libxml2 accepts with the same XSD. Read here are only
/// the parts of documents; whole papers are compared in `PlainPapersTests`.
@Suite struct PlainSchemaTests {
    private static let head =
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" elementFormDefault=\"qualified\">"

    private static func schema(_ definitions: String) -> Schema? {
        Schema.read(Array("\(head)\(definitions)</xs:schema>".utf8), file: "x.xsd").value
    }

    private static func isValid(_ document: String, _ schema: Schema) -> Bool {
        MarkupReader().read(Array(document.utf8), file: "x.xml", schema: schema).isEmpty
    }

    private static func with<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
    {
        Array(text.utf8).withUnsafeBufferPointer(body)
    }

    /// `<v>value</v>`.
    private static func accepts(_ value: String, _ schema: PlainSchema) -> Bool {
        var validator = PlainValidator(schema)
        return with("v") { validator.start($0) }
            && with(value) { ($0.isEmpty || validator.text($0)) && validator.end() }
    }

    /// `<r><a/><b/></r>` for `ab`.
    private static func accepts(children: String, _ schema: PlainSchema) -> Bool {
        var validator = PlainValidator(schema)
        guard with("r", { validator.start($0) }) else { return false }
        for name in children {
            guard with(String(name), { validator.start($0) }), validator.end() else { return false }
        }
        return validator.end()
    }

    // MARK: Values

    @Test(arguments: [
        ("xs:string", ["", " ", "a  b", "好", "\n"]),
        ("xs:token", ["", "a", "a b", "好 吗", "\u{3000}a"]),
        ("xs:NCName", ["a", "_a", "Y1", "a-b.c"]),
        ("xs:NMTOKEN", ["1a", "-a", "a:b"]),
        ("xs:boolean", ["true", "false"]),
        ("xs:decimal", ["0", "5", "-5", "0.00", "-0.00", "98.07", "-1.5", "123456789012345.12"]),
        ("xs:integer", ["0", "-5", "12"]),
        ("xs:nonNegativeInteger", ["0", "7", "120"]),
        ("xs:positiveInteger", ["1", "10"]),
        ("xs:date", ["2026-02-28", "2024-02-29", "2000-02-29", "1000-01-31", "9999-12-31", "2026-04-30"]),
        ("xs:gYear", ["2026", "1000"]),
    ])
    func takesTheUsualForms(_ type: String, _ values: [String]) throws {
        let schema = try #require(Self.schema("<xs:element name=\"v\" type=\"\(type)\"/>"))
        let plain = try #require(schema.plain)
        for value in values {
            #expect(Self.accepts(value, plain), "\(type) \(value)")
            #expect(Self.isValid("<v>\(value)</v>", schema), "\(type) \(value)")
        }
    }

    /// Some are good, some are not; libxml2 knows.
    @Test(arguments: [
        ("xs:token", [" ", " a", "a ", "a  b", "a\nb", "\n"]),
        ("xs:NCName", ["", "1a", "-a", ".a", "a:b", "a b", " a", "好"]),
        ("xs:NMTOKEN", ["", " a", "a b", "好"]),
        ("xs:boolean", ["", "1", "0", "TRUE", " true", "true ", "tru", "falsee"]),
        (
            "xs:decimal",
            [
                "", "-", ".", "+1", "1.", ".5", "01", "00", "-00.5", " 1", "1 ", "1e3", "1,0", "１", "--1",
                "1.2.3", "NaN",
                "1234567890123456789", "-.5",
            ]
        ),
        ("xs:integer", ["", "-", "+1", "01", "1.0", " 1", "1 ", "-01", "1234567890123456789"]),
        ("xs:nonNegativeInteger", ["", "-1", "-0", "+1", "00", "1.0"]),
        ("xs:positiveInteger", ["", "0", "00", "-1", "+1", "01"]),
        (
            "xs:date",
            [
                "", "2026-02-29", "2026-02-30", "2100-02-29", "1900-02-29", "2026-04-31", "2026-13-01",
                "2026-00-01",
                "2026-01-00", "2026-01-32", "2026-1-1", "0999-01-01", "10000-01-01", "-2026-01-01",
                "2026-01-01Z",
                "2026-01-01+08:00", " 2026-01-01", "2026/01/01", "2026-01-0１", "20260101",
            ]
        ),
        ("xs:gYear", ["", "0000", "26", "20260", "2026Z", "-2026"]),
    ])
    func leavesOddFormsToLibxml2(_ type: String, _ values: [String]) throws {
        let plain = try #require(Self.schema("<xs:element name=\"v\" type=\"\(type)\"/>")?.plain)
        for value in values { #expect(!Self.accepts(value, plain), "\(type) \(value)") }
    }

    @Test(arguments: [
        ("<xs:minLength value=\"1\"/>", ["好", "a"], [""]),
        ("<xs:maxLength value=\"3\"/>", ["", "abc", "好好好", "𠮷𠮷𠮷"], ["abcd", "好好好好"]),
        ("<xs:minLength value=\"2\"/><xs:maxLength value=\"2\"/>", ["好好", "ab"], ["好", "𠮷", "abc"]),
        ("<xs:enumeration value=\"a\"/><xs:enumeration value=\"好\"/>", ["a", "好"], ["", "b", "aa", "a "]),
        (
            "<xs:enumeration value=\"a\"/><xs:enumeration value=\"ab\"/><xs:pattern value=\"a+\"/>", ["a"],
            ["ab", "aa"]
        ),
        ("<xs:pattern value=\"[A-Z]+\"/><xs:maxLength value=\"2\"/>", ["A", "AB"], ["", "ABC", "a"]),
    ])
    func keepsToFacets(_ facets: String, _ good: [String], _ bad: [String]) throws {
        for base in ["xs:string", "xs:token"] {
            let schema = try #require(
                Self.schema(
                    "<xs:element name=\"v\" type=\"t\"/><xs:simpleType name=\"t\"><xs:restriction base=\"\(base)\">"
                        + "\(facets)</xs:restriction></xs:simpleType>"))
            let plain = try #require(schema.plain)
            for value in good {
                #expect(Self.accepts(value, plain) && Self.isValid("<v>\(value)</v>", schema), "\(value)")
            }
            for value in bad { #expect(!Self.accepts(value, plain), "\(value)") }
        }
    }

    /// Each step of a derivation counts.
    @Test func keepsToTheFacetsOfAllSteps() throws {
        let schema = try #require(
            Self.schema(
                """
                <xs:element name="v" type="c"/>
                <xs:simpleType name="a"><xs:restriction base="xs:token"><xs:pattern value="[a-c]*"/></xs:restriction></xs:simpleType>
                <xs:simpleType name="b"><xs:restriction base="a"><xs:enumeration value="ab"/><xs:enumeration value="abc"/>
                </xs:restriction></xs:simpleType>
                <xs:simpleType name="c"><xs:restriction base="b"><xs:pattern value="ab?c?"/><xs:enumeration value="ab"/>
                </xs:restriction></xs:simpleType>
                """))
        let plain = try #require(schema.plain)
        for value in ["", "a", "ab", "abc", "abd", "ac"] {
            #expect(Self.accepts(value, plain) == (value == "ab"))
            #expect(Self.isValid("<v>\(value)</v>", schema) == (value == "ab"))
        }
    }

    @Test func takesListsWithSingleBlanks() throws {
        let schema = try #require(
            Self.schema(
                "<xs:element name=\"v\" type=\"l\"/><xs:simpleType name=\"l\"><xs:list itemType=\"t\"/></xs:simpleType>"
                    + "<xs:simpleType name=\"t\"><xs:restriction base=\"xs:token\"><xs:pattern value=\"[RY][1-7]\"/>"
                    + "</xs:restriction></xs:simpleType>"))
        let plain = try #require(schema.plain)
        for value in ["", "R1", "R1 Y2", "Y7 Y7 R3"] {
            #expect(Self.accepts(value, plain) && Self.isValid("<v>\(value)</v>", schema))
        }
        for value in [" ", "R1 ", " R1", "R1  R2", "R1\nR2", "R1,R2", "R8", "R1 R8", "R1R2"] {
            #expect(!Self.accepts(value, plain), "\(value)")
        }
    }

    // MARK: Patterns

    private static func patternSchema(_ pattern: String) -> Schema? {
        schema(
            "<xs:element name=\"v\"><xs:simpleType><xs:restriction base=\"xs:string\"><xs:pattern value=\"\(pattern)\"/>"
                + "</xs:restriction></xs:simpleType></xs:element>")
    }

    /// All there is in the language, drawn. Not the same values: libxml2 2.9.14 also takes `aa` for `[ab]{1,2}1|[a-z]?`.
    @Test func takesNothingByAPatternThatLibxml2Refuses() throws {
        var random = SeededGenerator(seed: 11)
        var (taken, both) = (0, 0)
        for _ in 0..<400 {
            let pattern = Self.pattern(&random, depth: 2)
            let schema = try #require(Self.patternSchema(pattern), "\(pattern)")
            guard let plain = schema.plain else { continue }
            for _ in 0..<30 {
                let value = String((0..<random.below(6)).map { _ in Array("aab1.-")[random.below(6)] })
                let isValid = Self.isValid("<v>\(value)</v>", schema)
                taken += isValid ? 1 : 0
                guard Self.accepts(value, plain) else { continue }
                both += 1
                #expect(isValid, "\(pattern) \(value)")
            }
        }
        #expect(both > 800 && both * 100 > taken * 95, "\(both) of \(taken)")
    }

    private static func pattern(_ random: inout SeededGenerator, depth: Int) -> String {
        (0...random.below(2)).map { _ in
            (0...random.below(3)).map { _ in
                let isGroup = depth > 0 && random.below(4) == 0
                let atoms = [
                    "a", "b", "1", "-", "\\.", "[ab]", "[a-z0-9]", "[b\\-.]".replacing(".", with: "\\."),
                    "[0-9_]",
                ]
                let atom =
                    isGroup ? "(\(pattern(&random, depth: depth - 1)))" : atoms[random.below(atoms.count)]
                let counts =
                    isGroup
                    ? ["", "?", "*", "+"] : ["", "", "?", "*", "+", "{2}", "{1,2}", "{0,2}", "{0,1}"]
                return atom + counts[random.below(counts.count)]
            }.joined()
        }.joined(separator: "|")
    }

    @Test(arguments: [
        ".", "[^a]", "\\d", "\\w+", "[a-z-[b]]", "a{2,}", "(ab){2}", "(a{1,2})*", "(a{2}b?)+", "a{40}", "好",
        "[好]", "\\p{L}", "^a$",
        "a||b", "|a", "a|", "()", "[+--]", "a b", "[\\--a]", "", "a??",
    ])
    func leavesOtherPatternsToLibxml2(_ pattern: String) { #expect(TextPattern.read(pattern) == nil) }

    // MARK: Contents

    private static func contentSchema(_ particle: String) -> Schema? {
        schema("<xs:element name=\"r\"><xs:complexType>\(particle)</xs:complexType></xs:element>")
    }

    private static let words: [String] = (0..<5).reduce(into: [[""]]) { words, _ in
        words.append(words.last?.flatMap { word in ["a", "b", "c"].map { word + $0 } } ?? [])
    }.flatMap(\.self)

    private func compare(_ particle: String, _ schema: Schema, _ plain: PlainSchema) {
        for word in Self.words {
            let document = "<r>" + word.map { "<\($0)/>" }.joined() + "</r>"
            let isSame = Self.accepts(children: word, plain) == Self.isValid(document, schema)
            #expect(isSame, "\(particle) \(word)")
        }
    }

    /// Contents of three elements, drawn: the same children as libxml2 takes, of all that there are up to five.
    @Test func followsContentsAsLibxml2Does() throws {
        var random = SeededGenerator(seed: 5)
        var compared = 0
        for _ in 0..<300 {
            let particle = Self.group(&random, depth: 2)
            guard let schema = Self.contentSchema(particle), let plain = schema.plain else { continue }
            compared += 1
            compare(particle, schema, plain)
        }
        #expect(compared > 60, "\(compared)")
    }

    private static func group(_ random: inout SeededGenerator, depth: Int) -> String {
        let kind = random.below(2) == 0 ? "sequence" : "choice"
        let inner = (0...random.below(3)).map { _ in
            guard depth == 0 || random.below(3) > 0 else { return group(&random, depth: depth - 1) }
            let counts = [
                "", "", " minOccurs=\"0\"", " minOccurs=\"0\" maxOccurs=\"unbounded\"",
                " maxOccurs=\"unbounded\"",
                " minOccurs=\"2\" maxOccurs=\"3\"", " minOccurs=\"0\" maxOccurs=\"2\"",
                " minOccurs=\"2\" maxOccurs=\"2\"",
            ]
            let name = ["a", "b", "c"][random.below(3)]
            return "<xs:element name=\"\(name)\" type=\"xs:string\"\(counts[random.below(counts.count)])/>"
        }
        let counts = [
            "", "", "", " minOccurs=\"0\"", " maxOccurs=\"unbounded\"",
            " minOccurs=\"0\" maxOccurs=\"unbounded\"",
        ]
        return "<xs:\(kind)\(counts[random.below(counts.count)])>\(inner.joined())</xs:\(kind)>"
    }

    // MARK: What is not beyond doubt

    private static let body = "<xs:element name=\"r\" type=\"t\"/>"

    /// Good schemas for libxml2, or at least for some version of it, with more in them than tables hold.
    @Test(arguments: [
        "<xs:element name=\"r\" type=\"xs:anyURI\"/>", "<xs:element name=\"r\" type=\"xs:dateTime\"/>",
        "<xs:element name=\"r\" type=\"xs:string\" nillable=\"true\"/>",
        "<xs:element name=\"r\" type=\"xs:string\" fixed=\"1\"/>",
        "<xs:element name=\"r\" type=\"xs:string\" default=\"1\"/>",
        "<xs:element name=\"r\" type=\"xs:string\" id=\"a\"/>",
        "<xs:element name=\"行\" type=\"xs:string\"/>", "<xs:element name=\"r_s\" type=\"xs:string\"/>",
        "<xs:annotation/>\(body)<xs:complexType name=\"t\"/>",
        "\(body)<xs:complexType name=\"t\" mixed=\"true\"/>",
        "\(body)<xs:complexType name=\"t\"><xs:all><xs:element name=\"a\" type=\"xs:string\"/></xs:all></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:sequence/></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:sequence><xs:any processContents=\"lax\"/></xs:sequence></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:anyAttribute/></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:attribute name=\"a\"/></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:attribute name=\"a\" type=\"xs:string\" use=\"prohibited\"/></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:attribute name=\"a\" type=\"xs:string\" default=\"1\"/></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:attribute name=\"a\" type=\"xs:integer\" fixed=\"1\"/></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:attribute name=\"a\" type=\"xs:string\" fixed=\"a b\"/></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:attribute ref=\"a\"/></xs:complexType><xs:attribute name=\"a\" type=\"xs:string\"/>",
        "\(body)<xs:complexType name=\"t\"><xs:sequence><xs:element ref=\"b\"/></xs:sequence></xs:complexType><xs:element name=\"b\" type=\"xs:string\"/>",
        "\(body)<xs:complexType name=\"t\"><xs:sequence><xs:element name=\"a\" type=\"xs:string\" maxOccurs=\"17\"/></xs:sequence></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:sequence maxOccurs=\"2\"><xs:element name=\"a\" type=\"xs:string\"/></xs:sequence></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:sequence maxOccurs=\"unbounded\"><xs:element name=\"a\" type=\"xs:string\" maxOccurs=\"2\"/><xs:element name=\"b\" type=\"xs:string\"/></xs:sequence></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:simpleContent><xs:extension base=\"u\"/></xs:simpleContent></xs:complexType><xs:complexType name=\"u\"><xs:simpleContent><xs:extension base=\"xs:string\"/></xs:simpleContent></xs:complexType>",
        "\(body)<xs:complexType name=\"t\"><xs:complexContent><xs:extension base=\"u\"/></xs:complexContent></xs:complexType><xs:complexType name=\"u\"/>",
        "\(body)<xs:simpleType name=\"t\"><xs:list itemType=\"xs:string\"/></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:restriction base=\"u\"><xs:maxLength value=\"2\"/></xs:restriction></xs:simpleType><xs:simpleType name=\"u\"><xs:list itemType=\"xs:token\"/></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:union memberTypes=\"xs:token xs:date\"/></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:restriction base=\"xs:decimal\"><xs:maxInclusive value=\"100\"/></xs:restriction></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:restriction base=\"xs:decimal\"><xs:enumeration value=\"1.0\"/></xs:restriction></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:restriction base=\"xs:token\"><xs:enumeration value=\"a b\"/></xs:restriction></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:restriction base=\"xs:token\"><xs:pattern value=\"a\"/><xs:pattern value=\"b\"/></xs:restriction></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:restriction base=\"xs:string\"><xs:whiteSpace value=\"collapse\"/></xs:restriction></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:restriction base=\"xs:string\"><xs:length value=\"2\"/></xs:restriction></xs:simpleType>",
        "\(body)<xs:simpleType name=\"t\"><xs:restriction base=\"xs:string\"><xs:maxLength value=\"2\" fixed=\"true\"/></xs:restriction></xs:simpleType>",
        "\(body)<xs:complexType name=\"t\"/><!-- xmlns:xs -->",
    ])
    func leavesMoreThanTheSubsetToLibxml2(_ definitions: String) throws {
        let schema = try #require(Self.schema(definitions), "\(definitions)")
        #expect(schema.plain == nil, "\(definitions)")
    }

    /// The name alone must tell the type.
    @Test func leavesTwoTypesUnderOneNameToLibxml2() throws {
        let content =
            "<xs:sequence><xs:element name=\"a\" type=\"xs:string\"/><xs:element name=\"b\" type=\"xs:string\"/>"
            + "<xs:element name=\"a\" type=\"xs:string\"/></xs:sequence>"
        #expect(Self.contentSchema(content)?.plain != nil)
        let mixed = content.replacing(
            "name=\"b\" type=\"xs:string\"/><xs:element name=\"a\" type=\"xs:string\"",
            with: "name=\"b\" type=\"xs:string\"/><xs:element name=\"a\" type=\"xs:date\"")
        #expect(Self.contentSchema(mixed)?.plain == nil)
    }

    @Test func takesAnElementOfNoTypeOnlyWhenNothingStandsInIt() throws {
        let plain = try #require(
            Self.contentSchema("<xs:sequence><xs:element name=\"a\"/></xs:sequence>")?.plain)
        #expect(Self.accepts(children: "a", plain))
        for content in [" ", "x"] {
            var validator = PlainValidator(plain)
            #expect(Self.with("r") { validator.start($0) } && Self.with("a") { validator.start($0) })
            #expect(!Self.with(content) { validator.text($0) })
        }
    }
}
