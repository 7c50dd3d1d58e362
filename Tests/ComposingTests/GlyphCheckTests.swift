import Model
import Testing

@testable import Composing

struct GlyphCheckTests {
    @Test(
        arguments: [
            ("王", GlyphCoverage.everywhere), ("A", .everywhere), ("〔", .everywhere), ("·", .everywhere),
            ("—", .everywhere), ("　", .everywhere),
            // Rare but usual in names: not in GB 2312, in the free fonts.
            ("䶮", .freeFontsOnly), ("喆", .freeFontsOnly), ("堃", .freeFontsOnly), ("𠮷", .freeFontsOnly),
            ("婳", .freeFontsOnly), ("㎡", .freeFontsOnly),
            // A private character and one of a block no listed font has.
            ("\u{E000}", .nowhere), ("\u{10330}", .nowhere),
        ] as [(Unicode.Scalar, GlyphCoverage)])
    func knowsWhichFontsHaveACharacter(character: Unicode.Scalar, coverage: GlyphCoverage) {
        #expect(GlyphCoverage.of(character) == coverage)
    }

    @Test func namesThePersonByNumberAndTheCharacterByItsCode() throws {
        var data = try #require(SamplePark().assessments().last).data
        data.people[0].name = "龚䶮\u{E000}"
        let found = GlyphCheck.findings(of: data).filter { $0.affected == [data.people[0].code] }
        #expect(found.map(\.code) == [.glyphFallback, .glyphMissing])
        #expect(
            found.allSatisfy { $0.headline.contains(data.people[0].code.text) && !$0.headline.contains("龚") })
        #expect(found[0].headline.contains("U+4DAE"))
        #expect(found.allSatisfy { $0.severity == .warning })
    }
}
