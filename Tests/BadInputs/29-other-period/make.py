def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


visits('<visits period="2024Q4"/>')
