import Markup
import Model
import Scratch
import Testing

@testable import Publishing

/// An XML paper must be judged as libxml2 alone would judge it, whether it is plain (``PlainPaper``) or not.
@Suite struct PlainPaperTests {
    private static let xsd = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="report"><xs:complexType><xs:sequence>
        <xs:element name="day" type="xs:date" minOccurs="0"/><xs:element name="nothing" minOccurs="0"/>
        <xs:element name="line" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:simpleContent>
        <xs:extension base="text"><xs:attribute name="of" type="text" use="required"/></xs:extension>
        </xs:simpleContent></xs:complexType></xs:element></xs:sequence>
        <xs:attribute name="period" type="xs:string" use="required"/></xs:complexType></xs:element>
        <xs:simpleType name="text"><xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
        </xs:schema>
        """
    private static let paper = """
        <?xml version="1.0" encoding="UTF-8"?>
        <report period="2026Q1">
        <day>2026-03-31</day><nothing/>
        <line of="P007">工号 P007 &amp; 好𠮷&lt;</line>
         <line of="a&quot;b">b</line>
        </report>

        """

    private func verifier() throws -> Verifier {
        let schema = try #require(Schema.read(Array(Self.xsd.utf8), file: "feedback.xsd").value)
        return Verifier(
            schemas: [.feedback: schema],
            staffNumbers: StaffNumbers(["P007", "P008"].compactMap { Code($0) }))
    }

    private func isPlain(_ paper: String) throws -> Bool {
        let schema = try #require(Schema.read(Array(Self.xsd.utf8), file: "feedback.xsd").value?.plain)
        return PlainPaper.isValid(Array(paper.utf8), schema, limits: .output)
    }

    private func judge(_ paper: String) throws -> (judged: [Diagnostic], byLibrary: [Diagnostic]) {
        let verifier = try verifier()
        let file = Papers.rendered(paper, .feedback, .xml)
        let faults = verifier.faults(of: file)
        return (verifier.verify(file).findings, faults.form + [faults.leak].compactMap(\.self))
    }

    @Test func takesAPlainPaper() throws {
        #expect(try isPlain(Self.paper))
        let (judged, byLibrary) = try judge(Self.paper)
        #expect(judged == [] && byLibrary == [])
    }

    /// Good, but not plain, or not surely so: for the library.
    @Test(arguments: [
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""), ("\"UTF-8\"?>", "\"utf-8\"?>"),
        ("\"UTF-8\"?>", "\"UTF-8\" ?>"),
        ("<?xml", "\u{FEFF}<?xml"), ("<nothing/>", "<!-- --><nothing/>"), ("<nothing/>", "<?x y?><nothing/>"),
        ("<nothing/>", "<nothing a=\"\"/>"), ("<nothing/>", "<nothing>x<b/></nothing>"),
        ("<nothing/>", "\t<nothing/>"), (">b<", "> b<"),
        (">b<", ">b  b<"), (">b<", ">b\nb<"), (">b<", "><![CDATA[b]]><"), (">b<", ">&#98;<"),
        ("2026-03-31", "2026-03-31Z"), ("of=\"P007\"", "of='P007'"), ("of=\"P007\"", "of = \"P007\""),
        ("of=\"P007\"", "of=\" P007\""),
        ("<line of=\"P007\"", "<line xmlns:x=\"y\" of=\"P007\""), ("</day>", "</day >"),
    ])
    func leavesTheRestToTheLibrary(_ from: String, _ to: String) throws {
        let paper = Self.paper.replacing(from, with: to)
        #expect(try !isPlain(paper))
        let (judged, byLibrary) = try judge(paper)
        #expect(judged == [] && byLibrary == [])
    }

    @Test(arguments: [
        ("<day>2026-03-31</day>", "<day>2026-02-30</day>"), ("<day>2026-03-31</day>", "<day/>"),
        ("2026-03-31", " 2026-03-31 "),
        (" period=\"2026Q1\"", ""),
        ("period=\"2026Q1\"", "period=\"2026Q1\" x=\"1\""), ("<nothing/>", "<nothing/><nothing/>"),
        ("<nothing/>", "<other/>"),
        ("<nothing/>", "x"), ("<nothing/>", "&amp;"), (" of=\"P007\"", ""), ("of=\"P007\"", "of=\"\""),
        (">b<", "><"), (">b<", "> <"),
        (">b<", "><b/><"), ("</report>", ""), ("</report>", "</report><report period=\"a\"/>"),
        ("</line>", "</lin>"),
        ("&amp;", "&"), ("report", "card"), ("<report", "<!DOCTYPE report><report"), ("好", "\u{1}"),
        ("好", "]]>"),
        ("<report period=\"2026Q1\">", "<report period=\"2026Q1\" xmlns=\"x\">"),
        // Numbers of others, and those that the bytes do not show.
        (">b<", ">P008<"), (">b<", ">a&amp;P008&amp;b<"), ("of=\"P007\"", "of=\"P008\""),
        ("of=\"P007\"", "of=\"&quot;P008\""),
        (">b<", ">P0&#48;8<"), (">b<", ">P0<!-- -->08<"), (">b<", ">P0<![CDATA[08]]><"),
        (">b<", ">P0<?x y?>08<"),
        ("of=\"P007\"", "of=\"P00&#56;\""), ("<nothing/>", "<nothing>P008</nothing>"),
    ])
    func holdsBackAsTheLibraryWould(_ from: String, _ to: String) throws {
        let (judged, byLibrary) = try judge(Self.paper.replacing(from, with: to))
        #expect(judged == byLibrary)
        #expect(!byLibrary.isEmpty)
    }

    /// What is no number of a person is none for either.
    @Test(arguments: [">P0&amp;08<", ">P0 08<", ">XP008<", ">P0088<", ">P008-1<", ">P007<"])
    func letsOtherTokensPass(_ text: String) throws {
        let paper = Self.paper.replacing(">b<", with: text)
        #expect(try isPlain(paper))
        let (judged, byLibrary) = try judge(paper)
        #expect(judged == [] && byLibrary == [])
    }
}
