def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


visits('<visits period="2025Q1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://evil/x.xsd"><row><date>2025-01-15</date><staff_number>P001</staff_number><enterprise>E1</enterprise></row></visits>')
