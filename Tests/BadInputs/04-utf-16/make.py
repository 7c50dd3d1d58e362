park.write("people.csv", park.text("people.csv").encode("utf-16"))
