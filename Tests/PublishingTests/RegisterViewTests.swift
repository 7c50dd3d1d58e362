import Markup
import Model
import Testing

@testable import Publishing

/// What the register says of each paper follows from the first later one that replaces it or takes it back.
@Suite struct RegisterViewTests {
    private func document(
        _ kind: DocumentKind, _ subject: String, _ period: String = "2025Q1", revision: Int = 0,
        label: Int? = nil,
        withdraws: String = ""
    ) throws -> IssuedDocument {
        let number = label.map { DocumentNumber(series: "临园绩督", year: 2025, number: $0) }
        return IssuedDocument(
            key: DocumentKey(kind, try #require(Period(period)), subject), revision: revision, number: number,
            facts: "", withdraws: withdraws)
    }

    private func register(_ batches: [[IssuedDocument]]) throws -> Register {
        var register = Register()
        let period = try #require(Period("2025Q1"))
        for (place, documents) in batches.enumerated() {
            var batch = Batch(
                place == 0 ? .quarter(period) : .revision(period, place), after: register, park: "T",
                issueDate: Day(iso: "2025-04-1\(place)"), program: "1.0")
            for document in documents { batch.add(document, []) }
            register.rehearse(batch)
        }
        return register
    }

    private func states(_ batches: [[IssuedDocument]]) throws -> [String] {
        let register = try register(batches)
        let json = RegisterView(register).json
        return json.matches(of: /"subject":"([^"]*)".*?"state":"([^"]*)","by":"([^"]*)"/).map {
            "\($0.1) \($0.2) \($0.3)"
        }
    }

    @Test func namesTheNextPaperThatReplacesOrWithdraws() throws {
        let states = try states([
            [
                document(.feedback, "P007"), document(.feedback, "P008"),
                document(.card, "2025Q1-P007", label: 1),
            ],
            [document(.feedback, "P007", revision: 1), document(.feedback, "P007", "2025Q2")],
            [
                document(.feedback, "P007", revision: 2),
                document(.withdrawal, "2025Q1-P007", "2025Q3", label: 2, withdraws: "card/2025Q1-P007"),
                document(.withdrawal, "P008", "2025Q2", label: 3, withdraws: "feedback/P008"),
            ],
        ])
        // A card is known in all periods; a report only in its own.
        #expect(
            states == [
                "P007 已更正 第 1 次更正", "P008 有效 ", "2025Q1-P007 已撤销 临园绩督〔2025〕2号", "P007 已更正 第 2 次更正",
                "P007 有效 ", "P007 有效 ", "2025Q1-P007 有效 ", "P008 有效 ",
            ])
    }

    @Test func findsTheNewestPaperOfAKey() throws {
        let register = try register((0..<3).map { [try document(.feedback, "P007", revision: $0)] })
        let period = try #require(Period("2025Q1"))
        #expect(register.document(DocumentKey(.feedback, period, "P007"))?.revision == 2)
        #expect(register.document(DocumentKey(.feedback, period, "P008")) == nil)
    }
}
