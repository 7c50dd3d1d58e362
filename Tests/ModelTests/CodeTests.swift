import Testing

@testable import Model

@Suite struct CodeTests {
    static let characters = Array("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")

    /// Each character at each place of codes of each length, around the ten that fit in a word.
    @Test func givesBackTheTextItWasMadeOf() {
        var wrong: [String] = []
        for length in 1...32 {
            for place in 0..<length {
                for character in Self.characters {
                    let text =
                        String(repeating: "k", count: place) + String(character)
                        + String(repeating: "Z", count: length - place - 1)
                    if Code(text)?.text != text { wrong.append(text) }
                }
            }
        }
        #expect(wrong == [])
    }

    @Test func standsInTheOrderOfItsBytes() throws {
        let stems = ["A", "a", "-", "_", "0", "P00000012", "P000000123", "P0000001234", "SQ2025-0173-again"]
        let texts = Set(
            stems + stems.flatMap { stem in Self.characters.map { stem + String($0) } } + ["--", "---"])
        let byBytes = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let codes = try texts.map { try #require(Code($0)) }
        #expect(codes.sorted().map(\.text) == byBytes)
        #expect(Set(codes).count == texts.count)
    }

    @Test(arguments: ["P1", "ABCDEFGHIJ", "ABCDEFGHIJK", "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"])
    func isTheSameHoweverItWasMade(_ text: String) throws {
        let (one, other) = (try #require(Code(text)), try #require(Code(String(Array(text)))))
        #expect(one == other)
        #expect(!(one < other) && !(other < one))
        #expect(Set([one, other]).count == 1)
        #expect("\(one)" == text)
    }

    @Test(arguments: [
        "", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", " P1", "P1 ", "P.1", "P/1", "P１", "张", "P\n", "P@", "P[",
        "P`",
        "P{", "ABCDEFGHIJKL ",
    ])
    func refusesWhatIsNoCode(_ text: String) {
        #expect(Code(text) == nil)
    }

    @Test func agreesOnLongTextsOfAllWorkers() async {
        let texts = (0..<500).map { "SQ-2025Q1-\($0)" }
        let codes = await withTaskGroup(of: [Code].self) { group in
            for _ in 0..<4 { group.addTask { texts.compactMap { Code($0) } } }
            return await group.reduce(into: [[Code]]()) { $0.append($1) }
        }
        #expect(codes.allSatisfy { $0 == codes[0] && $0.map(\.text) == texts })
    }
}
