import Scratch

/// A schema with something changed, as HR or we might change it: often still a schema, and then another one.
enum SchemaMutant {
    static func mutated(_ schema: String, _ random: inout SeededGenerator) -> String {
        var lines = schema.replacing("><", with: ">\n<").split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map(String.init)
        for _ in 0...random.below(3) { change(&lines, &random) }
        return lines.joined(separator: "\n")
    }

    private static func change(_ lines: inout [String], _ random: inout SeededGenerator) {
        let (old, new) = edits[random.below(edits.count)]
        let places = lines.indices.filter { lines[$0].contains(old) }
        switch random.below(8) {
        case 0: lines.remove(at: random.below(lines.count))
        case 1: lines.swapAt(random.below(lines.count), random.below(lines.count))
        case 2:
            let place = random.below(lines.count)
            lines.insert(lines[place], at: place)
        default:
            guard !places.isEmpty else { return change(&lines, &random) }
            let place = places[random.below(places.count)]
            lines[place] = lines[place].replacing(old, with: new, maxReplacements: 1)
        }
    }

    private static let edits = [
        ("minOccurs=\"0\"", ""), ("minOccurs=\"0\"", "minOccurs=\"2\" maxOccurs=\"3\""),
        ("minOccurs=\"0\"", "maxOccurs=\"2\""),
        ("minOccurs=\"0\"", "nillable=\"true\""), ("minOccurs=\"0\"", "default=\"1\""),
        ("minOccurs=\"0\"", "minOccurs=\"0\" maxOccurs=\"4\""),
        ("maxOccurs=\"unbounded\"", ""), ("maxOccurs=\"unbounded\"", "maxOccurs=\"2\""),
        ("maxOccurs=\"unbounded\"", "maxOccurs=\"0\""),
        ("maxOccurs=\"3\"", "maxOccurs=\"unbounded\""),
        ("<xs:sequence>", "<xs:sequence minOccurs=\"0\" maxOccurs=\"unbounded\">"),
        ("<xs:sequence>", "<xs:sequence maxOccurs=\"unbounded\">"),
        ("<xs:sequence>", "<xs:sequence minOccurs=\"0\">"),
        ("<xs:sequence>", "<xs:sequence maxOccurs=\"2\">"), ("xs:sequence", "xs:choice"),
        ("xs:sequence", "xs:all"),
        ("<xs:choice>", "<xs:choice maxOccurs=\"unbounded\">"),
        ("<xs:choice>", "<xs:choice minOccurs=\"0\">"), ("xs:choice", "xs:sequence"),
        ("use=\"required\"", ""), ("use=\"required\"", "use=\"optional\""),
        ("use=\"required\"", "use=\"prohibited\""),
        ("use=\"required\"", "default=\"1\""), ("use=\"required\"", "fixed=\"1\""),
        ("fixed=\"1\"", "fixed=\" 1\""),
        ("type=\"text\"", "type=\"xs:string\""), ("type=\"text\"", "type=\"code\""),
        ("type=\"text\"", "type=\"figure\""),
        ("type=\"text\"", "type=\"role\""), ("type=\"text\"", "type=\"xs:anyURI\""),
        ("type=\"text\"", "type=\"xs:normalizedString\""),
        ("type=\"text\"", ""), ("type=\"text\"", "type=\"xs:token\""),
        ("type=\"figure\"", "type=\"xs:decimal\""),
        ("type=\"figure\"", "type=\"xs:integer\""), ("type=\"figure\"", "type=\"quantity\""),
        ("type=\"figure\"", "type=\"text\""),
        ("type=\"code\"", "type=\"xs:NMTOKEN\""), ("type=\"code\"", "type=\"xs:NCName\""),
        ("type=\"code\"", "type=\"xs:language\""),
        ("xs:date", "xs:string"), ("xs:date", "xs:gYear"), ("xs:date", "xs:dateTime"),
        ("xs:boolean", "xs:token"), ("xs:boolean", "xs:NMTOKEN"),
        ("xs:positiveInteger", "xs:nonNegativeInteger"), ("xs:positiveInteger", "xs:integer"),
        ("xs:nonNegativeInteger", "xs:positiveInteger"),
        ("xs:nonNegativeInteger", "xs:unsignedByte"), ("xs:string", "xs:token"), ("xs:token", "xs:string"),
        ("xs:decimal", "xs:token"),
        ("xs:decimal", "xs:integer"), ("xs:decimal", "xs:string"),
        ("<xs:complexType>", "<xs:complexType mixed=\"true\">"),
        ("<xs:maxLength value=\"32\"/>", "<xs:maxLength value=\"3\"/>"),
        ("<xs:maxLength value=\"32\"/>", "<xs:length value=\"4\"/>"),
        ("<xs:minLength value=\"1\"/>", "<xs:minLength value=\"3\"/>"),
        ("<xs:minLength value=\"1\"/>", "<xs:whiteSpace value=\"preserve\"/>"),
        ("<xs:minLength value=\"1\"/>", "<xs:minLength value=\"1\"/><xs:maxLength value=\"4\"/>"),
        ("<xs:minLength value=\"1\"/>", "<xs:pattern value=\"[A-Z][0-9]+\"/>"),
        ("+\"/>", "*\"/>"), ("+\"/>", "?\"/>"), ("[0-9]+", "[0-9]{1,3}"), ("[0-9]+", "([0-9]{1,2})+"),
        ("[0-9]+", "[^x]+"), ("[0-9]+", "\\d+"),
        ("{1,6}", "{2}"), ("{1,6}", "{0,2}"), ("{1,6}", "{2,}"), ("-?", "(-|0)?"), ("-?", "(-0?)*"),
        ("[1-4]", "(1|2|3)"), ("[1-4]", "."),
        ("\\.", "."), ("[A-Za-z0-9_\\-]+", "[A-Za-z]([0-9]+|_)?"), ("[A-Za-z0-9_\\-]+", "(P|L|GH)[0-9]*"),
        ("[A-Za-z0-9_\\-]+", "[A-Za-z\\-0-9]*[0-9]"),
        ("<xs:enumeration", "<xs:enumeration value=\"false\"/><xs:enumeration"),
        ("<xs:enumeration", "<xs:pattern value=\"[a-z]+\"/><xs:enumeration"),
        ("<xs:enumeration value=\"draft\"/>", ""),
        ("<xs:element name=\"name\"", "<xs:element name=\"other\""),
        ("<xs:element name=\"name\"", "<xs:any processContents=\"lax\"/><xs:element name=\"name\""),
        (
            "<xs:element name=\"name\"",
            "<xs:element name=\"extra\" minOccurs=\"0\"/><xs:element name=\"name\""
        ),
        ("<xs:attribute", "<xs:anyAttribute/><xs:attribute"),
        ("<xs:attribute", "<xs:attribute name=\"extra\"/><xs:attribute"),
        ("xmlns:xs", "xmlns=\"http://www.w3.org/2001/XMLSchema\" xmlns:xs"),
        ("elementFormDefault", "targetNamespace=\"x\" elementFormDefault"),
    ]
}
