def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


visits('<visits period="2025Q1"><row><topic>' + "字" * 3500000 + "</topic></row></visits>")
