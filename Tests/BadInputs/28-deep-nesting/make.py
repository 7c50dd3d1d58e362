def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


visits("<a>" * 300 + "</a>" * 300)
