def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


text = "<!DOCTYPE r [<!ENTITY a \"" + "a" * 100000 + "\">]><visits period=\"2025Q1\"><row><topic>"
visits(text + "&a;" * 30000 + "</topic></row></visits>")
