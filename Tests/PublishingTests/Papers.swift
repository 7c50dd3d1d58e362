import Markup
import Model
import Testing

@testable import Publishing

/// Papers for the tests.
enum Papers {
    static let policy =
        #"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>"#

    /// A good page; each part can be replaced by a bad one.
    static func page(
        start: String = "<!DOCTYPE html>", html: String = "<html lang=\"zh-CN\">",
        head: String = "<meta charset=\"utf-8\"/>" + policy + "<title>反馈</title>", body: String = "<p>好</p>"
    ) -> String {
        "\(start)\n\(html)\n<head>\(head)</head>\n<body>\(body)</body>\n</html>\n"
    }

    static func rendered(
        _ text: String, _ kind: DocumentKind = .feedback, _ format: OutputFormat = .html,
        subject: String = "P007",
        permitted: [String]? = ["P007"]
    ) -> RenderedFile {
        let document = Document(
            kind: kind, period: Period("2026Q1"), subject: subject, path: "feedback/" + subject,
            facts: Record(values: []),
            permittedStaffNumbers: permitted.map { Set($0.compactMap { Code($0) }) })
        return RenderedFile(document, format, bytes: Array(text.utf8))
    }

    static func rendered(bytes: [UInt8]) -> RenderedFile {
        let document = Document(
            kind: .feedback, period: Period("2026Q1"), subject: "P007", path: "feedback/P007",
            facts: Record(values: []), permittedStaffNumbers: Set([Code("P007")].compactMap(\.self)))
        return RenderedFile(document, .html, bytes: bytes)
    }

    static let xsd = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="报告"><xs:complexType mixed="true">
        <xs:sequence><xs:element name="行" type="xs:string" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
        <xs:attribute name="人"/></xs:complexType></xs:element></xs:schema>
        """

    static func schema() throws -> Schema {
        try #require(Schema.read(Array(xsd.utf8), file: "feedback.xsd").value)
    }

    static func verifier(_ numbers: [String] = ["P007", "P008", "P009"]) throws -> Verifier {
        Verifier(
            schemas: [.feedback: try schema()], staffNumbers: StaffNumbers(numbers.compactMap { Code($0) }))
    }

    static func verified(_ path: String, _ text: String = "", size: Int = 0) throws -> VerifiedFile {
        let body = text + String(repeating: "x", count: size)
        return Verifier(schemas: [:], staffNumbers: StaffNumbers([]))
            .verify(table: Array("<报告>\(body)</报告>".utf8), path: path)
    }
}
