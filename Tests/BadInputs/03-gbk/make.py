park.write("people.csv", park.text("people.csv").encode("gbk"))
