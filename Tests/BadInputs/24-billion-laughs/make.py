def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


entities = "".join(f'<!ENTITY l{n} "{("&l%d;" % (n - 1)) * 10}">' for n in range(1, 10))
text = f'<!DOCTYPE r [<!ENTITY l0 "lol">{entities}]><visits period="2025Q1"><row><topic>&l9;</topic></row></visits>'
visits(text)
