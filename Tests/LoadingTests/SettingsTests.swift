import Loading
import Model
import Testing

/// Faults of a scheme come apart from the data's, and nothing else is read.
@Test(arguments: SpoiltScheme.all)
func pointsAtASpoiltScheme(_ spoilt: SpoiltScheme) throws {
    let park = try TinyPark().replacing(spoilt.old, with: spoilt.new, in: "input/schemes/2025.xml")
    let loaded = try park.load()
    #expect(loaded.schemeFindings.map(\.code.text) == spoilt.codes, "\(loaded.schemeFindings)")
    #expect(loaded.data == nil)
    let line = try #require(loaded.schemeFindings.first?.place?.line)
    #expect(line == spoilt.line(in: park.text("input/schemes/2025.xml")), "\(loaded.schemeFindings)")
}

struct SpoiltScheme: CustomTestStringConvertible, Sendable {
    var old: String
    var new: String
    var codes: [String]
    /// The line is where this stands; `nil`: where `new` begins.
    var at: String?

    init(_ old: String, _ new: String, _ codes: String, at: String? = nil) {
        self.old = old
        self.new = new
        self.codes = codes.split(separator: " ").map(String.init)
        self.at = at
    }

    var testDescription: String { "\(old) → \(new)" }

    func line(in text: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains(at ?? new) }.map { $0 + 1 }
    }

    static let all: [SpoiltScheme] = [
        .init("own=\"70\"", "own=\"60\"", "E410"),
        .init("committee=\"20\"", "committee=\"20.01\"", "E410"),
        .init("own=\"70\"", "own=\"70.123\"", "E402"),
        .init("own=\"70\"", "own=\"七十\"", "E402"),
        .init(" panel=\"10\"", "", "E402", at: "<person"),
        .init("<feedback", "<feedbak", "E402"),
        .init("effectiveFrom=\"2025Q1\"", "effectiveFrom=\"2026Q5\"", "E405"),
        .init("label=\"好\" from=\"90\"", "label=\"好\" from=\"65\"", "E411", at: "label=\"较好\""),
        .init("label=\"好\" from=\"90\"", "label=\"好\"", "E411"),
        .init("label=\"较差\" card=\"red\"", "label=\"较差\" from=\"0\" card=\"red\"", "E411"),
        .init("<quota grade=\"好\"", "<quota grade=\"优秀\"", "E411"),
        .init("<quota grade=\"好\"", "<quota grade=\"较差\"", "E411"),
        .init("reason=\"red\" grade=\"一般\"", "reason=\"red\" grade=\"一股\"", "E411"),
        .init("from=\"100\" share=\"1\"", "from=\"100\" share=\"1.2\"", "E416"),
        .init("from=\"90\" share=\"0.6\"", "from=\"101\" share=\"0.6\"", "E416"),
        .init("rank=\"2\" points=\"1.5\"", "rank=\"2\" points=\"3\"", "E416"),
        .init("class=\"个性\" percent=\"100\"", "class=\"关键\" percent=\"100\"", "E412 E412", at: "<methods"),
        .init("redAbove=\"30\"", "redAbove=\"5\"", "E412"),
        .init("word=\"满意\"", "word=\"不了解\"", "E412"),
        .init("annualPoints=\"-3\"", "annualPoints=\"3\"", "E412"),
        .init("dropAbove=\"5\"", "dropAbove=\"1\"", "E412"),
        .init("kind=\"lifting\"", "kind=\"card\"", "E412", at: "series=\"销\""),
        .init("telephone=\"0000\"", "telephone=\"  \"", "E412"),
    ]
}

/// RELIABILITY §7 rows 23–29, in a scheme (exit 78) and in a sign-off (exit 65).
@Test(arguments: [
    ("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>", "E401"),
    ("<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><r>&b;</r>", "E401"),
    ("<r xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"/etc/passwd\"/></r>", "E402"),
    (String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300), "E402"),
    ("<scheme>" + String(repeating: "x", count: 1 << 20) + "</scheme>", "E402"),
    ("<scheme", "E400"),
    ("", "E400"),
])
func refusesHostileXML(_ text: String, _ code: String) throws {
    let scheme = try TinyPark().with("input/schemes/2025.xml", text).load()
    #expect(scheme.schemeFindings.map(\.code.text).contains(code), "\(scheme.schemeFindings)")
    #expect(scheme.data == nil)
    let signoff = try TinyPark().with(TinyPark.quarter + "signoff.xml", text).load()
    #expect(signoff.errors.map(\.code.text).contains(code), "\(signoff.errors)")
    #expect(signoff.data?.quarters.isEmpty == true)
}

@Test(arguments: [
    ("period=\"2025Q1\"", "period=\"2026Q5\"", "E405"),
    ("period=\"2025Q1\"", "period=\"2025Q4\"", "E406"),
    ("revision=\"0\"", "revision=\"1\"", "E417"),
    ("date=\"2025-04-10\"", "date=\"2025-04-31\"", "E206"),
    ("signer=\"L001\"", "signer=\"\"", "E402"),
    (" period=\"2025Q1\"", "", "E402"),
    ("version=\"1\"", "version=\"2\"", "E402"),
])
func pointsAtASpoiltSignoff(old: String, new: String, code: String) throws {
    let loaded = try TinyPark().replacing(old, with: new, in: TinyPark.quarter + "signoff.xml").load()
    #expect(loaded.errors.map { "\($0.code) \($0.place?.line ?? 0)" } == ["\(code) 1"])
    #expect(loaded.data?.quarters.isEmpty == true)
}

@Test func readsAnEndedSignoffWithDigests() throws {
    let digest = String(repeating: "0123456789abcdef", count: 4)
    let text = """
        <signoff version="1" period="2025Q1" revision="0" date="2025-04-10" signer="王某" ended="true" reason="补报">
          <source path="people.csv" sha256="\(digest)"/>
        </signoff>
        """
    let loaded = try TinyPark().with(TinyPark.quarter + "signoff.xml", text).load()
    #expect(loaded.findings == [])
    #expect(loaded.data?.quarters.first?.signoff?.ended == true)
}

@Test func readsRevisionsBesideTheirOriginalOnly() throws {
    let revision =
        "<signoff version=\"1\" period=\"2025Q1\" revision=\"1\" date=\"2025-05-10\" signer=\"L001\"/>"
    let park = TinyPark().with(TinyPark.quarter + "signoff-r1.xml", revision)
    let loaded = try park.load()
    #expect(loaded.findings == [])
    #expect(loaded.data?.quarters.first?.signoff?.revision == 0)
    let alone = try park.without(TinyPark.quarter + "signoff.xml").load()
    #expect(alone.errors.map(\.code.text) == ["E417"])
}

@Test func usesTheNewestSchemeThatIsNotLaterThanTheQuarter() throws {
    let newer = TinyPark.scheme.replacingOnce(
        "version=\"1\" effectiveFrom=\"2025Q1\"", with: "version=\"2\" effectiveFrom=\"2025Q2\"")
    let later = try TinyPark().with("input/schemes/2026.xml", newer).load()
    #expect(later.data?.quarters.first?.scheme.version == "1")
    let only = try TinyPark().without("input/schemes/2025.xml").with("input/schemes/2026.xml", newer).load()
    #expect(only.errors.map(\.code.text) == ["E413"])
    #expect(only.data?.refused.count == 1)
    let twice = try TinyPark().with("input/schemes/copy.xml", TinyPark.scheme).load()
    #expect(twice.schemeFindings.map(\.code.text) == ["E414"])
    let none = try TinyPark().without("input/schemes/2025.xml").with("input/schemes/x.txt", "").load()
    #expect(none.schemeFindings.map(\.code.text) == ["E415"])
}

@Test func readsEveryEntryOfTheScheme() throws {
    let scheme = try #require(try TinyPark().load().data?.quarters.first?.scheme)
    #expect(scheme.person.own == Points(whole: 70))
    #expect(scheme.methods.caps[.key] == Quantity(whole: 110))
    #expect(scheme.methods.steps.map { "\($0.from):\($0.share)" } == ["100:1", "90:0.6"])
    #expect(scheme.methods.places.map { "\($0.rank):\($0.points)" } == ["1:2", "2:1.5"])
    #expect(scheme.satisfaction.answers.map(\.word) == ["很满意", "满意", "不满意"])
    #expect(
        scheme.grades.ladder.map { "\($0.grade) \($0.from?.description ?? "-") \($0.card?.chinese ?? "-")" }
            == ["好 90.00 -", "较好 70.00 -", "一般 60.00 黄牌", "较差 - 红牌"])
    #expect(scheme.grades.ceilingYellow == Grade("较好"))
    #expect(scheme.officeClasses.second == "第二等次")
    #expect(scheme.cards.findingColours == ["作风": .yellow, "严重": .red])
    #expect(scheme.cards.red.annualPoints == Quantity(whole: -3))
    #expect(scheme.expectations.countedUnits == ["家次", "件"])
    #expect(scheme.documentSettings(for: "card")?.series == "督")
}

extension String {
    fileprivate func replacingOnce(_ old: String, with new: String) -> String {
        guard let start = firstRange(of: old) else { return self }
        return self[..<start.lowerBound] + new + self[start.upperBound...]
    }

    private func firstRange(of piece: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(piece) { return at..<index(at, offsetBy: piece.count) }
            at = index(after: at)
        }
        return nil
    }
}
