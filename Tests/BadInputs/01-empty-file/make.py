park.write("results.csv", b"")
