def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


visits('<root period="2025Q1"/>')
