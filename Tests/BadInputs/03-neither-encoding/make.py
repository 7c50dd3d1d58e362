park.write("people.csv", park.text("people.csv").encode("gbk")[:-3] + b"\xff\xff\n")
