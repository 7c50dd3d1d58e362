def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


visits("<visits " + " ".join(f'a{n}="1"' for n in range(100000)) + ' period="2025Q1"/>')
