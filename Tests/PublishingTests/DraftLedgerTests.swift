import Files
import Markup
import Model
import Testing

@testable import Publishing

/// A file of a draft that is validated and written piece by piece.
@Suite struct DraftLedgerTests {
    let desk: Desk
    let inspector: LedgerInspector

    init() throws {
        desk = try Desk()
        inspector = LedgerInspector("assessment.xml", schema: try Papers.schema())
    }

    /// A draft of a paper and the ledger; what is wrong with the ledger.
    @discardableResult
    private func publish(
        _ pieces: [String], outcome: DraftOutcome? = nil
    ) throws -> [Diagnostic] {
        let session = try desk.open()
        let draft = try session.beginDraft(Desk.period)
        try draft.add(Papers.verified("feedback/P007.xml", "一"))
        let faults = try draft.add(inspector, pieces: pieces.map { Array($0.utf8) })
        let checked = try draft.commit()
        #expect(checked.findings == [])
        if let outcome { #expect(checked.value == outcome) }
        try session.close()
        return faults
    }

    private func written() throws -> String? { try desk.contents("drafts/2026Q1/assessment.xml") }

    private static let rows = (0..<40_000).map { "<行>\($0)</行>" }
    private static let whole = ["<报告>"] + rows + ["</报告>"]

    @Test func writesAllPieces() throws {
        #expect(try publish(Self.whole, outcome: .replaced) == [])
        #expect(try written() == Self.whole.joined())
    }

    @Test func touchesNothingWhenItSaysTheSame() throws {
        try publish(Self.whole)
        let before = desk.scratch.snapshot(of: "output")
        #expect(try publish([Self.whole.joined()], outcome: .unchanged) == [])
        #expect(desk.scratch.snapshot(of: "output") == before)
    }

    @Test(arguments: [0, 1, 20_000, 39_999, 40_000])
    func replacesItFromTheFirstPieceThatDiffers(_ place: Int) throws {
        try publish(Self.whole)
        var other = Self.whole
        other.insert("<行>新</行>", at: place + 1)
        #expect(try publish(other, outcome: .replaced) == [])
        #expect(try written() == other.joined())
    }

    @Test func replacesALongerOneThatBeginsTheSame() throws {
        try publish(Self.whole)
        // Well-formed to its end, and the old file goes on behind it.
        try Folder.open(desk.output + "/drafts/2026Q1").append([0x0A], to: "assessment.xml")
        #expect(try publish(Self.whole, outcome: .replaced) == [])
        #expect(try written() == Self.whole.joined())
    }

    @Test(arguments: [
        ["<报告>", "<行>一</行>"], ["<报告>", "<列/>", "</报告>"], ["<报告></报告>", "<报告></报告>"], [],
    ])
    func holdsBackAFaultyOne(_ pieces: [String]) throws {
        try publish(Self.whole)
        let faults = try publish(pieces, outcome: .replaced)
        #expect(faults.first?.code == .paperInvalid)
        #expect(try written() == nil)
        #expect(try Folder.open(desk.output + "/drafts/2026Q1").tree() == ["feedback/P007.xml"])
    }

    /// A park of 30,000 people has more attributes than a paper may have.
    @Test func takesALedgerOfAProvince() throws {
        let xsd = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="l"><xs:complexType><xs:sequence>
            <xs:element name="r" maxOccurs="unbounded"><xs:complexType><xs:anyAttribute processContents="skip"/>
            </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>
            """
        let schema = try #require(Schema.read(Array(xsd.utf8), file: "l.xsd").value)
        let row = Array(("<r " + (0..<200).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>").utf8)
        let pieces = [Array("<l>".utf8)] + Array(repeating: row, count: 20_000) + [Array("</l>".utf8)]
        #expect(
            try LedgerInspector("assessment.xml", schema: schema).faults(of: pieces, take: { _ in }) == [])
    }
}
