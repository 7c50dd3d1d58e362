import Glibc
import Loading
import Testing

/// tables.xsd says of every table what its ``TableShape`` says; `UPDATE_EXPECTED=1 swift test` writes it anew.
@Test func theSchemaOfTheTablesMatchesTheirShapes() throws {
    let root = #filePath.dropLast("Tests/LoadingTests/TablesSchemaTests.swift".count)
    let path = String(root + "Sources/Loading/tables.xsd")
    if getenv("UPDATE_EXPECTED") != nil {
        let file = try #require(fopen(path, "w"))
        fputs(schema, file)
        fclose(file)
    }
    #expect(String(decoding: try fileBytes(path), as: UTF8.self) == schema)
}

private var schema: String {
    let tables = TableShapes.all.filter { $0.name != .calendar }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- 各表的 XML 写法：根元素是文件名去掉 .xml，行里的元素是各列的英文别名，次序不限。单元格的写法见 docs/tables.md。 -->
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">

        """ + tables.map(element).joined() + "</xs:schema>\n"
}

private func element(_ shape: TableShape) -> String {
    let cells = shape.columns.map { column in
        let occurs = column.isRequired ? "" : " minOccurs=\"0\""
        return
            "            <xs:element name=\"\(column.alias)\" type=\"xs:string\"\(occurs)/><!-- \(column.title) -->\n"
    }
    return """
          <!-- \(shape.name.title) -->
          <xs:element name="\(shape.name.rawValue)">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="row" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:all>

        """ + cells.joined() + """
                        </xs:all>
                      </xs:complexType>
                    </xs:element>
                  </xs:sequence>
                  <xs:attribute name="period" type="xs:string" use="required"/>
                </xs:complexType>
              </xs:element>

            """
}
