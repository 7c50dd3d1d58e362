import Composing
import Markup
import Model
import Testing

@Suite struct AssessmentXMLTests {
    @Test func isValidForEveryQuarterOfTheSample() throws {
        let read = Schema.read(AssessmentXML.schema, file: "assessment.xsd")
        let schema = try #require(read.value, "\(read.findings)")
        for assessment in SamplePark().assessments() {
            let findings = MarkupReader().read(
                AssessmentXML.write(assessment), file: "assessment.xml", schema: schema)
            #expect(findings.map(\.description) == [], "\(assessment.period)")
        }
    }

    @Test func isValidWithEveryKindOfFactAndReason() throws {
        let schema = try #require(Schema.read(AssessmentXML.schema, file: "assessment.xsd").value)
        let bytes = AssessmentXML.write(try CircularPark.everything())
        #expect(MarkupReader().read(bytes, file: "assessment.xml", schema: schema).map(\.description) == [])
    }

    @Test func doesNotShowTheOrderOfItsParts() throws {
        let assessment = try CircularPark.everything()
        var turned = assessment
        turned.people.reverse()
        turned.offices.reverse()
        turned.cards.reverse()
        turned.earlierCards.reverse()
        turned.uncountedRows.reverse()
        for index in turned.people.indices { turned.people[index].lines.reverse() }
        #expect(AssessmentXML.write(turned) == AssessmentXML.write(assessment))
    }

    @Test func holdsEveryFigureOfAPerson() throws {
        let text = String(decoding: AssessmentXML.write(try CircularPark.everything()), as: UTF8.self)
        for expected in [
            "<own scores=\"8.10\" full=\"9.00\" percent=\"90.00\" weight=\"70.00\" points=\"63.00\"/>",
            "<officeScore state=\"present\" value=\"85.50\" weight=\"20.00\" points=\"17.10\"/>",
            "<panel state=\"present\" mean=\"100.00\" raters=\"7\" trimmed=\"true\" weight=\"10.00\" points=\"10.00\"/>",
            "<incentive uncapped=\"11.00\" counted=\"10.00\"/>",
            "<finding code=\"F1\" countedIn=\"score\"/>", "<finding code=\"F2\" countedIn=\"line\"/>",
            "<rank scope=\"park\" place=\"2\" sharedBy=\"1\" decidedBy=\"keyScore\"/>",
            "<cap atMost=\"较好\" reason=\"yellow\" card=\"2025Q4-P1\"/>",
            "pending=\"true\" places=\"1\" tied=\"2\"",
        ] {
            #expect(text.contains(expected), "\(expected)")
        }
    }

    @Test func namesNobodyAndRepeatsNoFreeText() throws {
        let text = String(decoding: AssessmentXML.write(try CircularPark.everything()), as: UTF8.self)
        for secret in ["王伟", "李䶮堃", "探索性试点", "水域使用许可未批", "由赵敏说明"] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }
}
