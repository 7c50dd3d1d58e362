marks = ["<c><f>1+1</f></c>", '<c t="e"><v>#REF!</v></c>', '<c s="1"><v>45747</v></c>', "<c><v>89.949999999999996</v></c>"]
park.write("ratings.csv", park.text("ratings.csv").replace("稳重", "") + "".join(f"个人,P001,,{n},{mark},\n" for n, mark in enumerate(marks, 2)))
styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
relationships = workbook_parts("", [])["xl/_rels/workbook.xml.rels"].replace("</R", '<Relationship Id="r2" Type="http://x/styles" Target="styles.xml"/></R')
park.workbook("Q1.xlsx", "ratings", {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relationships})
