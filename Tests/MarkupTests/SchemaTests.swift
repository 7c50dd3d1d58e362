import Model
import Testing

@testable import Markup

@Suite struct SchemaTests {
    static let xsd = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="报告"><xs:complexType><xs:sequence>
            <xs:element name="行" maxOccurs="unbounded"><xs:complexType><xs:simpleContent>
              <xs:extension base="xs:decimal">
                <xs:attribute name="号" type="xs:positiveInteger" use="required"/>
                <xs:attribute name="类"><xs:simpleType><xs:restriction base="xs:string">
                  <xs:enumeration value="A"/><xs:enumeration value="B"/>
                </xs:restriction></xs:simpleType></xs:attribute>
                <xs:attribute name="分"><xs:simpleType><xs:restriction base="xs:decimal">
                  <xs:maxInclusive value="100"/><xs:fractionDigits value="2"/>
                </xs:restriction></xs:simpleType></xs:attribute>
              </xs:extension></xs:simpleContent></xs:complexType></xs:element>
            <xs:element name="空" minOccurs="0"><xs:complexType/></xs:element>
          </xs:sequence>
          <xs:attribute name="期间" use="required"><xs:simpleType><xs:restriction base="xs:string">
            <xs:pattern value="[0-9]{4}Q[1-4]"/></xs:restriction></xs:simpleType></xs:attribute>
          </xs:complexType></xs:element>
        </xs:schema>
        """

    static let schema = Schema.read(Array(xsd.utf8), file: "x.xsd").value

    static func findings(_ text: String, echo: Bool = true) throws -> [Diagnostic] {
        let schema = try #require(schema)
        return MarkupReader(echoesValues: echo).read(Array(text.utf8), file: "x.xml", schema: schema)
    }

    @Test(arguments: [
        "<报告 期间='2026Q1'><行 号='1'>1.5</行><空/></报告>",
        "<报告 期间='2026Q1'>\n<行 号='1' 类='B' 分='99.99'><![CDATA[1]]></行></报告>",
        "<报告 期间='2026Q1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
            + "xsi:noNamespaceSchemaLocation='http://127.0.0.1:1/x.xsd'><行 号='1'>1</行></报告>",
    ])
    func accepts(_ text: String) throws {
        #expect(try Self.findings(text) == [])
    }

    @Test(arguments: [
        ("<报告><行 号='1'>1</行></报告>", "元素 报告 缺少属性 期间。"),
        ("<报告 期间='2026Q5'><行 号='1'>1</行></报告>", "元素 报告 的属性 期间 的值“2026Q5”不合格式 [0-9]{4}Q[1-4]。"),
        ("<报告 期间='2026Q1'/>", "元素 报告 的内容不全；应为 行。"),
        ("<报告 期间='2026Q1'><行 号='1'>1</行><列/></报告>", "此处不能出现元素 列；应为 行、空 之一。"),
        ("<表/>", "根元素 表 不认识。"),
        ("<报告 期间='2026Q1'><行 号='1' 色='红'>1</行></报告>", "元素 行 不能有属性 色。"),
        ("<报告 期间='2026Q1'><行 号='0'>1</行></报告>", "元素 行 的属性 号 的值“0”不是正整数。"),
        ("<报告 期间='2026Q1'><行 号='1'>10O</行></报告>", "元素 行 的内容“10O”不是数。"),
        ("<报告 期间='2026Q1'><行 号='1' 类='C'>1</行></报告>", "元素 行 的属性 类 的值“C”不在允许的值之中（A、B）。"),
        ("<报告 期间='2026Q1'><行 号='1' 分='100.01'>1</行></报告>", "元素 行 的属性 分 的值“100.01”大于 100。"),
        ("<报告 期间='2026Q1'><行 号='1' 分='0.001'>1</行></报告>", "元素 行 的属性 分 的值“0.001”小数位太多，最多 2。"),
        ("<报告 期间='2026Q1'>字<行 号='1'>1</行></报告>", "元素 报告 里不能直接写文字。"),
        ("<报告 期间='2026Q1'><行 号='1'>1</行><空>字</空></报告>", "元素 空 里不能直接写文字。"),
        (
            "<报告 期间='2026Q1'><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/shadow'/></报告>",
            "此处不能出现元素 xi:include；应为 行。"
        ),
    ])
    func saysInChineseWhatIsOff(_ text: String, _ headline: String) throws {
        let findings = try Self.findings(text)
        #expect(findings.map(\.headline) == [headline])
        #expect(findings.first?.code.text == "E402")
        #expect(findings.first?.place?.line == 1)
    }

    @Test func keepsTheValuesOfPapersToItself() throws {
        let text = "<报告 期间='张三'><行 号='王五'>1</行><行 号='1'>李四</行><行 号='1' 类='赵六' 分='钱七'>1</行></报告>"
        let said = try Self.findings(text, echo: false).map(\.headline)
        #expect(said.count == 5)
        for name in ["张三", "王五", "李四", "赵六", "钱七"] {
            #expect(!said.joined().contains(name), "\(said)")
        }
    }

    @Test func pointsAtTheLineOfEachFault() throws {
        let text = "<报告 期间='2026Q1'>\n  <行 号='1'>1</行>\n  <行\n   号='x'>1</行>\n  <行 号='2'>x</行>\n</报告>"
        let places = try Self.findings(text).compactMap(\.place)
        #expect(
            places == [.init(file: "x.xml", line: 3, column: 3), .init(file: "x.xml", line: 5, column: 13)])
    }

    @Test func refusesADoctypeWhileValidating() throws {
        let text =
            "<!DOCTYPE 报告 [<!ENTITY x SYSTEM 'file:///etc/shadow'>]><报告 期间='2026Q1'><行 号='1'>&x;</行></报告>"
        #expect(try Self.findings(text).map(\.code.text) == ["E401"])
    }

    @Test(arguments: [
        (
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='x.xsd'/></xs:schema>",
            "include"
        ),
        (
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:import schemaLocation='x'/></xs:schema>",
            "import"
        ),
        (
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'><xs:unique name='u'>"
                + "<xs:selector xpath='b'/><xs:field xpath='@c'/></xs:unique></xs:element></xs:schema>",
            "unique"
        ),
        (
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='b'/></xs:schema>",
            "libxml2"
        ),
        ("<r/>", "libxml2"), ("<r", "XML"), ("", "XML"),
    ])
    func refusesASchemaItCannotUse(_ xsd: String, _ word: String) throws {
        let checked = Schema.read(Array(xsd.utf8), file: "x.xsd")
        #expect(checked.value == nil)
        let first = try #require(checked.findings.first)
        #expect(first.headline.contains(word), "\(first)")
    }

    @Test func isSharedByThreads() async throws {
        let schema = try #require(Self.schema)
        let good = Array("<报告 期间='2026Q1'><行 号='1' 类='A'>1</行></报告>".utf8)
        let bad = Array("<报告 期间='2026Q9'><行 号='1' 类='C'>1</行></报告>".utf8)
        let counts = await withTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let reader = MarkupReader()
                    return (0..<500).map { index in
                        reader.read(index.isMultiple(of: 2) ? good : bad, file: "x", schema: schema).count
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts.count == 4 && counts.allSatisfy { $0 == (0..<500).map { $0 % 2 * 2 } })
    }
}
