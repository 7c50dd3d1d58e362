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

    // MARK: In pieces

    private func isPlain(pieces: [[UInt8]]) throws -> Bool {
        let schema = try #require(Schema.read(Array(Self.xsd.utf8), file: "feedback.xsd").value?.plain)
        var paper = PlainPaper(schema, limits: .output)
        return pieces.allSatisfy { paper.read($0) } && paper.isComplete
    }

    @Test func readsOnAfterEachTag() throws {
        let lines = Self.paper.split(separator: "\n").map { Array("\($0)\n".utf8) }
        let first = lines[0] + lines[1]
        #expect(try isPlain(pieces: [first] + lines[2...]))
        #expect(try isPlain(pieces: [first, []] + lines[2...] + [[]]))
        #expect(try !isPlain(pieces: [first] + lines[2...].dropLast()))
        #expect(try !isPlain(pieces: [first] + lines[2...].dropFirst() + lines[2...]))
        #expect(try !isPlain(pieces: [first] + lines[2...] + [Array("<a/>".utf8)]))
    }

    /// A good paper is not taken as anything else, and a bad one not at all, wherever it is cut.
    @Test(arguments: [
        ("", ""), (">b<", "><"), (">b<", ">b  b<"), ("</line>\n", "</line>x"),
        ("<nothing/>", " \n<nothing> </nothing>"),
    ])
    func takesNothingMoreInPieces(_ from: String, _ to: String) throws {
        let bytes = Array((from.isEmpty ? Self.paper : Self.paper.replacing(from, with: to)).utf8)
        var taken = 0
        for place in bytes.indices {
            guard try isPlain(pieces: [Array(bytes[..<place]), Array(bytes[place...])]) else { continue }
            taken += 1
            #expect(from.isEmpty, "cut at \(place)")
        }
        #expect(from.isEmpty ? taken > 10 : taken == 0)
    }

    /// Where a text could go on, only what it says in all would tell.
    @Test func takesNoPieceThatEndsInAText() throws {
        for cut in [">b", "工号", ">2026-03", "<line of=\"P007\">"] {
            let place = try #require(Self.paper.ranges(of: cut).first?.upperBound)
            #expect(
                try !isPlain(pieces: [Array(Self.paper[..<place].utf8), Array(Self.paper[place...].utf8)]),
                "\(cut)")
        }
    }

    /// Gives the same pieces each time, and counts how often.
    private final class Pieces: Sequence {
        let pieces: [[UInt8]]
        var times = 0
        init(_ text: String) {
            pieces = text.split(separator: "\n", omittingEmptySubsequences: false).map {
                Array("\($0)\n".utf8)
            }
        }
        func makeIterator() -> IndexingIterator<[[UInt8]]> {
            times += 1
            return pieces.makeIterator()
        }
    }

    @Test(arguments: [
        ("", "", 1, 0), (">b<", ">b  b<", 2, 0), ("<nothing/>", "<!-- -->", 2, 0), (">b<", "><", 2, 1),
        ("</report>", "", 2, 1),
        ("</report>", "</report><x/>", 2, 1), ("<day>", "<nothing/><day>", 2, 1),
    ])
    func readsALedgerWithTheLibraryOnlyWhenItIsNotPlain(
        _ from: String, _ to: String, _ times: Int, _ faults: Int
    ) throws {
        let schema = try #require(Schema.read(Array(Self.xsd.utf8), file: "l.xsd").value)
        let text = from.isEmpty ? Self.paper : Self.paper.replacing(from, with: to)
        // The declaration does not stand alone.
        let pieces = Pieces(text.replacing("?>\n", with: "?>"))
        var taken: [UInt8] = []
        let found = try LedgerInspector("assessment.xml", schema: schema).faults(of: pieces) { taken += $0 }
        #expect(found.count == faults && pieces.times == times, "\(found)")
        let all = pieces.pieces.flatMap { $0 }
        #expect(taken == all)
    }
}
