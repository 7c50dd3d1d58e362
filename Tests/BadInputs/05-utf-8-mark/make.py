park.write("people.csv", b"\xef\xbb\xbf" + park.text("people.csv").encode())
